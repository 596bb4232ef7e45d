/** The rows of a lot as pages: where each page lies in the stored list, and its rows as they are drawn. */

import type { FileStore } from '../../../db/files/files.ts'
import { type Assignment, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { type Entry, listEntries } from '../../../db/telework/entries.ts'
import { inside, type Mark, type Opening } from '../../../policies/safety/access.ts'
import { type Page, pagesOf } from '../../../policies/telework/entries.ts'
import { drawTable, Undrawable } from '../../files/drawing/index.ts'
import type { Cell, TableSheet } from '../../files/drawing/table-sheet.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { lotRows, recordEnds } from '../../packages/csv/lots.ts'

export type Lot = Pick<Assignment, 'id' | 'packageId' | 'storageKey' | 'byteFrom' | 'byteTo' | 'firstRow' | 'header' | 'workerId'>
/** `first` and `last` are rows of the whole list. */
export type Sheet = Page & { readonly number: number; readonly first: number; readonly last: number }

/** Every page of a lot. Lots never change once they are cut. */
export async function sheetsOf(store: FileStore, lot: Lot): Promise<readonly Sheet[]> {
  const { packageId, storageKey, byteFrom, byteTo, firstRow, header } = lot
  const ends = await endsOf(store, packageId, found(storageKey), byteFrom, byteTo)
  return pagesOf(ends, header.length).map((page, i) => ({
    ...page,
    number: i + 1,
    first: firstRow + page.firstRow,
    last: firstRow + page.lastRow,
  }))
}

/** The page of a number, from 1, as it stands in an address; NotFound where there is none. */
export const sheetAt = (sheets: readonly Sheet[], number: string | undefined): Sheet =>
  found(/^[1-9]\d{0,6}$/.test(number ?? '') ? sheets[Number(number) - 1] : undefined)

const most = 50
const known = new Map<string, Uint32Array>()
/** Where the records of stored bytes end: figures that say nothing of what stands there, kept for the lots last looked at. */
async function endsOf(store: FileStore, packageId: string, storageKey: string, from: number, to?: number): Promise<Uint32Array> {
  const key = `${storageKey} ${from}-${to ?? ''}`
  const before = known.get(key)
  if (before) return before
  const ends = Uint32Array.from(await recordEnds(() => store.read(inside(packageId), storageKey, from, to)))
  if (known.size >= most) known.delete(known.keys().next().value!)
  known.set(key, ends)
  return ends
}

/** The rows of one page, read by what was opened. */
export const rowsOn = (
  store: FileStore,
  opening: Opening,
  { storageKey, byteFrom }: Lot,
  sheet: Page,
): AsyncGenerator<string[]> =>
  lotRows(() => store.read(opening, found(storageKey), byteFrom + sheet.byteFrom, byteFrom + sheet.byteTo))

/** One page as its reader sees it: who does the work with what they have entered, others with what was last delivered. */
export async function sheetFor(c: Ctx, opening: Opening<'page'>, lot: Lot, sheet: Sheet, title: string): Promise<TableSheet> {
  const rows = await all(rowsOn(c.var.store, opening, lot, sheet))
  const isOwn = lot.workerId === c.var.actor.id
  const after = isOwn ? await entered(c, opening, lot, sheet) : await delivered(c, opening, lot, sheet)
  return {
    title,
    columns: lot.header,
    rows: rows.map((cells, i) => ({
      number: sheet.first + i,
      cells: cells.map((text, column) => changed(text, after(i, column))),
    })),
  }
}

const changed = (before: string, after: string | undefined): Cell =>
  after === undefined || after === before ? { text: before } : { text: after, before }

/** A new value by the row on the page, from 0, and the column. */
type Values = (row: number, column: number) => string | undefined

async function entered(c: Ctx, opening: Opening<'page'>, { id }: Lot, { first, last }: Sheet): Promise<Values> {
  const entries = await listEntries(c.var.db.read, id, { from: first, to: last })
  const values = new Map<string, string>()
  for (const entry of entries) values.set(placeOf(entry), await c.var.store.openText(opening, entry.sealed))
  return (row, columnIndex) => values.get(placeOf({ row: first + row, columnIndex }))
}
export const placeOf = ({ row, columnIndex }: Pick<Entry, 'row' | 'columnIndex'>): string => `${row}:${columnIndex}`

async function delivered(c: Ctx, opening: Opening<'page'>, lot: Lot, { firstRow, lastRow }: Sheet): Promise<Values> {
  const { store, db } = c.var
  const [last] = await listSubmissions(db.read, lot.id)
  if (!last) return () => undefined
  const ends = await endsOf(store, lot.packageId, last.storageKey, 0)
  const from = firstRow === 0 ? 0 : ends[firstRow - 1]
  const rows = await all(lotRows(() => store.read(opening, last.storageKey, from, ends[lastRow])))
  return (row, column) => rows[row]?.[column]
}

/** A row that is too long for any picture is shown as far as there is room, each cell with its share. */
export async function drawSheet(sheet: TableSheet, mark: Mark): Promise<Uint8Array> {
  return drawTable(sheet, mark).catch((error: unknown) => {
    if (!(error instanceof Undrawable) || error.reason !== 'too-large') throw error
    return drawTable(shortened(sheet), mark)
  })
}

const room = 8_000
function shortened(sheet: TableSheet): TableSheet {
  const share = Math.floor(room / (sheet.rows.length * sheet.columns.length))
  const cut = (text: string) => (text.length > share ? `${text.slice(0, share)}… (+${text.length - share})` : text)
  const cell = ({ text, before }: Cell): Cell => ({ text: cut(text), ...(before === undefined ? {} : { before: cut(before) }) })
  return { ...sheet, rows: sheet.rows.map(({ number, cells }) => ({ number, cells: cells.map(cell) })) }
}

async function all<T>(many: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of many) found.push(one)
  return found
}
