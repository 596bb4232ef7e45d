// Checks a worker's corrected CSV against the rows of her lot and says which cells she changed.
import { countMyNumbers, judgeNumbers } from '../../../policies/files/my-number.ts'
import { checkHeader, checkRow } from './checks.ts'
import { encodeRow } from './encode.ts'
import { detectEncoding, type Encoding, headOf } from './encodings.ts'
import { detectLayout } from './layout.ts'
import { otherFile } from './other-files.ts'
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
  /** Zeros that a spreadsheet has taken from the front of numbers are put back; else they count as changes. */
  putZerosBack?: boolean
  limits?: Limits
}
/** `row` is the row's number in the whole list, from 1. */
export type Change = { row: number; column: string; before: string; after: string }
/**
 * `bytes` are the rows in the stored form, without the header: lots joined in order after one header are the whole list. `zeros`: cells
 * that only lack the zeros at their front, whether they were put back or are among the changes.
 */
export type Delivery = { bytes: Uint8Array; encoding: Encoding; changes: Change[]; changedRows: number; zeros: Change[] }

export async function readDelivery(open: Open, options: DeliveryOptions): Promise<Delivery | Refused> {
  const { header, firstRow, rowCount, key, original } = options
  const found = problemList()
  const encoding = await detectEncoding(open)
  const rows = await rowsOf(open, encoding, options, found)
  if (!rows) return found.refused()

  const changes: Change[] = []
  const zeros: Change[] = []
  const changedRows = new Set<number>()
  const numbers = header.map(() => ({ given: 0, found: 0, valid: 0, line: 0 }))
  let i = 0
  for await (const before of original) {
    const row = rows[i]
    for (const [c, column] of header.entries()) {
      const after = row?.cells[c]
      numbers[c]!.given += countMyNumbers(before[c]!).found
      if (!row || after === undefined || after === before[c]) continue
      if (looksAlike(before[c]!, after)) {
        row.cells[c] = before[c]!
        continue
      }
      const change = { row: firstRow + i, column, before: before[c]!, after }
      if (column === key) found.add({ kind: 'key-changed', line: row.line, column, from: change.before, to: after })
      if (rows.length !== rowCount && column === key) return found.refused() // the first shows the place; all after it are shifted
      if (rows.length !== rowCount) continue
      if (lacksZeros(change)) {
        zeros.push(change)
        if (options.putZerosBack) {
          row.cells[c] = before[c]!
          continue
        }
      }
      if (beginsFormula(after)) found.add({ kind: 'formula', line: row.line, column })
      const sum = numbers[c]!
      const { found: all, valid } = countMyNumbers(after)
      if (valid > 0 && sum.valid === 0) sum.line = row.line
      sum.found += all
      sum.valid += valid
      if (!encoding.startsWith('utf') && lost(change)) found.add({ kind: 'letter-lost', line: row.line, column })
      changes.push(change)
      changedRows.add(i)
    }
    i += 1
  }
  if (i !== rowCount) throw new Error(`The lot has ${i} rows, not ${rowCount}`)
  // Where the list itself has 12 digits that are something else, new ones are judged as a whole; anywhere else one is too many.
  for (const [c, { given, line, ...sum }] of numbers.entries())
    if (sum.valid > 0 && (given === 0 || judgeNumbers(sum) === 'sure'))
      found.add({ kind: 'my-number', line, column: header[c]!, sure: true })
  if (found.any()) return found.refused()
  return {
    bytes: Buffer.from(rows.map(({ cells }) => encodeRow(cells)).join('')),
    encoding,
    changes,
    changedRows: changedRows.size,
    zeros,
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
  const other = otherFile(await headOf(open))
  if (other) {
    found.add(other)
    return undefined
  }
  const { delimiter } = await detectLayout(open, encoding, { headerLine: 1 })
  const rows: Row[] = []
  let headed = false
  let count = 0
  // Empty rows at the end are a spreadsheet's; empty ones in between may be somebody's corrections.
  let empty: Row[] = []
  for await (const read of readCsv(open, { encoding, delimiter, limits })) {
    if ('problem' in read) {
      found.add(read.problem)
      return undefined
    }
    const row = cut(read, header.length)
    if (!headed) {
      headed = true
      if (!sameHeader(row, header, limits, found)) return undefined
    } else if (count >= rowCount && row.cells.every((cell) => cell.trim() === '')) {
      if (empty.length < 2) empty.push(row)
    } else {
      for (const one of [...empty, row]) {
        if (++count > limits.rows) break
        if (rows.length <= rowCount) rows.push(one)
        checkRow(one, header, limits, found)
      }
      empty = []
      if (count > limits.rows) break
    }
  }
  if (!headed) found.add({ kind: 'empty' })
  else if (count !== rowCount) found.add({ kind: 'row-count', expected: rowCount, found: count })
  return headed ? rows : undefined
}

/** Empty cells that a spreadsheet has put behind the last column. */
const cut = ({ line, cells }: Row, width: number): Row =>
  cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')
    ? { line, cells: cells.slice(0, width) }
    : { line, cells }

function sameHeader({ line, cells }: Row, expected: string[], limits: Limits, found: ProblemList): boolean {
  if (cells.length === expected.length && cells.every((name, i) => name === expected[i] || looksAlike(name, expected[i]!)))
    return true
  if (checkHeader({ line, cells }, limits, found)) found.add({ kind: 'header-differs', expected, found: cells })
  return false
}

/**
 * Letters of JIS X 0208 that programs turn into one of two letters of Unicode (Microsoft's CP932 and JIS X 0221 disagree): reading a
 * list as Shift_JIS and saving it as UTF-8 exchanges them, and nobody meant that.
 */
const twins = new Map([...'～〜－−∥‖￤¦―—￠¢￡£￢¬'].map((letter, i, all) => [letter, i % 2 === 0 ? letter : all[i - 1]!]))
const untwinned = (text: string) => text.replace(/[〜−‖¦—¢£¬]/g, (letter) => twins.get(letter) ?? letter)
const looksAlike = (before: string, after: string): boolean =>
  before.length === after.length && untwinned(before) === untwinned(after)

/** 0264 came back as 264: a spreadsheet takes it for a number. */
const lacksZeros = ({ before, after }: Change): boolean =>
  /^0+\d+$/.test(before) && /^\d+$/.test(after) && after === before.replace(/^0+(?=\d)/, '')

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
