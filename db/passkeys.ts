/** Passkeys, the challenges of their ceremonies, and the one-time links by which a first one is made. */
import type { Permit } from '../policies/decision.ts'
import { type Database, Stale, type Tx } from './database.ts'
import { newCode, newId, newSecret, plainCode, sha256 } from './ids.ts'
import type { Reader } from './reader.ts'
import { type Schema, toJson } from './schema.ts'
import { type Instant, minutesAfter } from './time.ts'

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

export const listPasskeys = (db: Reader, personId: string) =>
  db.selectFrom('passkey').selectAll().where('personId', '=', personId).orderBy('createdAt').orderBy('id').execute()

export type NewPasskey = Pick<Schema['passkey'], 'id' | 'publicKey' | 'counter' | 'backupEligible' | 'backedUp' | 'label'> & {
  transports: string[]
}

/** Stores a verified key. A key id that anyone already holds violates the primary key and nothing is stored. */
export async function addPasskey(tx: Tx, permit: Permit<'passkey.add' | 'enrolment.use'>, key: NewPasskey): Promise<void> {
  await tx.sql
    .insertInto('passkey')
    .values({ ...key, transports: toJson(key.transports), personId: permit.on, createdAt: tx.at, lastUsedAt: null })
    .execute()
  await tx.record(permit, { passkey: passkeyRef(key.id), synced: key.backupEligible === 1 })
}

/** The name by which pages and the audit speak of a key: the id itself stays between the device and the table. */
export const passkeyRef = (id: string): string => sha256(id).slice(0, 16)

/**
 * Removes a key and ends the sessions that it opened; throws Stale when it is gone already, or has become the last.
 * INVARIANT: the record comes first, since it locks the head of the alliance's chain: two removals see each other.
 */
export async function removePasskey(tx: Tx, permit: Permit<'passkey.remove'>, id: string): Promise<void> {
  await tx.record(permit, { passkey: passkeyRef(id) })
  const keys = await tx.sql.selectFrom('passkey').select('id').where('personId', '=', permit.on).execute()
  if (keys.length <= 1 || !keys.some((key) => key.id === id)) throw new Stale('passkey')
  await tx.sql.deleteFrom('session').where('passkeyId', '=', id).execute()
  await tx.sql.deleteFrom('passkey').where('id', '=', id).where('personId', '=', permit.on).execute()
}

/**
 * Notes a verified use and records the sign-in. Counters only ever rise: a fall after a good signature is a sign of a
 * copied key, reported by `false` for the caller to log; it never locks the person out (security.md 4.3).
 */
export async function usePasskey(
  tx: Tx,
  permit: Permit<'session.start'>,
  use: { id: string; counter: number; backedUp: boolean },
): Promise<boolean> {
  const moved = await tx.sql
    .updateTable('passkey')
    .set({ counter: use.counter })
    .where('id', '=', use.id)
    .where('counter', use.counter === 0 ? '=' : '<', use.counter)
    .executeTakeFirst()
  const rose = moved.numUpdatedRows === 1n
  await tx.sql
    .updateTable('passkey')
    .set({ backedUp: use.backedUp ? 1 : 0, lastUsedAt: tx.at })
    .where('id', '=', use.id)
    .execute()
  await tx.record(permit, { passkey: passkeyRef(use.id), ...(rose ? {} : { counterFell: true }) })
  return rose
}

/** Makes a one-time link's code for a person; earlier unused codes die. Only the code's hash is kept. */
export async function issueEnrolment(
  tx: Tx,
  permit: Permit<'enrolment.issue' | 'person.invite'>,
  minutes: number,
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
