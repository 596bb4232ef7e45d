/** Breaking the glass of one package: by its number, with a reason and a ticket, and everybody is told. */
import { z } from 'zod'
import { newId } from '../../../db/kernel/ids.ts'
import { listTowns } from '../../../db/membership/towns.ts'
import { breakGlass, findBreakable } from '../../../db/safety/break-glass.ts'
import { keepOpening } from '../../../db/safety/openings.ts'
import { holds } from '../../../policies/identity/people.ts'
import type { Refusal, Why } from '../../../policies/kernel/decision.ts'
import { decideBreak, decideForm, minutes } from '../../../policies/safety/break-glass.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import { GlassFormPage } from '../../../views/safety/break-glass/form.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { underGlass } from './load.ts'

export const breaking = (on: ReturnType<typeof routes>) =>
  formAct(on, 'glass.break', {
    at: '/glass/new',
    to: '/glass',
    load: async ({ var: { db, at } }) => ({ id: newId(at), towns: await listTowns(db.read) }),
    decide: (c, { id }, wish?: Wish & { pkg: Found }) =>
      wish ? decideBreak(c.var.actor, breakable(c, wish.pkg), id) : decideForm(c.var.actor),
    refused: toldBesideNumber,
    fields: (_, { towns }) => wishIn(towns),
    check: async (c, _, { data }) =>
      data && !(await find(c, data)) ? [{ field: 'number', words: c.var.t.breakGlass.problems.number }] : [],
    ready: async (c, _, wish) => ({ ...wish, pkg: found(await find(c, wish)) }),
    begin: () => ({ minutes: minutes[0] }),
    title: ({ t }) => t.breakGlass.form.title,
    under: underGlass,
    body: (_, say, { towns }, form) => <GlassFormPage say={say} towns={towns} form={form} />,
    // The proof is bound to the package: what is about to be broken has no id before it is.
    proof: (_, say, { towns }, { pkg, town, number, reason, ticket, minutes }) => {
      const words = say.t.breakGlass.form
      return {
        on: pkg.id,
        title: words.proofTitle,
        lead: words.proofLead,
        back: '/glass/new',
        facts: [
          { term: words.package, value: `${say.name(towns.find(({ id }) => id === town)!)} ${number}` },
          { term: words.reason, value: reason },
          { term: words.ticket, value: ticket },
          { term: words.minutes, value: words.minutesUnit(minutes) },
          { term: words.told, value: words.toldWho },
        ],
      }
    },
    write: (tx, permit, { pkg: { id: packageId, dataClass }, reason, ticket, minutes }) =>
      breakGlass(tx, permit, { packageId, dataClass: dataClass!, reason, ticket, minutes: Number(minutes) }),
    // The passkey was touched for this package just now, as opening it would ask.
    after: ({ var: { db, session, actor, at } }, _, __, { pkg }) =>
      keepOpening(db, { token: session.token, packageId: pkg.id, personId: actor.id, reason: '' }, at),
    done: (_, { on }) => `/glass/${on}`,
  })

const number = z.string().normalize('NFKC').trim().toUpperCase().min(1).max(20)
const wishIn = (towns: readonly { id: string }[]) =>
  z.object({
    town: fields.choice(towns.map(({ id }) => id) as [string, ...string[]]),
    number,
    reason: fields.text(1000),
    ticket: fields.text(60),
    minutes: fields.choice(minutes),
  })
type Wish = z.infer<ReturnType<typeof wishIn>>

const find = ({ var: { db, actor, at } }: Ctx, { town: townId, number }: Pick<Wish, 'town' | 'number'>) =>
  findBreakable(db.read, { townId, number, personId: actor.id, at })
type Found = NonNullable<Awaited<ReturnType<typeof find>>>
const breakable = ({ var: { actor } }: Ctx, { id, townId, dataClass, frozenAt, destroyedAt, worked, open }: Found) => ({
  id,
  townId,
  dataClass,
  frozen: frozenAt !== null,
  destroyed: destroyedAt !== null,
  related: worked || holds(actor, 'coordinator', townId) || holds(actor, 'manager', townId),
  open,
})

/** Why this package cannot be looked at so, beside the number that was typed. */
function toldBesideNumber(c: Ctx, { refused, unmet }: Refusal<Why>): Problem[] | undefined {
  const words = c.var.t.breakGlass.problems
  const closed = (['destroyed', 'frozen', 'class'] as const).find((reason) => unmet.includes(reason))
  const reason = refused === 'own-work' ? 'related' : refused === 'status' ? 'open' : closed
  return reason && [{ field: 'number', words: words[reason] }]
}
