/** Vettings as officers move them: what was seen and said, the proposal, the decision, and the end of what nobody finished. */

import { type Day, dayOf } from '../../../policies/kernel/days.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import { type interviewWays, type Kind, needsTwo, type residencyWays, validUntil } from '../../../policies/membership/vetting.ts'
import { kept } from '../../../policies/records/kept/index.ts'
import type { DataClass } from '../../../policies/safety/classes.ts'
import { changeRow, moveRow } from '../../kernel/change.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { newId } from '../../kernel/ids.ts'
import { type Schema, toJson } from '../../kernel/schema.ts'
import { nobody } from '../../records/forgetting.ts'
import { closeTheDoors } from '../members.ts'

type Seen = {
  readonly how: (typeof residencyWays)[number] | (typeof interviewWays)[number]
  readonly on: Day
  readonly note: string
}

/**
 * Keeps that a step was done, how and on which day; throws Stale when it was kept before or the vetting is closed.
 * INVARIANT: the row of the vetting is written first, so that two who keep the same step at once see each other.
 */
export async function keepStep(tx: Tx, permit: Permit<'vetting.residency' | 'vetting.interview'>, seen: Seen): Promise<void> {
  await changeRow(tx, permit)
  const step = permit.act === 'vetting.residency' ? ('residency' as const) : ('interview' as const)
  const before = tx.sql.selectFrom('vettingStep').select('id').where('vettingId', '=', permit.on).where('step', '=', step)
  if (await before.executeTakeFirst()) throw new Stale(permit.on)
  await tx.sql
    .insertInto('vettingStep')
    .values({
      id: newId(tx.at),
      vettingId: permit.on,
      step,
      how: seen.how,
      note: seen.note,
      answers: toJson({}),
      documentId: null,
      doneBy: tx.actorId!,
      doneOn: seen.on,
      doneAt: tx.at,
    })
    .execute()
  await tx.record(permit, { how: seen.how, on: seen.on })
}

/** Names a class that a second person is asked to confirm; a later proposal takes the place of an earlier one. */
export async function proposeClass(
  tx: Tx,
  permit: Permit<'vetting.propose'>,
  { clearance, reason }: { readonly clearance: DataClass; readonly reason: string },
): Promise<void> {
  await moveRow(tx, permit, { proposedClass: clearance, proposedBy: tx.actorId, proposedAt: tx.at, reason }, { clearance })
}

type Outcome = {
  readonly clearance: DataClass
  readonly reason: string
  /** The vetting as the rule judged it. */
  readonly vetting: Pick<Schema['vetting'], 'personId' | 'townId' | 'kind' | 'places' | 'weeklyHours' | 'proposedBy'>
}

/**
 * Lets somebody in, or renews. INVARIANT: only an open vetting is decided, and a class that takes two only on the very proposal
 * that the rule saw: whatever moved meanwhile is Stale and nothing is stored.
 */
export async function decideVetting(tx: Tx, permit: Permit<'vetting.decide'>, outcome: Outcome): Promise<void> {
  const { clearance, reason, vetting } = outcome
  const until = validUntil(dayOf(tx.at))
  const decided = { clearance, decidedBy: tx.actorId, decidedAt: tx.at, reason, validUntil: until }
  const seen = { proposedClass: clearance, proposedBy: vetting.proposedBy }
  await changeRow(tx, permit, decided, needsTwo(clearance) ? seen : {})
  const profile = {
    clearance,
    places: vetting.places,
    weeklyHours: vetting.weeklyHours,
    vettedOn: dayOf(tx.at),
    vettedBy: tx.actorId,
    vettedUntil: until,
  }
  await admit[vetting.kind](tx, vetting, profile)
  await tx.record(permit, { clearance, until, kind: vetting.kind })
}

type Profile = Pick<Schema['workerProfile'], 'clearance' | 'places' | 'weeklyHours' | 'vettedOn' | 'vettedBy' | 'vettedUntil'>
type Whose = Pick<Schema['vetting'], 'personId' | 'townId'>
const admit: Record<Kind, (tx: Tx, whose: Whose, profile: Profile) => Promise<void>> = {
  /** A newcomer, or somebody who had left; who is a worker already is renewed, not let in twice. */
  async first(tx, { personId, townId }, profile) {
    const active = { townId, status: 'active' as const, statusReason: null, statusWords: null, statusAt: tx.at, ...profile }
    const stored = await tx.sql
      .insertInto('workerProfile')
      .values({ personId, ...active })
      .onConflict((c) => c.column('personId').doUpdateSet(active).where('workerProfile.status', '=', 'left'))
      .executeTakeFirst()
    if (!stored.numInsertedOrUpdatedRows) throw new Stale(personId)
    const grant = { role: 'worker' as const, fromOn: dayOf(tx.at), untilOn: null, grantedBy: tx.actorId, reason: 'vetting' }
    await tx.sql
      .insertInto('roleGrant')
      .values({ id: newId(tx.at), personId, townId, ...grant })
      .execute()
  },
  async renewal(tx, { personId, townId }, profile) {
    const renewed = await tx.sql
      .updateTable('workerProfile')
      .set(profile)
      .where('personId', '=', personId)
      .where('townId', '=', townId)
      .where('status', '!=', 'left')
      .executeTakeFirst()
    if (renewed.numUpdatedRows !== 1n) throw new Stale(personId)
  },
}

/** Says no; the applicant reads the reason. */
export async function declineVetting(tx: Tx, permit: Permit<'vetting.decline'>, reason: string): Promise<void> {
  await moveRow(tx, permit, { decidedBy: tx.actorId, decidedAt: tx.at, reason })
}

/**
 * Ends an application that nobody finished and erases what was typed. Who never was anything else here loses name, contact and
 * passkeys too; a worker whose renewal lapses stays who they are.
 */
export async function lapseVetting(tx: Tx, permit: Permit<'vetting.lapse'>, personId: string): Promise<void> {
  await tx.record(permit, { erased: await endUnfinished(tx, permit.on, personId) })
}

/** The end of an application as `lapseVetting` says it, also where its town leaves; gives whether the person was erased. */
export async function endUnfinished(tx: Tx, vettingId: string, personId: string): Promise<boolean> {
  const lapsed = await tx.sql
    .updateTable('vetting')
    .set({ ...kept.vetting.ends.goes, status: 'lapsed', decidedAt: tx.at })
    .where('id', '=', vettingId)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (lapsed.numUpdatedRows !== 1n) throw new Stale(vettingId)
  await tx.sql.updateTable('vettingStep').set(kept.vettingStep.ends.goes).where('vettingId', '=', vettingId).execute()
  const erased = !(await isKnownOtherwise(tx, personId))
  if (erased) {
    await tx.sql.updateTable('person').set(nobody).where('id', '=', personId).execute()
    await closeTheDoors(tx, personId)
  }
  return erased
}

async function isKnownOtherwise({ sql }: Tx, personId: string): Promise<boolean> {
  const grant = await sql.selectFrom('roleGrant').select('id').where('personId', '=', personId).executeTakeFirst()
  const profile = await sql.selectFrom('workerProfile').select('personId').where('personId', '=', personId).executeTakeFirst()
  return grant !== undefined || profile !== undefined
}
