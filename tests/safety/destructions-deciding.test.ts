/** Destruction takes two different persons, and nothing in the way: by the rule, by the write, and by what the page offers. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { witnessDestruction } from '../../db/safety/destructions/decide.ts'
import { findDestruction } from '../../db/safety/destructions/find.ts'
import { takeInventory } from '../../db/safety/destructions/inventory.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { decideWitness } from '../../policies/safety/destructions.ts'
import { enrolled } from '../support/outside/keys.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { asked, completedPackage, declared, proof, witnessed } from '../support/stories/ended.ts'
import { actorOf, allowed, publishedPackage, write } from '../support/stories/package.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const rowOf = async (id: string) =>
  world.engine.reader.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const destruction = () => world.engine.reader.selectFrom('destruction').selectAll().orderBy('id').execute()
const acts = async () => (await world.audit()).map(({ act }) => act).filter((act) => /^(destruction|package\.close)/.test(act))
const kept = () => readdirSync(join(world.config.dataDir, 'kept'))

test('every open line, a frozen package and a waiting delivery are named, and refuse it', async () => {
  const pkg = await completedPackage(world, { takes: [true, true, false] })
  const yumi = await world.as('yumi')
  const refused = async (...words: string[]) => {
    const answer = await asked(world, pkg.id)
    const text = await answer.text()
    expect(answer.status).toBe(422)
    for (const one of words) expect(text).toContain(one)
    expect(text).not.toContain(`action="/packages/${pkg.id}/destruction"`)
  }
  await refused('作業1：小林 花さん', '作業2：小林 花さん')
  expect(await yumi.text(`/packages/${pkg.id}/destruction`)).not.toContain('作業3：')
  await declared(world, pkg.lots.slice(0, 1))
  await refused('作業2：小林 花さん')
  await declared(world, pkg.lots.slice(1, 2))
  const { writer } = world.engine
  await writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', pkg.id).execute()
  await refused('凍結されています')
  await writer.updateTable('package').set({ frozenAt: null }).where('id', '=', pkg.id).execute()
  await writer.updateTable('assignment').set({ status: 'submitted' }).where('id', '=', pkg.lots[2]!).execute()
  await refused('納品が1件')
  await writer.updateTable('assignment').set({ status: 'approved' }).where('id', '=', pkg.lots[2]!).execute()
  expect((await asked(world, pkg.id)).status).toBe(303)
})

test('a leak that is reported, or a file that is taken, between the two persons stops the second', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  await asked(world, pkg.id)
  const { writer } = world.engine
  await writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', pkg.id).execute()
  const answer = await witnessed(world, pkg.id)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('凍結されています')])
  await writer.updateTable('package').set({ frozenAt: null }).where('id', '=', pkg.id).execute()
  await writer.updateTable('custody').set({ accountedAt: null }).execute()
  expect((await witnessed(world, pkg.id)).status).toBe(422)
  expect([(await rowOf(pkg.id)).destroyedAt, kept().length > 0]).toEqual([null, true])
})

test('who asked is never the witness, of ten witnesses one acts, and what was taken back is not witnessed', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  await asked(world, pkg.id)
  const own = await witnessed(world, pkg.id, 'yumi')
  expect([own.status, await own.text()]).toEqual([403, expect.stringContaining('別の人の確認が必要です')])
  const [first] = await destruction()
  const second = await officer(world, '202151')
  const place = `/packages/${pkg.id}/destruction`
  expect((await second.browser.post(`${place}/cancellation`)).status).toBe(303)
  expect((await (await world.as('daisuke')).post(`${place}/witness`, { request: first!.id, ...proof })).status).toBe(409)
  await asked(world, pkg.id)
  expect((await second.browser.post(`${place}/witness`, { request: first!.id, ...proof })).status, 'another request').toBe(409)
  const [, again] = await destruction()
  const browsers = [second.browser, await world.as('daisuke'), await world.as('makoto')]
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => browsers[i % 3]!.post(`${place}/witness`, { request: again!.id, ...proof })),
  )
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(answers.filter(({ status }) => status !== 303).every(({ status }) => status === 409)).toBe(true)
  expect((await acts()).filter((act) => act === 'destruction.certify')).toHaveLength(1)
})

test('the write refuses what the rule would have: who asked, a leak since, a file since, a line since', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  await asked(world, pkg.id)
  const { facts } = (await findDestruction(world.db.read, pkg.id))!
  const permit = allowed(decideWitness(await actorOf(world, 'daisuke'), facts))
  const inventory = await takeInventory(world.db.read, world.store, pkg.id)
  const attempt = (who: CastKey = 'daisuke', list = inventory) => write(world, who, (tx) => witnessDestruction(tx, permit, list))
  const { writer } = world.engine
  await expect(attempt('yumi')).rejects.toThrow(Stale)
  await expect(attempt('daisuke', inventory.slice(1))).rejects.toThrow(Stale)
  for (const [spoil, mend] of [
    [{ frozenAt: world.clock() }, { frozenAt: null }],
    [{ destroyedAt: world.clock() }, { destroyedAt: null }],
  ]) {
    await writer.updateTable('package').set(spoil!).execute()
    await expect(attempt()).rejects.toThrow(Stale)
    await writer.updateTable('package').set(mend!).execute()
  }
  await writer.updateTable('custody').set({ accountedAt: null }).execute()
  await expect(attempt()).rejects.toThrow(Stale)
  await writer.updateTable('custody').set({ accountedAt: world.clock() }).execute()
  await attempt()
  await expect(attempt()).rejects.toThrow(Stale)
})

test('two who ask at once ask once, and others neither see nor ask', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  const place = `/packages/${pkg.id}/destruction`
  for (const who of ['makoto', 'akira', 'hana', 'reiko'] satisfies CastKey[]) {
    const browser = await world.as(who)
    expect((await browser.get(place)).status, who).toBe(404)
    for (const path of ['', '/witness', '/cancellation', '/postponement'])
      expect((await browser.post(`${place}${path}`, { reason: 'finished', ...proof })).status, `${who} ${path}`).toBe(404)
  }
  expect((await (await world.as('daisuke')).post(place, { reason: 'finished', ...proof })).status).toBe(403)
  const second = await officer(world, '202151')
  const answers = await Promise.all([
    asked(world, pkg.id),
    second.browser.post(place, { reason: 'finished', ...proof }),
    second.browser.post(place, { reason: 'finished', ...proof }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
  const makoto = await world.as('makoto')
  expect(await makoto.text('/')).toContain(`href="${place}"`)
  expect(await makoto.text(place)).toContain('あなたの確認を待っています')
  // Who is of another office knows the package by its number.
  const { title } = await rowOf(pkg.id)
  const [waiting] = await destruction()
  for (const path of ['/', place]) expect(await makoto.text(path)).not.toContain(title)
  expect(await (await makoto.post(`${place}/witness`, { request: waiting!.id })).text()).not.toContain(title)
  expect(await (await world.as('daisuke')).text('/'), 'the town’s own people by its title').toContain(
    `「${title}」の廃棄を確かめる`,
  )
})

test('both touch their passkey, over what the page says will be gone, in red where nobody took the result', async () => {
  const pkg = await completedPackage(world)
  await declared(world, pkg.lots)
  const { browser } = await enrolled(world, 'yumi')
  const place = `/packages/${pkg.id}/destruction`
  const page = await browser.text(place)
  expect(page).toMatch(/data-type="error"[\s\S]*成果は、一度もダウンロードされていません/)
  const answer = await browser.post(place, { reason: 'finished' })
  const text = await answer.text()
  for (const words of ['廃棄を申請する', '成果は、一度もダウンロードされていません', 'data-about=']) expect(text).toContain(words)
  expect((await browser.post(place, { reason: 'finished', ...proof })).status, 'the demo’s word is no proof').toBe(200)
  expect(await destruction()).toEqual([])
  const bad = await browser.post(place, { reason: '' })
  expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('選んでください')])
})

test('what has not ended is not destroyed', async () => {
  const pkg = await publishedPackage(world)
  expect((await asked(world, pkg.id)).status).toBe(409)
  expect(await (await world.as('yumi')).text(`/packages/${pkg.id}/destruction`)).toContain('まだ廃棄できません')
})
