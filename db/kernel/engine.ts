/** Opens either database and brings its tables up to date. Only db/, server/main.ts, server/cli.ts and the tests hold an Engine. */
import { CamelCasePlugin, Kysely, type Migration, Migrator } from 'kysely'
import type { DialectKit } from '../dialects/kit.ts'
import { postgres } from '../dialects/postgres.ts'
import { sqlite } from '../dialects/sqlite.ts'
import { migrations } from '../migrations/index.ts'
import type { Schema } from './schema.ts'

export type Engine = {
  readonly kit: DialectKit
  readonly writer: Kysely<Schema>
  readonly reader: Kysely<Schema>
  close(): Promise<void>
}

/** Takes `postgres://…` or the path of an SQLite file (made when missing). */
export function openEngine(source: string): Engine {
  const kit = /^postgres(ql)?:/.test(source) ? postgres(source) : sqlite(source)
  const plugins = [new CamelCasePlugin()]
  const writer = new Kysely<Schema>({ dialect: kit.writer, plugins })
  const reader = kit.reader ? new Kysely<Schema>({ dialect: kit.reader(), plugins }) : writer
  return {
    kit,
    writer,
    reader,
    async close() {
      // The reader goes first: whoever closes last folds the WAL into the file, and a reader may not write.
      if (reader !== writer) await reader.destroy()
      await writer.destroy()
    },
  }
}

const migratorOf = ({ writer, kit }: Engine, list = migrations(kit)) =>
  new Migrator({ db: writer, provider: { getMigrations: async () => list } })

/** Runs what has not run yet, all of it or nothing; gives the names of what ran. `list`: another history, for tests of the way itself. */
export async function migrate(engine: Engine, list?: Record<string, Migration>): Promise<string[]> {
  const { error, results = [] } = await migratorOf(engine, list).migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

/** The names of migrations that this database still lacks. */
export async function pendingMigrations(engine: Engine): Promise<string[]> {
  const all = await migratorOf(engine).getMigrations()
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}
