// A package that is concluded with lots missing: what its town is told and takes home, and the way to its destruction.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { asked, witnessed } from '../support/stories/ended.ts'
import { acceptedBy, deliveredBy, offeredTo, publishedPackage } from '../support/stories/package.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const words = '引き受ける人が見つかりませんでした。'
const conclude = async (id: string) => (await (await world.as('daisuke')).post(`/packages/${id}/conclusion`, { words })).status
const statusOf = async (id: string) =>
  (await world.engine.reader.selectFrom('package').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
const told = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  ).map(({ personId }) => personId)

test('with nothing on offer or in hand its manager concludes it, and the town takes home a result that says it is partial', async () => {
  const pkg = await publishedPackage(world)
  const lot = await deliveredBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  expect(await conclude(pkg.id), 'while it is in hand').toBe(409)
  expect((await daisuke.post(`/assignments/${lot}/approval`)).status).toBe(303)
  const offer = await offeredTo(world, 'ken', pkg, 2)
  expect(await conclude(pkg.id), 'while it is on offer').toBe(409)
  expect((await daisuke.post(`/assignments/${offer}/cancellation`)).status).toBe(303)
  expect((await daisuke.post(`/packages/${pkg.id}/conclusion`, { words: ' ' })).status, 'without a reason').toBe(422)
  expect((await (await world.as('yumi')).post(`/packages/${pkg.id}/conclusion`, { words })).status).toBe(403)
  expect(await daisuke.text(`/packages/${pkg.id}/conclusion`)).toMatch(/作業2〜3[\s\S]*6行/)
  expect(await conclude(pkg.id)).toBe(303)
  expect([await statusOf(pkg.id), await told('package.conclude')]).toEqual(['concluded', [world.cast.yumi.id]])
  const yumi = await world.as('yumi')
  const page = await yumi.text(`/packages/${pkg.id}`)
  for (const part of [words, '作業2〜3', '検収済みの4行だけが入った、一部の成果です']) expect(page).toContain(part)
  const result = await yumi.get(`/packages/${pkg.id}/result`)
  expect(decodeURIComponent(result.headers.get('content-disposition') ?? '')).toContain('成果（一部）.csv')
  expect((await result.text()).trim().split('\n')).toHaveLength(5)
  const record = (await world.audit()).find(({ act }) => act === 'package.conclude')!
  expect(JSON.parse(record.detail)).toEqual({ to: 'concluded', lots: [2, 3], rows: 6 })
})

test('an offer that races with the conclusion leaves no lot in anybody’s hands', async () => {
  const pkg = await publishedPackage(world)
  await Promise.allSettled([offeredTo(world, 'ken', pkg, 1), conclude(pkg.id), offeredTo(world, 'ken', pkg, 2)])
  const open = await world.engine.reader.selectFrom('assignment').select('id').where('status', '=', 'offered').execute()
  expect((await statusOf(pkg.id)) === 'concluded' && open.length > 0).toBe(false)
})

test('the day has passed, lots are free and the worker is suspended: it ends all the same, and its content is destroyed', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-25', dataClass: '2' })
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  expect((await (await world.as('hana')).get(`/assignments/${lot}/rows`)).status).toBe(200)
  const { browser } = await officer(world, '203246')
  const why = { _proof: 'demo', reason: 'other', words: '連絡がつきません。' }
  const stopped = await browser.post(`/people/${world.cast.hana.id}/suspension`, why)
  expect(stopped.status).toBe(303)
  world.later(60 * 24 * 10)
  expect(await conclude(pkg.id)).toBe(409)
  const daisuke = await world.as('daisuke')
  const taken = await daisuke.post(`/assignments/${lot}/taking-back`, {
    reason: 'unreachable',
    words: '返事がありません。',
    rows: '0',
  })
  expect(taken.status).toBe(303)
  expect(await conclude(pkg.id)).toBe(303)
  const yumi = await world.as('yumi')
  const line = await yumi.post(`/packages/${pkg.id}/custody/${lot}`, { how: 'heard', reason: 'unreachable' })
  expect(line.status).toBe(303)
  expect((await asked(world, pkg.id)).status).toBe(303)
  expect((await witnessed(world, pkg.id)).status).toBe(303)
  expect(await statusOf(pkg.id)).toBe('closed')
})
