/** What the rule of access wants to know of a package and of one reader, as it stands at this moment. */
import type { Day } from '../policies/days.ts'
import { defaultTownRules } from '../policies/towns.ts'
import type { Reader } from './reader.ts'
import { fromJson } from './schema.ts'
import { rulesIn } from './town-documents.ts'

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
