/** PostgreSQL behind a line that breaks in the worst moment, and a second process of the platform at its end. */
import { connect, createServer, type Socket } from 'node:net'
import { createApp } from '../../../server/app.tsx'
import { openWorld } from '../../../server/kernel/world.ts'
import { createBrowser } from './browser.ts'
import type { TestWorld } from './world.ts'

const commit = Buffer.from('Q\0\0\0\vcommit\0')

/** What becomes of the next COMMIT: `unanswered` by who has done it, `late` at who does it a little later, or `never` arrived. */
export type Break = 'unanswered' | 'late' | 'never'
const lateMs = 400

export async function throughLine(world: TestWorld) {
  const { hostname, port } = new URL(world.config.database)
  const lines = new Set<Socket>()
  let next: Break | undefined
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname)
    let broken: Break | undefined
    const cut = () => {
      near.destroy()
      if (broken !== 'late') far.destroy()
    }
    for (const end of [near, far]) {
      lines.add(end)
      end.on('error', cut).on('close', cut)
    }
    near.on('data', (bytes) => {
      if (next && bytes.equals(commit)) {
        broken = next
        next = undefined
      }
      if (broken === 'late') setTimeout(() => far.end(bytes), lateMs)
      if (broken === 'late' || broken === 'never') cut()
      else far.write(bytes)
    })
    far.on('data', (bytes) => (broken ? cut() : near.write(bytes)))
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const database = new URL(world.config.database)
  database.host = `127.0.0.1:${(server.address() as { port: number }).port}`
  const { clock, assets } = world
  const second = await openWorld({ ...world.config, database: database.href, logLevel: 'silent' }, { clock, assets })
  const app = createApp(second)
  return {
    as: async (who: keyof TestWorld['cast']) => {
      const browser = createBrowser(app)
      await browser.post('/demo/sign-in', { person: who })
      return browser
    },
    breakAt: (moment: Break) => {
      next = moment
    },
    /** The break has happened, and whatever comes of it is done. */
    broken: async () => {
      if (next) throw new Error('no COMMIT has come by')
      await new Promise((done) => setTimeout(done, lateMs * 1.5))
    },
    close: async () => {
      await second.close()
      for (const end of lines) end.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
