/** Recoveries of keys: what stands in the table, and each step as one write. A recovery is found through its person. */

import { holdHours } from '../../policies/identity/hold.ts'
import {
  type IdentityWay,
  newcomerDays,
  openHours,
  pending,
  type RecoveryFacts,
  type State,
} from '../../policies/identity/recovery.ts'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'
import { type Instant, minutesAfter } from '../kernel/time.ts'
import { inForce } from '../membership/grants.ts'
import { insertPasskey, issueEnrolment, type NewPasskey, passkeyRef, useEnrolment } from './passkeys.ts'

type Row = Schema['recovery']
const openSince = (at: Instant) => minutesAfter(at, -openHours * 60)

/** Where a recovery stands at an instant: the only place that says so. */
export function stateOf(row: Row, at: Instant): State {
  if (row.cancelledAt || row.stoppedAt || row.settledAt) return 'over'
  if (row.usedAt) return row.heldUntil !== null && row.heldUntil > at ? 'used' : 'passed'
  if (row.startedAt <= openSince(at)) return 'over'
  return row.approvedAt ? 'approved' : 'asked'
}
const withState = (row: Row, at: Instant) => ({ ...row, state: stateOf(row, at) })
export type Recovery = Row & RecoveryFacts

export async function findRecovery(db: Reader, id: string, at: Instant): Promise<Recovery | undefined> {
  const row = await db.selectFrom('recovery').selectAll().where('id', '=', id).executeTakeFirst()
  return row && withState(row, at)
}

const unfinishedOf = prepared((db, personId: string) =>
  db
    .selectFrom('recovery')
    .selectAll()
    .where('personId', '=', personId)
    .where('cancelledAt', 'is', null)
    .where('stoppedAt', 'is', null)
    .where('settledAt', 'is', null)
    .orderBy('startedAt', 'desc'),
)
/** The recovery of somebody that is not over, if there is one. */
export async function findOpenRecovery(db: Reader, personId: string, at: Instant): Promise<Recovery | undefined> {
  const rows = await unfinishedOf(db, personId)
  return rows.map((row) => withState(row, at)).find(({ state }) => state !== 'over')
}

/** Every recovery that is not over, with whom it is for; the rules say who sees which. */
export async function listOpenRecoveries(db: Reader, at: Instant) {
  const rows = await db
    .selectFrom('recovery')
    .innerJoin('person', 'person.id', 'recovery.personId')
    .selectAll('recovery')
    .select(['person.name', 'person.kana', 'person.romaji'])
    .where('cancelledAt', 'is', null)
    .where('stoppedAt', 'is', null)
    .where('settledAt', 'is', null)
    .where((e) => e.or([e('usedAt', 'is not', null), e('startedAt', '>', openSince(at))]))
    .orderBy('startedAt')
    .orderBy('recovery.id')
    .execute()
  return rows.map((row) => ({ ...row, state: stateOf(row, at) }))
}

/** The recovery that a one-time code belongs to, if it belongs to one. */
export async function findRecoveryOf(db: Reader, enrolmentId: string, at: Instant): Promise<Recovery | undefined> {
  const row = await db
    .selectFrom('recovery')
    .innerJoin('enrolment', 'enrolment.recoveryId', 'recovery.id')
    .selectAll('recovery')
    .where('enrolment.id', '=', enrolmentId)
    .executeTakeFirst()
  return row && withState(row, at)
}

/** Whether two officers may be one and the same hand: who gave one of them a role or a passkey's code within the last `newcomerDays`. */
export async function areOneHand(db: Reader, officers: readonly [string, string], at: Instant): Promise<boolean> {
  const since = minutesAfter(at, -newcomerDays * 24 * 60)
  const given = await db
    .selectFrom('roleGrant')
    .select(['personId', 'grantedBy as by'])
    .where('personId', 'in', officers)
    .where('fromOn', '>=', dayOf(since))
    .execute()
  const issued = await db
    .selectFrom('enrolment')
    .select(['personId', 'issuedBy as by'])
    .where('personId', 'in', officers)
    .where('usedAt', '>=', since)
    .execute()
  const handsOf = (id: string) => [
    id,
    ...[...given, ...issued].flatMap(({ personId, by }) => (personId === id && by ? [by] : [])),
  ]
  const [one, other] = officers.map(handsOf)
  return one!.some((hand) => other!.includes(hand))
}

/**
 * Notes how the first officer saw who it is; gives the id. Throws Stale when a recovery is open already.
 * INVARIANT: the record comes first, since it locks the head of the chain: of two starts one sees the other.
 */
export async function startRecovery(
  tx: Tx,
  permit: Permit<'recovery.start'>,
  { how, note }: { how: IdentityWay; note: string },
): Promise<string> {
  const id = newId(tx.at)
  await tx.record(permit, { recovery: id, how })
  if (await findOpenRecovery(tx.sql, permit.on, tx.at)) throw new Stale('recovery')
  const none = { approvedBy: null, approvedAt: null, usedAt: null, heldUntil: null }
  const never = { cancelledBy: null, cancelledAt: null, stoppedAt: null, settledAt: null }
  await tx.sql
    .insertInto('recovery')
    .values({ id, personId: permit.on, how, note, startedBy: tx.actorId!, startedAt: tx.at, ...none, ...never })
    .execute()
  return id
}

/**
 * The console's recovery, approved as it begins; gives the one-time code. Throws Stale when one is open, or when somebody else of
 * the secretariat can sign in. INVARIANT: the record comes first, since it locks the head of the alliance's chain.
 */
export async function recoverByConsole(
  tx: Tx,
  permit: Permit<'recovery.approve'>,
  shown: readonly Permit<'recovery.console'>[],
  minutes: number,
): Promise<string> {
  const [id, personId] = [newId(tx.at), permit.on]
  await tx.record(permit, { recovery: id, minutes, console: true })
  if (await findOpenRecovery(tx.sql, personId, tx.at)) throw new Stale('recovery')
  if ((await countSecretariatWithKey(tx.sql, personId, dayOf(tx.at))) > 0) throw new Stale('secretariat')
  const begun = { startedBy: personId, startedAt: tx.at, approvedBy: null, approvedAt: tx.at, usedAt: null, heldUntil: null }
  const never = { cancelledBy: null, cancelledAt: null, stoppedAt: null, settledAt: null }
  await tx.sql
    .insertInto('recovery')
    .values({ id, personId, how: 'console', note: '', ...begun, ...never })
    .execute()
  for (const each of shown) await tx.record(each, { recovery: id })
  return issueEnrolment(tx, permit, minutes, id)
}

/** How many others of the secretariat hold a key that lives. */
export async function countSecretariatWithKey(db: Reader, exceptId: string, today: Day): Promise<number> {
  const rows = await db
    .selectFrom('roleGrant')
    .innerJoin('passkey', 'passkey.personId', 'roleGrant.personId')
    .where('role', '=', 'secretariat')
    .where('roleGrant.personId', '!=', exceptId)
    .where('passkey.suspendedAt', 'is', null)
    .where(inForce(today))
    .select('roleGrant.personId')
    .distinct()
    .execute()
  return rows.length
}

type Step = 'recovery.approve' | 'recovery.cancel' | 'recovery.use' | 'recovery.stop' | 'recovery.settle'
/** One step of a recovery, from the state in which it must still be; throws Stale when somebody was first. */
async function move(tx: Tx, permit: Permit<Step>, id: string, from: readonly State[], set: Partial<Row>): Promise<void> {
  let query = tx.sql
    .updateTable('recovery')
    .set(set)
    .where('id', '=', id)
    .where('personId', '=', permit.on)
    .where('cancelledAt', 'is', null)
    .where('stoppedAt', 'is', null)
    .where('settledAt', 'is', null)
  if (from.includes('used') || from.includes('passed')) query = query.where('usedAt', 'is not', null)
  else query = query.where('usedAt', 'is', null).where('startedAt', '>', openSince(tx.at))
  if (!from.includes('asked') && from.includes('approved')) query = query.where('approvedAt', 'is not', null)
  if (!from.includes('approved') && from.includes('asked')) query = query.where('approvedAt', 'is', null)
  const { numUpdatedRows } = await query.executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Stale('recovery')
}

const endCodes = (tx: Tx, recoveryId: string) =>
  tx.sql
    .updateTable('enrolment')
    .set({ expiresAt: tx.at })
    .where('recoveryId', '=', recoveryId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.at)
    .execute()

/** The second officer's yes; gives the one-time code, which is kept nowhere. */
export async function approveRecovery(tx: Tx, permit: Permit<'recovery.approve'>, id: string, minutes: number): Promise<string> {
  await move(tx, permit, id, ['asked'], { approvedBy: tx.actorId, approvedAt: tx.at })
  const code = await issueEnrolment(tx, permit, minutes, id)
  await tx.record(permit, { recovery: id, minutes })
  return code
}

/** Calls a recovery off; its code is dead from then on. */
export async function cancelRecovery(tx: Tx, permit: Permit<'recovery.cancel'>, id: string): Promise<void> {
  await move(tx, permit, id, pending, { cancelledBy: tx.actorId, cancelledAt: tx.at })
  await endCodes(tx, id)
  await tx.record(permit, { recovery: id })
}

/**
 * The new key comes, the old ones are suspended, every session and every proof of the person ends, and the hold begins:
 * all of it or nothing. Throws Stale when the code or the recovery was used, called off or stopped meanwhile.
 */
export async function useRecovery(
  tx: Tx,
  permit: Permit<'recovery.use'>,
  { id, enrolmentId, key }: { id: string; enrolmentId: string; key: NewPasskey },
): Promise<void> {
  const heldUntil = minutesAfter(tx.at, holdHours * 60)
  await move(tx, permit, id, ['approved'], { usedAt: tx.at, heldUntil })
  if (!(await useEnrolment(tx, enrolmentId))) throw new Stale('enrolment')
  const personId = permit.on
  await tx.sql
    .updateTable('passkey')
    .set({ suspendedAt: tx.at })
    .where('personId', '=', personId)
    .where('suspendedAt', 'is', null)
    .execute()
  await insertPasskey(tx, personId, key, id)
  await endAll(tx, personId)
  await tx.sql.updateTable('person').set({ heldUntil }).where('id', '=', personId).execute()
  await tx.record(permit, { recovery: id, passkey: passkeyRef(key.id), synced: key.backupEligible === 1 })
}

async function endAll(tx: Tx, personId: string): Promise<void> {
  await tx.sql.deleteFrom('session').where('personId', '=', personId).execute()
  await tx.sql.deleteFrom('proof').where('personId', '=', personId).execute()
}

/**
 * "This was not me." Before the new key exists the recovery just ends; afterwards whatever was made since it came goes, keys
 * and sessions alike, and the old keys live again.
 */
export async function stopRecovery(tx: Tx, permit: Permit<'recovery.stop'>, id: string, from: 'open' | 'used'): Promise<void> {
  await move(tx, permit, id, from === 'open' ? pending : ['used'], { stoppedAt: tx.at })
  await endCodes(tx, id)
  if (from === 'used') {
    const personId = permit.on
    await endAll(tx, personId)
    await tx.sql.deleteFrom('passkey').where('personId', '=', personId).where('suspendedAt', 'is', null).execute()
    await tx.sql.updateTable('passkey').set({ suspendedAt: null }).where('personId', '=', personId).execute()
    await tx.sql.updateTable('person').set({ heldUntil: null }).where('id', '=', personId).execute()
  }
  await tx.record(permit, { recovery: id, afterUse: from === 'used' })
}

/** Recoveries whose hold has passed. */
export async function listPassed(db: Reader, at: Instant): Promise<Recovery[]> {
  const rows = await db
    .selectFrom('recovery')
    .selectAll()
    .where('usedAt', 'is not', null)
    .where('heldUntil', '<=', at)
    .where('cancelledAt', 'is', null)
    .where('stoppedAt', 'is', null)
    .where('settledAt', 'is', null)
    .execute()
  return rows.map((row) => withState(row, at))
}

/** The hold has passed in peace: the suspended keys go for good. */
export async function settleRecovery(tx: Tx, permit: Permit<'recovery.settle'>, id: string): Promise<void> {
  await move(tx, permit, id, ['passed'], { settledAt: tx.at })
  const personId = permit.on
  const gone = await tx.sql
    .deleteFrom('passkey')
    .where('personId', '=', personId)
    .where('suspendedAt', 'is not', null)
    .executeTakeFirst()
  await tx.sql.updateTable('person').set({ heldUntil: null }).where('id', '=', personId).execute()
  await tx.record(permit, { recovery: id, removed: Number(gone.numDeletedRows) })
}
