/** Passkeys, the challenges of their ceremonies, and the one-time links by which a first one is made. */
import type { Permit } from '../../policies/kernel/decision.ts'
import { type Database, Stale, type Tx } from '../kernel/database.ts'
import { newCode, newId, newSecret, plainCode, sha256 } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import { type Schema, toJson } from '../kernel/schema.ts'
import { type Instant, minutesAfter } from '../kernel/time.ts'

const challengeMinutes = 5
export type Purpose = Schema['challenge']['purpose']

/** Keeps a challenge for one browser (the id goes into a cookie) and one purpose; gives the id. */
export async function keepChallenge(
  { upkeep }: Database,
  about: Pick<Schema['challenge'], 'challenge' | 'purpose' | 'personId' | 'enrolmentId' | 'about'>,
  at: Instant,
): Promise<string> {
  const id = newSecret()
  await upkeep.deleteFrom('challenge').where('expiresAt', '<=', at).execute()
  await upkeep
    .insertInto('challenge')
    .values({ id: sha256(id), ...about, expiresAt: minutesAfter(at, challengeMinutes) })
    .execute()
  return id
}

/** INVARIANT: DELETE … RETURNING lets exactly one of two parallel uses have it. */
export const takeChallenge = ({ upkeep }: Database, id: string, purpose: Purpose, at: Instant) =>
  upkeep
    .deleteFrom('challenge')
    .where('id', '=', sha256(id))
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', at)
    .returningAll()
    .executeTakeFirst()

export const findPasskey = (db: Reader, id: string) =>
  db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.personId')
    .where('passkey.id', '=', id)
    .selectAll('passkey')
    .select('person.userHandle')
    .executeTakeFirst()

/** Looks at what a browser's cookie names, without using it up. */
export const findChallenge = (db: Reader, id: string, purpose: Purpose, at: Instant) =>
  db
    .selectFrom('challenge')
    .selectAll()
    .where('id', '=', sha256(id))
    .where('purpose', '=', purpose)
    .where('expiresAt', '>', at)
    .executeTakeFirst()

/** Every key of a person, suspended ones too, oldest first. */
export const listPasskeys = (db: Reader, personId: string) =>
  db.selectFrom('passkey').selectAll().where('personId', '=', personId).orderBy('createdAt').orderBy('id').execute()

export type NewPasskey = Pick<Schema['passkey'], 'id' | 'publicKey' | 'counter' | 'backupEligible' | 'backedUp' | 'label'> & {
  transports: string[]
}

/** Stores a verified key. A key id that anyone already holds violates the primary key and nothing is stored. */
export async function addPasskey(tx: Tx, permit: Permit<'passkey.add' | 'enrolment.use'>, key: NewPasskey): Promise<void> {
  await insertPasskey(tx, permit.on, key, null)
  await tx.record(permit, { passkey: passkeyRef(key.id), synced: key.backupEligible === 1 })
}

/** A part of a larger write, which records it. `recoveryId`: the recovery that the key came by. */
export const insertPasskey = (tx: Tx, personId: string, key: NewPasskey, recoveryId: string | null) =>
  tx.sql
    .insertInto('passkey')
    .values({ ...key, transports: toJson(key.transports), personId, recoveryId, createdAt: tx.at, lastUsedAt: null })
    .execute()

/** The name by which pages and the audit speak of a key: the id itself stays between the device and the table. */
export const passkeyRef = (id: string): string => sha256(id).slice(0, 16)

/**
 * Removes a living key and ends the sessions that it opened; throws Stale when it is gone already, or has become the last.
 * A suspended key stays: it is what stops a recovery that was not its owner's wish.
 * INVARIANT: the record comes first, since it locks the head of the alliance's chain: two removals see each other.
 */
export async function removePasskey(tx: Tx, permit: Permit<'passkey.remove'>, id: string): Promise<void> {
  await tx.record(permit, { passkey: passkeyRef(id) })
  const keys = await tx.sql
    .selectFrom('passkey')
    .select('id')
    .where('personId', '=', permit.on)
    .where('suspendedAt', 'is', null)
    .execute()
  if (keys.length <= 1 || !keys.some((key) => key.id === id)) throw new Stale('passkey')
  await tx.sql.deleteFrom('session').where('passkeyId', '=', id).execute()
  await tx.sql.deleteFrom('passkey').where('id', '=', id).where('personId', '=', permit.on).execute()
}

export const longestLabel = 40
/** Gives a key a name of its owner's own. The name stays out of the record. */
export async function renamePasskey(tx: Tx, permit: Permit<'account.edit'>, id: string, label: string): Promise<void> {
  const renamed = await tx.sql
    .updateTable('passkey')
    .set({ label })
    .where('id', '=', id)
    .where('personId', '=', permit.on)
    .executeTakeFirst()
  if (renamed.numUpdatedRows !== 1n) throw new Stale('passkey')
  await tx.record(permit, { passkey: passkeyRef(id), renamed: true })
}

type Use = { readonly id: string; readonly counter: number; readonly backedUp: boolean }

/**
 * Notes a verified use of a living key; throws Stale when it has been suspended or removed meanwhile. Returns whether the counter
 * rose as it should: to WebAuthn a fall after a good signature is a sign of a copied key, not proof. The lower figure is kept, so
 * that an honest device that started over is in step from its next use on, and each return of a copy is noticed again.
 */
export async function usePasskey(tx: Tx, { id, counter, backedUp }: Use): Promise<boolean> {
  const step = { counter, backedUp: backedUp ? (1 as const) : (0 as const), lastUsedAt: tx.at }
  const living = () => tx.sql.updateTable('passkey').set(step).where('id', '=', id).where('suspendedAt', 'is', null)
  const rose = await living()
    .where('counter', counter === 0 ? '=' : '<', counter)
    .executeTakeFirst()
  if (rose.numUpdatedRows === 1n) return true
  const fell = await living().executeTakeFirst()
  if (fell.numUpdatedRows !== 1n) throw new Stale('passkey')
  return false
}

/** Makes a one-time link's code for a person, bound to a recovery or to none; earlier unused codes die. Only the code's hash is kept. */
export async function issueEnrolment(
  tx: Tx,
  permit: Permit<'enrolment.issue' | 'person.invite' | 'recovery.approve' | 'vetting.apply'>,
  minutes: number,
  recoveryId: string | null = null,
): Promise<string> {
  const code = newCode()
  await tx.sql
    .updateTable('enrolment')
    .set({ expiresAt: tx.at })
    .where('personId', '=', permit.on)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.at)
    .execute()
  await tx.sql
    .insertInto('enrolment')
    .values({
      id: newId(tx.at),
      codeHash: sha256(plainCode(code)),
      personId: permit.on,
      issuedBy: tx.actorId,
      issuedAt: tx.at,
      expiresAt: minutesAfter(tx.at, minutes),
      usedAt: null,
      recoveryId,
    })
    .execute()
  if (permit.act === 'enrolment.issue') await tx.record(permit, { minutes })
  return code
}

/** A living one-time code and whose it is; looking does not use it up. */
export const findEnrolment = (db: Reader, code: string, at: Instant) =>
  db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.personId')
    .where('codeHash', '=', sha256(plainCode(code)))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', at)
    .select(['enrolment.id', 'personId', 'person.name', 'person.userHandle', 'person.locale'])
    .executeTakeFirst()

/** INVARIANT: of two parallel uses one finds it unused. */
export async function useEnrolment(tx: Tx, enrolmentId: string): Promise<boolean> {
  const used = await tx.sql
    .updateTable('enrolment')
    .set({ usedAt: tx.at })
    .where('id', '=', enrolmentId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', tx.at)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}
