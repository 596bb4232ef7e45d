/** Reads the points of a return: rows left empty do not count, each other one is checked by the rule and answered beside its field. */
import { z } from 'zod'
import { checkPoints, maxPoints, type Point } from '../../policies/reviews.ts'
import type { Problem } from '../../views/forms.tsx'
import type { Ctx } from '../context.ts'
import { checkForm, fields, type Typed } from '../forms.ts'

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
    else problems.push(...problemsOf(c, typed, `words-${i}`, 500))
    points.push(point)
  }
  if (points.length === 0) problems.push({ field: 'criterion-1', words: say.none })
  problems.push(...problemsOf(c, typed, 'words', 1000))
  return { points, words: String(typed.words ?? '').trim(), problems }
}

/** What keeps free words from being kept. */
function problemsOf(c: Ctx, typed: Typed, field: string, most: number): readonly Problem[] {
  const form = checkForm(c, typed, z.object({ [field]: fields.optional(most) }))
  return form.ok ? [] : form.problems
}
