/** SQLite by better-sqlite3: one writing connection, one reading connection, WAL, every commit on the disk before it is acknowledged. */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type DialectKit, refusingInsideWrite } from './kit.ts'

/** Takes a file's path. It is opened once for writing and, when first read, once more for reading. */
export function sqlite(file: string): DialectKit {
  const handle = open(file, false)
  let dataVersion: SQLite.Statement<[], number> | undefined
  const openReader = async () => {
    const reading = open(file, true)
    dataVersion = reading.prepare<[], number>('pragma data_version').pluck()
    return remembering(reading)
  }
  const code = (error: unknown) => (error as { code?: string }).code ?? ''
  return {
    name: 'sqlite',
    writer: new ImmediateDialect(async () => remembering(handle)),
    reader: () => new ImmediateDialect(openReader),
    blob: 'blob',
    stamp: () => dataVersion?.get() ?? null,
    isUniqueViolation: (error) => code(error) === 'SQLITE_CONSTRAINT_UNIQUE' || code(error) === 'SQLITE_CONSTRAINT_PRIMARYKEY',
    isTransient: (error) => /^SQLITE_BUSY/.test(code(error)),
    isLost: () => false,
    isAway: (error) => /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL)/.test(code(error)),
    lockRow: (query) => query,
    lockFreeRows: (query) => query,
    async assertDurable() {
      if (handle.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite must run with synchronous=FULL')
      if (handle.pragma('journal_mode', { simple: true }) !== 'wal') throw new Error('SQLite must run in WAL mode')
    },
    // The copy holds what people wrote: nobody else on the machine reads it, not even while it is being written.
    backup: async (target) => {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
      closeSync(openSync(target, 'wx', 0o600))
      await handle.backup(target)
    },
    // Without it the log keeps old pages until it is next written over.
    async forget() {
      handle.pragma('wal_checkpoint(TRUNCATE)')
    },
    // One process writes, so its memory is the whole truth.
    limiter: ({ name, points, seconds }) => new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  }
}

function open(file: string, readonly: boolean): SQLite.Database {
  const handle = new SQLite(file, { readonly, timeout: 5_000 })
  if (!readonly) handle.pragma('journal_mode = WAL')
  for (const pragma of [
    'synchronous = FULL',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'cache_size = -8000',
    'temp_store = MEMORY',
    // What is deleted is written over with zeros.
    'secure_delete = ON',
  ])
    handle.pragma(pragma)
  return handle
}

/** A write takes its lock at BEGIN: read-then-write can then never fail half way with SQLITE_BUSY_SNAPSHOT. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** SQLite takes back what was done to tables with everything else: a migration that is interrupted has not happened. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** `database` is asked for at the first query, so a connection that nobody uses is never opened, nor left open. */
class ImmediateDialect extends SqliteDialect {
  readonly #config: { database: () => Promise<SqliteDatabase> }
  constructor(database: () => Promise<SqliteDatabase>) {
    super({ database })
    this.#config = { database }
  }
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
  override createDriver(): Driver {
    return refusingInsideWrite(new ImmediateDriver(this.#config))
  }
}

/** Kysely prepares each query anew; this hands it the statement of last time (least recently used go first). */
function remembering(handle: SQLite.Database, most = 400): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => handle.close(),
    prepare(sql) {
      const known = statements.get(sql)
      if (known) statements.delete(sql)
      const statement = known ?? (handle.prepare(sql) as unknown as SqliteStatement)
      statements.set(sql, statement)
      if (statements.size > most) statements.delete(statements.keys().next().value!)
      return statement
    },
  }
}
