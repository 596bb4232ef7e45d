/** Workers as members: stopped, let go on, and gone, with all that hangs on each. */
import type { ExpressionBuilder } from 'kysely'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import { isRefusal, type Permit } from '../../policies/kernel/decision.ts'
import {
  type Deletion,
  decideLowering,
  decideRelease,
  type Ending,
  freedBy,
  type LeavingReason,
  lastDayOf,
  type Releasable,
  type SuspensionReason,
} from '../../policies/membership/membership.ts'
import { changeRow } from '../kernel/change.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'
import { endKept } from '../records/kept/end.ts'
import { accountForAll } from '../safety/custody.ts'
import { lowerHand } from '../telework/applications.ts'
import { moveAssignment } from '../telework/assignments/move.ts'
import { inForce } from './grants.ts'

type OfWorker = ExpressionBuilder<Schema & { w: Schema['workerProfile'] }, 'w'>
const openVetting = (e: OfWorker) =>
  e
    .selectFrom('vetting')
    .select('vetting.id')
    .whereRef('vetting.personId', '=', 'w.personId')
    .where('vetting.status', '=', 'open')
    .limit(1)
const lastReminder = (e: OfWorker) =>
  e
    .selectFrom('audit')
    .whereRef('audit.subjectId', '=', 'w.personId')
    .where('audit.act', '=', 'vetting.remind')
    .select((c) => c.fn.max('audit.at').as('at'))

/** A worker as the rules of membership see them, with name, town and why they were stopped; nothing for who is no worker. */
export async function findMember(db: Reader | Tx['sql'], personId: string) {
  const row = await db
    .selectFrom('workerProfile as w')
    .innerJoin('person', 'person.id', 'w.personId')
    .innerJoin('town', 'town.id', 'w.townId')
    .where('w.personId', '=', personId)
    .select(['w.personId as id', 'w.townId', 'w.status', 'w.vettedUntil', 'w.statusReason', 'w.statusWords', 'w.statusAt'])
    .select(['person.name', 'person.kana', 'person.romaji', 'town.name as town', 'town.romaji as townRomaji'])
    .select((e) => openVetting(e).as('openVetting'))
    .executeTakeFirst()
  return row && { ...row, renewing: row.openVetting !== null }
}

/** What comes free when somebody is stopped or leaves: hands that are up, and lots in the statuses that the act frees. */
export async function listClaims(db: Reader | Tx['sql'], personId: string, act: Ending) {
  const hands = await db
    .selectFrom('application as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('a.personId', '=', personId)
    .where('a.status', '=', 'raised')
    .select(['a.id', 'a.personId', 'a.packageId', 'p.townId', 'p.title', 'p.number as packageNumber'])
    .orderBy('a.id')
    .execute()
  const lots = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .where('a.workerId', '=', personId)
    .where('a.status', 'in', [...freedBy(act)])
    .select(['a.id', 'a.workerId', 'a.packageId', 'a.status', 'a.dueOn', 'p.townId', 'p.title', 'p.number as packageNumber'])
    .select('lot.number as lotNumber')
    .$narrowType<{ status: Releasable }>()
    .orderBy('a.id')
    .execute()
  return { hands, lots }
}

/** Delivered lots that are not decided on yet: they stay and are paid. */
export const countDelivered = async (db: Reader, personId: string): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('assignment')
        .where('workerId', '=', personId)
        .where('status', '=', 'submitted')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

/** Active workers whose vetting ends between two days, with when they were last reminded. */
export async function listEnding(db: Reader, from: Day, to: Day) {
  const rows = await db
    .selectFrom('workerProfile as w')
    .where('w.status', '=', 'active')
    .where('w.vettedUntil', '>=', from)
    .where('w.vettedUntil', '<=', to)
    .select(['w.personId as id', 'w.townId', 'w.status', 'w.vettedUntil'])
    .select((e) => [openVetting(e).as('openVetting'), lastReminder(e).as('remindedAt')])
    .orderBy('w.vettedUntil')
    .orderBy('w.personId')
    .execute()
  return rows.map((row) => ({ ...row, renewing: row.openVetting !== null }))
}

/** Lots in the hands of somebody who has left, which only the clock can free. */
export const listOrphans = (db: Reader, limit = 100) =>
  db
    .selectFrom('workerProfile as w')
    .innerJoin('assignment as a', 'a.workerId', 'w.personId')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('w.status', '=', 'left')
    .where('a.status', 'in', [...freedBy('worker.leave')])
    .select(['a.id', 'a.workerId', 'a.status', 'p.townId', 'w.status as workerStatus'])
    .orderBy('a.id')
    .limit(limit)
    .execute()

/**
 * Reminds one worker of the renewal. INVARIANT: the record comes first, since it locks the head of the chain: of two clocks
 * that remind at once the second sees two records since the day on which it was due, and is undone by Stale.
 */
export async function remindMember(
  tx: Tx,
  permit: Permit<'vetting.remind'>,
  { days, since }: { readonly days: number; readonly since: Instant },
): Promise<void> {
  await tx.record(permit, { days })
  const { n } = await tx.sql
    .selectFrom('audit')
    .where('subjectId', '=', permit.on)
    .where('act', '=', 'vetting.remind')
    .where('at', '>=', since)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (Number(n) > 1) throw new Stale(permit.on)
}

/** INVARIANT: what is freed is read in the transaction that frees it, and each lot and hand has a record of its own. */
async function release(tx: Tx, ending: Permit<Ending>): Promise<{ hands: number; lots: number }> {
  const { hands, lots } = await listClaims(tx.sql, ending.on, ending.act)
  for (const hand of hands) {
    const lowering = decideLowering(ending, hand)
    if (!isRefusal(lowering)) await lowerHand(tx, lowering)
  }
  for (const lot of lots) {
    const freeing = decideRelease(ending, lot)
    if (!isRefusal(freeing)) await moveAssignment(tx, freeing, {}, { because: ending.act })
  }
  return { hands: hands.length, lots: lots.length }
}

/** Throws Stale where somebody was first. */
const moveMember = (
  tx: Tx,
  permit: Permit<Ending | 'worker.resume'>,
  why: { reason: string | null; words: string | null },
): Promise<unknown> => changeRow(tx, permit, { statusReason: why.reason, statusWords: why.words || null, statusAt: tx.at })

const endSessions = (tx: Tx, personId: string) => tx.sql.deleteFrom('session').where('personId', '=', personId).execute()

/**
 * Stops somebody at once: signed out everywhere, hands lowered, offers cancelled. What they accepted stays theirs, closed to
 * them because the role no longer counts (db/membership/grants.ts). Throws Stale when they are not active any more.
 */
export async function suspendMember(
  tx: Tx,
  permit: Permit<'worker.suspend'>,
  why: { readonly reason: SuspensionReason; readonly words: string },
): Promise<void> {
  await moveMember(tx, permit, why)
  await endSessions(tx, permit.on)
  const freed = await release(tx, permit)
  await tx.record(permit, { reason: why.reason, ...freed })
}

/** Lets somebody go on; lowered hands stay down. Throws Stale when they are not suspended. */
export async function resumeMember(tx: Tx, permit: Permit<'worker.resume'>): Promise<void> {
  await moveMember(tx, permit, { reason: null, words: null })
  await tx.record(permit)
}

/**
 * Ends a membership: claims free again, the role over, signed out everywhere, no way back in by old links. Passkeys go too,
 * unless the person has another role here, which needs them. Throws Stale when they have left already.
 */
export async function leaveMembership(
  tx: Tx,
  permit: Permit<'worker.leave'>,
  why: { readonly reason: LeavingReason; readonly words: string; readonly deletion: Deletion },
): Promise<void> {
  const personId = permit.on
  const today = dayOf(tx.at)
  await moveMember(tx, permit, why)
  const freed = await release(tx, permit)
  const deleted = await accountForDeleted(tx, personId, why.deletion)
  await tx.sql
    .updateTable('vetting')
    .set({ status: 'withdrawn', decidedAt: tx.at })
    .where('personId', '=', personId)
    .where('status', '=', 'open')
    .execute()
  await tx.record(permit, { reason: why.reason, deletion: why.deletion, deleted, ...freed })
  await endRole(tx, personId, why.reason, today)
  await endSessions(tx, personId)
  if (!(await holdsAnything(tx, personId, today))) await closeTheDoors(tx, personId)
}

/** What was said of the files goes into every line of the ledger; what is not known stays open there. */
const accountForDeleted = async (tx: Tx, personId: string, deletion: Deletion): Promise<number> =>
  deletion === 'self' ? accountForAll(tx, personId, 'deleted') : deletion === 'town' ? accountForAll(tx, personId, 'heard') : 0

const endRole = (tx: Tx, personId: string, reason: string, today: Day) =>
  tx.sql
    .updateTable('roleGrant')
    .set({ untilOn: lastDayOf(today), endedBy: tx.actorId, endReason: reason })
    .where('personId', '=', personId)
    .where('role', '=', 'worker')
    .where((e) => e.or([e('untilOn', 'is', null), e('untilOn', '>=', today)]))
    .execute()

const holdsAnything = async (tx: Tx, personId: string, today: Day): Promise<boolean> =>
  (await tx.sql
    .selectFrom('roleGrant')
    .select('id')
    .where('personId', '=', personId)
    .where(inForce(today))
    .executeTakeFirst()) !== undefined

/** Passkeys, and links by which a new one could be made: nobody comes in under this name any more. */
export async function closeTheDoors(tx: Tx, personId: string): Promise<void> {
  await endKept(tx, personId, 'leaving')
  await tx.sql
    .updateTable('enrolment')
    .set({ expiresAt: tx.at })
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.at)
    .execute()
}
