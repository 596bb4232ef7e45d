// Facts that change on a day, over HTTP: names of towns, when operating bodies pay, minimum wages.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { paymentTermsOn } from '../../db/membership/facts.ts'
import { nameTowns } from '../../server/kernel/clockwork.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { offeredTo, publishedPackage, readyPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const town = '/towns/202151'
const source = '町の条例'
const days = (n: number) => world.later(n * 24 * 60)
const terms = { closing: '20', months: '1', pay: '15', from: '2026-12-01', source }
const name = { name: '新塩尻市', kana: 'シンシオジリシ', romaji: 'Shin-Shiojiri', from: '2026-11-23', source }

test('they are the secretariat’s to keep, and nobody else’s', async () => {
  for (const who of ['hana', 'yumi', 'daisuke', 'akira'] as const) {
    const person = await world.as(who)
    for (const path of ['/wages', '/wages/20', `${town}/name`, `${town}/payment`, '/facts/name-202151/withdrawal'])
      expect([who, path, (await person.get(path)).status]).toEqual([who, path, 403])
  }
})

test('new terms of payment hold for orders from their day on; those before keep theirs', async () => {
  const makoto = await world.as('makoto')
  const pkg = await publishedPackage(world)
  await offeredTo(world, 'hana', pkg, 1)
  expect((await makoto.post(`${town}/payment`, terms)).status).toBe(303)
  expect(await makoto.text(`${town}/payment?done=recorded`)).toMatch(/記録しました[\s\S]*毎月20日締め、翌月15日[\s\S]*これから/)
  expect(await (await world.as('yumi')).text('/notifications')).toContain('支払日の決まりが変わります')
  expect(await (await world.as('hana')).text('/notifications')).not.toContain('支払日の決まり')
  const on = async (day: `${number}-${number}-${number}`) => (await paymentTermsOn(world.db.read, '202151', day))?.closing
  expect([await on('2026-11-30'), await on('2026-12-01')]).toEqual([31, 20])
})

test('terms that would break the law are refused with the day that shows it, and never reach back', async () => {
  const makoto = await world.as('makoto')
  const late = await makoto.post(`${town}/payment`, { ...terms, closing: '31', months: '1', pay: '31' })
  expect([late.status, await late.text()]).toEqual([422, expect.stringMatching(/60日目/)])
  const today = await makoto.post(`${town}/payment`, { ...terms, from: '2026-11-21' })
  expect([today.status, await today.text()]).toEqual([422, expect.stringContaining('明日からの日')])
})

test('terms of payment are taken back before they hold, and not afterwards', async () => {
  const makoto = await world.as('makoto')
  await makoto.post(`${town}/payment`, terms)
  const [, way] = /href="(\/facts\/[^"]+\/withdrawal)"/.exec(await makoto.text(`${town}/payment`))!
  expect((await makoto.post(way!)).headers.get('location')).toBe(`${town}/payment?done=withdrawn`)
  expect(await makoto.text(`${town}/payment`)).toContain('取り消し')
  expect((await makoto.post(way!)).status).toBe(409)
  expect((await makoto.post('/facts/payment-202151/withdrawal')).status).toBe(409)
})

test('a town bears its new name from the day on, and older documents the name of theirs', async () => {
  const makoto = await world.as('makoto')
  expect((await makoto.post(`${town}/name`, name)).status).toBe(303)
  await nameTowns(world)
  expect(await makoto.text('/towns')).not.toContain('新塩尻市')
  days(2)
  expect(await nameTowns(world)).toBe(1)
  const later = await world.as('makoto')
  expect(await later.text('/towns')).toContain('新塩尻市')
  expect(await later.text(`${town}/pledge/1`)).toMatch(/<h1[^>]*>塩尻市の誓約書/)
})

test('a wrong name is taken back, the last one is not', async () => {
  const makoto = await world.as('makoto')
  await makoto.post(`${town}/name`, { ...name, from: '2026-11-21' })
  expect(await makoto.text('/towns')).toContain('新塩尻市')
  const again = await makoto.post(`${town}/name`, { ...name, from: '2026-11-21' })
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('すでに記録されています')])
  const ways = [...(await makoto.text(`${town}/name`)).matchAll(/href="(\/facts\/[^"]+\/withdrawal)"/g)].map(([, way]) => way!)
  await makoto.post(ways[0]!)
  expect(await makoto.text('/towns')).not.toContain('新塩尻市')
  expect((await makoto.post(ways[1]!)).status).toBe(403)
})

test('every prefecture has its minimum wage with its day, and a new one is recorded', async () => {
  const makoto = await world.as('makoto')
  const list = await makoto.text('/wages')
  expect(list.match(/href="\/wages\/\d\d"/g)).toHaveLength(47)
  expect(list).toMatch(/北海道[\s\S]*?1,075円[\s\S]*?2025年10月4日/)
  expect(list).toContain('1年以上前の額です')
  expect((await makoto.post('/wages/20', { yen: '１，１２５', from: '2026-10-01', source })).status).toBe(303)
  expect(await makoto.text('/wages')).toMatch(/長野県[\s\S]{0,200}1,125円/)
  expect((await makoto.get('/wages/48')).status).toBe(404)
})

test('a plan shows the wages of the towns it is open to, and says where none is on record', async () => {
  const daisuke = await world.as('daisuke')
  const pkg = await readyPackage(world, { towns: ['202151', '152161'] })
  const asked = `/packages/${pkg.id}/plan?unitPrice=40&minutesPerRow=2`
  const part = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  const shown = async (towns: string) => (await daisuke.get(`${asked}${towns}`, part)).text()
  expect(await shown('')).toMatch(/長野県の最低賃金は1時間1,061円/)
  expect(await shown('')).not.toContain('新潟県')
  await world.engine.writer.deleteFrom('datedFact').where('subject', '=', '15').execute()
  expect(await shown('&towns=152161')).toContain('新潟県の最低賃金は、まだ記録されていません')
})
