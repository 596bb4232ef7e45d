/** The people whom staff may look through: by name, a page at a time; one of them; and who was read by whom. */
import { type Expression, type SqlBool, sql } from 'kysely'
import type { PeopleScope } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { findActor } from '../identity/people.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'
import { inForce } from './grants.ts'

type PeopleFilter = { readonly words: string; readonly after?: string | undefined; readonly limit: number }

/** People in the order of their kana, whom the scope reaches and whose name has every word; one more than `limit` where there is more. */
export async function listPeople(db: Reader, scope: PeopleScope, { words, after, limit }: PeopleFilter, today: Day) {
  let query = db
    .selectFrom('person')
    .leftJoin('workerProfile', 'workerProfile.personId', 'person.id')
    .select(['person.id', 'person.name', 'person.kana', 'person.romaji'])
    .select(['workerProfile.townId as memberOf', 'workerProfile.status as standing'])
    .select((e) =>
      e
        .selectFrom('passkey')
        .whereRef('passkey.personId', '=', 'person.id')
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('passkeys'),
    )
    .where('person.id', 'in', inScope(db, scope, today))
  for (const word of words.split(/\s+/).filter(Boolean)) query = query.where(named(word))
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
  const grants = await listGrants(
    db,
    people.map(({ id }) => id),
    today,
  )
  return people.map((person) => ({ ...person, grants: grants.filter(({ personId }) => personId === person.id) }))
}

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

/** Kana may be typed either way; letters of either size. */
function named(word: string): Expression<SqlBool> {
  const plain = word.normalize('NFKC')
  const kana = plain.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
  const like = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return sql<SqlBool>`(person.name like ${like(plain)} escape '\\' or person.kana like ${like(kana)} escape '\\'
    or lower(person.romaji) like ${like(plain)} escape '\\')`
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
