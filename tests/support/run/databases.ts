/** The databases of the tests: one template, migrated and seeded once in a run, and a copy of it for each world. */
import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** `postgres://…` runs everything on PostgreSQL; without it, SQLite. */
export const server = process.env.TEST_POSTGRES

export async function admin(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export const newName = () => `yui_${randomUUID().replaceAll('-', '')}`
const named = (name: string) => Object.assign(new URL(server!), { pathname: `/${name}` }).href
const nameIn = (address: string) => new URL(address).pathname.slice(1)

/** An empty one; on SQLite a file in the folder. */
export async function newDatabase(folder: string): Promise<string> {
  const name = newName()
  if (!server) return join(folder, `${name}.db`)
  await admin(`create database ${name} template template0`)
  return named(name)
}

export async function copyDatabase(template: { source: string; strategy: string }, folder: string): Promise<string> {
  const name = newName()
  if (server) {
    await admin(`create database ${name} template ${nameIn(template.source)} ${template.strategy}`)
    return named(name)
  }
  const file = join(folder, `${name}.db`)
  copyFileSync(template.source, file)
  return file
}

export async function dropDatabase(address: string): Promise<void> {
  if (server) await admin(`drop database if exists ${nameIn(address)} with (force)`)
}

/** A server that need not survive a power cut copies files quicker than it logs every page of them. */
export async function quickestCopy(): Promise<string> {
  if (!server) return ''
  const [row] = await admin(
    `select current_setting('fsync') = 'off' and current_setting('server_version_num')::int >= 150000 as able`,
  )
  return row?.able ? 'strategy file_copy' : ''
}
