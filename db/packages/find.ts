/** Packages as they are read: one with the facts that the rules need, and the working lists. */

import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { isInTheWay } from '../../policies/files/package-files.ts'
import { defaultTownRules, handlingIn } from '../../policies/membership/towns.ts'
import type { PackageFacts } from '../../policies/packages/packages.ts'
import { type Stage, statusesIn } from '../../policies/packages/statuses.ts'
import type { Place } from '../../policies/safety/classes.ts'
import { countRows, has, wordsIn } from '../kernel/lists.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson, type Schema } from '../kernel/schema.ts'
import { rulesIn } from '../membership/town-documents.ts'
import { rowsOffered } from './lots.ts'

/** A package with its town, its list, its manager, and what the rules need to know about this reader. */
export async function findPackage(db: Reader, id: string, personId: string) {
  const row = await db
    .selectFrom('package as p')
    .innerJoin('town', 'town.id', 'p.townId')
    .leftJoin('person as m', 'm.id', 'p.managerId')
    .leftJoin('rowList as r', 'r.packageId', 'p.id')
    .leftJoin('file as f', 'f.id', 'r.fileId')
    .where('p.id', '=', id)
    .selectAll('p')
    .select([
      'town.name as town',
      'town.romaji as townRomaji',
      'town.prefecture',
      'm.name as manager',
      'm.kana as managerKana',
      'm.romaji as managerRomaji',
    ])
    .select(['r.fileId', 'r.header', 'r.headerBytes', 'r.encoding', 'r.lineEnd', 'r.keyColumns', 'r.keyColumn', 'r.sample'])
    .select(['f.name as fileName', 'f.size as fileSize', 'f.sha256 as fileSha256', 'f.storageKey'])
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
        .selectFrom('workerProfile as w')
        .innerJoin('packageTown as t', 't.townId', 'w.townId')
        .whereRef('t.packageId', '=', 'p.id')
        .where('w.personId', '=', personId)
        .select('t.packageId')
        .as('postedTo'),
    )
    .select((e) =>
      e
        .selectFrom('assignment as a')
        .whereRef('a.packageId', '=', 'p.id')
        .where('a.workerId', '=', personId)
        .select('a.id')
        .limit(1)
        .as('ownAssignment'),
    )
    .select(rowsOffered)
    .executeTakeFirst()
  if (!row) return undefined
  const pkg = unpack(row)
  return { ...pkg, filesReady: await isMaterialReady(db, pkg) }
}
/** Whether its material is all checked, and can be shown where the class shows only pages. */
async function isMaterialReady(
  db: Reader,
  { id, rules, dataClass }: Pick<ReturnType<typeof unpack>, 'id' | 'rules' | 'dataClass'>,
) {
  const files = await db
    .selectFrom('packageFile')
    .select(['state', 'kind'])
    .where('packageId', '=', id)
    .where('assignmentId', 'is', null)
    .where('removedAt', 'is', null)
    .execute()
  return !files.some((file) => isInTheWay(file, handlingIn(rules, dataClass ?? '2')))
}
export type Package = NonNullable<Awaited<ReturnType<typeof findPackage>>>

function unpack<
  Row extends Schema['package'] & {
    header: string | null
    sample: string | null
    keyColumns: string | null
    postedTo: string | null
    ownAssignment: string | null
    rulesBody: string | null
  },
>(row: Row) {
  const facts: PackageFacts = {
    id: row.id,
    townId: row.townId,
    status: row.status,
    // To candidates a frozen package is as if it did not exist (policies/safety/access.ts); who works on it keeps knowing of it.
    posted: row.postedTo !== null && row.frozenAt === null,
    assigned: row.ownAssignment !== null,
    dataClass: row.dataClass,
    frozen: row.frozenAt !== null,
  }
  return {
    ...row,
    facts,
    rules: row.rulesBody === null ? defaultTownRules : rulesIn({ body: row.rulesBody }),
    criteria: fromJson(row.criteria),
    answers: fromJson(row.answers),
    places: fromJson(row.places) as Place[],
    courses: fromJson(row.courses),
    towns: fromJson(row.towns),
    header: row.header === null ? [] : (fromJson(row.header) as string[]),
    keyColumns: row.keyColumns === null ? [] : (fromJson(row.keyColumns) as string[]),
  }
}

export type PackageFilter = {
  readonly towns: readonly string[]
  /** Only what this person posted or manages. */
  readonly whose?: string | undefined
  readonly stage?: Stage | undefined
  /** Every word stands in its title, client or number. */
  readonly words: string
}

/** Packages of some towns in a stage; those that wait for a review have at least one delivery to judge. */
function inFilter(db: Reader, { towns, whose, stage, words }: PackageFilter) {
  let query = db.selectFrom('package').where('package.townId', 'in', towns).where('package.status', 'in', statusesIn(stage))
  if (whose) query = query.where((e) => e.or([e('package.managerId', '=', whose), e('package.createdBy', '=', whose)]))
  if (stage === 'review') query = query.where((e) => e.exists(delivered(e).select('assignment.id')))
  for (const word of wordsIn(words))
    query = query.where((e) => e.or([e.ref('title'), e.ref('client'), e.ref('number')].map((text) => has(text, word))))
  return query
}
const delivered = (e: ExpressionBuilder<Schema, 'package'>) =>
  e.selectFrom('assignment').whereRef('assignment.packageId', '=', 'package.id').where('assignment.status', '=', 'submitted')

/** How many packages a filter finds. */
export const countPackages = (db: Reader, filter: PackageFilter): Promise<number> => countRows(inFilter(db, filter))

/** Soonest due first, without a day last; of the ended the latest first. One more than `limit` where there is more after the package `after`. */
export function listPackages(db: Reader, filter: PackageFilter, { after, limit }: { after?: string | undefined; limit: number }) {
  const due = sql<string>`coalesce(package.due_on, '9999-12-31')`
  const way = filter.stage === 'ended' ? 'desc' : 'asc'
  let query = inFilter(db, filter)
    .innerJoin('town', 'town.id', 'package.townId')
    .leftJoin('person', 'person.id', 'package.managerId')
    .select(['package.id', 'number', 'title', 'client', 'status', 'lotCount', 'lotsFree', 'lotsApproved', 'dueOn'])
    .select(['town.name as town', 'town.romaji as townRomaji', 'person.name as manager', 'person.romaji as managerRomaji'])
    .select((e) =>
      delivered(e as unknown as ExpressionBuilder<Schema, 'package'>)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('toReview'),
    )
  if (after) {
    const last = sql`(select coalesce(p.due_on, '9999-12-31'), p.id from package as p where p.id = ${after})`
    query = query.where(
      way === 'asc' ? sql<SqlBool>`(${due}, package.id) > ${last}` : sql<SqlBool>`(${due}, package.id) < ${last}`,
    )
  }
  return query
    .orderBy(due, way)
    .orderBy('package.id', way)
    .limit(limit + 1)
    .execute()
}
