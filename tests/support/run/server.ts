/** The built platform as its own process, with a database of its own: what the browser suite and the slice talk to. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'

export const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** Starts the demo on what is in the folder and the database, and waits until it is ready. */
export async function runDemo(folder: string, database: string) {
  if (!existsSync('dist/main.mjs')) throw new Error('run npm run build first: the browser suite tries what is built')
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn', DATABASE_URL: database }
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
    },
  }
}
export type Demo = Awaited<ReturnType<typeof runDemo>>

const ready = (child: ChildProcess) =>
  new Promise<void>((done, fail) => {
    let said = ''
    child.stdout!.on('data', (chunk) => {
      said += chunk
      if (said.includes('Yui is ready')) done()
    })
    child.once('exit', (code) => fail(new Error(`the demo ended with ${code}: ${said}`)))
  })
