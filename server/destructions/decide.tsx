/** One person asks for a destruction, another witnesses it, either may take it back while it waits. */
import { z } from 'zod'
import { Stale } from '../../db/database.ts'
import { askDestruction, cancelDestruction, witnessDestruction } from '../../db/destructions/decide.ts'
import type { FoundDestruction } from '../../db/destructions/find.ts'
import { takeInventory } from '../../db/destructions/inventory.ts'
import { handling } from '../../policies/classes.ts'
import { isRefusal, type Permit, type Refusal, type Why } from '../../policies/decision.ts'
import {
  type AskingReason,
  askingReasons,
  type Blocker,
  decideAsk,
  decideCancel,
  decideDestructionRead,
  decideWitness,
} from '../../policies/destructions.ts'
import { reasonWords } from '../../views/destructions/one.tsx'
import { formatMoment } from '../../views/format.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { by, checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { carryOut, unlessStuck } from './carry-out.ts'
import { load, placeOf, show } from './load.tsx'

export const deciding = routes()
const { get, post } = deciding
const Asking = z.object({ reason: fields.choice(askingReasons) })

get('/packages/:id/destruction', 'destruction.read', async (c) => {
  const one = await load(c)
  insist(c, decideDestructionRead(c.var.actor, one.facts))
  return show(c, one)
})

post('/packages/:id/destruction', 'destruction.ask', async (c) => {
  const one = await load(c)
  const decision = decideAsk(c.var.actor, one.facts)
  if (isBlocked(decision)) return show(c, one, { typed: await readTyped(c), problems: [], unmet: decision.unmet }, 422)
  const permit = insist(c, decision)
  const form = checkForm(c, await readTyped(c), Asking)
  if (!form.ok) return show(c, one, form, 422)
  const { reason } = form.data
  const asked = await prove(c, permit, one, form.typed, reason)
  if (asked) return asked
  return commit(c, placeOf(one), (tx) => askDestruction(tx, permit, reason))
})

post('/packages/:id/destruction/witness', 'destruction.witness', async (c) => {
  const one = await load(c)
  const decision = decideWitness(c.var.actor, one.facts)
  const typed = await readTyped(c)
  if (isBlocked(decision)) return show(c, one, { typed, problems: [], unmet: decision.unmet }, 422)
  const permit = insist(c, decision)
  // What was read on the page is what is witnessed: taken back and asked for anew, it is another.
  if (typed.request !== one.destructionId) throw new Stale(one.id)
  const asked = await prove(c, permit, one, typed, one.reason as AskingReason)
  if (asked) return asked
  const { db, store } = c.var
  const inventory = await takeInventory(db.read, store, one.id)
  await db.write(by(c, placeOf(one)), (tx) => witnessDestruction(tx, permit, inventory))
  // From here on it happens, whatever happens to this request: the clock resumes what fails now.
  await unlessStuck(c.var, one.id, carryOut(c.var, one.id))
  return c.redirect(placeOf(one), 303)
})

post('/packages/:id/destruction/cancellation', 'destruction.cancel', async (c) => {
  const one = await load(c)
  const permit = insist(c, decideCancel(c.var.actor, one.facts))
  await readTyped(c)
  return commit(c, placeOf(one), (tx) => cancelDestruction(tx, permit))
})

const isBlocked = (decision: Permit<string> | Refusal<Why, Blocker>): decision is Refusal<'incomplete', Blocker> =>
  isRefusal(decision) && decision.refused === 'incomplete'

/** What is about to be gone, before the passkey is asked for. */
function prove(
  c: Ctx,
  permit: Permit<'destruction.ask' | 'destruction.witness'>,
  one: FoundDestruction,
  typed: Typed,
  reason: AskingReason,
) {
  const { say, t, locale } = c.var
  const words = t.destructions
  const isWitness = permit.act === 'destruction.witness'
  const { dataClass, resultTakenAt, status } = one
  return askProof(c, permit, typed, {
    title: isWitness ? words.witness.title : words.ask.title,
    lead: isWitness ? words.witness.proofLead : words.ask.proofLead,
    facts: [
      { term: words.package, value: `${say.town(one)} ${one.number} ${one.title}`.trim() },
      ...(dataClass ? [{ term: words.level, value: t.packages.classWords(t.levels[handling[dataClass].level], dataClass) }] : []),
      { term: words.reason, value: reasonWords(t, reason) },
      ...(status === 'completed'
        ? [
            {
              term: words.result,
              value: resultTakenAt ? words.resultTaken(say.moment(resultTakenAt)) : words.resultUntaken,
            },
          ]
        : []),
      ...(isWitness && one.asker ? [{ term: words.asker, value: locale === 'ja' ? one.asker : one.askerRomaji }] : []),
    ],
    back: placeOf(one),
  })
}
