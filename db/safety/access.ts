/** What the rule of access wants to know of a package and of one reader, as it stands at this moment. */
import type { Day } from '../../policies/kernel/days.ts'
import { defaultTownRules } from '../../policies/membership/towns.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson } from '../kernel/schema.ts'
import { rulesIn } from '../membership/town-documents.ts'

/** The package with its town's rules and whether this person has broken its glass; nothing where there is none. */
export async function findGuarded(db: Reader, packageId: string, personId: string) {
  const row = await db
    .selectFrom('package as p')
    .innerJoin('town', 'town.id', 'p.townId')
    .where('p.id', '=', packageId)
    .select(['p.id', 'p.townId', 'p.number', 'p.title', 'p.status', 'p.dataClass', 'p.places', 'p.courses'])
    .select(['p.frozenAt', 'p.destroyedAt'])
    .select(['town.name as town', 'town.romaji as townRomaji'])
    .select((e) =>
      e
        .selectFrom('townDocument as d')
        .whereRef('d.townId', '=', 'p.townId')
        .where('d.kind', '=', 'rules')
        .orderBy('d.version', 'desc')
        .limit(1)
        .select('d.body')
        .as('rulesBody'),
    )
    .select((e) =>
      e
        .selectFrom('breakGlass as g')
        .whereRef('g.packageId', '=', 'p.id')
        .where('g.personId', '=', personId)
        .select((g) => g.fn.max('g.endsAt').as('until'))
        .as('brokenUntil'),
    )
    // From the decision on nothing opens, whether or not the key is gone already.
    .select((e) =>
      e
        .selectFrom('destruction as d')
        .whereRef('d.packageId', '=', 'p.id')
        .where('d.cancelledAt', 'is', null)
        .where('d.certificate', 'is not', null)
        .select('d.id')
        .as('destruction'),
    )
    .executeTakeFirst()
  if (!row) return undefined
  const { rulesBody, places, courses, ...plain } = row
  return {
    ...plain,
    places: fromJson(places),
    courses: fromJson(courses),
    rules: rulesBody === null ? defaultTownRules : rulesIn({ body: rulesBody }),
  }
}
export type Guarded = NonNullable<Awaited<ReturnType<typeof findGuarded>>>

/** How one hop of the consent chain stands: `two` says whether it takes two persons. */
export async function findConsent(db: Reader, packageId: string, townId: string, two: boolean) {
  const row = await db
    .selectFrom('consent')
    .select(['withdrawnAt', 'secondedBy'])
    .where('packageId', '=', packageId)
    .where('townId', '=', townId)
    .executeTakeFirst()
  if (!row) return 'none'
  if (row.withdrawnAt !== null) return 'withdrawn'
  return two && row.secondedBy === null ? 'none' : 'given'
}

/** An assignment as the rule of access sees it, asked anew while something is being downloaded. */
export const findHeld = (db: Reader, id: string) =>
  db
    .selectFrom('assignment')
    .select(['id', 'packageId', 'workerId', 'status', 'dueOn', 'updatedAt'])
    .where('id', '=', id)
    .executeTakeFirst()

/** Whether a package stands open to the workers of a town. */
export const isPostedTo = async (db: Reader, packageId: string, townId: string): Promise<boolean> =>
  (await db
    .selectFrom('packageTown')
    .select('townId')
    .where('packageId', '=', packageId)
    .where('townId', '=', townId)
    .executeTakeFirst()) !== undefined

/** Courses of a worker that count on a day, by id. */
export async function listValidCourses(db: Reader, personId: string, today: Day): Promise<Set<string>> {
  const rows = await db
    .selectFrom('completion')
    .select('courseId')
    .where('personId', '=', personId)
    .where('result', '=', 'passed')
    .where('completedOn', '<=', today)
    .where((e) => e.or([e('validUntil', 'is', null), e('validUntil', '>=', today)]))
    .execute()
  return new Set(rows.map(({ courseId }) => courseId))
}

/**
 * What the rule wants to know before a title may reach one reader, of many packages at once. `posted`, `consent`: of the reader's home
 * town; `own`: a lot of it is or was theirs; `brokenUntil`: when the glass that they broke closes.
 */
export async function listKnown(db: Reader, packageIds: readonly string[], reader: { id: string; townId: string | undefined }) {
  if (packageIds.length === 0) return []
  const home = reader.townId ?? ''
  return db
    .selectFrom('package as p')
    .leftJoin('packageTown as t', (on) => on.onRef('t.packageId', '=', 'p.id').on('t.townId', '=', home))
    .leftJoin('consent as c', (on) => on.onRef('c.packageId', '=', 'p.id').on('c.townId', '=', home))
    .where('p.id', 'in', packageIds)
    .select(['p.id', 'p.townId', 'p.status', 'p.dataClass', 'p.frozenAt', 't.townId as posted'])
    .select(['c.givenBy', 'c.secondedBy', 'c.withdrawnAt'])
    .select((e) => [
      e
        .selectFrom('assignment as a')
        .whereRef('a.packageId', '=', 'p.id')
        .where('a.workerId', '=', reader.id)
        .select('a.id')
        .limit(1)
        .as('own'),
      e
        .selectFrom('breakGlass as g')
        .whereRef('g.packageId', '=', 'p.id')
        .where('g.personId', '=', reader.id)
        .select((g) => g.fn.max('g.endsAt').as('until'))
        .as('brokenUntil'),
    ])
    .execute()
}
export type Known = Awaited<ReturnType<typeof listKnown>>[number]
