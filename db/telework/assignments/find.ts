/** Assignments as they are read: one with its facts, and the lists of workers, reviewers and home pages. */
import { counted, ended, type Status } from '../../../policies/telework/assignments.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'

/** An assignment with its lot, its package, its list and its people. */
export async function findAssignment(db: Reader, id: string) {
  const row = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('town', 'town.id', 'p.townId')
    .innerJoin('person as w', 'w.id', 'a.workerId')
    .leftJoin('person as m', 'm.id', 'p.managerId')
    .leftJoin('rowList as r', 'r.packageId', 'p.id')
    .leftJoin('file as f', 'f.id', 'r.fileId')
    .where('a.id', '=', id)
    .selectAll('a')
    .select([
      'p.townId',
      'p.number as packageNumber',
      'p.title',
      'p.purpose',
      'p.client',
      'p.brief',
      'p.criteria',
      'p.unitPrice',
      'p.lotCount',
      'p.status as packageStatus',
      'p.dataClass',
      'p.minutesPerRow',
      'p.frozenAt',
    ])
    .select(['lot.number as lotNumber', 'lot.firstRow', 'lot.lastRow', 'lot.byteFrom', 'lot.byteTo'])
    .select([
      'town.name as town',
      'town.romaji as townRomaji',
      'w.name as worker',
      'w.kana as workerKana',
      'w.romaji as workerRomaji',
      'm.name as manager',
      'm.romaji as managerRomaji',
    ])
    .select(['r.header', 'r.headerBytes', 'r.keyColumn', 'f.storageKey', 'f.name as fileName'])
    .executeTakeFirst()
  return (
    row && {
      ...row,
      criteria: fromJson(row.criteria) as string[],
      header: row.header === null ? [] : (fromJson(row.header) as string[]),
      facts: {
        id: row.id,
        townId: row.townId,
        workerId: row.workerId,
        status: row.status,
        dataClass: row.dataClass,
        frozen: row.frozenAt !== null,
      },
    }
  )
}
export type Assignment = NonNullable<Awaited<ReturnType<typeof findAssignment>>>

const outline = (db: Reader) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('town', 'town.id', 'p.townId')
    .innerJoin('person as w', 'w.id', 'a.workerId')
    .leftJoin('remuneration as due', 'due.assignmentId', 'a.id')
    .select(['due.yen as dueYen', 'due.dueOn as paidOn'])
    .select([
      'a.id',
      'a.status',
      'a.dueOn',
      'a.price',
      'a.offerEndsOn',
      'a.submittedAt',
      'a.paymentOn',
      'a.updatedAt',
      'a.packageId',
    ])
    .select([
      'p.title',
      'p.frozenAt',
      'p.number as packageNumber',
      'lot.number as lotNumber',
      'lot.firstRow',
      'lot.lastRow',
      'p.lotCount',
    ])
    .select([
      'town.name as town',
      'town.romaji as townRomaji',
      'w.name as worker',
      'w.kana as workerKana',
      'w.romaji as workerRomaji',
    ])

/** A worker's own, those that wait for her first, then by due date. */
export const listOwnAssignments = <S extends Status>(db: Reader, workerId: string, statuses: readonly S[], limit = 50) =>
  outline(db)
    .where('a.workerId', '=', workerId)
    .where('a.status', 'in', statuses)
    .$narrowType<{ status: S }>()
    .orderBy('a.dueOn')
    .orderBy('a.id')
    .limit(limit)
    .execute()

/** A worker's own that have ended, the latest first; one more than a page where there is more. */
export function listEnded(
  db: Reader,
  workerId: string,
  { before, limit }: { before?: { updatedAt: string; id: string } | undefined; limit: number },
) {
  let query = outline(db).where('a.workerId', '=', workerId).where('a.status', 'in', ended)
  if (before)
    query = query.where((e) =>
      e.or([
        e('a.updatedAt', '<', before.updatedAt as Instant),
        e.and([e('a.updatedAt', '=', before.updatedAt as Instant), e('a.id', '<', before.id)]),
      ]),
    )
  return query
    .orderBy('a.updatedAt', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** A worker's assignments of one package, by lot. */
export const listOwnOf = (db: Reader, packageId: string, workerId: string) =>
  outline(db)
    .where('a.packageId', '=', packageId)
    .where('a.workerId', '=', workerId)
    .orderBy('lot.number')
    .orderBy('a.id')
    .limit(100)
    .execute()

/** Offers that ran out before a day; those of a frozen package wait. */
export const listExpired = (db: Reader, today: string, limit = 100) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('a.status', '=', 'offered')
    .where('a.offerEndsOn', '<', today as never)
    .where('p.frozenAt', 'is', null)
    .select(['a.id', 'p.townId', 'a.workerId', 'a.status', 'a.offerEndsOn'])
    .orderBy('a.id')
    .limit(limit)
    .execute()

export const findTerms = async (db: Reader, assignmentId: string) => {
  const row = await db.selectFrom('termsNotice').selectAll().where('assignmentId', '=', assignmentId).executeTakeFirst()
  return row && { ...row, clauses: fromJson(row.clauses) as { item: string; ja: string; en: string }[] }
}

/** Every delivery of an assignment with its review and points, newest first. */
export async function listSubmissions(db: Reader, assignmentId: string) {
  const rows = await db
    .selectFrom('submission as s')
    .innerJoin('file as f', 'f.id', 's.fileId')
    .leftJoin('review as r', 'r.submissionId', 's.id')
    .leftJoin('person as p', 'p.id', 'r.reviewerId')
    .where('s.assignmentId', '=', assignmentId)
    .select([
      's.id',
      's.version',
      's.note',
      's.changeCount',
      's.changes',
      's.submittedAt',
      'f.name as fileName',
      'f.size',
      'f.sha256',
      'f.storageKey',
    ])
    .select(['r.id as reviewId', 'r.verdict', 'r.words', 'r.reviewedAt', 'p.name as reviewer'])
    .orderBy('s.version', 'desc')
    .execute()
  const reviewIds = rows.flatMap(({ reviewId }) => (reviewId ? [reviewId] : []))
  const points =
    reviewIds.length > 0
      ? await db.selectFrom('reviewPoint').selectAll().where('reviewId', 'in', reviewIds).orderBy('id').execute()
      : []
  return rows.map((row) => ({
    ...row,
    points: points.filter(({ reviewId }) => reviewId === row.reviewId),
  }))
}

export type Submission = Awaited<ReturnType<typeof listSubmissions>>[number]

/** The latest approved delivery of each lot, in the order of the rows: what the result is joined from. */
export const listApproved = (db: Reader, packageId: string) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('submission as s', 's.assignmentId', 'a.id')
    .innerJoin('review as r', (on) => on.onRef('r.submissionId', '=', 's.id').on('r.verdict', '=', 'approve'))
    .innerJoin('file as f', 'f.id', 's.fileId')
    .where('a.packageId', '=', packageId)
    .where('a.status', 'in', counted)
    .select(['lot.number', 'lot.firstRow', 'lot.lastRow', 'f.storageKey'])
    .orderBy('lot.number')
    .execute()
