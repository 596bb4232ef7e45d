/** One destruction that cannot be finished: the others go on, the platform starts, and nothing of it opens meanwhile. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findDestruction } from '../../db/safety/destructions/find.ts'
import { createApp } from '../../server/app.tsx'
import { sweepBytes } from '../../server/files/upload-clock.ts'
import { openWorld } from '../../server/kernel/world.ts'
import { endKeeping } from '../../server/safety/custody/clock.ts'
import { finishDecided, reconcileKeys } from '../../server/safety/destructions/carry-out.ts'
import { startS3 } from '../support/outside/s3.ts'
import { createBrowser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { backUp, dropPutBack, putBack } from '../support/stories/canary.ts'
import { asked, completedPackage, decidedPackage, declared, witnessed } from '../support/stories/ended.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld({ logLevel: 'silent' })
})
afterEach(() => world.close())

const kept = (...more: string[]) => join(world.config.dataDir, 'kept', ...more)
/** A folder lies where an object was: it can neither be read nor removed as one. */
function spoil(name: string): void {
  rmSync(kept(name))
  mkdirSync(kept(name))
  writeFileSync(kept(name, 'in the way'), '')
}
const mend = (name: string) => rmSync(kept(name), { recursive: true })

async function stateOf(id: string) {
  const one = (await findDestruction(world.db.read, id))!
  return [one.facts.stage, one.status, one.sha256 !== null]
}
const [stuck, done] = [
  ['decided', 'completed', false],
  ['done', 'closed', true],
]

test('an object that cannot be removed holds up its own package only, until it can', async () => {
  const [first, second] = [await decidedPackage(world), await decidedPackage(world, { title: '別の案件' })]
  spoil(first.storageKey)
  expect(await finishDecided(world)).toBe(1)
  expect([await stateOf(first.id), await stateOf(second.id)]).toEqual([stuck, done])
  expect(await reconcileKeys(world), 'it is not closed without its certificate').toBe(0)
  expect(await stateOf(first.id)).toEqual(stuck)
  const yumi = await world.as('yumi')
  expect(await yumi.text(`/packages/${first.id}/destruction`)).toContain('廃棄を行っています')
  expect((await yumi.post(`/packages/${first.id}/destruction/cancellation`)).status, 'no way back').toBe(409)
  mend(first.storageKey)
  expect(await finishDecided(world)).toBe(1)
  expect([await stateOf(first.id), readdirSync(kept())]).toEqual([done, []])
})

test('nothing of what is decided opens, whether its key is gone or not', async () => {
  const pkg = await decidedPackage(world)
  const [lot] = pkg.lots
  const ways: [Parameters<TestWorld['as']>[0], string][] = [
    ['yumi', `/packages/${pkg.id}/result`],
    ['daisuke', `/packages/${pkg.id}/result`],
    ['daisuke', `/assignments/${lot}/rows`],
    ['yumi', `/assignments/${lot}/submissions/1`],
  ]
  const closed = async () => {
    for (const [who, path] of ways) expect((await (await world.as(who)).get(path)).status, `${who} ${path}`).toBe(410)
    for (const [who, path] of [
      ['yumi', `/packages/${pkg.id}`],
      ['daisuke', `/assignments/${lot}/review`],
      ['hana', `/assignments/${lot}`],
      ['hana', '/account/data'],
    ] as const)
      expect(await (await world.as(who)).text(path), `${who} ${path}`).not.toContain('店舗1')
  }
  await closed()
  spoil(pkg.storageKey)
  expect(await finishDecided(world)).toBe(0)
  await closed()
})

test('one whose day has come and that is stuck keeps no other waiting', async () => {
  const all = [await completedPackage(world), await completedPackage(world, { title: '別の案件' })]
  for (const { id, lots } of all) {
    await declared(world, lots)
    await (await world.as('yumi')).get(`/packages/${id}/result`)
  }
  await world.engine.writer.updateTable('package').set({ keepUntil: '2026-11-21' }).execute()
  spoil(all[0]!.storageKey)
  expect(await endKeeping(world)).toEqual({ destroyed: 1, reminded: 0 })
  expect((await stateOf(all[0]!.id)).slice(1), 'not done, whether it was begun or not').toEqual(stuck.slice(1))
  expect(await stateOf(all[1]!.id)).toEqual(done)
})

test('the platform starts while its store is away: what was decided waits, what an older database brings back is closed', async () => {
  const s3 = await startS3()
  const own = await newWorld({ logLevel: 'silent', s3: s3.settings })
  const backups = join(own.config.dataDir, 'older')
  mkdirSync(backups, { mode: 0o700 })
  const decided = await decidedPackage(own)
  const gone = await completedPackage(own, { title: '別の案件' })
  await declared(own, gone.lots)
  const bytes = await own.blobs.read(gone.storageKey, 0, 1_000_000)
  const database = putBack(own, await backUp({ world: own, backups }, 'older.db'))
  await asked(own, gone.id)
  await witnessed(own, gone.id)
  const again = await own.blobs.create(gone.storageKey)
  await again.write(bytes)
  await again.keep()
  const restored = await openWorld({ ...own.config, database }, { clock: own.clock, assets: own.assets })
  const standing = async () => {
    const rows = await restored.engine.reader.selectFrom('package').select(['id', 'status']).execute()
    return [decided.id, gone.id].map((id) => rows.find((row) => row.id === id)?.status)
  }
  try {
    s3.shut(true)
    expect(await reconcileKeys(restored)).toBe(1)
    expect(await standing()).toEqual(['completed', 'closed'])
    const browser = createBrowser(createApp(restored))
    await browser.post('/demo/sign-in', { person: 'yumi' })
    for (const { id } of [decided, gone]) expect((await browser.get(`/packages/${id}/result`)).status).toBe(410)
    s3.shut(false)
    expect(await finishDecided(restored)).toBe(1)
    expect(await standing()).toEqual(['closed', 'closed'])
    own.later(10 * 365 * 24 * 60)
    expect(await sweepBytes(restored), 'bytes of what was destroyed are named by nothing').toBe(1)
    for await (const { name } of restored.blobs.list()) expect(name).toBe('nothing')
  } finally {
    await restored.close()
    dropPutBack(own, database)
    await own.close()
    await s3.close()
  }
})
