// Who breaks the glass, who ends it, and who closes the review: never one person for two of these that take two.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { newId } from '../../db/kernel/ids.ts'
import { breakGlass, reviewGlass } from '../../db/safety/break-glass.ts'
import { permit } from '../../policies/kernel/decision.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { broken, glassRows, glassWish, glassWorld, heardOf, proof } from '../support/stories/glass.ts'
import type { TestPackage } from '../support/stories/package.ts'
import { officer, signedIn, towns } from '../support/stories/vetting.ts'

const { shiojiri, tateshina } = towns
let world: TestWorld
let pkg: TestPackage
let makoto: Browser
let yumi: Browser
let other: Awaited<ReturnType<typeof glassWorld>>['other']
beforeEach(async () => {
  world = await newWorld()
  ;({ pkg, other, makoto, yumi } = await glassWorld(world))
})
afterEach(() => world.close())

test('any coordinator of the town ends it at once; nobody of another town, and not the manager', async () => {
  const at = await broken(world, makoto, pkg.id)
  const stranger = (await officer(world, tateshina)).browser
  const daisuke = await world.as('daisuke')
  expect((await stranger.post(`${at}/end`)).status).toBe(404)
  expect((await daisuke.post(`${at}/end`)).status).toBe(403)
  expect((await other.browser.post(`${at}/end`)).status).toBe(403)
  expect((await makoto.get(`${at}/rows/1`)).status).toBe(200)
  expect((await yumi.post(`${at}/end`)).headers.get('location')).toBe(`${at}?done=ended`)
  expect((await makoto.get(`${at}/rows/1/picture`)).status).toBe(409)
  expect((await yumi.post(`${at}/end`)).status).toBe(409)
  expect(await heardOf(world, 'glass.end')).toEqual([world.cast.makoto.id])
  expect(await makoto.text('/notifications')).toContain('緊急閲覧が終わりました')
})

test('the review stays open until somebody else closes it with words', async () => {
  const at = await broken(world, makoto, pkg.id)
  const words = { words: '一覧表の不具合を直した。閲覧は必要だった。' }
  expect((await yumi.post(`${at}/review`, words)).status, 'not while it is open').toBe(409)
  await makoto.post(`${at}/end`)
  expect((await makoto.post(`${at}/review`, words)).status, 'never the breaker').toBe(403)
  expect(await makoto.text(at)).toContain('あなたが見たものなので')
  expect(await makoto.text('/')).not.toContain(at)
  for (const who of [yumi, other.browser]) {
    expect(await who.text('/')).toContain('緊急閲覧を確認する')
    expect(await who.text(at)).toContain(`action="${at}/review"`)
  }
  expect(await yumi.text(`/packages/${pkg.id}`)).toContain('緊急閲覧の確認が済んでいません')
  expect((await yumi.post(`${at}/review`, { words: ' ' })).status).toBe(422)
  for (const who of ['daisuke', 'akira'] as const)
    expect((await (await world.as(who)).post(`${at}/review`, words)).status).toBe(403)
  const answers = await Promise.all([yumi, other.browser].map((who) => who.post(`${at}/review`, words)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await makoto.text(at)).toContain(words.words)
  expect(await yumi.text('/')).not.toContain('緊急閲覧を確認する')
  expect(await yumi.text(`/packages/${pkg.id}`)).not.toContain('緊急閲覧の確認が済んでいません')
  const by = { actor: world.cast.makoto, at: world.clock() }
  const second = await broken(world, makoto, pkg.id, { ticket: 'T-2042' })
  await yumi.post(`${second}/end`)
  const own = permit('glass.review', { id: second.slice('/glass/'.length), townId: shiojiri })
  await expect(
    world.db.write(by, (tx) => reviewGlass(tx, own, 'x')),
    'the WHERE says so too',
  ).rejects.toThrow(Stale)
})

test('who was brought in by the breaker a moment ago is no somebody else', async () => {
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ grantedBy: world.cast.makoto.id })
    .where('personId', '=', other.id)
    .execute()
  const at = await broken(world, makoto, pkg.id)
  await makoto.post(`${at}/end`)
  expect((await other.browser.post(`${at}/review`, { words: 'x' })).status).toBe(403)
  expect(await other.browser.text(at)).toContain('1週間以内にもう一方を登録したため')
  world.later(8 * 24 * 60)
  const later = await signedIn(world, other.id)
  expect((await later.post(`${at}/review`, { words: '必要だった' })).status).toBe(303)
})

test('one at a time: a second tab, a second form and two at once break it once', async () => {
  const second = await world.as('makoto')
  const answers = await Promise.all(
    [makoto, second].map(async (who) => who.post('/glass', { ...(await glassWish(world, pkg.id)), ...proof })),
  )
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(await glassRows(world)).toHaveLength(1)
  const again = await second.post('/glass', { ...(await glassWish(world, pkg.id)), ...proof })
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('すでに始まっています')])
  const by = { actor: world.cast.makoto, at: world.clock() }
  const late = permit('glass.break', { id: newId(world.clock()), townId: shiojiri })
  const breaking = { packageId: pkg.id, dataClass: '3C', reason: 'x', ticket: 'x', minutes: 30 } as const
  await expect(world.db.write(by, (tx) => breakGlass(tx, late, breaking))).rejects.toThrow(Stale)
  expect(await glassRows(world)).toHaveLength(1)
  // Another person may need to look, too, and once it is over so may the same one.
  await broken(world, other.browser, pkg.id)
  world.later(31)
  makoto = await world.as('makoto')
  await broken(world, makoto, pkg.id)
  expect(await glassRows(world)).toHaveLength(3)
})

test('nothing while frozen or destroyed; a freeze closes what is open', async () => {
  const at = await broken(world, makoto, pkg.id)
  const freeze = (set: object) => world.engine.writer.updateTable('package').set(set).where('id', '=', pkg.id).execute()
  await freeze({ frozenAt: world.clock() })
  expect((await makoto.get(`${at}/rows/1/picture`)).status).toBe(403)
  expect(await makoto.text(at)).toContain('凍結')
  await makoto.post(`${at}/end`)
  const frozen = await makoto.post('/glass', { ...(await glassWish(world, pkg.id)), ...proof })
  expect([frozen.status, await frozen.text()]).toEqual([422, expect.stringContaining('凍結しているあいだは')])
  await freeze({ frozenAt: null, destroyedAt: world.clock() })
  const destroyed = await makoto.post('/glass', { ...(await glassWish(world, pkg.id)), ...proof })
  expect([destroyed.status, await destroyed.text()]).toEqual([422, expect.stringContaining('廃棄したので')])
})

test('who has to do with it looks by that; nobody but the secretariat breaks anything', async () => {
  for (const who of ['yumi', 'daisuke', 'hana', 'reiko', 'akira'] as const) {
    const browser = await world.as(who)
    expect([who, (await browser.get('/glass/new')).status]).toEqual([who, 403])
    expect([who, (await browser.post('/glass', { ...(await glassWish(world, pkg.id)), ...proof })).status]).toEqual([who, 403])
  }
  const role = { personId: world.cast.makoto.id, role: 'coordinator' as const, townId: shiojiri, fromOn: '2026-01-01' as const }
  await world.engine.writer
    .insertInto('roleGrant')
    .values({ ...role, id: 'both', untilOn: null, grantedBy: null, reason: '' })
    .execute()
  const related = await makoto.post('/glass', { ...(await glassWish(world, pkg.id)), ...proof })
  expect([related.status, await related.text()]).toEqual([422, expect.stringContaining('関係者です')])
  const none = await makoto.post('/glass', { ...(await glassWish(world, pkg.id, { town: tateshina })), ...proof })
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('この番号の業務案件はありません')])
  expect(await glassRows(world)).toEqual([])
})

test('the list is for the secretariat, the auditors and the town: others’ are not on it', async () => {
  const at = await broken(world, makoto, pkg.id)
  const stranger = (await officer(world, tateshina)).browser
  for (const who of [makoto, other.browser, yumi, await world.as('akira')]) expect(await who.text('/glass')).toContain(at)
  expect(await stranger.text('/glass')).not.toContain(at)
  for (const path of ['', '/rows/1', '/brief', '/rows/1/picture']) expect((await stranger.get(at + path)).status).toBe(404)
  expect((await (await world.as('akira')).get(`${at}/rows/1`)).status).toBe(403)
  expect((await (await world.as('daisuke')).get('/glass')).status).toBe(403)
  for (const who of ['hana', 'ken', 'reiko'] as const) {
    expect((await (await world.as(who)).get('/glass')).status).toBe(403)
    expect((await (await world.as(who)).get(at)).status).toBe(404)
  }
})
