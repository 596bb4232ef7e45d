/** Reads the points of a return: rows left empty do not count, each other one is checked by the rule and answered beside its field. */
import { z } from 'zod'
import { checkPoints, maxPoints, type Point } from '../../policies/review/reviews.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import type { Messages } from '../../views/messages/index.ts'
import { fields, type Typed } from '../kernel/forms.ts'

type Lot = { criteria: readonly string[]; firstRow: number; lastRow: number }
const pointsAtFirst = 5

/** How many boxes the form had, and after "more" shall have. */
export const boxesIn = (typed: Typed): number => {
  const had = Number(typed.boxes) || pointsAtFirst
  return Math.min(maxPoints, Math.max(pointsAtFirst, typed.more ? had + pointsAtFirst : had))
}
const boxes = (typed: Typed) => Array.from({ length: boxesIn(typed) }, (_, i) => i + 1)

type Return = Record<string, string>
/** The words, and in each box of the form a criterion, a row and words of its own. */
export const returnSchema = (typed: Typed): z.ZodType<Return> =>
  z.object({
    boxes: fields.optional(5),
    ...Object.fromEntries(
      boxes(typed).flatMap((n) => [
        [`criterion-${n}`, fields.optional(10)],
        [`row-${n}`, fields.optional(20)],
        [`words-${n}`, fields.optional(500)],
      ]),
    ),
    words: fields.optional(1000),
  })

export function pointsIn(said: Typed): { n: number; point: Point }[] {
  return boxes(said).flatMap((n) => {
    const [criterion, row, words] = ['criterion', 'row', 'words'].map((name) => String(said[`${name}-${n}`] ?? '').trim())
    if (!criterion && !row && !words) return []
    const number = fields.whole(1, 1_000_000).safeParse(row)
    return [{ n, point: { criterion: Number(criterion), row: row ? (number.success ? number.data : 0) : null, words: words! } }]
  })
}

/** What the rule has against the points, each in its box. */
export function problemsOf({ reviews }: Messages, typed: Typed, lot: Lot): Problem[] {
  const say = reviews.one.problems
  const points = pointsIn(typed)
  if (points.length === 0) return [{ field: 'criterion-1', words: say.none }]
  return points.flatMap(({ n, point }) => {
    const problem = checkPoints([point], lot.criteria.length, lot)
    if (!problem) return []
    return [{ field: `${problem === 'none' || problem === 'too-many' ? 'words' : problem}-${n}`, words: say[problem] }]
  })
}
