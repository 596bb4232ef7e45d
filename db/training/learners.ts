/** The people whom trainers teach: their records of a course, how many hold it, whose runs out. */
import { type SqlBool, sql } from 'kysely'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import type { DataClass } from '../../policies/safety/classes.ts'
import { soonDays } from '../../policies/training/training.ts'
import { isNamed } from '../kernel/lists.ts'
import type { Reader } from '../kernel/reader.ts'
import { postingFacts } from '../telework/postings.ts'

/** The last day of a completion that counts for good. */
const forGood = '9999-12-31' as Day

type LearnerFilter = {
  /** Null: every town. */
  readonly towns: readonly string[] | null
  readonly words?: string | undefined
  readonly ids?: readonly string[] | undefined
  /** Whom the page before ended with. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Active workers with their records of one course, by kana; one more than a page where there is more. */
export async function listLearners(db: Reader, courseId: string, { towns, words, ids, after, limit }: LearnerFilter) {
  if (towns?.length === 0 || ids?.length === 0) return []
  let query = activeWorkers(db)
  if (towns) query = query.where('w.townId', 'in', towns)
  if (ids) query = query.where('p.id', 'in', ids)
  if (words)
    query = query.where((e) => isNamed({ name: e.ref('p.name'), kana: e.ref('p.kana'), romaji: e.ref('p.romaji') }, words))
  if (after)
    query = query.where(sql<SqlBool>`(p.kana, p.id) > (select seen.kana, seen.id from person as seen where seen.id = ${after})`)
  const learners = await query
    .orderBy('p.kana')
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
  const records = await recordsOf(
    db,
    courseId,
    learners.map(({ id }) => id),
  )
  return learners.map((learner) => ({ ...learner, records: records.filter(({ personId }) => personId === learner.id) }))
}
export type Learner = Awaited<ReturnType<typeof listLearners>>[number]

const activeWorkers = (db: Reader) =>
  db
    .selectFrom('workerProfile as w')
    .innerJoin('person as p', 'p.id', 'w.personId')
    .innerJoin('town', 'town.id', 'w.townId')
    .where('w.status', '=', 'active')
    .select(['p.id', 'p.name', 'p.kana', 'p.romaji', 'w.townId', 'town.name as town', 'town.romaji as townRomaji'])

const recordsOf = async (db: Reader, courseId: string, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('completion')
        .select(['personId', 'result', 'completedOn', 'validUntil'])
        .where('courseId', '=', courseId)
        .where('personId', 'in', ids)
        .execute()

/** Each active worker's last valid day of each course that they passed. */
function lastDays(db: Reader, towns: readonly string[] | null) {
  let query = db
    .selectFrom('completion as c')
    .innerJoin('workerProfile as w', 'w.personId', 'c.personId')
    .where('c.result', '=', 'passed')
    .where('w.status', '=', 'active')
    .select(['c.courseId', 'c.personId'])
    .select((e) => e.fn.max(e.fn.coalesce('c.validUntil', e.val(forGood))).as('until'))
    .groupBy(['c.courseId', 'c.personId'])
  if (towns) query = query.where('w.townId', 'in', towns)
  return query
}

/** How many active workers of these towns hold each course on a day. */
export async function countHolders(db: Reader, towns: readonly string[] | null, on: Day): Promise<Map<string, number>> {
  if (towns?.length === 0) return new Map()
  const rows = await db
    .selectFrom(lastDays(db, towns).as('held'))
    .where('until', '>=', on)
    .select(['courseId', (e) => e.fn.countAll<number>().as('n')])
    .groupBy('courseId')
    .execute()
  return new Map(rows.map(({ courseId, n }) => [courseId, Number(n)]))
}

/** Whose completion stops counting within `soonDays`, soonest first. */
export const listExpiring = async (db: Reader, towns: readonly string[] | null, on: Day, limit = 50) =>
  towns?.length === 0
    ? []
    : db
        .selectFrom(lastDays(db, towns).as('held'))
        .innerJoin('person as p', 'p.id', 'held.personId')
        .innerJoin('workerProfile as w', 'w.personId', 'p.id')
        .innerJoin('town', 'town.id', 'w.townId')
        .innerJoin('course', 'course.id', 'held.courseId')
        .where('held.until', '>=', on)
        .where('held.until', '<=', addDays(on, soonDays))
        .select(['p.id', 'p.name', 'p.kana', 'p.romaji', 'held.courseId', 'held.until'])
        .select(['town.name as town', 'town.romaji as townRomaji', 'course.name as course', 'course.nameEn as courseEn'])
        .orderBy('held.until')
        .orderBy('p.id')
        .orderBy('held.courseId')
        .limit(limit)
        .execute()

/** What one trainer recorded of a course at one instant: a sheet that was saved. */
export const listRecorded = (db: Reader, about: { courseId: string; recordedBy: string; at: string }) =>
  db
    .selectFrom('completion as c')
    .innerJoin('person as p', 'p.id', 'c.personId')
    .where('c.courseId', '=', about.courseId)
    .where('c.recordedBy', '=', about.recordedBy)
    .where('c.recordedAt', '=', about.at as never)
    .select(['c.personId', 'c.result', 'c.score', 'c.completedOn', 'c.validUntil', 'p.name', 'p.kana', 'p.romaji'])
    .orderBy('p.kana')
    .orderBy('p.id')
    .execute()

/**
 * Every posting with lots left, as the rules of eligibility see it; at most 200, newest first. `hidden`: classes of which the reader
 * may not even know: they are left out before any are counted.
 */
export async function listOpenPostings(db: Reader, next: ReadonlyMap<string, Day>, hidden: readonly DataClass[]) {
  let query = db.selectFrom('package').where('status', '=', 'published').where('lotsFree', '>', 0).where('frozenAt', 'is', null)
  if (hidden.length > 0) query = query.where('dataClass', 'not in', hidden)
  const rows = await query
    .select(['id', 'townId', 'title', 'status', 'dataClass', 'places', 'courses', 'lotsFree', 'dueOn'])
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  if (rows.length === 0) return []
  const towns = await db
    .selectFrom('packageTown')
    .select(['packageId', 'townId'])
    .where('closed', '=', 0)
    .where(
      'packageId',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const townsOf = (id: string) => towns.filter(({ packageId }) => packageId === id).map(({ townId }) => townId)
  return rows.map((row) => ({ title: row.title, facts: postingFacts(row, townsOf(row.id), next) }))
}
