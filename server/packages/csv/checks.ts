// Checks the header and each row of a list, wherever it comes from.
import { countMyNumbers, findMyNumber, judgeNumbers } from '../../../policies/files/my-number.ts'
import type { Limits, NoteList, ProblemList } from './problems.ts'
import type { Row } from './read.ts'

/** Whether rows can be read under this header at all. */
export function checkHeader({ line, cells }: Row, limits: Limits, found: ProblemList): boolean {
  if (cells.length > limits.columns) found.add({ kind: 'too-many-columns', limit: limits.columns })
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const [i, name] of cells.slice(0, limits.columns).entries()) {
    if (name.trim() === '') found.add({ kind: 'header-empty', column: i + 1 })
    else if (seen.has(name)) twice.add(name)
    seen.add(name)
  }
  for (const name of twice) found.add({ kind: 'header-twice', name })
  checkText({ line, cells }, found)
  // By position: a name that is an individual number must not be told on.
  for (const [i, name] of cells.entries()) {
    if (name.length > limits.cellLength)
      found.add({ kind: 'cell-too-long', line, column: String(i + 1), limit: limits.cellLength })
    else if (findMyNumber(name)) found.add({ kind: 'my-number', line, column: String(i + 1), sure: true })
  }
  return !found.any()
}

/** Whether a row fits under the header; its cells that are too long are told. */
export function checkRow(row: Row, header: readonly string[], limits: Limits, found: ProblemList): boolean {
  if (!checkText(row, found)) return false
  const { line, cells } = row
  if (cells.length !== header.length) {
    found.add({ kind: 'columns', line, expected: header.length, found: cells.length })
    return false
  }
  for (let i = 0; i < cells.length; i++)
    if (cells[i]!.length > limits.cellLength)
      found.add({ kind: 'cell-too-long', line, column: header[i]!, limit: limits.cellLength })
  return true
}

/** A NUL is what UTF-16 or a broken export leaves; U+FFFD stands where bytes were no character, here or in an earlier program. */
function checkText({ line, cells }: Row, found: ProblemList): boolean {
  const kind = cells.some((cell) => cell.includes('\ufffd'))
    ? 'encoding'
    : cells.some((cell) => cell.includes('\0'))
      ? 'nul'
      : null
  if (kind) found.add({ kind, line })
  return !kind
}

/** Letters that only the sender's own machines know (外字, user-defined), and what shows as nothing: kept as they are, and told. */
const odd = /(?![\t\n])\p{Cc}|[\ue000-\uf8ff]/u
export function noteOdd({ line, cells }: Row, header: readonly string[], notes: NoteList) {
  for (let i = 0; i < cells.length; i++) {
    const letter = odd.exec(cells[i]!)?.[0]
    if (letter) notes.add(letter > '\u9fff' ? 'gaiji' : 'control', line, header[i])
  }
}

/**
 * Numbers of 12 digits, counted for each column over all of its rows: whether they are individual numbers shows by the whole of them
 * (policies/files/my-number.ts). `saidOther`: an officer has said what else they are.
 */
export function numberColumns(header: readonly string[]) {
  const columns = header.map(() => ({ found: 0, valid: 0, lines: [] as number[] }))
  return {
    cell(column: number, text: string, line: number) {
      if (text.length < 12) return
      const { found, valid } = countMyNumbers(text)
      const sum = columns[column]!
      sum.found += found
      sum.valid += valid
      if (valid > 0 && sum.lines.length < 5) sum.lines.push(line)
    },
    tell(found: ProblemList, notes: NoteList, saidOther = false) {
      for (const [i, sum] of columns.entries()) {
        const verdict = judgeNumbers(sum)
        const column = header[i]!
        if (verdict === 'sure' || (verdict === 'unsure' && !saidOther))
          found.add({ kind: 'my-number', line: sum.lines[0]!, column, sure: verdict === 'sure' })
        else if (verdict !== 'none') notes.put({ kind: 'numbers', count: sum.found, valid: sum.valid, lines: sum.lines, column })
      }
    },
  }
}
