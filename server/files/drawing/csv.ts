/** Divides a CSV file into sheets that are drawn as tables. */
import { detectEncoding } from '../../packages/csv/encodings.ts'
import { listLimits } from '../../packages/csv/problems.ts'
import { readCsv } from '../../packages/csv/read.ts'
import type { TableSheet } from './table-sheet.ts'

/** Known from the header alone, so that every page of a file knows where it begins. */
const rowsOnPage = (columns: number): number => (columns <= 10 ? 25 : Math.max(1, Math.floor(100 / columns)))

/** Null for what is not a table to its end (a quote that was never closed): it is shown as text instead. */
export async function csvPages(bytes: Uint8Array): Promise<number | null> {
  let columns = 0
  let rows = -1
  for await (const row of records(bytes)) {
    if ('problem' in row) return null
    if (++rows === 0) columns = row.cells.length
  }
  return rows < 0 ? null : Math.max(1, Math.ceil(rows / rowsOnPage(columns)))
}

/** The sheet of a page, the first being 1. Null as above. Throws a RangeError where there is no such page. */
export async function csvSheet(bytes: Uint8Array, page: number): Promise<TableSheet | null> {
  let header: string[] | undefined
  let number = 0
  let first = 0
  const rows: string[][] = []
  for await (const row of records(bytes)) {
    if ('problem' in row) return null
    if (!header) {
      header = row.cells
      first = (page - 1) * rowsOnPage(header.length) + 1
    } else if (++number >= first && rows.length < rowsOnPage(header.length)) rows.push(row.cells)
  }
  if (!header) return null
  if (page > 1 && rows.length === 0) throw new RangeError('no such page')
  const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), header.length)
  return {
    title: '',
    columns: Array.from({ length: width }, (_, i) => header?.[i] ?? ''),
    rows: rows.map((cells, i) => ({ number: first + i, cells: cells.map((text) => ({ text })) })),
  }
}

async function* records(bytes: Uint8Array) {
  const open = async function* () {
    yield bytes
  }
  yield* readCsv(open, { encoding: await detectEncoding(open), limits: listLimits })
}
