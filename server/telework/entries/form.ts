/** Reads a form of corrections: lines left empty do not count, each other one is checked and answered beside its field. */
import { listEntries } from '../../../db/telework/entries.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import { inside } from '../../../policies/safety/access.ts'
import { type EntryProblem, entriesAtFirst, entriesAtOnce } from '../../../policies/telework/entries.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import type { Ctx } from '../../kernel/context.ts'
import type { Typed } from '../../kernel/forms.ts'
import { beginsFormula } from '../../packages/csv/delivery.ts'
import { listLimits } from '../../packages/csv/problems.ts'
import { type Lot, placeOf, rowsOn, type Sheet } from './sheets.ts'

/** How many lines the form had, and after "more" shall have. */
export function linesIn(typed: Typed): number {
  const had = Math.trunc(Number(typed.lines)) || entriesAtFirst
  return Math.min(entriesAtOnce, Math.max(entriesAtFirst, typed.more ? had + entriesAtFirst : had))
}

/** What a cell may not hold, whoever corrects it: the rules of a delivered file, and nothing that a picture cannot show. */
export function problemOfValue(value: string): EntryProblem | undefined {
  if (beginsFormula(value)) return 'formula'
  if (value.length > listLimits.cellLength) return 'too-long'
  if (/[\ufffd\p{Cf}]|(?!\n)\p{Cc}/u.test(value)) return 'control'
  return findMyNumber(value) ? 'my-number' : undefined
}

type Line = { readonly row: number; readonly columnIndex: number; readonly value: string }
export type Corrections = {
  readonly puts: readonly Line[]
  /** Cells whose correction is undone: what stood there at first was entered again. */
  readonly removals: readonly { readonly row: number; readonly columnIndex: number }[]
  /** The row of the last line, which the next one is likely to be about. */
  readonly row: number
}
type KeyedLot = Lot & { readonly keyColumn: string | null }

/** The corrections, or what is wrong with them in the order of the lines. */
export async function readCorrections(c: Ctx, typed: Typed, lot: KeyedLot, sheet: Sheet): Promise<Corrections | Problem[]> {
  const words = c.var.t.entries.problems
  const problems: Problem[] = []
  const lines: Line[] = []
  const say = (n: number, field: 'row' | 'column' | 'value', problem: EntryProblem) =>
    problems.push({ field: `${field}-${n}`, words: words[problem] })
  const before = await valuesOn(c, lot, sheet)
  for (let n = 1; n <= linesIn(typed); n++) {
    const read = readLine(typed, n, lot, sheet)
    if (!read) continue
    if ('problem' in read) say(n, read.field, read.problem)
    else if (lines.some((line) => placeOf(line) === placeOf(read))) say(n, 'column', 'twice')
    else if (before.isUseless(read)) say(n, 'value', 'same')
    else lines.push(read)
  }
  if (problems.length > 0) return problems
  if (lines.length === 0) return [{ field: 'column-1', words: words.none }]
  return {
    puts: lines.filter((line) => !before.isOriginal(line)),
    removals: lines.filter(before.isOriginal),
    row: lines.at(-1)!.row,
  }
}

type Wrong = { readonly field: 'row' | 'column' | 'value'; readonly problem: EntryProblem }
function readLine(typed: Typed, n: number, { header, keyColumn }: KeyedLot, { first, last }: Sheet): Line | Wrong | undefined {
  const [row, column, raw] = ['row', 'column', 'value'].map((name) => String(typed[`${name}-${n}`] ?? ''))
  // Line ends as lists are stored; spaces around a value are no correction that anybody could see.
  const value = raw!.replace(/\r\n?/g, '\n').trim()
  const isEmptied = typed[`empty-${n}`] === 'yes'
  if (column === '' && value === '' && !isEmptied) return undefined
  if (!/^\d{1,9}$/.test(row!) || Number(row) < first || Number(row) > last) return { field: 'row', problem: 'row' }
  const columnIndex = /^\d{1,3}$/.test(column!) ? Number(column) - 1 : -1
  if (header[columnIndex] === undefined) return { field: 'column', problem: 'column' }
  if (header[columnIndex] === keyColumn) return { field: 'column', problem: 'key' }
  if (value === '' && !isEmptied) return { field: 'value', problem: 'missing' }
  if (value !== '' && isEmptied) return { field: 'value', problem: 'both' }
  const problem = problemOfValue(value)
  return problem ? { field: 'value', problem } : { row: Number(row), columnIndex, value }
}

/** What stands on the page now. The platform compares; nothing of it is shown. */
async function valuesOn({ var: { store, db } }: Ctx, lot: Lot, sheet: Sheet) {
  const rows: string[][] = []
  for await (const cells of rowsOn(store, inside(lot.packageId), lot, sheet)) rows.push(cells)
  const entries = await listEntries(db.read, lot.id, { from: sheet.first, to: sheet.last })
  const corrected = new Set(entries.map(placeOf))
  const isOriginal = ({ row, columnIndex, value }: Line) => rows[row - sheet.first]?.[columnIndex] === value
  return { isOriginal, isUseless: (line: Line) => isOriginal(line) && !corrected.has(placeOf(line)) }
}
