/** An index by which a lot's assignments are found, whatever their status. */
import type { Kysely } from 'kysely'
import { index } from './table.ts'

/** The unique index of living assignments cannot serve: where statuses are bound, SQLite uses no partial index and reads all assignments for each lot. */
export const lots = (db: Kysely<unknown>): Promise<void> => index(db, 'assignment', ['lot_id', 'status'])
