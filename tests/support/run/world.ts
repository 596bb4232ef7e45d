/** A fresh world for each test: its own database, the same people, a clock that stands still until it is moved. */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { inject, vi } from 'vitest'
import type { Clock, Instant } from '../../../db/kernel/time.ts'
import { type CastKey, cast } from '../../../db/seeds/cast.ts'
import { createApp } from '../../../server/app.tsx'
import type { Config } from '../../../server/config.ts'
import { openWorld } from '../../../server/kernel/world.ts'
import { createBrowser } from './browser.ts'
import { copyDatabase, dropDatabase } from './databases.ts'
import { now } from './now.ts'

export { now } from './now.ts'
export const origin = 'http://localhost:3000'
const assets = { css: '/static/site.css', js: '/static/site.js', icon: '/static/icon.svg', find: () => undefined }

/** The app, its database and its people; `close` it after the test. */
export async function newWorld(settings: Partial<Config> = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) })
  const worlds = inject('worlds')
  const database = await copyDatabase(worlds, worlds.folder)
  const dataDir = join(worlds.folder, randomUUID())
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
      await dropDatabase(database)
    },
  }
}
export type TestWorld = Awaited<ReturnType<typeof newWorld>>
