/** The people whom staff may look through: by name, a page at a time; one of them; and who was read by whom. */
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { PeopleScope, Role } from '../../policies/identity/people.ts'
import { addDays, type Day, dayOf } from '../../policies/kernel/days.ts'
import { expiringDays, idleDays } from '../../policies/membership/membership.ts'
import { inHand } from '../../policies/telework/assignments.ts'
import { findActor } from '../identity/people.ts'
import { countRows, isNamed } from '../kernel/lists.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'
import { type Instant, startOfDay } from '../kernel/time.ts'
import { inForce } from './grants.ts'

export const picks = ['expiring', 'idle'] as const
export type PeopleFilter = {
  readonly words: string
  readonly role?: Role | undefined
  readonly town?: string | undefined
  /** Active workers of the reader's towns only: whose vetting ends soon, or who have had no work for weeks. */
  readonly pick?: (typeof picks)[number] | undefined
}
type OfMember = ExpressionBuilder<Schema & { workerProfile: Schema['workerProfile'] }, 'workerProfile'>

/** Whom the scope reaches and the filter finds: every word of a name, a role of today with its town, a pick. */
function inFilter(db: Reader, scope: PeopleScope, { words, role, town, pick }: PeopleFilter, today: Day) {
  let query = db
    .selectFrom('person')
    .leftJoin('workerProfile', 'workerProfile.personId', 'person.id')
    .where('person.id', 'in', inScope(db, scope, today))
  query = query.where((e) =>
    isNamed({ name: e.ref('person.name'), kana: e.ref('person.kana'), romaji: e.ref('person.romaji') }, words),
  )
  if (role || town) {
    let held = db.selectFrom('roleGrant').select('roleGrant.personId').where(inForce(today))
    if (role) held = held.where('role', '=', role)
    if (town) held = held.where('townId', '=', town)
    query = query.where('person.id', 'in', held)
  }
  if (pick) query = query.where('workerProfile.townId', 'in', scope.workersOf).where('workerProfile.status', '=', 'active')
  if (pick === 'expiring') query = query.where('workerProfile.vettedUntil', '<=', addDays(today, expiringDays))
  if (pick === 'idle') {
    const since = startOfDay(addDays(today, -idleDays))
    const worked = db
      .selectFrom('assignment')
      .select('assignment.workerId')
      .where((e) => e.or([e('acceptedAt', '>=', since), e('submittedAt', '>=', since)]))
    query = query.where('person.id', 'not in', worked)
  }
  return query
}

/** How many people a filter finds in a scope. */
export const countPeople = (db: Reader, scope: PeopleScope, filter: PeopleFilter, today: Day): Promise<number> =>
  countRows(inFilter(db, scope, filter, today))

type PageOfPeople = { readonly after?: string | undefined; readonly limit: number }
/** People in the order of their kana; one more than `limit` where there is more. */
export async function listPeople(
  db: Reader,
  scope: PeopleScope,
  filter: PeopleFilter,
  { after, limit }: PageOfPeople,
  today: Day,
) {
  let query = inFilter(db, scope, filter, today)
    .select(['person.id', 'person.name', 'person.kana', 'person.romaji'])
    .select(['workerProfile.townId as memberOf', 'workerProfile.status as standing'])
    .select((e) =>
      e
        .selectFrom('passkey')
        .whereRef('passkey.personId', '=', 'person.id')
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('passkeys'),
    )
  if (after) {
    // Whom the reader may not list is no place in their list: the order would tell that person's kana.
    const place = db.selectFrom('person as p').select(['p.kana', 'p.id']).where('p.id', '=', after)
    query = query.where(sql<SqlBool>`(person.kana, person.id) > (${place.where('p.id', 'in', inScope(db, scope, today))})`)
  }
  const people = await query
    .orderBy('person.kana')
    .orderBy('person.id')
    .limit(limit + 1)
    .execute()
  const ids = people.map(({ id }) => id)
  const grants = await listGrants(db, ids, today)
  return people.map((person) => ({ ...person, grants: grants.filter(({ personId }) => personId === person.id) }))
}

/** How workers stand as those who look after them see it: level, courses that count, lots in hand, the day of their last work. */
export async function listWork(db: Reader, personIds: readonly string[], today: Day) {
  if (personIds.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('workerProfile')
    .where('workerProfile.personId', 'in', personIds)
    .select(['workerProfile.personId', 'clearance', 'vettedUntil'])
    .select((e: OfMember) => [
      lotsOf(e)
        .where('a.status', 'in', inHand)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('inHand'),
      lotsOf(e)
        .select((c) => c.fn.max('a.acceptedAt').as('at'))
        .as('acceptedAt'),
      lotsOf(e)
        .select((c) => c.fn.max('a.submittedAt').as('at'))
        .as('submittedAt'),
    ])
    .execute()
  const passed = await db
    .selectFrom('completion')
    .where('personId', 'in', personIds)
    .where('result', '=', 'passed')
    .where((e) => e.or([e('validUntil', 'is', null), e('validUntil', '>=', today)]))
    .select(['personId', 'courseId', (e) => e.fn.max('validUntil').as('until')])
    .groupBy(['personId', 'courseId'])
    .execute()
  return new Map(
    rows.map(({ personId, acceptedAt, submittedAt, ...row }) => {
      const own = passed.filter((one) => one.personId === personId)
      const last = [acceptedAt, submittedAt]
        .filter((at) => at !== null)
        .sort()
        .at(-1)
      const ends = own.flatMap(({ until }) => until ?? []).sort()
      return [
        personId,
        { ...row, inHand: Number(row.inHand), courses: own.length, courseEnds: ends[0], workedOn: last && dayOf(last) },
      ] as const
    }),
  )
}
const lotsOf = (e: OfMember) => e.selectFrom('assignment as a').whereRef('a.workerId', '=', 'workerProfile.personId')

/** INVARIANT: policies/identity/people.ts `decidePerson` says the same of one person (tests/membership/directory.test.ts compares them). */
const inScope = (db: Reader, { workersOf, staff }: PeopleScope, today: Day) => {
  const granted = db
    .selectFrom('roleGrant')
    .select('roleGrant.personId')
    .where((e) =>
      e.or([
        ...(workersOf.length > 0 ? [e.and([e('role', '=', 'worker'), e('townId', 'in', workersOf), inForce(today)(e)])] : []),
        ...(staff ? [e('role', '!=', 'worker')] : []),
      ]),
    )
  if (workersOf.length === 0) return granted
  return granted.union(db.selectFrom('workerProfile').select('personId').where('townId', 'in', workersOf))
}

/** A person as policies/identity/people.ts looks for them, with what a worker told their town; also when no role counts any more. */
export async function findKnown(db: Reader, id: string, at: Instant) {
  const person = await findActor(db, id, at)
  if (!person) return undefined
  const member = await db
    .selectFrom('person')
    .leftJoin('workerProfile', 'workerProfile.personId', 'person.id')
    .where('person.id', '=', id)
    .select(['phone', 'workerProfile.townId as memberOf', 'workerProfile.status as standing'])
    .executeTakeFirstOrThrow()
  const staff = await db
    .selectFrom('roleGrant')
    .select('id')
    .where('personId', '=', id)
    .where('role', '!=', 'worker')
    .executeTakeFirst()
  return { ...person, ...member, wasStaff: staff !== undefined }
}

/** The roles that people hold on a day, with the names of the towns. */
export async function listGrants(db: Reader, personIds: readonly string[], today: Day) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('roleGrant')
    .leftJoin('town', 'town.id', 'roleGrant.townId')
    .where('personId', 'in', personIds)
    .where(inForce(today))
    .select(['personId', 'role', 'townId', 'town.name as town', 'town.romaji as townRomaji'])
    .orderBy('personId')
    .orderBy('role')
    .orderBy('townId')
    .execute()
}
