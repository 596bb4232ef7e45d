/** Reads the points of a return: rows left empty do not count, each other one is checked by the rule and answered beside its field. */
import { checkPoints, maxPoints, type Point } from '../../policies/reviews.ts'
import type { Problem } from '../../views/forms.tsx'
import type { Ctx } from '../context.ts'
import { fields, type Typed } from '../forms.ts'

type Lot = { criteria: readonly string[]; firstRow: number; lastRow: number }
const pointsAtFirst = 5

/** How many boxes the form had, and after "more" shall have. */
export const boxesIn = (typed: Typed): number => {
  const had = Number(typed.boxes) || pointsAtFirst
  return Math.min(maxPoints, Math.max(pointsAtFirst, typed.more ? had + pointsAtFirst : had))
}

export function readPoints(c: Ctx, typed: Typed, lot: Lot): { points: Point[]; words: string; problems: Problem[] } {
  const say = c.var.t.reviews.one.problems
  const problems: Problem[] = []
  const points: Point[] = []
  for (let i = 1; i <= boxesIn(typed); i++) {
    const [criterion, row, words] = ['criterion', 'row', 'words'].map((name) => String(typed[`${name}-${i}`] ?? '').trim())
    if (!criterion && !row && !words) continue
    const number = fields.whole(1, 1_000_000).safeParse(row)
    const point = { criterion: Number(criterion), row: row ? (number.success ? number.data : 0) : null, words: words! }
    const problem = checkPoints([point], lot.criteria.length, lot)
    if (problem)
      problems.push({ field: `${problem === 'none' || problem === 'too-many' ? 'words' : problem}-${i}`, words: say[problem] })
    else if (point.words.length > 500) problems.push({ field: `words-${i}`, words: c.var.t.problems.tooLong(500) })
    points.push(point)
  }
  if (points.length === 0) problems.push({ field: 'criterion-1', words: say.none })
  const words = String(typed.words ?? '').trim()
  if (words.length > 1000) problems.push({ field: 'words', words: c.var.t.problems.tooLong(1000) })
  return { points, words, problems }
}
