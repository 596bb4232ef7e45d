/** `node tests/support/releases/make.mjs DATA_DIR NAME`: keeps the stopped demo of a version that is released, on SQLite, for the tests of upgrades. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import SQLite from 'better-sqlite3'

const [, , dataDir, name] = process.argv
const base = new SQLite(join(dataDir, 'yui.db'), { readonly: true })
/** Of no use to anybody later, or Kysely's own. */
const left = new Set([
  'kysely_migration',
  'kysely_migration_lock',
  'session',
  'rate_limit',
  'challenge',
  'once',
  'proof',
  'opening',
])
const tables = {}
for (const { name: table } of base
  .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
  .all())
  if (!left.has(table))
    tables[table] = base
      .prepare(`select * from "${table}"`)
      .all()
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Buffer.isBuffer(v) ? { base64: v.toString('base64') } : v])),
      )
const last = base.prepare('select max(name) as name from kysely_migration').get().name
const at = base.prepare('select max(at) as at from audit').get().at
const files = {}
for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
  if (entry.isFile() && !entry.name.startsWith('yui.db')) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    files[relative(dataDir, path)] = readFileSync(path).toString('base64')
  }
writeFileSync(new URL(`${name}.json.gz`, import.meta.url), gzipSync(JSON.stringify({ last, at, tables, files }), { level: 9 }))
