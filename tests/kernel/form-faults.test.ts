// A file of a form meets a fault of the machine: told as ours and not as a mistake of the person, and nothing hangs.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { farSide } from '../support/outside/s3.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { emptyPackage } from '../support/stories/package.ts'
import { filesOf, text } from '../support/stories/package-files.ts'

let world: TestWorld
afterEach(() => world.close())

/** Small ones come in one piece; large ones are still coming when the fault is met. */
const sizes = [
  ['small', 10],
  ['large', 2_000_000],
] as const
async function send(letters: number) {
  const yumi = await world.as('yumi')
  const pkg = await emptyPackage(world)
  const answer = () => yumi.post(`/packages/${pkg}/files`, { file: text('a'.repeat(letters)) })
  return { pkg, answer }
}

test.for(sizes)('a disk that takes nothing (%s)', async ([, letters]) => {
  world = await newWorld({ logLevel: 'silent' })
  const { answer } = await send(letters)
  const coming = join(world.config.dataDir, 'coming')
  rmSync(coming, { recursive: true })
  writeFileSync(coming, '')
  const { status } = await answer()
  expect([status, await filesOf(world)]).toEqual([500, []])
})

test.for(sizes)('an object store that refuses (%s)', async ([, letters]) => {
  const far = await farSide((_, answer) => answer.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'))
  world = await newWorld({ s3: far.settings, logLevel: 'silent' })
  const { answer } = await send(letters)
  const { status } = await answer()
  expect([status, await filesOf(world)]).toEqual([500, []])
  await far.close()
})

test.for(sizes)('a package whose key was destroyed meanwhile (%s)', async ([, letters]) => {
  world = await newWorld({ logLevel: 'silent' })
  const { pkg, answer } = await send(letters)
  await world.store.destroyKey(pkg, world.clock())
  const closed = await answer()
  expect([closed.status, await closed.text()]).toEqual([410, expect.stringContaining('廃棄しました')])
  expect(await filesOf(world)).toEqual([])
})
