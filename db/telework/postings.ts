/** Open work as a worker meets it: the list of postings of her town, and one posting with the facts that decide. */

import type { Day } from '../../policies/kernel/days.ts'
import type { DataClass, Place } from '../../policies/safety/classes.ts'
import type { PostingFacts } from '../../policies/telework/applications.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson } from '../kernel/schema.ts'
import type { Instant } from '../kernel/time.ts'
import { rowsOffered } from '../packages/lots.ts'

export type Before = { readonly postedAt: Instant; readonly id: string }

/** Where a posting stands in a town's list, and in which version; no more, so that the index alone answers. */
const places = (db: Reader, townId: string) =>
  db
    .selectFrom('packageTown as t')
    .where('t.townId', '=', townId)
    .where('t.closed', '=', 0)
    .select(['t.packageId as id', 't.postedAt', 't.version'])
    .orderBy('t.postedAt', 'desc')
    .orderBy('t.packageId', 'desc')

const newest = prepared((db, townId: string, most: number) => places(db, townId).limit(most))
const after = prepared((db, townId: string, postedAt: Instant, id: string, most: number) =>
  places(db, townId)
    .where((e) => e.or([e('t.postedAt', '<', postedAt), e.and([e('t.postedAt', '=', postedAt), e('t.packageId', '<', id)])]))
    .limit(most),
)

/** Places of postings open to a town, newest first, also of those that a worker may not know of (server/telework/finding/known.ts); one more than a page where there is more. */
export const listPlaces = (db: Reader, townId: string, { before, limit }: { before?: Before | undefined; limit: number }) =>
  before ? after(db, townId, before.postedAt, before.id, limit + 1) : newest(db, townId, limit + 1)
export type PostingPlace = Awaited<ReturnType<typeof listPlaces>>[number]

/** What lists show of postings and eligibility asks of them, by id and in no order. */
export async function listOutlines(db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('package as p')
    .innerJoin('town', 'town.id', 'p.townId')
    .where('p.id', 'in', ids)
    .select(['p.id', 'p.townId', 'p.title', 'p.status', 'p.dataClass', 'p.places', 'p.courses', 'p.lotsFree'])
    .select(['p.unitPrice', 'p.minutesPerRow', 'p.rowCount', 'p.dueOn', rowsOffered])
    .select(['town.name as town', 'town.romaji as townRomaji'])
    .execute()
}
export type PostingOutline = Awaited<ReturnType<typeof listOutlines>>[number]

/** Every course with the next day on which it is taught: what a closed job's reason is made of. */
export const listCourseDates = prepared((db, from: Day) =>
  db
    .selectFrom('course as c')
    .select(['c.id', 'c.name', 'c.nameEn'])
    .select((e) =>
      e
        .selectFrom('courseSession as s')
        .whereRef('s.courseId', '=', 'c.id')
        .where('s.onDay', '>=', from)
        .select((s) => s.fn.min('s.onDay').as('nextOn'))
        .as('nextOn'),
    )
    .orderBy('c.id'),
)
export type CourseDate = Awaited<ReturnType<typeof listCourseDates>>[number]
/** The next day of each course that has one. */
export const nextOf = (courses: readonly CourseDate[]): Map<string, Day> =>
  new Map(courses.flatMap(({ id, nextOn }) => (nextOn ? [[id, nextOn]] : [])))

type Stored = {
  id: string
  townId: string
  status: string
  dataClass: DataClass | null
  places: string
  courses: string
  lotsFree: number
  dueOn: Day | null
}
/** The facts of eligibility out of a stored package. `towns`: where it is posted; a row of `listPostings` is posted to the reader's. */
export const postingFacts = (row: Stored, towns: readonly string[], next: ReadonlyMap<string, Day>): PostingFacts => ({
  id: row.id,
  townId: row.townId,
  status: row.status,
  dataClass: row.dataClass ?? '3A',
  places: fromJson(row.places) as Place[],
  towns,
  courses: (fromJson(row.courses) as string[]).map((courseId) => ({ courseId, nextOn: next.get(courseId) ?? null })),
  lotsLeft: row.lotsFree,
  dueOn: row.dueOn,
})

/** One posting with the towns it stands open to. */
export async function findPosting(
  db: Reader,
  packageId: string,
  next: ReadonlyMap<string, Day>,
): Promise<PostingFacts | undefined> {
  const row = await db
    .selectFrom('package')
    .select(['id', 'townId', 'status', 'dataClass', 'places', 'courses', 'lotsFree', 'dueOn'])
    .where('id', '=', packageId)
    .executeTakeFirst()
  if (!row) return undefined
  const towns = await db
    .selectFrom('packageTown')
    .select('townId')
    .where('packageId', '=', packageId)
    .where('closed', '=', 0)
    .execute()
  return postingFacts(
    row,
    towns.map(({ townId }) => townId),
    next,
  )
}
