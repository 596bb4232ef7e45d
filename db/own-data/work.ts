/** My work: hands raised, lots offered and done with their price and payment day, the terms, what I delivered, and what was said of it. */
import type { Reader } from '../reader.ts'
import { fromJson } from '../schema.ts'
import { type Read, two, workOf } from './section.ts'
import { listLeftOut } from './words.ts'

export const hands: Read = (db, personId, most) =>
  db
    .selectFrom('application as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('a.personId', '=', personId)
    .select(['p.number as package', 'p.title', 'a.lotsWished', 'a.note', 'a.status', 'a.raisedAt'])
    .orderBy('a.raisedAt', 'desc')
    .orderBy('a.id', 'desc')
    .limit(most)
    .execute()

export const assignments: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as manager', 'manager.id', 'a.offeredBy')
    .where('a.workerId', '=', personId)
    .selectAll('a')
    .select(['p.number', 'p.title', 'lot.number as lot', 'manager.name as manager', 'manager.romaji as managerRomaji'])
    .orderBy('a.offeredAt', 'desc')
    .orderBy('a.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...workOf(row),
    status: row.status,
    reason: row.reason,
    offeredBy: two(row.manager, row.managerRomaji),
    offeredAt: row.offeredAt,
    offerEndsOn: row.offerEndsOn,
    price: row.price,
    dueOn: row.dueOn,
    acceptedAt: row.acceptedAt,
    submittedAt: row.submittedAt,
    approvedAt: row.approvedAt,
    paymentOn: row.paymentOn,
    endReason: row.endReason,
    updatedAt: row.updatedAt,
  }))
}

export const terms: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('termsNotice as n')
    .innerJoin('assignment as a', 'a.id', 'n.assignmentId')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .where('a.workerId', '=', personId)
    .select(['p.number', 'p.title', 'lot.number as lot', 'n.clauses', 'n.sha256', 'n.issuedAt', 'n.acceptedAt'])
    .orderBy('n.issuedAt', 'desc')
    .orderBy('a.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...workOf(row),
    issuedAt: row.issuedAt,
    acceptedAt: row.acceptedAt,
    clauses: fromJson(row.clauses),
    sha256: row.sha256,
  }))
}

export const deliveries: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('submission as s')
    .innerJoin('assignment as a', 'a.id', 's.assignmentId')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('file', 'file.id', 's.fileId')
    .where('a.workerId', '=', personId)
    .select(['p.number', 'p.title', 'lot.number as lot', 's.version', 's.note', 's.changeCount', 's.submittedAt'])
    .select(['file.name as file', 'file.size', 'file.sha256', 's.id', 'a.packageId'])
    .orderBy('s.submittedAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(most)
    .execute()
  const attached = await namesAttached(
    db,
    rows.map(({ id }) => id),
  )
  const leftOut = await listLeftOut(db, personId)
  return rows.map(({ id, packageId, number, title, lot, size, note, ...row }) => {
    const why = note === '' ? undefined : leftOut.get(packageId)
    return {
      ...workOf({ number, title, lot }),
      ...row,
      note: why ? null : note,
      size: Number(size),
      attached: attached.get(id)?.join(' / ') ?? '',
      leftOut: why ?? null,
    }
  })
}

/** What went with each delivery beside the rows, by name. */
async function namesAttached(db: Reader, submissions: readonly string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  if (submissions.length === 0) return names
  const rows = await db
    .selectFrom('packageFile as p')
    .innerJoin('file', 'file.id', 'p.fileId')
    .where('p.submissionId', 'in', submissions)
    .select(['p.submissionId', 'file.name'])
    .orderBy('p.id')
    .execute()
  for (const { submissionId, name } of rows) names.set(submissionId!, [...(names.get(submissionId!) ?? []), name])
  return names
}

export const reviews: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('review as r')
    .innerJoin('submission as s', 's.id', 'r.submissionId')
    .innerJoin('assignment as a', 'a.id', 's.assignmentId')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as reviewer', 'reviewer.id', 'r.reviewerId')
    .where('a.workerId', '=', personId)
    .select([
      'r.id',
      'p.number',
      'p.title',
      'p.criteria',
      'a.packageId',
      'lot.number as lot',
      's.version',
      'r.verdict',
      'r.words',
      'r.reviewedAt',
    ])
    .select(['reviewer.name as reviewer', 'reviewer.romaji as reviewerRomaji'])
    .orderBy('r.reviewedAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(most)
    .execute()
  const points = await pointsOf(db, personId)
  const leftOut = await listLeftOut(db, personId)
  return rows.map((row) => {
    const own = points.filter(({ reviewId }) => reviewId === row.id)
    const why = row.words === '' && own.length === 0 ? undefined : leftOut.get(row.packageId)
    return {
      ...workOf(row),
      version: row.version,
      verdict: row.verdict,
      reviewer: two(row.reviewer, row.reviewerRomaji),
      reviewedAt: row.reviewedAt,
      words: why ? null : row.words,
      points: own.map(({ criterion, row: line, words }) =>
        [fromJson(row.criteria)[criterion - 1], line === null ? '' : `#${line}`, why ? '' : words].filter(Boolean).join(' / '),
      ),
      leftOut: why ?? null,
    }
  })
}

const pointsOf = (db: Reader, personId: string) =>
  db
    .selectFrom('reviewPoint as point')
    .innerJoin('review as r', 'r.id', 'point.reviewId')
    .innerJoin('submission as s', 's.id', 'r.submissionId')
    .innerJoin('assignment as a', 'a.id', 's.assignmentId')
    .where('a.workerId', '=', personId)
    .select(['point.reviewId', 'point.criterion', 'point.row', 'point.words'])
    .orderBy('point.criterion')
    .orderBy('point.id')
    .execute()
