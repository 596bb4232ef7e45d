/** The built platform as its own process, with a database of its own: what the browser suite and the slice talk to. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const postgres = process.env.TEST_POSTGRES

export const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres })
  await client.connect()
  await client.query(sql)
  await client.end()
}

/** Starts the demo and waits until it is ready; `stop` ends it and removes what it made. */
export async function startDemo() {
  if (!existsSync('dist/main.mjs')) throw new Error('run npm run build first: the browser suite tries what is built')
  const folder = mkdtempSync(join(tmpdir(), 'yui-demo-'))
  const name = `yui_demo_${randomUUID().replaceAll('-', '')}`
  if (postgres) await admin(`create database ${name} template template0`)
  const url = new URL(postgres ?? 'none:')
  url.pathname = `/${name}`
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn', DATABASE_URL: postgres ? url.href : '' }
  const child = spawn(process.execPath, ['dist/main.mjs', 'demo'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(child)
  return {
    url: `http://localhost:${port}`,
    pid: child.pid!,
    async stop() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
      if (postgres) await admin(`drop database if exists ${name} with (force)`)
    },
  }
}
export type Demo = Awaited<ReturnType<typeof startDemo>>

const ready = (child: ChildProcess) =>
  new Promise<void>((done, fail) => {
    let said = ''
    child.stdout!.on('data', (chunk) => {
      said += chunk
      if (said.includes('Yui is ready')) done()
    })
    child.once('exit', (code) => fail(new Error(`the demo ended with ${code}: ${said}`)))
  })
