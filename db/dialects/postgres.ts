/** PostgreSQL by pg: any number of app processes, one pool each. */
import { type Driver, PostgresDialect } from 'kysely'
import pg from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { type DialectKit, refusingInsideWrite } from './kit.ts'

const int8 = 20
/** What pg says of a connection that is gone has no code where it says it itself. */
/** Starting or stopping, no connection left, out of room (SQLSTATE classes 53 and 57P), a standby, or not reached at all. */
const away = {
  codes: /^(?:53\d{3}|57P0\d|08\d{3}|25006|58030|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT)$/,
  words: /timeout exceeded when trying to connect|Connection terminated due to connection timeout/,
}
const lost = { codes: ['57P01', '57P02', '08003', '08006', 'ECONNRESET', 'EPIPE'], words: /^Connection terminated|not queryable/ }

export function postgres(connectionString: string): DialectKit {
  const types = {
    getTypeParser: (oid: number, format?: 'text') => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
  } as unknown as pg.CustomTypesConfig
  const options = '-c idle_in_transaction_session_timeout=15000 -c statement_timeout=60000'
  const pool = new pg.Pool({ connectionString, max: 10, types, options, connectionTimeoutMillis: 5_000 })
  // A lost idle connection is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  // One that is lost in use fails the query that waits on it, and tells it a second time here.
  pool.on('connect', (client) => client.on('error', () => {}))
  const code = (error: unknown) => (error as { code?: string }).code ?? ''
  return {
    name: 'postgres',
    writer: new GuardedDialect({ pool }),
    reader: null,
    blob: 'bytea',
    stamp: () => null,
    isUniqueViolation: (error) => code(error) === '23505',
    isTransient: (error) => ['40001', '40P01'].includes(code(error)),
    isLost: (error) => lost.codes.includes(code(error)) || (error instanceof Error && lost.words.test(error.message)),
    isAway: (error) => error instanceof Error && (away.codes.test(code(error)) || away.words.test(error.message)),
    lockRow: (query) => query.forUpdate(),
    lockFreeRows: (query) => query.forUpdate().skipLocked(),
    async assertDurable() {
      const { rows } = await pool.query('show synchronous_commit')
      if (rows[0].synchronous_commit === 'off') throw new Error('PostgreSQL must run with synchronous_commit on')
    },
    backup: () => Promise.reject(new Error('back PostgreSQL up with pg_dump or a base backup: see README')),
    async forget(tables) {
      await pool.query(`vacuum ${tables.join(', ')}`)
    },
    limiter: ({ name, points, seconds }) =>
      new RateLimiterPostgres({
        storeClient: pool,
        keyPrefix: name,
        points,
        duration: seconds,
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
      }),
  }
}

class GuardedDialect extends PostgresDialect {
  override createDriver(): Driver {
    return refusingInsideWrite(super.createDriver())
  }
}
