/** Assignments as they move: offered under frozen terms, accepted, delivered, reviewed. */
import { acts } from '../../../policies/kernel/acts.ts'
import { type Day, dayOf } from '../../../policies/kernel/days.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import type { Clause } from '../../../policies/packages/terms.ts'
import type { Point, Verdict } from '../../../policies/review/reviews.ts'
import { counted, freed, type Move, mendUntil } from '../../../policies/telework/assignments.ts'
import type { TakingReason } from '../../../policies/telework/taking-back.ts'
import { addFile, type StoredBytes } from '../../files/files.ts'
import { deliverFiles } from '../../files/package-files.ts'
import { changeRow } from '../../kernel/change.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { newId, sha256 } from '../../kernel/ids.ts'
import { type Schema, toJson } from '../../kernel/schema.ts'
import { endCustody, handOver } from '../../safety/custody.ts'
import { findDue, makeDue } from '../remuneration.ts'
import { holdLot } from './hold.ts'

type Offer = {
  id: string
  packageId: string
  workerId: string
  reason: string
  offerEndsOn: Day
  dueOn: Day
  price: number
  clauses: readonly Clause[]
}

/**
 * Offers the permitted lot to one worker with its terms, frozen from now on.
 * INVARIANT: the unique index on living assignments refuses a second holder; that error is `Stale` for the one who came second.
 */
export async function offerLot(tx: Tx, permit: Permit<'assignment.offer'>, offer: Offer): Promise<void> {
  const { clauses, ...plain } = offer
  const inserted = await tx.sql
    .insertInto('assignment')
    .values({
      ...plain,
      lotId: permit.on,
      status: 'offered',
      offeredBy: tx.actorId!,
      offeredAt: tx.at,
      endReason: null,
      acceptedAt: null,
      submittedAt: null,
      approvedAt: null,
      paymentOn: null,
      rowsSaid: null,
      updatedAt: tx.at,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (!inserted.numInsertedOrUpdatedRows) throw new Stale(permit.on)
  const text = toJson([...clauses])
  await tx.sql
    .insertInto('termsNotice')
    .values({ assignmentId: offer.id, clauses: text, sha256: sha256(text), issuedAt: tx.at, acceptedAt: null })
    .execute()
  await countFree(tx, offer.packageId, -1)
  await tx.record(
    { ...permit, on: offer.id },
    { lot: permit.on, worker: offer.workerId, price: offer.price, terms: sha256(text) },
  )
}

/** Moves an assignment on; leaving it frees the lot. */
export async function moveAssignment(
  tx: Tx,
  permit: Permit<Move>,
  set: Partial<Schema['assignment']> = {},
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { to } = acts[permit.act]
  const moved = await changeRow(tx, permit, { ...set, updatedAt: tx.at })
  if (within(counted, to)) await dropEntries(tx, permit.on)
  if (within(freed, to)) await countFree(tx, moved.packageId, 1)
  await endCustody(tx, permit, detail.because)
  await tx.record(permit, { to, ...detail })
}

/** What was delivered holds them all. */
const dropEntries = (tx: Tx, id: string) => tx.sql.deleteFrom('entry').where('assignmentId', '=', id).execute()

/**
 * The worker gives a lot back and says how many of its rows are done; the manager has the last word on them (`settleRows`). What was
 * entered stays for the manager to see where any is done.
 */
export async function handBack(
  tx: Tx,
  permit: Permit<'assignment.hand-back'>,
  { reason, rows }: { readonly reason: string; readonly rows: number },
): Promise<void> {
  await moveAssignment(tx, permit, { rowsSaid: rows, ...(reason ? { endReason: reason } : {}) }, { rows })
  if (rows === 0) await dropEntries(tx, permit.on)
}

/** The manager takes a lot back: it is free again, and what was done is due. What was entered stays for the manager to see. */
export async function takeBack(
  tx: Tx,
  permit: Permit<'assignment.take-back'>,
  said: { readonly reason: TakingReason; readonly words: string; readonly rows: number },
): Promise<void> {
  const due = await makeDue(tx, permit.on, { cause: 'taken-back', quantity: said.rows })
  await moveAssignment(tx, permit, { endReason: said.words }, { reason: said.reason, rows: due.rows, due: due.yen })
}

/** The manager confirms or corrects what was done of a lot that was given back. Throws Stale where somebody did before. */
export async function settleRows(
  tx: Tx,
  permit: Permit<'assignment.settle'>,
  said: { readonly rows: number; readonly words: string },
): Promise<void> {
  const { rowsSaid } = await changeRow(tx, permit)
  if (await findDue(tx.sql, permit.on)) throw new Stale(permit.on)
  const due = await makeDue(tx, permit.on, { cause: 'handed-back', quantity: said.rows, words: said.words })
  await tx.record(permit, { said: rowsSaid, rows: due.rows, due: due.yen })
}

export async function acceptTerms(tx: Tx, permit: Permit<'assignment.accept'>): Promise<void> {
  const terms = await tx.sql
    .updateTable('termsNotice')
    .set({ acceptedAt: tx.at })
    .where('assignmentId', '=', permit.on)
    .returning('sha256')
    .executeTakeFirstOrThrow()
  await moveAssignment(tx, permit, { acceptedAt: tx.at }, { terms: terms.sha256 })
  await handOver(tx, permit.on)
}

/** Gives a lot more time. Throws Stale where it has ended, or has as much time already. */
export async function extendDue(tx: Tx, permit: Permit<'assignment.extend'>, to: Day): Promise<void> {
  const before = await tx.sql.selectFrom('assignment').select('dueOn').where('id', '=', permit.on).executeTakeFirst()
  if (!before || before.dueOn >= to) throw new Stale(permit.on)
  await changeRow(tx, permit, { dueOn: to }, { dueOn: before.dueOn })
  await tx.record(permit, { from: before.dueOn, to })
}

export type Delivery = {
  bytes: StoredBytes
  packageId: string
  name: string
  note: string
  paymentOn: Day
  changeCount: number
  /** The first of them, sealed (`FileStore.sealText`). */
  changes: string
}

/** Keeps a delivery as the next version. The payment date counts from the first receipt and is never moved by a return. */
export async function submitDelivery(tx: Tx, permit: Permit<'assignment.submit'>, delivery: Delivery): Promise<void> {
  const assignmentId = permit.on
  await holdLot(tx, assignmentId)
  const last = await tx.sql
    .selectFrom('submission')
    .select((e) => e.fn.max('version').as('version'))
    .where('assignmentId', '=', assignmentId)
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  const fileId = await addFile(tx, { ...delivery.bytes, packageId: delivery.packageId, name: delivery.name })
  const { note, changeCount, changes, paymentOn } = delivery
  const id = newId(tx.at)
  await tx.sql
    .insertInto('submission')
    .values({ id, assignmentId, version, fileId, note, changeCount, changes, submittedAt: tx.at })
    .execute()
  const attached = await deliverFiles(tx, assignmentId, id)
  const receipt = version === 1 ? { submittedAt: tx.at, paymentOn } : {}
  await moveAssignment(tx, permit, receipt, {
    version,
    sha256: delivery.bytes.sha256,
    changes: changeCount,
    ...(attached.length > 0 ? { attached } : {}),
  })
}

/** Reviews the latest delivery. */
export async function reviewDelivery(
  tx: Tx,
  permit: Permit<'assignment.return' | 'assignment.approve'>,
  review: { submissionId: string; verdict: Verdict; words: string; points: readonly Point[] },
): Promise<void> {
  const { submissionId, verdict, words, points } = review
  const id = newId(tx.at)
  const due = verdict === 'approve' ? { due: (await makeDue(tx, permit.on, { cause: 'approved' })).yen } : {}
  const set = verdict === 'approve' ? { approvedAt: tx.at } : { dueOn: mendUntil(await dueDayOf(tx, permit.on), dayOf(tx.at)) }
  await moveAssignment(tx, permit, set, { points: points.length, ...due })
  await tx.sql
    .insertInto('review')
    .values({ id, submissionId, reviewerId: tx.actorId!, verdict, words, reviewedAt: tx.at })
    .execute()
  if (points.length > 0)
    await tx.sql
      .insertInto('reviewPoint')
      .values(points.map((point) => ({ ...point, id: newId(tx.at), reviewId: id })))
      .execute()
}

const dueDayOf = async (tx: Tx, id: string): Promise<Day> =>
  (await tx.sql.selectFrom('assignment').select('dueOn').where('id', '=', id).executeTakeFirstOrThrow()).dueOn

/** Counts an approved lot; `true` when it was the package's last. */
export async function countApproved(tx: Tx, packageId: string): Promise<boolean> {
  const row = await tx.sql
    .updateTable('package')
    .set((e) => ({ lotsApproved: e('lotsApproved', '+', 1), updatedAt: tx.at }))
    .where('id', '=', packageId)
    .returning(['lotsApproved', 'lotCount'])
    .executeTakeFirstOrThrow()
  return row.lotsApproved === row.lotCount
}

/** INVARIANT: `lots_free` is what listing counts by, and never differs from the lots without a living assignment. */
async function countFree(tx: Tx, packageId: string, by: 1 | -1): Promise<void> {
  await tx.sql
    .updateTable('package')
    .set((e) => ({ lotsFree: e('lotsFree', '+', by) }))
    .where('id', '=', packageId)
    .execute()
  await tx.sql
    .updateTable('packageTown')
    .set((e) => ({ version: e('version', '+', 1) }))
    .where('packageId', '=', packageId)
    .execute()
}

/** A completed package leaves the lists of open work. */
export async function closePostings(tx: Tx, packageId: string): Promise<void> {
  await tx.sql.updateTable('packageTown').set({ closed: 1 }).where('packageId', '=', packageId).execute()
}
