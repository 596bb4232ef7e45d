/** What is due to workers: the one place where what they have earned is written, and read. */
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import { type Cause, unitPriceOf, yenFor } from '../../policies/telework/remuneration.ts'
import type { Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'
import { paidFor } from '../packages/payment.ts'

/**
 * Makes what is due for an assignment, or for a part of it: call it in the write that causes it. `quantity`: rows; all of the lot
 * where it is left out. The day of payment counts from the first receipt, and from today where nothing was received before.
 * INVARIANT: a second row for an assignment breaks the unique index. Gives what the record of the act tells of it.
 */
export async function makeDue(
  tx: Tx,
  assignmentId: string,
  { cause, quantity, words = '' }: { readonly cause: Cause; readonly quantity?: number; readonly words?: string },
): Promise<{ readonly rows: number; readonly yen: number; readonly dueOn: Day }> {
  const { packageId, workerId, price, paymentOn, firstRow, lastRow, ...order } = await tx.sql
    .selectFrom('assignment as a')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('a.id', '=', assignmentId)
    .select(['a.packageId', 'a.workerId', 'a.price', 'a.paymentOn', 'a.offeredAt', 'p.townId', 'lot.firstRow', 'lot.lastRow'])
    .executeTakeFirstOrThrow()
  const agreed = { price, rows: lastRow - firstRow + 1 }
  const rows = quantity ?? agreed.rows
  const due = { yen: yenFor(agreed, rows), dueOn: paymentOn ?? (await paidFor(tx.sql, order, dayOf(tx.at))) }
  const by = { words, approvedBy: tx.actorId, approvedAt: tx.at }
  await tx.sql
    .insertInto('remuneration')
    .values({
      id: newId(tx.at),
      personId: workerId,
      packageId,
      assignmentId,
      cause,
      quantity: rows,
      unitPrice: unitPriceOf(agreed),
      ...due,
      ...by,
    })
    .execute()
  return { rows, ...due }
}

/** What is due for an assignment; nothing where nothing is yet. */
export const findDue = (db: Reader | Tx['sql'], assignmentId: string) =>
  db
    .selectFrom('remuneration')
    .select(['cause', 'quantity', 'yen', 'words', 'dueOn', 'approvedAt'])
    .where('assignmentId', '=', assignmentId)
    .executeTakeFirst()
export type Due = NonNullable<Awaited<ReturnType<typeof findDue>>>

/** What a person has earned so far: yen, and for how many lots. */
export async function sumEarned(db: Reader, personId: string): Promise<{ yen: number; lots: number }> {
  const { yen, lots } = await db
    .selectFrom('remuneration')
    .where('personId', '=', personId)
    .where('yen', '>', 0)
    .select((e) => [e.fn.coalesce(e.fn.sum<number>('yen'), e.lit(0)).as('yen'), e.fn.countAll<number>().as('lots')])
    .executeTakeFirstOrThrow()
  return { yen: Number(yen), lots: Number(lots) }
}

/** Yen that became due to people since an instant, by person; who earned nothing is not in it. */
export async function listEarnedSince(
  db: Reader,
  people: readonly string[],
  since: Instant,
): Promise<ReadonlyMap<string, number>> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('remuneration')
    .where('personId', 'in', people)
    .where('approvedAt', '>=', since)
    .select(['personId', (e) => e.fn.sum<number>('yen').as('yen')])
    .groupBy('personId')
    .execute()
  return new Map(rows.map(({ personId, yen }) => [personId, Number(yen)]))
}
