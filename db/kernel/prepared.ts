/** Queries that every page runs: built once for each database, afterwards only filled in, and run again only once something was written. */
import type { CompiledQuery } from 'kysely'
import type { Reader } from './reader.ts'

type Stamp = () => number | null
const stamps = new WeakMap<Reader, Stamp>()
/** Tells how to see that anything at all was committed, by whomever; without it every query runs. */
export const watchChanges = (db: Reader, stamp: Stamp): unknown => stamps.set(db, stamp)

type Ready<Values, Row> = {
  readonly query: CompiledQuery<Row>
  readonly fill: (values: Values) => unknown[]
  readonly answers: Map<string, readonly Row[]>
  stamp: number | null
}
const mostAnswers = 500

/**
 * Takes the building of a query whose shape does not depend on its values, and gives a function that runs it.
 * While the database says that nothing was committed since, the same values get the same rows.
 * INVARIANT: `build` hands its values to the query as they are; rows are shared, so nobody changes them.
 */
export function prepared<Values extends readonly (string | number)[], Row>(
  build: (db: Reader, ...values: Values) => { compile(): CompiledQuery<Row> },
): (db: Reader, ...values: Values) => Promise<readonly Row[]> {
  const known = new WeakMap<Reader, Ready<Values, Row>>()
  return async (db, ...values) => {
    let ready = known.get(db)
    if (!ready) {
      ready = { ...prepare(build, db, values.length), answers: new Map(), stamp: null }
      known.set(db, ready)
    }
    const { query, fill, answers } = ready
    const stamp = stamps.get(db)?.() ?? null
    const run = async () => (await db.executeQuery<Row>({ ...query, parameters: fill(values) })).rows
    if (stamp === null) return run()
    if (stamp !== ready.stamp || answers.size >= mostAnswers) {
      answers.clear()
      ready.stamp = stamp
    }
    const key = values.join('\u0001')
    const before = answers.get(key)
    if (before) return before
    const rows = await run()
    // What was committed while the query ran may or may not be in its rows: they are kept only if nothing was.
    if (stamps.get(db)?.() === stamp && ready.stamp === stamp) answers.set(key, rows)
    return rows
  }
}

function prepare<Values extends readonly (string | number)[], Row>(
  build: (db: Reader, ...values: Values) => { compile(): CompiledQuery<Row> },
  db: Reader,
  count: number,
) {
  const places: unknown[] = Array.from({ length: count }, (_, place) => ({ place }))
  const query = build(db, ...(places as unknown as Values)).compile()
  const from = query.parameters.map((value) => places.indexOf(value))
  const fill = (values: Values) => query.parameters.map((value, i) => (from[i]! < 0 ? value : values[from[i]!]))
  return { query, fill }
}
