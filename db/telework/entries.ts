/** Corrected cells of lots that are only shown: entered, taken back, delivered; each value sealed before it comes here. */
import type { Permit } from '../../policies/kernel/decision.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { holdLot } from './assignments/hold.ts'
import { type Delivery, submitDelivery } from './assignments/move.ts'

/** `row` is the row's number in the whole list, from 1; `columnIndex` counts from 0. */
export type Cell = { readonly row: number; readonly columnIndex: number }
/** `sealed`: the new value (`FileStore.sealText`). */
export type Entry = Cell & { readonly sealed: string }

/** The entries of a lot in the order of its cells; `rows`: only those of these rows of the whole list, both included. */
export function listEntries(
  db: Reader,
  assignmentId: string,
  rows?: { readonly from: number; readonly to: number },
): Promise<Entry[]> {
  let query = db.selectFrom('entry').select(['row', 'columnIndex', 'sealed']).where('assignmentId', '=', assignmentId)
  if (rows) query = query.where('row', '>=', rows.from).where('row', '<=', rows.to)
  return query.orderBy('row').orderBy('columnIndex').execute()
}

export async function countEntries(db: Reader, assignmentId: string): Promise<number> {
  const row = await db
    .selectFrom('entry')
    .where('assignmentId', '=', assignmentId)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** In how many rows of a lot anything was entered. */
export async function countRowsEntered(db: Reader, assignmentId: string): Promise<number> {
  const row = await db
    .selectFrom('entry')
    .where('assignmentId', '=', assignmentId)
    .select((e) => e.fn.count<number>('row').distinct().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** Keeps new values, each instead of an earlier one for the same cell. Throws Stale once the lot is out of the worker's hands, or closed. */
export async function putEntries(tx: Tx, permit: Permit<'entry.put'>, entries: readonly Entry[]): Promise<void> {
  await holdLot(tx, permit.on)
  for (const entry of entries)
    await tx.sql
      .insertInto('entry')
      .values({ ...entry, assignmentId: permit.on, enteredAt: tx.at })
      .onConflict((conflict) =>
        conflict.columns(['assignmentId', 'row', 'columnIndex']).doUpdateSet({ sealed: entry.sealed, enteredAt: tx.at }),
      )
      .execute()
  await tx.record(permit, { cells: placesOf(entries) })
}

/** Takes one correction back. Throws Stale where there is none, or the lot is out of the worker's hands, or closed. */
export async function removeEntry(tx: Tx, permit: Permit<'entry.remove'>, cell: Cell): Promise<void> {
  await holdLot(tx, permit.on)
  const { numDeletedRows } = await tx.sql
    .deleteFrom('entry')
    .where('assignmentId', '=', permit.on)
    .where('row', '=', cell.row)
    .where('columnIndex', '=', cell.columnIndex)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Stale(permit.on)
  await tx.record(permit, { cells: placesOf([cell]) })
}

/**
 * Delivers what was built out of `seen`. INVARIANT: an entry that was kept is in what is delivered: where any was entered or taken
 * back since, nothing is delivered, and Stale is thrown.
 */
export async function submitEntries(
  tx: Tx,
  permit: Permit<'assignment.submit'>,
  delivery: Delivery,
  seen: readonly Entry[],
): Promise<void> {
  await holdLot(tx, permit.on)
  const now = await listEntries(tx.sql, permit.on)
  // Each value is sealed anew whenever it is entered, so that equal seals mean equal values.
  const isSame = now.length === seen.length && now.every(({ sealed }, i) => sealed === seen[i]!.sealed)
  if (!isSame) throw new Stale(permit.on)
  await submitDelivery(tx, permit, delivery)
}

/** `17:3`: row 17, the third column. */
const placesOf = (cells: readonly Cell[]): string => cells.map(({ row, columnIndex }) => `${row}:${columnIndex + 1}`).join(' ')
