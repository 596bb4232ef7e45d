/** Incidents as the person meets them who works on a package: what may be told of, what was told, and what stands still. */

import { within } from '../../../policies/kernel/statuses.ts'
import { inHand, unfinished } from '../../../policies/telework/assignments.ts'
import { prepared } from '../../kernel/prepared.ts'
import type { Reader } from '../../kernel/reader.ts'

/** Packages of which somebody has, or had, a lot, what is in hand first; with the lot where there is only one, and how many are in hand. */
export async function listWorked(db: Reader, personId: string) {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('town', 'town.id', 'p.townId')
    .leftJoin('custody as c', 'c.assignmentId', 'a.id')
    .where('a.workerId', '=', personId)
    .where('a.acceptedAt', 'is not', null)
    .select(['p.id', 'p.townId', 'p.number', 'p.title', 'p.updatedAt', 'town.name as town', 'town.romaji as townRomaji'])
    .select(['a.id as assignmentId', 'a.status', 'a.acceptedAt', 'c.takenAt', 'c.accountedAt'])
    .orderBy('a.acceptedAt', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
  const packages = new Map<string, Worked>()
  for (const { assignmentId, status, acceptedAt: _, takenAt, accountedAt, updatedAt: __, ...pkg } of rows) {
    const before = packages.get(pkg.id)
    const held = within(inHand, status) || (takenAt !== null && accountedAt === null)
    packages.set(pkg.id, {
      ...pkg,
      lots: [...(before?.lots ?? []), assignmentId],
      held: held || before?.held === true,
    })
  }
  return [...packages.values()].sort((a, b) => Number(b.held) - Number(a.held))
}
export type Worked = {
  readonly id: string
  readonly townId: string
  readonly number: string
  readonly title: string
  readonly town: string
  readonly townRomaji: string
  readonly lots: readonly string[]
  readonly held: boolean
}

/** The packages of towns, for their staff: what changed last first. */
export const listStaffed = (db: Reader, towns: readonly string[] | null, limit: number) => {
  const query = db
    .selectFrom('package as p')
    .innerJoin('town', 'town.id', 'p.townId')
    .where('p.rowCount', 'is not', null)
    .select(['p.id', 'p.townId', 'p.number', 'p.title', 'town.name as town', 'town.romaji as townRomaji'])
  return (towns === null ? query : query.where('p.townId', 'in', towns))
    .orderBy('p.updatedAt', 'desc')
    .orderBy('p.id')
    .limit(limit)
    .execute()
}

/** A package by id, as the form of a report names it. */
export const findReportable = (db: Reader, id: string) =>
  db
    .selectFrom('package as p')
    .innerJoin('town', 'town.id', 'p.townId')
    .where('p.id', '=', id)
    .select(['p.id', 'p.townId', 'p.number', 'p.title', 'town.name as town', 'town.romaji as townRomaji'])
    .executeTakeFirst()

/** What somebody has told of, the last first, and what became of it as far as it concerns them. */
export const listOwnReports = (db: Reader, personId: string, limit: number) =>
  db
    .selectFrom('incident as i')
    .innerJoin('package as p', 'p.id', 'i.packageId')
    .innerJoin('town', 'town.id', 'i.townId')
    .where('i.reportedBy', '=', personId)
    .select([
      'i.id',
      'i.kind',
      'i.words',
      'i.noticedAt',
      'i.reportedAt',
      'i.liftedAt',
      'p.id as packageId',
      'p.number',
      'p.title',
    ])
    .select(['town.id as townId', 'town.name as town', 'town.romaji as townRomaji', 'town.desk'])
    .orderBy('i.reportedAt', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()

/** Frozen packages of which somebody has a lot in hand or on offer, or files that nobody has accounted for: what home says before anything else. */
export const listFrozenLots = prepared((db, personId: string) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('town', 'town.id', 'p.townId')
    .leftJoin('custody as c', 'c.assignmentId', 'a.id')
    .where('a.workerId', '=', personId)
    .where((e) => e.or([e('a.status', 'in', unfinished), e.and([e('c.takes', '>', 0), e('c.accountedAt', 'is', null)])]))
    .where('p.frozenAt', 'is not', null)
    .select([
      'a.id',
      'a.packageId',
      'a.status',
      'p.title',
      'p.frozenAt',
      'lot.number',
      'town.name as town',
      'town.romaji as townRomaji',
    ])
    .orderBy('p.frozenAt')
    .orderBy('a.id')
    .limit(20),
)
