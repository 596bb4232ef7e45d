/** A fresh world for each test: its own database, the same people, a clock that stands still until it is moved. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, vi } from 'vitest'
import { migrate, openEngine } from '../../db/engine.ts'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { seed } from '../../db/seeds/index.ts'
import type { Clock, Instant } from '../../db/time.ts'
import { createApp } from '../../server/app.tsx'
import type { Config } from '../../server/config.ts'
import { openWorld } from '../../server/world.ts'
import { createBrowser } from './browser.ts'

export const now = '2026-11-21T03:00:00.000Z' as Instant
export const origin = 'http://localhost:3000'
/** `postgres://…` runs everything on PostgreSQL; without it, SQLite. */
const server = process.env.TEST_POSTGRES

const folder = mkdtempSync(join(tmpdir(), 'yui-test-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const assets = { css: '/static/site.css', js: '/static/site.js', icon: '/static/icon.svg', find: () => undefined }

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(sql)
  await client.end()
}
const named = (name: string) => {
  const url = new URL(server!)
  url.pathname = `/${name}`
  return url.href
}

/** Migrated and seeded once for each test file, copied for each test. */
const template = (async () => {
  const name = `yui_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  if (server) await admin(`create database ${name} template template0`)
  const source = server ? named(name) : join(folder, 'template.db')
  const engine = openEngine(source)
  await migrate(engine)
  await seed(engine, now)
  await engine.close()
  return { name, source }
})()

afterAll(async () => {
  if (server) await admin(`drop database if exists ${(await template).name} with (force)`)
})

async function copy(): Promise<string> {
  const { name, source } = await template
  const id = randomUUID().replaceAll('-', '')
  if (server) {
    await admin(`create database yui_${id} template ${name}`)
    return named(`yui_${id}`)
  }
  const file = join(folder, `${id}.db`)
  copyFileSync(source, file)
  return file
}

/** The app, its database and its people; `close` it after the test. */
export async function newWorld(settings: Partial<Config> = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) })
  const database = await copy()
  const dataDir = join(folder, randomUUID())
  mkdirSync(dataDir, { mode: 0o700 })
  const config: Config = {
    mode: 'demo',
    host: '127.0.0.1',
    port: 3000,
    origin,
    database,
    ownDatabase: false,
    dataDir,
    keyFile: join(dataDir, 'key'),
    s3: null,
    clamd: null,
    trustProxy: false,
    mail: null,
    logLevel: 'error',
    ...settings,
  }
  const clock: Clock = () => new Date().toISOString() as Instant
  const world = await openWorld(config, { clock, assets })
  const app = createApp(world)
  const as = async (who: CastKey) => {
    const browser = createBrowser(app)
    await browser.post('/demo/sign-in', { person: who })
    return browser
  }
  return {
    ...world,
    app,
    as,
    cast,
    stranger: () => createBrowser(app),
    /** Moves time on; everything reads the same clock. */
    later: (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000),
    audit: () => world.engine.reader.selectFrom('audit').selectAll().orderBy('chain').orderBy('seq').execute(),
    close: async () => {
      vi.useRealTimers()
      await world.close()
      if (server) await admin(`drop database if exists ${new URL(database).pathname.slice(1)} with (force)`)
    },
  }
}
export type TestWorld = Awaited<ReturnType<typeof newWorld>>
