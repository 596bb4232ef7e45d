/** What a released version left behind: every row of its demo and every file, so that a later version is tried on data as they were. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Kysely, Migration } from 'kysely'
import { migrate, openEngine } from '../../../db/kernel/engine.ts'
import { migrations } from '../../../db/migrations/index.ts'

/** `tables`: in SQL's names, rows as they lay there, bytes as `{ base64 }`. `files`: by their paths under DATA_DIR, in base64. */
export type Release = {
  readonly last: string
  readonly at: string
  readonly tables: Record<string, Record<string, unknown>[]>
  readonly files: Record<string, string>
}

export const readRelease = (name: string): Release =>
  JSON.parse(gunzipSync(readFileSync(new URL(`${name}.json.gz`, import.meta.url))).toString('utf8')) as Release

/** Only the migrations that the release knew. */
export const upTo = (all: Record<string, Migration>, last: string) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name <= last))

/** Puts the release into an empty database and an empty folder. */
export async function layDown({ last, tables, files }: Release, source: string, dataDir: string): Promise<void> {
  for (const [path, base64] of Object.entries(files)) {
    mkdirSync(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 })
    writeFileSync(join(dataDir, path), Buffer.from(base64, 'base64'), { mode: 0o600 })
  }
  const engine = openEngine(source)
  try {
    await migrate(engine, upTo(migrations(engine.kit), last))
    await fill(engine.writer as unknown as Kysely<Loose>, tables)
  } finally {
    await engine.close()
  }
}

type Loose = Record<string, Record<string, unknown>>
const bytesOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'base64' in value ? Buffer.from(String(value.base64), 'base64') : value

/** A table that refers to another waits until that one is filled. */
async function fill(writer: Kysely<Loose>, tables: Release['tables']): Promise<void> {
  let waiting = Object.entries(tables).filter(([, rows]) => rows.length > 0)
  while (waiting.length > 0) {
    const left: typeof waiting = []
    let why: unknown
    for (const [table, rows] of waiting)
      try {
        await insert(writer, table, rows)
      } catch (error) {
        why = error
        left.push([table, rows])
      }
    if (left.length === waiting.length) throw why
    waiting = left
  }
}

/** In one transaction, in pieces that neither database finds too long. */
const insert = (writer: Kysely<Loose>, table: string, rows: Record<string, unknown>[]) =>
  writer
    .withoutPlugins()
    .transaction()
    .execute(async (sql) => {
      for (let from = 0; from < rows.length; from += 50)
        await sql
          .insertInto(table)
          .values(
            rows
              .slice(from, from + 50)
              .map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, bytesOf(value)]))),
          )
          .execute()
    })
