/** One person asks for a destruction, another witnesses it, either may take it back while it waits; and its day is put off. */

import { Stale } from '../../../db/kernel/database.ts'
import {
  askDestruction,
  cancelDestruction,
  postponeDestruction,
  witnessDestruction,
} from '../../../db/safety/destructions/decide.ts'
import type { FoundDestruction } from '../../../db/safety/destructions/find.ts'
import { takeInventory } from '../../../db/safety/destructions/inventory.ts'
import type { Day } from '../../../policies/kernel/days.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import { delivered } from '../../../policies/packages/statuses.ts'
import { handling } from '../../../policies/safety/classes.ts'
import {
  decideAsk,
  decideCancel,
  decideDestructionRead,
  decidePostpone,
  decideWitness,
  postponable,
} from '../../../policies/safety/destructions.ts'
import type { Say } from '../../../views/kernel/say.tsx'
import { reasonWords } from '../../../views/safety/destructions/one.tsx'
import { insist } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { by } from '../../kernel/forms.ts'
import { routes } from '../../kernel/routes.ts'
import { toldAsGaps } from '../../packages/load.ts'
import { carryOut, unlessStuck } from './carry-out.ts'
import { Asking, load, Postponing, placeOf, seenOf, show } from './load.tsx'

export const deciding = routes()

deciding.get('/packages/:id/destruction', 'destruction.read', async (c) => {
  const one = await load(c)
  insist(c, decideDestructionRead(c.var.actor, one.facts))
  return show(c, one)
})

formAct(deciding, 'destruction.ask', {
  to: '/packages/:id/destruction',
  load,
  seen: seenOf,
  decide: (c, one) => decideAsk(c.var.actor, one.facts),
  refused: toldAsGaps,
  fields: Asking,
  again: (c, one, ask) => show(c, one, { ask }),
  proof: (_, say, one, { reason }) => ({
    title: say.t.destructions.ask.title,
    lead: say.t.destructions.ask.proofLead,
    facts: goneFacts(say, one, reason),
    back: placeOf(one),
  }),
  write: (tx, permit, { reason }) => askDestruction(tx, permit, reason),
  done: placeOf,
})

formAct(deciding, 'destruction.witness', {
  to: '/packages/:id/destruction/witness',
  load,
  seen: seenOf,
  decide: (c, one) => decideWitness(c.var.actor, one.facts),
  refused: toldAsGaps,
  // What was read on the page is what is witnessed: taken back and asked for anew, it is another.
  check: (_, one, { typed }) => {
    if (typed.request !== one.destructionId) throw new Stale(one.id)
    return []
  },
  again: (c, one) => show(c, one, {}),
  proof: (_, say, one) => ({
    title: say.t.destructions.witness.title,
    lead: say.t.destructions.witness.proofLead,
    facts: [
      ...goneFacts(say, one, one.reason),
      ...(one.asker ? [{ term: say.t.destructions.asker, value: say.name({ name: one.asker, romaji: one.askerRomaji }) }] : []),
    ],
    back: placeOf(one),
  }),
  start: async (c, permit, _, one) => {
    const { db, store } = c.var
    const inventory = await takeInventory(db.read, store, one.id)
    await db.write(by(c, placeOf(one)), (tx) => witnessDestruction(tx, permit, inventory))
    // From here on it happens, whatever happens to this request: the clock resumes what fails now.
    await unlessStuck(c.var, one.id, carryOut(c.var, one.id))
  },
  done: placeOf,
})

formAct(deciding, 'destruction.cancel', {
  to: '/packages/:id/destruction/cancellation',
  load,
  decide: (c, one) => decideCancel(c.var.actor, one.facts),
  write: (tx, permit) => cancelDestruction(tx, permit),
  done: placeOf,
})

formAct(deciding, 'destruction.postpone', {
  to: '/packages/:id/destruction/postponement',
  load,
  seen: seenOf,
  decide: (c, one) => decidePostpone(c.var.actor, one.facts),
  fields: Postponing,
  check: (c, { keepUntil }, { data }) => {
    const { from, to } = postponable(keepUntil!, c.var.today)
    const { t, locale } = c.var.say
    const isAllowed = !data || (data.to >= from && data.to <= to)
    return isAllowed ? [] : [{ field: 'to', words: t.destructions.postpone.range(from, to, locale) }]
  },
  again: (c, one, postpone) => show(c, one, { postpone }),
  write: (tx, permit, { to, why }, { keepUntil }) =>
    postponeDestruction(tx, permit, { from: keepUntil!, to: to as Day, reason: why }),
  done: placeOf,
})

/** What is about to be gone, before the passkey is asked for. */
function goneFacts(say: Say, one: FoundDestruction, reason: string | null) {
  const { t } = say
  const words = t.destructions
  const { dataClass, resultTakenAt, status, lotsApproved } = one
  const result = resultTakenAt ? words.resultTaken(say.moment(resultTakenAt)) : words.resultUntaken
  return [
    { term: words.package, value: `${say.town(one)} ${one.number} ${one.title}`.trim() },
    ...(dataClass ? [{ term: words.level, value: t.packages.classWords(t.levels[handling[dataClass].level], dataClass) }] : []),
    { term: words.reason, value: reasonWords(t, reason) },
    ...(within(delivered, status) && lotsApproved > 0 ? [{ term: words.result, value: result }] : []),
  ]
}
