/** Starts the platform: `start` for real, `demo` with its own cast. Stops cleanly when asked to. */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { migrate, pendingMigrations } from '../db/kernel/engine.ts'
import { findSetting, openForWork } from '../db/kernel/settings.ts'
import { createApp } from './app.tsx'
import { type Config, ConfigError, readConfig } from './config.ts'
import { prepareDemo } from './demo/seed.ts'
import { watchSandbox } from './files/drawing/index.ts'
import { addressReader } from './kernel/address.ts'
import { startClockwork } from './kernel/clockwork.ts'
import { jobsDone } from './kernel/jobs.ts'
import { faultOf } from './kernel/log.ts'
import { startSender } from './kernel/sender.ts'
import { type Opened, openWorld } from './kernel/world.ts'
import { reconcileKeys } from './safety/destructions/carry-out.ts'

const grace = 10_000
const assetFolder = join(dirname(fileURLToPath(import.meta.url)), 'static')

async function main(mode: Config['mode']): Promise<void> {
  const config = readConfig(mode)
  if (mode === 'demo' && config.ownDatabase) rmSync(config.dataDir, { recursive: true, force: true })
  const world = await openWorld(config, { assetFolder })
  if (mode === 'demo') await migrate(world.engine)
  await checkDatabase(world, mode)
  if (mode === 'demo') await prepareDemo(world)
  const mended = await reconcileKeys(world)
  if (mended > 0) world.log.warn({ packages: mended }, 'destroyed packages came back with an older copy and were closed again')
  await openForWork(world.db, world.clock())
  watchSandbox((sandbox) => world.log.info({ sandbox }, 'where pages are drawn'))
  const app = createApp(world, addressReader(config))
  const stopWatches = [startSender(world), startClockwork(world)]
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port, serverOptions: limits }, ({ port }) => {
    process.stdout.write(`Yui is ready on ${config.mode === 'demo' ? `http://localhost:${port}/demo` : config.origin}\n`)
  })
  server.setTimeout(silence)
  if ('maxConnections' in server) server.maxConnections = mostConnections
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    for (const halt of stopWatches) halt()
    const closed = new Promise((done) => server.close(done))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await Promise.race([Promise.all([closed, jobsDone()]), new Promise((done) => setTimeout(done, grace).unref())])
    if ('closeAllConnections' in server) server.closeAllConnections()
    await world.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('unhandledRejection', (error) => world.log.error({ fault: faultOf(error) }, 'unhandled'))
}

/** Milliseconds without a byte in either direction: a download that nobody takes any more ends, and its connection with it. */
const silence = 120_000
/** Beyond this a new connection is refused, so that those at work are not starved. */
const mostConnections = 4_000
/** Slow and half-open connections are cut; uploads get the time that `requestTimeout` leaves them. */
const limits = { headersTimeout: 15_000, requestTimeout: 300_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 }

async function checkDatabase({ db, engine, keyring, config }: Opened, mode: Config['mode']): Promise<void> {
  const pending = await pendingMigrations(engine)
  if (pending.length > 0)
    throw new ConfigError(`The database lacks ${pending.length} migrations (${pending.join(', ')}): run npm run migrate first.`)
  if (!(await keyring.fits()))
    throw new ConfigError(
      `KEY_FILE (${config.keyFile}) is not the key that sealed the files of this database: bring the right one back from its backup.`,
    )
  const isDemo = (await findSetting({ read: db.read }, 'demo')) !== undefined
  if (mode === 'live' && isDemo)
    throw new ConfigError(
      'This database belongs to the demo, in which anyone may sign in as anyone: give DATABASE_URL another one.',
    )
}

main(process.argv[2] === 'demo' ? 'demo' : 'live').catch((error: unknown) => {
  process.stderr.write(
    error instanceof ConfigError
      ? `${error.message}\n`
      : `Yui could not start: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
  )
  process.exit(1)
})
