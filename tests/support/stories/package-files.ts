/** Files of packages as people add them through the pages, and every address by which their bytes could be asked for. */
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect } from 'vitest'
import { jobsDone } from '../../../server/kernel/jobs.ts'
import type { Browser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'

export const text = (words: string, name = '手順書.txt') => new File([words], name, { type: 'text/plain' })

export const filesOf = ({ engine }: TestWorld) =>
  engine.reader
    .selectFrom('packageFile')
    .innerJoin('file', 'file.id', 'fileId')
    .selectAll('packageFile')
    .select(['name', 'storageKey'])
    .orderBy('packageFile.id')
    .execute()
/** How many sealed objects lie on the disk. */
export const stored = ({ config }: TestWorld) => readdirSync(join(config.dataDir, 'kept')).length

/** Adds a file and waits until its check is over; gives its id. */
export async function add(world: TestWorld, browser: Browser, place: string, file: File): Promise<string> {
  const field = place.startsWith('assignments') ? 'attached' : 'file'
  const answer = await browser.post(`/${place}/files`, { [field]: file })
  expect([answer.status, answer.status === 303 ? '' : await answer.text()]).toEqual([303, ''])
  await jobsDone()
  return (await filesOf(world)).at(-1)!.id
}

export const ways = (pkg: string, lots: readonly string[], file: string) =>
  [`/packages/${pkg}`, ...lots.map((lot) => `/assignments/${lot}`)].flatMap((at) => [
    `${at}/files/${file}`,
    `${at}/files/${file}/pages/1`,
    `${at}/files/${file}/pages/1/picture`,
  ])

/** A scanner that says what it is told to, over the real protocol; null breaks off. */
export async function fakeClamd(say: () => string | null) {
  const server = createServer((socket) => {
    let tail = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      tail = Buffer.concat([tail, chunk]).subarray(-4)
      const answer = say()
      if (answer === null) socket.destroy()
      else if (tail.equals(Buffer.alloc(4))) socket.end(`${answer}\0`)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { address: `tcp://127.0.0.1:${port}`, stop: () => new Promise((done) => server.close(done)) }
}
