// A posting once it is published: its day is moved, it is ended and opened again, and whoever it concerns hears of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, offeredTo, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const day = 60 * 24
const reader = () => world.engine.reader
const dueOf = async (id: string) =>
  (await reader().selectFrom('assignment').select('dueOn').where('id', '=', id).executeTakeFirstOrThrow()).dueOn
const toldOf = async (act: string) =>
  (
    await reader()
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => personId)
    .sort()
const idsOf = (...who: CastKey[]) => who.map((key) => world.cast[key].id).sort()
const raise = async (who: CastKey, id: string) =>
  (await (await world.as(who)).post(`/work/${id}/application`, { lotsWished: '1', note: '' })).status

test('past its day a posting is advertised to nobody, and its manager is shown how to go on', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  world.later(day)
  expect(await (await world.as('hana')).text('/work'), 'on its last day').toContain(`/work/${pkg.id}`)
  world.later(day)
  const hana = await world.as('hana')
  expect(await hana.text('/work')).not.toContain(`/work/${pkg.id}`)
  expect(await hana.text(`/work/${pkg.id}`)).toContain('納期を過ぎたため、今は応募できません')
  expect(await raise('hana', pkg.id)).toBe(422)
  const page = await (await world.as('daisuke')).text(`/packages/${pkg.id}`)
  expect(page).toContain('空きの作業が3件あります')
  expect(page).toContain(`/packages/${pkg.id}/postponement`)
  expect(await (await world.as('yumi')).text(`/packages/${pkg.id}`), 'the manager’s to do').not.toContain('/postponement')
})

test('a later day opens it again, goes for every lot with an earlier one, and everybody concerned hears of it', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  const inHand = await acceptedBy(world, 'hana', pkg, 1)
  const offered = await offeredTo(world, 'ken', pkg, 2)
  expect(await raise('hana', pkg.id)).toBe(303)
  world.later(day * 2)
  expect(await (await world.as('hana')).text('/work')).not.toContain(`/work/${pkg.id}`)
  const daisuke = await world.as('daisuke')
  for (const until of ['2026-11-22', '2026-11-21', '2027-02-22', '']) {
    const answer = await daisuke.post(`/packages/${pkg.id}/postponement`, { until })
    expect([until, answer.status]).toEqual([until, 422])
    if (until) expect(await answer.text()).toContain(`value="${until}"`)
  }
  const answer = await daisuke.post(`/packages/${pkg.id}/postponement`, { until: '2026-12-10' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/packages/${pkg.id}`])
  expect([await dueOf(inHand), await dueOf(offered)]).toEqual(['2026-12-10', '2026-12-10'])
  expect(await toldOf('package.postpone')).toEqual(idsOf('hana', 'ken', 'yumi'))
  expect(await (await world.as('hana')).text('/work')).toContain(`/work/${pkg.id}`)
  const record = (await world.audit()).find(({ act }) => act === 'package.postpone')!
  expect(JSON.parse(record.detail)).toEqual({ from: '2026-11-22', to: '2026-12-10', lots: 2 })
  const terms = await reader().selectFrom('termsNotice').select('sha256').where('assignmentId', '=', inHand).execute()
  expect(terms, 'the terms stay').toHaveLength(1)
})

const end = async (id: string, words = '人数がそろいました。') =>
  (await (await world.as('daisuke')).post(`/packages/${id}/ending`, { words })).status
const statusOf = async (table: 'package' | 'assignment', id: string) =>
  (await reader().selectFrom(table).select('status').where('id', '=', id).executeTakeFirstOrThrow()).status

test('an ended posting takes nobody new, answers hands and offers, and lets lots in hand go on', async () => {
  const pkg = await publishedPackage(world)
  const inHand = await acceptedBy(world, 'hana', pkg, 1)
  const offered = await offeredTo(world, 'ken', pkg, 2)
  expect(await raise('ken', pkg.id)).toBe(303)
  const daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/packages/${pkg.id}/ending`, { words: ' ' })).status, 'without a word').toBe(422)
  for (const [who, status] of [
    ['yumi', 403],
    ['makoto', 404],
    ['hana', 403],
  ] as [CastKey, number][])
    expect((await (await world.as(who)).post(`/packages/${pkg.id}/ending`, { words: '終わり' })).status, who).toBe(status)
  expect(await end(pkg.id)).toBe(303)
  expect([await statusOf('package', pkg.id), await statusOf('assignment', inHand)]).toEqual(['stopped', 'active'])
  expect(await statusOf('assignment', offered)).toBe('cancelled')
  expect(await toldOf('application.lapse')).toEqual(idsOf('ken'))
  expect(await toldOf('assignment.cancel')).toEqual(idsOf('ken'))
  expect(await toldOf('package.end-posting')).toEqual(idsOf('yumi'))
  const ken = await world.as('ken')
  expect(await ken.text('/work')).not.toContain(`/work/${pkg.id}`)
  expect(await ken.text(`/work/${pkg.id}`)).toContain('人数がそろいました。')
  expect(await raise('ken', pkg.id)).toBe(409)
  expect((await daisuke.get(`/packages/${pkg.id}/offers`)).status).toBe(409)
  expect((await (await world.as('hana')).get(`/assignments/${inHand}/rows`)).status, 'lots in hand go on').toBe(200)
})

test('a hand that races with the end is refused or answered, and never left up', async () => {
  const pkg = await publishedPackage(world)
  await Promise.all([raise('ken', pkg.id), end(pkg.id), raise('hana', pkg.id)])
  const hands = await reader().selectFrom('application').select('status').where('packageId', '=', pkg.id).execute()
  expect(hands.filter(({ status }) => status === 'raised')).toEqual([])
})

test('it is opened again to the towns whose consent stands, and hands may be raised anew', async () => {
  const pkg = await publishedPackage(world)
  expect(await raise('hana', pkg.id)).toBe(303)
  expect(await end(pkg.id)).toBe(303)
  const yumi = await world.as('yumi')
  const withdrawal = { towns: ['152161'], words: '契約が終わりました。' }
  const withdrawn = await yumi.post(`/packages/${pkg.id}/consents/withdrawal`, withdrawal)
  expect(withdrawn.status).toBe(303)
  const daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/packages/${pkg.id}/reopening`)).status).toBe(303)
  const open = await reader().selectFrom('packageTown').select(['townId', 'closed']).where('packageId', '=', pkg.id).execute()
  expect(Object.fromEntries(open.map(({ townId, closed }) => [townId, closed]))).toEqual({
    '152161': 1,
    '202151': 0,
    '203246': 0,
  })
  expect(await raise('hana', pkg.id)).toBe(303)
  expect((await daisuke.post(`/packages/${pkg.id}/reopening`)).status, 'once').toBe(409)
})

test('past its day it is not opened again before it has a later one', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  expect(await end(pkg.id)).toBe(303)
  world.later(day * 2)
  const daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/packages/${pkg.id}/reopening`)).status).toBe(409)
  expect((await daisuke.post(`/packages/${pkg.id}/postponement`, { until: '2026-12-10' })).status).toBe(303)
  expect((await daisuke.post(`/packages/${pkg.id}/reopening`)).status).toBe(303)
})

test('a mistyped price is corrected for what nobody has accepted, and who it concerns hears of it', async () => {
  const pkg = await publishedPackage(world)
  const taken = await acceptedBy(world, 'hana', pkg, 1)
  const offered = await offeredTo(world, 'ken', pkg, 2)
  expect(await raise('hana', pkg.id)).toBe(303)
  const place = `/packages/${pkg.id}/price`
  const daisuke = await world.as('daisuke')
  const { unitPrice: before } = await reader()
    .selectFrom('package')
    .select('unitPrice')
    .where('id', '=', pkg.id)
    .executeTakeFirstOrThrow()
  for (const unitPrice of ['0', 'x', String(before)])
    expect([unitPrice, (await daisuke.post(place, { unitPrice })).status]).toEqual([unitPrice, 422])
  const low = await daisuke.post(place, { unitPrice: '1' })
  expect([low.status, (await low.text()).includes('value="1"')]).toEqual([422, true])
  expect((await (await world.as('yumi')).post(place, { unitPrice: '90' })).status).toBe(403)
  expect((await daisuke.post(place, { unitPrice: String(before! * 2) })).status).toBe(303)
  const prices = await reader()
    .selectFrom('assignment')
    .select(['id', 'status', 'price'])
    .where('packageId', '=', pkg.id)
    .orderBy('id')
    .execute()
  expect(prices.map(({ id, status }) => [id, status])).toEqual([
    [taken, 'active'],
    [offered, 'cancelled'],
  ])
  const lots = await reader().selectFrom('lot').select(['firstRow', 'lastRow', 'price']).where('packageId', '=', pkg.id).execute()
  for (const { firstRow, lastRow, price } of lots) expect(price).toBe((lastRow - firstRow + 1) * before! * 2)
  expect(prices[0]!.price, 'what was accepted keeps its price').toBe((lots[0]!.price ?? 0) / 2)
  expect(await toldOf('package.correct-price')).toEqual(idsOf('hana', 'yumi'))
  expect(await toldOf('application.lapse'), 'more pay ends no hand').toEqual([])
  expect((await daisuke.post(place, { unitPrice: String(before) })).status).toBe(303)
  expect(await toldOf('application.lapse')).toEqual(idsOf('hana'))
})
