/** Looking for a string in every byte that the platform keeps, and backups as README tells of them. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { bytesOf, bytesUnder, statOf } from '../run/folders.ts'
import type { TestWorld } from '../run/world.ts'

const onPostgres = Boolean(process.env.TEST_POSTGRES)
const began = Date.now()
/** Where to look: what the platform keeps, and the folder into which the test puts backups. */
type Where = { readonly world: TestWorld; readonly backups: string }

/** A string to be looked for; made at run time, so that no file of the tests holds any. */
export const makeCanary = (place: string) => `${place}${randomBytes(9).toString('hex')}鳥`
/** As text, and as it would look in base64 at any place of a longer text. */
function needles(canary: string): Buffer[] {
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + canary)
      .toString('base64')
      .slice(4, -8),
  )
  return [
    Buffer.from(canary),
    Buffer.from(canary, 'utf16le'),
    Buffer.from(Buffer.from(canary).toString('hex')),
    ...shifted.map((text) => Buffer.from(text)),
  ]
}
/** What lies loose in the system's folder for passing files since this test began: an upload, a drawing, a dump. */
const passing = () =>
  readdirSync(tmpdir(), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(tmpdir(), name))
    .filter((path) => {
      const stat = statOf(path)
      return stat && stat.mtimeMs >= began && stat.size < 32 * 1024 * 1024
    })

/** Where any of the strings stands in the clear. */
export async function findCanaries(
  { world, backups }: Where,
  canaries: readonly string[],
  more: readonly string[] = [],
): Promise<string[]> {
  const wanted = canaries.flatMap(needles)
  const hits: string[] = []
  const look = (path: string, bytes: Buffer | undefined) => {
    if (bytes && wanted.some((needle) => bytes.includes(needle))) hits.push(path)
  }
  for (const folder of [world.config.dataDir, backups]) for (const { path, bytes } of bytesUnder(folder)) look(path, bytes)
  for (const path of [...databaseFiles(world.config.database), ...passing(), ...more]) look(path, bytesOf(path))
  if (onPostgres) hits.push(...(await inTables(world, canaries)))
  return hits
}
export const databaseFiles = (database: string) =>
  onPostgres ? [] : ['', '-wal', '-shm', '-journal'].map((end) => `${database}${end}`).filter(existsSync)
async function inTables(world: TestWorld, canaries: readonly string[]): Promise<string[]> {
  const hits: string[] = []
  for (const { name } of await world.engine.writer.introspection.getTables()) {
    const rows = JSON.stringify(
      await world.engine.writer
        .selectFrom(name as 'package')
        .selectAll()
        .execute(),
    )
    if (canaries.some((canary) => rows.includes(canary))) hits.push(`table ${name}`)
  }
  return hits
}
/** Which tables of PostgreSQL still hold a string in their files, in rows that are dead as well. */
export async function heapsWith(world: TestWorld, tables: readonly string[], canary: string): Promise<string[]> {
  if (!onPostgres) return []
  await sql`checkpoint`.execute(world.engine.writer)
  const hits: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{ heap: Buffer }>`select pg_read_binary_file(pg_relation_filepath(${table})) as heap`.execute(
      world.engine.writer,
    )
    if (rows[0]!.heap.includes(canary)) hits.push(`heap of ${table}`)
  }
  return hits
}
/** A backup as README tells: a copy of the live SQLite database, or pg_dump. */
export async function backUp({ world, backups }: Where, name: string): Promise<string> {
  const file = join(backups, name)
  if (!onPostgres) await world.db.kit.backup(file)
  else writeFileSync(file, execFileSync(pgTool('pg_dump'), [world.config.database], { maxBuffer: 1 << 28 }))
  return file
}
/** The database that a backup becomes when it is put back. */
export function putBack(world: TestWorld, file: string): string {
  if (!onPostgres) return file
  const url = new URL(world.config.database)
  url.pathname = `${url.pathname}_back`
  execFileSync(pgTool('psql'), [world.config.database, '-qc', `create database ${url.pathname.slice(1)}`])
  execFileSync(pgTool('psql'), [url.href, '-q', '-f', file], { stdio: 'ignore' })
  return url.href
}
export const dropPutBack = (world: TestWorld, database: string) =>
  onPostgres &&
  execFileSync(pgTool('psql'), [
    world.config.database,
    '-qc',
    `drop database ${new URL(database).pathname.slice(1)} with (force)`,
  ])

/** The tools of the PostgreSQL that runs here: its own, or Debian's. */
const pgTool = (name: string): string => {
  const folders = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((v) => `/usr/lib/postgresql/${v}/bin`)
    : []
  const tool = ['/usr/bin', '/usr/local/bin', ...folders].map((folder) => join(folder, name)).find(existsSync)
  if (!tool) throw new Error(`${name} is missing: it comes with PostgreSQL`)
  return tool
}
