/** A passkey's name, and which keys the browser may still offer. Adding and using keys are ceremonies (sign-in.tsx). */
import { z } from 'zod'
import { listPasskeys, longestLabel, passkeyRef, renamePasskey } from '../../db/identity/passkeys.ts'
import { findUserHandle } from '../../db/identity/people.ts'
import { decideAccount } from '../../policies/identity/people.ts'
import { type Accepted, labelOf, RenamePage } from '../../views/identity/passkeys.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { underAccount } from './account/under.ts'
import { rpOf } from './ceremonies.ts'
import { ownAccount } from './challenges.ts'

export const passkeys = routes()

formAct(passkeys, 'account.edit', {
  at: '/account/passkeys/:ref/label',
  load: async (c) => {
    const keys = await listPasskeys(c.var.db.read, c.var.actor.id)
    return found(keys.find(({ id }) => passkeyRef(id) === c.req.param('ref')))
  },
  decide: async (c) => decideAccount('account.edit', c.var.actor, await ownAccount(c)),
  fields: z.object({ label: fields.text(longestLabel) }),
  begin: (c, { label }) => ({ label: labelOf(c.var.t.account.passkeys, label) }),
  title: ({ t }) => t.recoveries.keys.renameTitle,
  under: (c) => underAccount(c),
  body: (_, say, { id }, form) => <RenamePage {...{ say, form }} passkey={passkeyRef(id)} />,
  write: (tx, permit, { label }, { id }) => renamePasskey(tx, permit, id, label),
  done: () => '/account#passkeys',
})

/** Suspended keys are among them: a browser that forgot them could not stop the recovery any more. */
export async function acceptedKeys(c: Ctx): Promise<Accepted> {
  const { db, actor, config } = c.var
  const ids = (await listPasskeys(db.read, actor.id)).map(({ id }) => id)
  return { rpId: rpOf(config).id, userId: await findUserHandle(db.read, actor.id), ids }
}
