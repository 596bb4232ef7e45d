// What can be wrong with a CSV list, as values that a view puts into words, and how many of them are kept.

/**
 * `line` is the physical line (header = 1) on which the broken record begins; `column` is the column's name (in the header: its
 * position).
 */
export type Problem =
  | { kind: 'empty' }
  /** Something else was sent: `found` is what. */
  | { kind: 'spreadsheet'; found: 'xlsx' | 'xls' | 'ods' }
  | { kind: 'not-text'; found: 'pdf' | 'zip' | 'web' }
  | { kind: 'no-rows' }
  | { kind: 'encoding'; line: number }
  | { kind: 'nul'; line: number }
  | { kind: 'quote'; line: number }
  | { kind: 'record-too-long'; line: number; limit: number }
  | { kind: 'columns'; line: number; expected: number; found: number }
  | { kind: 'header-empty'; column: number }
  | { kind: 'header-twice'; name: string }
  | { kind: 'too-many-columns'; limit: number }
  | { kind: 'too-many-rows'; limit: number }
  | { kind: 'cell-too-long'; line: number; column: string; limit: number }
  /** `sure`: so many numbers of the column have the check digit that it cannot be chance. */
  | { kind: 'my-number'; line: number; column: string; sure?: boolean }
  | { kind: 'header-differs'; expected: string[]; found: string[] }
  | { kind: 'row-count'; expected: number; found: number }
  | { kind: 'key-changed'; line: number; column: string; from: string; to: string }
  | { kind: 'formula'; line: number; column: string }
  | { kind: 'letter-lost'; line: number; column: string }

/**
 * What was left out of a list or is odd in it, though it was taken in: how often, and the first lines. `numbers`: a column of 12 digits
 * that are taken for no individual numbers, of which `valid` have the check digit.
 */
export type Note = {
  kind: 'above' | 'sep' | 'blank' | 'columns-empty' | 'dos-end' | 'gaiji' | 'control' | 'mixed-ends' | 'numbers'
  count: number
  lines: number[]
  column?: string
  valid?: number
}
const notedLines = 5

export function noteList() {
  const notes = new Map<string, Note>()
  return {
    add(kind: Note['kind'], line?: number, column?: string) {
      const key = `${kind} ${column ?? ''}`
      const note = notes.get(key) ?? { kind, count: 0, lines: [], ...(column === undefined ? {} : { column }) }
      note.count += 1
      if (line !== undefined && note.lines.length < notedLines) note.lines.push(line)
      notes.set(key, note)
    },
    put: (note: Note) => notes.set(`${note.kind} ${note.column ?? ''}`, note),
    all: () => [...notes.values()],
  }
}
export type NoteList = ReturnType<typeof noteList>

export type Limits = { rows: number; columns: number; cellLength: number; recordBytes: number }
export type Refused = { problems: Problem[]; further: number }

/** A cell may be as long as one in Excel. A record over `recordBytes` is nearly always a quote that was never closed. */
export const listLimits: Limits = { rows: 200_000, columns: 200, cellLength: 32_767, recordBytes: 1_000_000 }

const kept = 20

export function problemList() {
  const problems: Problem[] = []
  let further = 0
  return {
    add(problem: Problem) {
      if (problems.length < kept) problems.push(problem)
      else further += 1
    },
    any: () => problems.length > 0,
    refused: (): Refused => ({ problems, further }),
  }
}
export type ProblemList = ReturnType<typeof problemList>
