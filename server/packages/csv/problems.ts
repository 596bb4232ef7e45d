// What can be wrong with a CSV list, as values that a view puts into words, and how many of them are kept.

/**
 * `line` is the physical line (header = 1) on which the broken record begins; `column` is the column's name (in the header: its
 * position).
 */
export type Problem =
  | { kind: 'empty' }
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
  | { kind: 'my-number'; line: number; column: string }
  | { kind: 'header-differs'; expected: string[]; found: string[] }
  | { kind: 'row-count'; expected: number; found: number }
  | { kind: 'key-changed'; line: number; column: string; from: string; to: string }
  | { kind: 'formula'; line: number; column: string }
  | { kind: 'letter-lost'; line: number; column: string }

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
