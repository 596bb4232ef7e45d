/** What became of a lot's files: its worker says that every copy is gone, or the town says it where the worker cannot. */
import { z } from 'zod'
import { accountFor, findLine } from '../../../db/safety/custody.ts'
import { decideAccount, decideDeclare, townAccountings, townReasons } from '../../../policies/safety/custody.ts'
import { AccountPage, DeclarePage } from '../../../views/safety/custody/account.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { crumbs } from '../../packages/load.ts'

export const accounting = routes()

formAct(accounting, 'custody.declare', {
  at: '/assignments/:id/deletion',
  load: async (c) => found(await findLine(c.var.db.read, c.req.param('id')!)),
  decide: (c, line) => decideDeclare(c.var.actor, line),
  seen: ({ takes, takenAt }) => [takes, takenAt],
  title: ({ t }) => t.custody.declare.title,
  under: (c, { id, title, lotNumber }) =>
    trail(
      c,
      { href: '/assignments', label: c.var.t.assignments.title },
      { href: `/assignments/${id}`, label: c.var.t.assignments.task(title, String(lotNumber)) },
    ),
  body: (_, say, line, form) => <DeclarePage say={say} line={line} form={form} />,
  write: (tx, permit) => accountFor(tx, permit, 'deleted'),
  done: ({ id }) => `/assignments/${id}`,
})

/** The line through its own package: an address that joins two packages leads nowhere. */
async function load(c: Ctx) {
  const line = found(await findLine(c.var.db.read, c.req.param('line')!))
  return found(line.packageId === c.req.param('id') ? line : undefined)
}

formAct(accounting, 'custody.account', {
  at: '/packages/:id/custody/:line',
  load,
  decide: (c, line) => decideAccount(c.var.actor, line),
  seen: ({ takes, takenAt, returnedAt }) => [takes, takenAt, returnedAt],
  fields: z.object({ how: fields.choice(townAccountings), reason: fields.choice(townReasons) }),
  title: ({ t }) => t.custody.account.title,
  under: (c, { packageId, title }) => [
    ...crumbs(c, { id: packageId, title }),
    { href: `/packages/${packageId}/custody`, label: c.var.t.custody.title },
  ],
  body: (_, say, line, form) => <AccountPage say={say} line={line} form={form} />,
  write: (tx, permit, { how, reason }) => accountFor(tx, permit, how, { reason }),
  done: ({ packageId }) => `/packages/${packageId}/custody?done`,
})
