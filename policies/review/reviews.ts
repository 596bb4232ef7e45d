/** Reviews (検収): a return names what to mend, and each point rests on a criterion that was agreed. */
// 特定受託事業者に係る取引の適正化等に関する法律 forbids asking for work to be redone without paying for it.

const verdicts = ['return', 'approve'] as const
export type Verdict = (typeof verdicts)[number]
/** `criterion` counts from 1; `row` is the row's number in the whole list, null for the delivery as a whole. */
export type Point = { readonly criterion: number; readonly row: number | null; readonly words: string }
export const maxPoints = 50

export type PointProblem = 'none' | 'criterion' | 'row' | 'words' | 'too-many'

/** What is wrong with the points of a return, if anything. Rows must lie inside the lot. */
export function checkPoints(
  points: readonly Point[],
  criteria: number,
  lot: { firstRow: number; lastRow: number },
): PointProblem | undefined {
  if (points.length === 0) return 'none'
  if (points.length > maxPoints) return 'too-many'
  for (const { criterion, row, words } of points) {
    if (!Number.isInteger(criterion) || criterion < 1 || criterion > criteria) return 'criterion'
    if (row !== null && (!Number.isInteger(row) || row < lot.firstRow || row > lot.lastRow)) return 'row'
    if (words.trim() === '') return 'words'
  }
  return undefined
}
