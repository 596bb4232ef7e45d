/** Finds a PostgreSQL for the tests, or starts one of its own from Debian's binaries. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** Gives an address at which databases may be made, and how to stop what was started; nothing where there is none. */
export async function findPostgres() {
  const given = process.env.TEST_POSTGRES
  const user = process.env.PGUSER ?? 'postgres'
  for (const url of given ? [given] : [`postgres://${user}@127.0.0.1:5432/postgres`, 'postgres://root@127.0.0.1:5432/test'])
    if (await mayCreate(url)) return { url, stop: async () => undefined }
  return given ? undefined : startOwn()
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
    run(as('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '--locale=C.UTF-8', '-E', 'UTF8')) &&
    run(
      as(
        'pg_ctl',
        '-D',
        data,
        '-w',
        '-l',
        join(folder, 'log'),
        '-o',
        `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`,
        'start',
      ),
    )
  const stop = async () => {
    run(as('pg_ctl', '-D', data, '-m', 'immediate', 'stop'))
    rmSync(folder, { recursive: true, force: true })
  }
  if (started) return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
  rmSync(folder, { recursive: true, force: true })
  return undefined
}
