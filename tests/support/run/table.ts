/** Whole spaces: decision tables over them, and one test that looks at every point. */
import { test } from 'vitest'

/** One test for all of the points; where it fails it names them, and says what is wrong at the first. */
export function testAll<Point>(name: string, points: readonly Point[], check: (point: Point) => void): void {
  test(name, () => {
    const faults = points.flatMap((point) => {
      try {
        check(point)
        return []
      } catch (error) {
        return [{ point: JSON.stringify(point), error }]
      }
    })
    if (points.length === 0) throw new Error('there is no point to look at')
    if (faults.length === 0) return
    const at = faults.slice(0, 20).map(({ point }) => point)
    throw new Error(`${faults.length} of ${points.length}:\n${at.join('\n')}\n${faults[0]!.error}`, { cause: faults[0]!.error })
  })
}

/** A decision table: what it lists is allowed, all else is not. `*` is any value; a comma means or. */
export function decisionTable<const Axes extends Record<string, readonly string[]>>(axes: Axes, text: string) {
  type Point = { [K in keyof Axes]: Axes[K][number] }
  const names = Object.keys(axes)
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  let points: Point[] = [{} as Point]
  for (const name of names) points = points.flatMap((point) => axes[name]!.map((value) => ({ ...point, [name]: value })))
  const holds = (row: readonly string[], point: Point) =>
    row.every((cell, i) => cell === '*' || cell.split(',').includes(point[names[i]!]!))
  for (const row of rows) if (!points.some((point) => holds(row, point))) throw new Error(`no case is like: ${row.join(' ')}`)
  return points.map((point) => ({ point, allowed: rows.some((row) => holds(row, point)) }))
}
