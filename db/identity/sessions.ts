/** Sessions as Lucia asks for them, on both databases. The cookie holds the token; the table holds only its SHA-256. */
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import { keptFormMinutes, type Role } from '../../policies/identity/people.ts'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { Database, Tx } from '../kernel/database.ts'
import { sha256 } from '../kernel/ids.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Locale } from '../kernel/schema.ts'
import { type Clock, type Instant, minutesAfter } from '../kernel/time.ts'
import { inForce } from '../membership/grants.ts'

export type SessionFacts = {
  passkeyId: string | null
  device: string
  createdAt: Instant
  endsAt: Instant
  idleMinutes: number
  provedAt: Instant
  sharedPcId: string | null
  /** When it last slid; of one that has just begun, nothing. */
  seenAt?: Instant
}
export type PersonFacts = {
  name: string
  kana: string
  romaji: string
  locale: Locale
  heldUntil: Instant | null
  grants: { role: Role; townId: string | null }[]
}
declare module 'lucia' {
  interface Register {
    UserId: string
    DatabaseUserAttributes: PersonFacts
    DatabaseSessionAttributes: SessionFacts
  }
}

const holderOf = prepared((db, hash: string, today: Day) =>
  db
    .selectFrom('session as s')
    .innerJoin('person as p', 'p.id', 's.personId')
    .leftJoin('roleGrant', (on) => on.onRef('roleGrant.personId', '=', 'p.id').on(inForce(today)))
    .leftJoin('passkey as k', 'k.id', 's.passkeyId')
    .where('s.id', '=', hash)
    // INVARIANT: a session begun while its key was being suspended or removed opens nothing either.
    .where((e) => e.or([e('s.passkeyId', 'is', null), e.and([e('k.id', 'is not', null), e('k.suspendedAt', 'is', null)])]))
    .select(['s.personId', 's.passkeyId', 's.device', 's.createdAt', 's.expiresAt', 's.endsAt', 's.idleMinutes', 's.provedAt'])
    .select([
      's.seenAt',
      's.sharedPcId',
      'p.name',
      'p.kana',
      'p.romaji',
      'p.locale',
      'p.heldUntil',
      'roleGrant.role',
      'roleGrant.townId',
    ]),
)

/** Whose session has ended by itself within the last hour: it opens nothing, but what its owner sends then is kept for them. */
export const findLapsed = async (db: Reader, token: string, at: Instant): Promise<string | undefined> =>
  (await holderOf(db, sha256(token), dayOf(at))).find(({ expiresAt }) => expiresAt > minutesAfter(at, -keptFormMinutes))?.personId

/** Whether a session still opens anything. Who is being sent something is not idle: only its absolute limit ends it by itself. */
export const isLive = async (db: Reader, token: string, at: Instant): Promise<boolean> =>
  (await holderOf(db, sha256(token), dayOf(at))).some(({ endsAt }) => endsAt > at)

/**
 * Lucia calls the token "session id" everywhere, so each method that takes an id hashes it.
 * INVARIANT: expiry never passes `endsAt` (the absolute limit), which Lucia does not know of.
 */
export function sessionAdapter({ read, upkeep }: Database, clock: Clock): Adapter {
  const remove = async (hash: string) => {
    await upkeep.deleteFrom('session').where('id', '=', hash).execute()
  }
  return {
    async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
      const rows = await holderOf(read, sha256(token), dayOf(clock()))
      const first = rows[0]
      // Lucia would delete it; it tells for an hour whose it was, and opens nothing.
      if (!first || first.expiresAt <= clock()) return [null, null]
      const { personId, expiresAt, passkeyId, device, createdAt, seenAt, endsAt, idleMinutes, provedAt, sharedPcId } = first
      const { name, kana, romaji, locale, heldUntil } = first
      const grants = rows.flatMap(({ role, townId }) => (role ? [{ role, townId }] : []))
      return [
        {
          id: token,
          userId: personId,
          expiresAt: new Date(expiresAt),
          attributes: { passkeyId, device, createdAt, seenAt, endsAt, idleMinutes, provedAt, sharedPcId },
        },
        { id: personId, attributes: { name, kana, romaji, locale, heldUntil, grants } },
      ]
    },
    /** For display only: ids are hashes. End one with `endSession`, never with Lucia. */
    async getUserSessions(personId) {
      const rows = await read.selectFrom('session').selectAll().where('personId', '=', personId).execute()
      return rows.map((row) => ({ id: row.id, userId: row.personId, expiresAt: new Date(row.expiresAt), attributes: row }))
    },
    async setSession({ id, userId, attributes }) {
      const { createdAt, idleMinutes, endsAt } = attributes
      const expiresAt = earlier(minutesAfter(createdAt, idleMinutes), endsAt)
      await upkeep
        .insertInto('session')
        .values({ ...attributes, id: sha256(id), personId: userId, seenAt: createdAt, expiresAt })
        .execute()
    },
    /** Lucia slides whenever half of its longest limit has gone; shorter limits are written only once a quarter of them has. */
    async updateSessionExpiration(token) {
      const row = await read
        .selectFrom('session')
        .select(['id', 'seenAt', 'idleMinutes', 'endsAt'])
        .where('id', '=', sha256(token))
        .executeTakeFirst()
      const now = clock()
      if (!row || minutesAfter(row.seenAt, row.idleMinutes / 4) > now) return
      const expiresAt = earlier(minutesAfter(now, row.idleMinutes), row.endsAt)
      await upkeep.updateTable('session').set({ seenAt: now, expiresAt }).where('id', '=', row.id).execute()
    },
    deleteSession: (token) => remove(sha256(token)),
    async deleteUserSessions(personId) {
      await upkeep.deleteFrom('session').where('personId', '=', personId).execute()
    },
    async deleteExpiredSessions() {
      await upkeep.deleteFrom('session').where('expiresAt', '<=', clock()).execute()
    },
  }
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)

export const listSessions = ({ read }: Database, personId: string, at: Instant) =>
  read
    .selectFrom('session')
    .leftJoin('passkey', 'passkey.id', 'session.passkeyId')
    .where('session.personId', '=', personId)
    .where('session.expiresAt', '>', at)
    .select(['session.id', 'device', 'session.createdAt', 'seenAt', 'passkey.label'])
    .orderBy('session.createdAt', 'desc')
    .orderBy('session.id')
    .execute()

/** Ends one session by the hash that lists show; only the owner's own. Gives whether there was one. */
export async function endSession(tx: Tx, permit: Permit<'session.end'>, hash: string): Promise<boolean> {
  const { numDeletedRows } = await tx.sql
    .deleteFrom('session')
    .where('id', '=', hash)
    .where('personId', '=', permit.on)
    .executeTakeFirst()
  await tx.record(permit)
  return numDeletedRows > 0n
}

/** Ends every session of a person, the present one too. */
export async function endAllSessions(tx: Tx, permit: Permit<'session.end-all'>): Promise<void> {
  await tx.sql.deleteFrom('session').where('personId', '=', permit.on).execute()
  await tx.record(permit)
}

/** The name under which lists show a session: what the table holds instead of the token. */
export const sessionRef = (token: string): string => sha256(token)

export const maxSessions = 5
/** INVARIANT: at most `maxSessions` live sessions a person; the oldest gives way, never the one just made (OWASP ASVS v5.0.0-7.1.2). */
export async function trimSessions({ upkeep }: Database, personId: string, currentToken: string, at: Instant): Promise<void> {
  await upkeep.deleteFrom('session').where('expiresAt', '<=', minutesAfter(at, -keptFormMinutes)).execute()
  const others = await upkeep
    .selectFrom('session')
    .select('id')
    .where('personId', '=', personId)
    .where('id', '!=', sha256(currentToken))
    .where('expiresAt', '>', at)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  const old = others.slice(maxSessions - 1).map(({ id }) => id)
  if (old.length > 0) await upkeep.deleteFrom('session').where('id', 'in', old).execute()
}
