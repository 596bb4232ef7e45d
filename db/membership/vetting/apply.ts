/** What applicants and workers do about their own vetting: apply, sign, answer, give up, begin a renewal. */

import { dayOf } from '../../../policies/kernel/days.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import type { Kind, OwnAct, Step } from '../../../policies/membership/vetting.ts'
import type { Place } from '../../../policies/safety/classes.ts'
import { changeRow, moveRow } from '../../kernel/change.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { newId, newSecret } from '../../kernel/ids.ts'
import { type Schema, toJson } from '../../kernel/schema.ts'

export type Newcomer = Pick<Schema['person'], 'name' | 'kana' | 'romaji' | 'email' | 'phone' | 'locale'>
export type Wish = { readonly weeklyHours: number; readonly places: readonly Place[]; readonly skills: string }

/**
 * Opens the first vetting of the person that the permit names, and adds that person where they are new. `vettingId` is its id.
 * Throws Stale when a vetting of theirs stands open already.
 */
export async function apply(
  tx: Tx,
  permit: Permit<'vetting.apply'>,
  vettingId: string,
  wish: Wish,
  person?: Newcomer,
): Promise<void> {
  if (person)
    await tx.sql
      .insertInto('person')
      .values({ ...person, id: permit.on, letters: 'all', heldUntil: null, userHandle: newSecret(32), createdAt: tx.at })
      .execute()
  await open(tx, permit, vettingId, 'first', wish)
}

/** Opens a renewal for the worker that the permit names; throws Stale when a vetting of theirs stands open already. */
export const renew = (tx: Tx, permit: Permit<'vetting.renew'>, vettingId: string, wish: Wish): Promise<void> =>
  open(tx, permit, vettingId, 'renewal', wish)

/** INVARIANT: the index lets one person have one open vetting, so of two at once the second throws Stale. */
async function open(
  tx: Tx,
  permit: Permit<'vetting.apply' | 'vetting.renew'>,
  id: string,
  kind: Kind,
  { weeklyHours, places, skills }: Wish,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx.sql
    .insertInto('vetting')
    .values({
      ...{ id, personId: permit.on, townId: permit.chain, kind, status: 'open', appliedAt: tx.at },
      ...{ weeklyHours, places: toJson([...places] as string[]), skills },
      ...{ proposedClass: null, proposedBy: null, proposedAt: null },
      ...{ clearance: null, decidedBy: null, decidedAt: null, reason: null, validUntil: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new Stale('vetting')
  await tx.record(permit, { vetting: id, kind })
}

/** Signs one version of the town's pledge; throws Stale when it was signed before or the vetting is over. */
export async function signPledge(
  tx: Tx,
  permit: Permit<'vetting.pledge'>,
  { id, version, sha256 }: Pick<Schema['townDocument'], 'id' | 'version' | 'sha256'>,
): Promise<void> {
  await takeStep(tx, permit, 'pledge', { how: 'signed', documentId: id })
  await tx.record(permit, { document: id, version, sha256 })
}

/** Keeps the answers of a self-check that was passed; throws Stale when there is one already or the vetting is over. */
export async function passEnvironment(
  tx: Tx,
  permit: Permit<'vetting.environment'>,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  await takeStep(tx, permit, 'environment', { how: 'self-check', answers })
  await tx.record(permit, { questions: Object.keys(answers).length })
}

/** INVARIANT: the row of the vetting is written first, so that a step and a decision at once see each other. */
async function takeStep(
  tx: Tx,
  permit: Permit<OwnAct>,
  step: Step,
  done: { how: string; answers?: Readonly<Record<string, string>>; documentId?: string },
): Promise<void> {
  await changeRow(tx, permit)
  const { numInsertedOrUpdatedRows } = await tx.sql
    .insertInto('vettingStep')
    .values({
      ...{ id: newId(tx.at), vettingId: permit.on, step, how: done.how, note: '' },
      ...{ answers: toJson({ ...done.answers }), documentId: done.documentId ?? null },
      ...{ doneBy: tx.actorId!, doneOn: dayOf(tx.at), doneAt: tx.at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new Stale('step')
}

/** Gives the vetting up and erases what was typed about oneself; throws Stale when it is over already. */
export const withdraw = (tx: Tx, permit: Permit<'vetting.withdraw'>): Promise<void> =>
  moveRow(tx, permit, { skills: '', decidedBy: tx.actorId, decidedAt: tx.at })
