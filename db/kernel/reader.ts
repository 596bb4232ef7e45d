/** What may be read with: a database, or a transaction, seen without its ways of writing. */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'fn' | 'executeQuery'>
