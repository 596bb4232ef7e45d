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
