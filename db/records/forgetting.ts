/** Erasing people: whose application came to nothing, and who left so long ago that everything promised has been kept. */
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { refused } from '../../policies/membership/vetting.ts'
import { kept } from '../../policies/records/kept/index.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'
import { closeTheDoors } from '../membership/members.ts'
import { endKept } from './kept/end.ts'

/** In place of a name that is erased; the same in every language, since nobody is meant to read it. */
export const nobody = kept.person.ends.goes

/** Who left before an instant and is not erased yet, with whether they are anything else here: a role that is not over, an open vetting. */
export async function listLeavers(db: Reader, before: Instant, today: Day, limit = 100) {
  const rows = await db
    .selectFrom('workerProfile as w')
    .innerJoin('person as p', 'p.id', 'w.personId')
    .where('w.status', '=', 'left')
    .where('w.statusAt', '<', before)
    .where('p.name', '!=', nobody.name)
    .select(['w.personId as id', 'w.townId', 'w.statusAt'])
    .select((e) => [
      e
        .selectFrom('roleGrant as g')
        .whereRef('g.personId', '=', 'w.personId')
        .where((g) => g.or([g('g.untilOn', 'is', null), g('g.untilOn', '>=', today)]))
        .select('g.id')
        .limit(1)
        .as('role'),
      e
        .selectFrom('vetting as v')
        .whereRef('v.personId', '=', 'w.personId')
        .where('v.status', '=', 'open')
        .select('v.id')
        .limit(1)
        .as('vetting'),
    ])
    .orderBy('w.statusAt')
    .orderBy('w.personId')
    .limit(limit)
    .execute()
  return rows.map(({ id, townId, statusAt, role, vetting }) => ({
    id,
    townId,
    leftOn: dayOf(statusAt!),
    isSomebody: role !== null || vetting !== null,
  }))
}

/**
 * Erases who left: name, contact, and every word that was written by or about them. What stays are figures and references: the
 * audit, and that lots were done and paid, by nobody in particular. Throws Stale when they came back meanwhile.
 */
export async function forgetMember(tx: Tx, permit: Permit<'worker.forget'>): Promise<void> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('workerProfile')
    .set(kept.workerProfile.ends.goes)
    .where('personId', '=', permit.on)
    .where('status', '=', 'left')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Stale(permit.on)
  await forget(tx, permit)
}

/**
 * Applications that were declined or withdrawn before an instant, of people who are not erased yet, with whether they are anything
 * else here: ever a worker or staff, or applying again.
 */
export async function listRefused(db: Reader, before: Instant, limit = 100) {
  const rows = await db
    .selectFrom('vetting as v')
    .innerJoin('person as p', 'p.id', 'v.personId')
    .where('v.status', 'in', refused)
    .where('v.decidedAt', '<', before)
    .where('p.name', '!=', nobody.name)
    .select(['p.id', 'v.townId', 'v.decidedAt'])
    .select((e) => [
      e.selectFrom('workerProfile as w').whereRef('w.personId', '=', 'p.id').select('w.townId').as('profile'),
      e.selectFrom('roleGrant as g').whereRef('g.personId', '=', 'p.id').select('g.id').limit(1).as('role'),
      e
        .selectFrom('vetting as again')
        .whereRef('again.personId', '=', 'p.id')
        .where((again) => again.or([again('again.decidedAt', 'is', null), again('again.decidedAt', '>=', before)]))
        .select('again.id')
        .limit(1)
        .as('again'),
    ])
    .orderBy('v.decidedAt')
    .orderBy('v.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, townId, decidedAt, profile, role, again }) => ({
    id,
    townId,
    endedOn: dayOf(decidedAt!),
    isSomebody: profile !== null || role !== null || again !== null,
  }))
}

/** Erases an applicant whose application came to nothing: name, contact, what was written, and the ways in. */
export async function forgetApplicant(tx: Tx, permit: Permit<'worker.forget'>): Promise<void> {
  await forget(tx, permit)
}

/** All that is kept about somebody ends, and with it every way in. */
async function forget(tx: Tx, permit: Permit<'worker.forget'>): Promise<void> {
  await endKept(tx, permit.on)
  await closeTheDoors(tx, permit.on)
  await tx.record(permit)
}
