/** Lots: slices of a package's list, each a range of bytes of one stored file, so that splitting copies nothing. */
import { sql } from 'kysely'
import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { lotPrice } from '../../policies/packages/lots.ts'
import { counted, inWork, type Live, live } from '../../policies/telework/assignments.ts'
import { changeRow } from '../kernel/change.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'

type LotRange = { number: number; firstRow: number; lastRow: number; byteFrom: number; byteTo: number }

/**
 * Cuts the package anew; the lots of an earlier split are gone. All or nothing. `fileId`: the list from which the ranges were read;
 * a package that has got another one meanwhile is `Stale`.
 */
export async function putLots(
  tx: Tx,
  permit: Permit<'package.split'>,
  rowsPerLot: number,
  ranges: readonly LotRange[],
  unitPrice: number,
  fileId?: string | null,
): Promise<void> {
  const packageId = permit.on
  await changeRow(tx, permit, { rowsPerLot, lotCount: ranges.length, lotsFree: ranges.length, updatedAt: tx.at })
  const list = await tx.sql.selectFrom('rowList').select('fileId').where('packageId', '=', packageId).executeTakeFirst()
  if (fileId && list?.fileId !== fileId) throw new Stale(packageId)
  await tx.sql.deleteFrom('lot').where('packageId', '=', packageId).execute()
  const lots = ranges.map((range) => ({
    ...range,
    id: newId(tx.at),
    packageId,
    price: lotPrice(range.lastRow - range.firstRow + 1, unitPrice),
  }))
  for (let i = 0; i < lots.length; i += 100)
    await tx.sql
      .insertInto('lot')
      .values(lots.slice(i, i + 100))
      .execute()
  await tx.record(permit, { rowsPerLot, lots: ranges.length })
}

export const lotFilters = ['free', 'late', ...live] as const
export type LotFilter = (typeof lotFilters)[number]
type LotQuery = { from: number; limit: number; filter?: LotFilter | undefined; today?: Day }

/** Lots in order with whoever holds each; `from` is the first number wanted, one more than a page where there is more. */
export function listLots(db: Reader, packageId: string, { from, limit, filter, today }: LotQuery) {
  let query = db
    .selectFrom('lot')
    .leftJoin('assignment as a', (on) => on.onRef('a.lotId', '=', 'lot.id').on('a.status', 'in', live))
    .leftJoin('person', 'person.id', 'a.workerId')
    .where('lot.packageId', '=', packageId)
    .where('lot.number', '>=', from)
    .select([
      'lot.id',
      'lot.number',
      'firstRow',
      'lastRow',
      'a.id as assignmentId',
      'a.status',
      'a.workerId',
      'person.name as worker',
      'person.kana as workerKana',
      'person.romaji as workerRomaji',
      'a.dueOn',
      'a.updatedAt',
    ])
    // What was agreed with whoever has it, or else what it is offered at.
    .select((e) => e.fn.coalesce('a.price', 'lot.price').as('price'))
  if (filter === 'free') query = query.where('a.id', 'is', null)
  else if (filter === 'late') query = query.where('a.status', 'in', inWork).where('a.dueOn', '<', today!)
  else if (filter) query = query.where('a.status', '=', filter)
  return query
    .orderBy('lot.number')
    .limit(limit + 1)
    .execute()
}

export const findLot = (db: Reader, packageId: string, number: number) =>
  db
    .selectFrom('lot')
    .leftJoin('assignment as a', (on) => on.onRef('a.lotId', '=', 'lot.id').on('a.status', 'in', live))
    .where('lot.packageId', '=', packageId)
    .where('lot.number', '=', number)
    .selectAll('lot')
    .select('a.id as assignmentId')
    .executeTakeFirst()

/** The first lots that nobody holds. */
export const listFreeLots = (db: Reader, packageId: string, limit: number) =>
  db
    .selectFrom('lot')
    .where('lot.packageId', '=', packageId)
    .where((e) =>
      e.not(
        e.exists(e.selectFrom('assignment as a').select('a.id').whereRef('a.lotId', '=', 'lot.id').where('a.status', 'in', live)),
      ),
    )
    .selectAll('lot')
    .orderBy('number')
    .limit(limit)
    .execute()

/** How many lots stand where: the package's progress, drawn. */
export async function countLots(db: Reader, packageId: string): Promise<Partial<Record<Live, number>>> {
  const rows = await db
    .selectFrom('assignment')
    .where('packageId', '=', packageId)
    .where('status', 'in', live)
    .select(['status', (e) => e.fn.countAll<number>().as('n')])
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map(({ status, n }) => [status, Number(n)]))
}

/** How many lots in work are past their due day. */
export async function countLate(db: Reader, packageId: string, today: Day): Promise<number> {
  const row = await db
    .selectFrom('assignment')
    .where('packageId', '=', packageId)
    .where('status', 'in', inWork)
    .where('dueOn', '<', today)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** How many rows the approved lots hold. */
export async function countApprovedRows(db: Reader, packageId: string): Promise<number> {
  const row = await db
    .selectFrom('assignment as a')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .where('a.packageId', '=', packageId)
    .where('a.status', 'in', counted)
    .select((e) => e.fn.sum<number>(sql`${sql.ref('lastRow')} - ${sql.ref('firstRow')} + 1`).as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/**
 * The rows of a lot that is offered, in a query over packages named `p`: of the one lot that is left where it is one, since the last may be
 * shorter; of a lot as they are cut otherwise; null before it is split.
 */
export const rowsOffered = sql<number | null>`case when p.lots_free = 1 then (
    select max(l.last_row - l.first_row + 1) from lot as l where l.package_id = p.id and l.id not in (
      select a.lot_id from assignment as a where a.package_id = p.id and a.status in (${sql.join(live)})))
  when p.rows_per_lot > p.row_count then p.row_count else p.rows_per_lot end`.as('rowsOffered')
