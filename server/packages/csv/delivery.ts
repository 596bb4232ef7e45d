// Checks a worker's corrected CSV against the rows of her lot and says which cells she changed.
import { checkHeader, checkRow } from './checks.ts'
import { detectEncoding, type Encoding } from './decode.ts'
import { encodeRow } from './encode.ts'
import type { Open } from './pieces.ts'
import { type Limits, listLimits, type ProblemList, problemList, type Refused } from './problems.ts'
import { type Row, readCsv } from './read.ts'

export type DeliveryOptions = {
  header: string[]
  /** The number of the lot's first row in the whole list. */
  firstRow: number
  rowCount: number
  /** The column that tells rows apart: its values must come back as they were. */
  key?: string | undefined
  original: AsyncIterable<string[]>
  limits?: Limits
}
/** `row` is the row's number in the whole list, from 1. */
export type Change = { row: number; column: string; before: string; after: string }
/** `bytes` are the rows in the stored form, without the header: lots joined in order after one header are the whole list. */
export type Delivery = { bytes: Uint8Array; encoding: Encoding; changes: Change[]; changedRows: number }

export async function readDelivery(open: Open, options: DeliveryOptions): Promise<Delivery | Refused> {
  const { header, firstRow, rowCount, key, original } = options
  const found = problemList()
  const encoding = await detectEncoding(open)
  const rows = await rowsOf(open, encoding, options, found)
  if (!rows) return found.refused()

  const changes: Change[] = []
  const changedRows = new Set<number>()
  let i = 0
  for await (const before of original) {
    const row = rows[i]
    for (const [c, column] of header.entries()) {
      const after = row?.cells[c]
      if (!row || after === undefined || after === before[c]) continue
      const change = { row: firstRow + i, column, before: before[c]!, after }
      if (column === key) found.add({ kind: 'key-changed', line: row.line, column, from: change.before, to: after })
      if (rows.length !== rowCount && column === key) return found.refused() // the first shows the place; all after it are shifted
      if (rows.length !== rowCount) continue
      if (beginsFormula(after)) found.add({ kind: 'formula', line: row.line, column })
      if (encoding === 'shift_jis' && lost(change)) found.add({ kind: 'letter-lost', line: row.line, column })
      changes.push(change)
      changedRows.add(i)
    }
    i += 1
  }
  if (i !== rowCount) throw new Error(`The lot has ${i} rows, not ${rowCount}`)
  if (found.any()) return found.refused()
  return {
    bytes: Buffer.from(rows.map(({ cells }) => encodeRow(cells)).join('')),
    encoding,
    changes,
    changedRows: changedRows.size,
  }
}

/** What a spreadsheet would take for a command when the list is opened. */
export const beginsFormula = (cell: string): boolean => /^[=@＝＠\t\r\n]/.test(cell) || signedCall.test(cell)
/** A sign before a call, a program or another sheet; −5, +81-263-00-0000 and -5 kg（乾燥） are none. */
const signedCall =
  /^(?:[+\-−](?:[^\n]{0,200}[-+*/^&])?\s{0,9}[A-Za-z][\w.]{0,60}\s{0,9}[(|!]|[＋－]\s{0,9}[A-Za-zＡ-Ｚａ-ｚ][\wＡ-Ｚａ-ｚ.]{0,60}[(（|｜!！])/

type Expected = Pick<DeliveryOptions, 'header' | 'rowCount' | 'limits'>

/** The rows if they can be compared; no more of them are kept than one over the count. */
async function rowsOf(open: Open, encoding: Encoding, { header, rowCount, limits = listLimits }: Expected, found: ProblemList) {
  const rows: Row[] = []
  let headed = false
  let count = 0
  for await (const read of readCsv(open, { encoding, limits })) {
    if ('problem' in read) {
      found.add(read.problem)
      return undefined
    }
    if (!headed) {
      headed = true
      if (!sameHeader(read, header, limits, found)) return undefined
    } else if (++count <= limits.rows) {
      if (rows.length <= rowCount) rows.push(read)
      checkRow(read, header, limits, found)
    } else break
  }
  if (!headed) found.add({ kind: 'empty' })
  else if (count !== rowCount) found.add({ kind: 'row-count', expected: rowCount, found: count })
  return headed ? rows : undefined
}

function sameHeader(row: Row, expected: string[], limits: Limits, found: ProblemList): boolean {
  if (row.cells.length === expected.length && row.cells.every((name, i) => name === expected[i])) return true
  if (checkHeader(row, limits, found)) found.add({ kind: 'header-differs', expected, found: row.cells })
  return false
}

/** Saving as Shift_JIS turns a letter that it lacks (𠮷, 〜 as U+301C) into ? — nobody meant that as a correction. */
function lost({ before, after }: Change): boolean {
  const rest = [...after]
  for (const letter of before) {
    if (rest[0] === letter) rest.shift()
    else if (rest[0] === '?' && letter > '\x7f') rest.splice(0, letter.length === 2 && rest[1] === '?' ? 2 : 1)
    else return false
  }
  return rest.length === 0
}
