// What a freeze stops, what it leaves alone, and what lifting it gives back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expireOffers } from '../../server/kernel/clockwork.ts'
import { remindHolders } from '../../server/safety/custody/clock.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { lift, packageOf, report, staffOf } from '../support/stories/incident.ts'
import {
  acceptedBy,
  csvFile,
  csvOf,
  deliveredBy,
  offeredTo,
  publishedPackage,
  type TestPackage,
} from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { title: '名簿の照合', rows: 40, brief: '口外しない手順です。' })
})
afterEach(() => world.close())

const day = 24 * 60
const lotOf = (id: string) =>
  world.engine.reader.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const postings = async () =>
  (
    await world.engine.reader
      .selectFrom('packageTown')
      .select(['townId', 'closed', 'version'])
      .where('packageId', '=', pkg.id)
      .execute()
  ).sort((a, b) => (a.townId < b.townId ? -1 : 1))
const closedOf = async () => (await postings()).map(({ closed }) => closed)

test('content opens to nobody; titles stay with those who knew them; to candidates it never was', async () => {
  const active = await acceptedBy(world, 'hana', pkg, 1)
  const delivered = await deliveredBy(world, 'hana', pkg, 2)
  const [hana, ken, yumi, daisuke] = [
    await world.as('hana'),
    await world.as('ken'),
    await world.as('yumi'),
    await world.as('daisuke'),
  ]
  expect(await ken.text('/work')).toContain('名簿の照合')
  const versions = (await postings()).map(({ version }) => version)
  await report(world, hana, pkg.id)
  expect(await closedOf()).toEqual([1, 1, 1])
  expect((await postings()).every(({ version }, i) => version > versions[i]!)).toBe(true)
  for (const [browser, path] of [
    [hana, `/assignments/${active}/rows`],
    [hana, `/assignments/${delivered}/submissions/1`],
    [daisuke, `/assignments/${delivered}/submissions/1`],
    [daisuke, `/assignments/${active}/rows`],
    [yumi, `/assignments/${active}/rows`],
    [yumi, `/packages/${pkg.id}/result`],
  ] as const) {
    const answer = await browser.get(path)
    expect([path, answer.status < 400]).toEqual([path, false])
    expect(await answer.text()).not.toContain('店舗1,')
  }
  const own = await hana.text(`/assignments/${active}`)
  expect(own).toContain('名簿の照合')
  for (const browser of [hana, daisuke, yumi])
    for (const path of [`/assignments/${active}`, `/assignments/${delivered}`])
      expect(await browser.text(path)).not.toMatch(/口外しない手順|本店/)
  expect(await yumi.text(`/packages/${pkg.id}`)).not.toContain('口外しない手順')
  expect(await ken.text('/work')).not.toContain('名簿の照合')
  const madeUp = await ken.get('/work/01910000-0000-7000-8000-00000000ffff')
  const posting = await ken.get(`/work/${pkg.id}`)
  expect([posting.status, await posting.text()]).toEqual([404, await madeUp.text()])
  expect((await ken.post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })).status).toBe(404)
  expect(await hana.text(`/work/${pkg.id}`)).toContain('名簿の照合')
})

test('who holds a lot reads on home and on its page what happened and what to do', async () => {
  const active = await acceptedBy(world, 'hana', pkg, 1)
  const offered = await offeredTo(world, 'ken', pkg, 2)
  await report(world, await world.as('daisuke'), pkg.id, { words: '口外しない言葉' })
  for (const [who, id, words] of [
    ['hana', active, '名簿の照合 作業1は、止まっています'],
    ['ken', offered, '名簿の照合 作業2の返事の期限は、止まっています'],
  ] as const) {
    const browser = await world.as(who)
    for (const path of ['/', `/assignments/${id}`]) {
      const text = await browser.text(path)
      for (const said of [words, '塩尻市が確かめています', '止まっていた日数だけ自動で延びます'])
        expect([who, path, text.includes(said)]).toEqual([who, path, true])
      expect(text).not.toContain('口外しない言葉')
    }
  }
  const hana = await (await world.as('hana')).text('/')
  for (const said of ['作業を止めてください', '消したり', '町が凍結（一時停止）を解除するまで']) expect(hana).toContain(said)
  expect(await (await world.as('reiko')).text('/')).not.toContain('止まっています')
  const english = await world.as('hana')
  await english.post('/locale', { locale: 'en' })
  const text = await english.text('/')
  expect(text).toContain('has been stopped')
  expect(text).toContain('Shiojiri is investigating')
})

test('whoever still has files of a lot that is done is told to keep them, and is not asked to delete them meanwhile', async () => {
  const done = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  await (await hana.get(`/assignments/${done}/rows`)).arrayBuffer()
  expect((await hana.post(`/assignments/${done}/hand-back`, { reason: '' })).status).toBe(303)
  world.later(4 * day)
  expect(await (await world.as('hana')).text('/')).toContain(`/assignments/${done}/deletion`)
  const id = await report(world, await world.as('daisuke'), pkg.id)
  const home = await (await world.as('hana')).text('/')
  expect([home.includes('作業1は、止まっています'), home.includes('/deletion')]).toEqual([true, false])
  expect(await remindHolders(world)).toBe(0)
  await lift(await world.as('yumi'), id)
  expect(await remindHolders(world)).toBe(1)
  expect(await (await world.as('hana')).text('/notifications')).toContain('凍結した業務案件が、解除されました')
})

test('nothing is taken on, handed over, judged or offered; an offer may still be declined', async () => {
  const offered = await offeredTo(world, 'ken', pkg, 1)
  const active = await acceptedBy(world, 'hana', pkg, 2)
  const delivered = await deliveredBy(world, 'hana', pkg, 3)
  const spare = await offeredTo(world, 'hana', pkg, 5)
  await report(world, await world.as('hana'), pkg.id)
  const [hana, ken, daisuke] = [await world.as('hana'), await world.as('ken'), await world.as('daisuke')]
  const file = csvFile(csvOf(5, 8))
  const before = (await world.audit()).length
  for (const [browser, path, fields] of [
    [ken, `/assignments/${offered}/acceptance`, { read: 'yes' }],
    [hana, `/assignments/${active}/submission`, { file, note: '' }],
    [hana, `/assignments/${active}/hand-back`, { reason: '' }],
    [daisuke, `/assignments/${delivered}/approval`, {}],
    [daisuke, `/assignments/${delivered}/returns`, { 'criterion-1': '1', 'words-1': 'x', words: '' }],
    [daisuke, `/packages/${pkg.id}/offers`, {}],
  ] as const) {
    const answer = await browser.post(path, fields)
    const text = await answer.text()
    expect([path, answer.status, text.includes('凍結')]).toEqual([path, 403, true])
  }
  expect((await world.audit()).length).toBe(before)
  expect(await (await world.as('hana')).text(`/assignments/${active}`)).not.toContain('name="file"')
  expect((await hana.post(`/assignments/${spare}/refusal`, { reason: '' })).status).toBe(303)
  expect((await lotOf(spare)).status).toBe('declined')
})

test('offers wait and nothing becomes late while it is frozen; every begun day is given back', async () => {
  const offered = await offeredTo(world, 'ken', pkg, 1)
  const active = await acceptedBy(world, 'hana', pkg, 2)
  const delivered = await deliveredBy(world, 'hana', pkg, 3)
  const before = { offered: await lotOf(offered), active: await lotOf(active), delivered: await lotOf(delivered) }
  expect([before.offered.offerEndsOn, before.active.dueOn]).toEqual(['2026-11-28', '2026-12-05'])
  const id = await report(world, await world.as('hana'), pkg.id)
  world.later(30 * day)
  expect(await expireOffers(world)).toBe(0)
  expect((await lotOf(offered)).status).toBe('offered')
  const list = await (await world.as('hana')).text('/assignments')
  expect([list.includes('凍結中'), list.includes('納期を過ぎています')]).toEqual([true, false])
  expect(await (await world.as('daisuke')).text('/reviews')).not.toContain('名簿の照合')
  const board = await (await world.as('daisuke')).text(`/packages/${pkg.id}`)
  expect(board).not.toContain('納期を過ぎた')
  expect(await (await world.as('daisuke')).text('/')).not.toContain(
    '期限を過ぎています</p><a class="yui-tasks__link" href="/assignments',
  )
  const yumi = await world.as('yumi')
  expect((await lift(yumi, id)).headers.get('location')).toBe(`/incidents/${id}?lifted`)
  // Frozen on the 21st of November, open again on the 21st of December: 31 begun days.
  expect(await lotOf(offered)).toMatchObject({ offerEndsOn: '2026-12-29', dueOn: '2027-01-05' })
  expect(await lotOf(active)).toMatchObject({ dueOn: '2027-01-05' })
  expect(await lotOf(delivered)).toMatchObject({ dueOn: '2027-01-05', paymentOn: before.delivered.paymentOn })
  expect((await (await world.as('hana')).get(`/assignments/${active}/rows`)).status).toBe(200)
  expect((await (await world.as('ken')).post(`/assignments/${offered}/acceptance`, { read: 'yes' })).status).toBe(303)
  expect(await (await world.as('hana')).text('/notifications')).toContain('凍結した業務案件が、解除されました')
})

test('a returned lot gets back the days from the day by which it was to be mended', async () => {
  const delivered = await deliveredBy(world, 'hana', pkg, 1)
  await world.engine.writer
    .updateTable('assignment')
    .set({ status: 'returned', dueOn: '2026-11-28' })
    .where('id', '=', delivered)
    .execute()
  const id = await report(world, await world.as('hana'), pkg.id)
  world.later(day)
  await lift(await world.as('yumi'), id)
  // Returned on the 21st: to be mended by the 28th, and two begun days.
  expect((await lotOf(delivered)).dueOn).toBe('2026-11-30')
})

test('postings open again for the towns whose consent stands and that are still here, if it is still published', async () => {
  const consent = { packageId: pkg.id, givenBy: world.cast.yumi.id, givenAt: world.clock() }
  await world.engine.writer
    .insertInto('consent')
    .values([
      { ...consent, townId: '203246', withdrawnBy: consent.givenBy, withdrawnAt: consent.givenAt, withdrawnWords: '' },
      { ...consent, townId: '152161' },
    ])
    .execute()
  const yumi = await world.as('yumi')
  await lift(yumi, await report(world, yumi, pkg.id))
  expect((await postings()).map(({ townId, closed }) => [townId, closed])).toEqual([
    ['152161', 0],
    ['202151', 0],
    ['203246', 1],
  ])
  expect((await packageOf(world, pkg.id)).frozenAt).toBeNull()
  expect(await (await world.as('ken')).text('/work')).toContain('名簿の照合')
  expect(await (await world.as('hana')).text('/work')).not.toContain('名簿の照合')
  await world.engine.writer.updateTable('town').set({ leftOn: '2026-11-01' }).where('id', '=', '152161').execute()
  world.later(1)
  await lift(yumi, await report(world, yumi, pkg.id))
  expect(await closedOf()).toEqual([1, 0, 1])
  await world.engine.writer.updateTable('package').set({ status: 'completed' }).where('id', '=', pkg.id).execute()
  world.later(1)
  await lift(yumi, await report(world, yumi, pkg.id))
  expect(await closedOf()).toEqual([1, 1, 1])
})

test('where the class wants consent, a town without it stays closed', async () => {
  await world.engine.writer.updateTable('package').set({ dataClass: '3C' }).where('id', '=', pkg.id).execute()
  await world.engine.writer
    .insertInto('consent')
    .values({ packageId: pkg.id, townId: '152161', givenBy: world.cast.yumi.id, givenAt: world.clock() })
    .execute()
  const yumi = await world.as('yumi')
  const second = await staffOf(world, '202151')
  const id = await report(world, yumi, pkg.id)
  const form = await yumi.text(`/incidents/${id}`)
  const [, seen] = /name="seen" value="([^"]*)"/.exec(form)!
  const said = { seen: seen!, outcome: 'unconfirmed', words: '調べました。', _proof: 'demo' }
  expect((await yumi.post(`/incidents/${id}/proposal`, said)).status).toBe(303)
  expect(await closedOf()).toEqual([1, 1, 1])
  const [, agreed] = /name="seen" value="([^"]*)"/.exec(await second.text(`/incidents/${id}`))!
  expect((await second.post(`/incidents/${id}/agreement`, { seen: agreed!, _proof: 'demo' })).status).toBe(303)
  expect(await closedOf()).toEqual([0, 1, 1])
})
