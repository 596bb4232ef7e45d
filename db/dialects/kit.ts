/** All that differs between SQLite and PostgreSQL. Nothing outside db/dialects may ask which one it is. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Dialect, Driver, SelectQueryBuilder } from 'kysely'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Schema } from '../kernel/schema.ts'

export type LimitOptions = { readonly name: string; readonly points: number; readonly seconds: number }

export type DialectKit = {
  readonly name: 'sqlite' | 'postgres'
  readonly writer: Dialect
  /** SQLite reads on a connection of its own, so that a page never waits for a write; PostgreSQL shares one pool (`null`). */
  readonly reader: (() => Dialect) | null
  readonly blob: 'blob' | 'bytea'
  /** A number that is another once anybody has committed anything; null where the database cannot say so for next to nothing. */
  stamp(): number | null
  isUniqueViolation(error: unknown): boolean
  /** The write was undone, and another try may help. */
  isTransient(error: unknown): boolean
  /** The connection is gone. INVARIANT: whether a COMMIT that it did not answer came through is then known to nobody. */
  isLost(error: unknown): boolean
  /** The database cannot work now, and nothing was written: it is not reached, starting, full, locked, read-only, or its disk fails. */
  isAway(error: unknown): boolean
  lockRow<T extends keyof Schema, O>(query: SelectQueryBuilder<Schema, T, O>): SelectQueryBuilder<Schema, T, O>
  lockFreeRows<T extends keyof Schema, O>(query: SelectQueryBuilder<Schema, T, O>): SelectQueryBuilder<Schema, T, O>
  /** Throws unless an acknowledged write survives a power cut. Ask after a write: SQLite may lower `synchronous` at the first. */
  assertDurable(): Promise<void>
  backup(file: string): Promise<void>
  /** What was overwritten leaves the files of the database too, as far as the database can do that while others use it. */
  forget(tables: readonly string[]): Promise<void>
  limiter(options: LimitOptions): RateLimiterAbstract
}

const writing = new AsyncLocalStorage<true>()
export const insideWrite = <T>(work: () => Promise<T>): Promise<T> => writing.run(true, work)

/** INVARIANT: inside a write only its own transaction may touch the database; anything else would wait for itself for ever. */
export function refusingInsideWrite<D extends Driver>(driver: D): D {
  const acquire = driver.acquireConnection.bind(driver)
  driver.acquireConnection = async () => {
    if (writing.getStore()) throw new Error('the database was used beside the open transaction: use tx.sql')
    return acquire()
  }
  return driver
}
