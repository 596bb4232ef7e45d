/** Starts a PostgreSQL for the tests from Debian's binaries, or finds one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** Gives an address at which databases may be made, and how to stop what was started; nothing where there is none. */
export async function findPostgres() {
  const given = process.env.TEST_POSTGRES
  // One of our own goes first: it need not survive a power cut, which makes a database of each test ten times cheaper.
  const own = given ? undefined : startOwn()
  if (own) return own
  const user = process.env.PGUSER ?? 'postgres'
  for (const url of given ? [given] : [`postgres://${user}@127.0.0.1:5432/postgres`, 'postgres://root@127.0.0.1:5432/test'])
    if (await mayCreate(url)) return { url, stop: async () => undefined }
  return undefined
}

async function mayCreate(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    const { rows } = await client.query('select rolcreatedb or rolsuper as able from pg_roles where rolname = current_user')
    return rows[0]?.able === true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const careless = [
  'fsync=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'shared_buffers=256MB',
]
const settings = (folder, port) =>
  [`unix_socket_directories=${folder}`, `port=${port}`, 'listen_addresses=127.0.0.1', ...careless]
    .map((one) => `-c ${one}`)
    .join(' ')

function startOwn() {
  const home = '/usr/lib/postgresql'
  const version = existsSync(home) ? readdirSync(home).sort().at(-1) : undefined
  if (!version) return undefined
  const binary = (name) => join(home, version, 'bin', name)
  const folder = mkdtempSync(join(tmpdir(), 'yui-postgres-'))
  const root = process.getuid?.() === 0
  const as = (name, ...args) =>
    root ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', binary(name), ...args]] : [binary(name), args]
  if (root) chownSync(folder, Number(execFileSync('id', ['-u', 'postgres'])), Number(execFileSync('id', ['-g', 'postgres'])))
  const data = join(folder, 'data')
  const port = 20_000 + (process.pid % 20_000)
  const run = ([command, args]) => spawnSync(command, args, { stdio: 'ignore', cwd: folder }).status === 0
  const started =
    run(as('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '--locale=C.UTF-8', '-E', 'UTF8', '-N')) &&
    run(as('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings(folder, port), 'start'))
  const stop = async () => {
    run(as('pg_ctl', '-D', data, '-m', 'immediate', 'stop'))
    rmSync(folder, { recursive: true, force: true })
  }
  if (started) return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
  rmSync(folder, { recursive: true, force: true })
  return undefined
}
