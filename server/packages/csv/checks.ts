// Checks the header and each row of a list, wherever it comes from.
import { findMyNumber } from '../../../policies/files/my-number.ts'
import type { Limits, ProblemList } from './problems.ts'
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
  const positions = cells.map((_, i) => String(i + 1))
  checkCells({ line, cells }, positions, limits, found)
  return !found.any()
}

export function checkRow(row: Row, header: string[], limits: Limits, found: ProblemList) {
  if (!checkText(row, found)) return
  if (row.cells.length === header.length) checkCells(row, header, limits, found)
  else found.add({ kind: 'columns', line: row.line, expected: header.length, found: row.cells.length })
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

function checkCells({ line, cells }: Row, header: string[], { cellLength }: Limits, found: ProblemList) {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell.length < 12) continue
    if (cell.length > cellLength) found.add({ kind: 'cell-too-long', line, column: header[i]!, limit: cellLength })
    else if (findMyNumber(cell)) found.add({ kind: 'my-number', line, column: header[i]! })
  }
}
