// The clockwork warns the town once for each day that comes near or passes, also when it was not looking.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { warnOfIncidents } from '../../server/safety/incidents/clock.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { hidden, lift, report } from '../support/stories/incident.ts'
import { publishedPackage, type TestPackage } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
let id: string
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { rows: 20 })
  id = await report(world, await world.as('daisuke'), pkg.id)
})
afterEach(() => world.close())

const hours = 60
const days = 24 * 60
const warnings = async () =>
  (await world.audit())
    .filter(({ act }) => act === 'incident.warn' || act === 'incident.overdue')
    .map(({ act, detail }) => [act, (JSON.parse(detail) as { marks: string[] }).marks.map((mark) => mark.split(' ')[0]).join()])
const told = async (who: 'yumi' | 'makoto' | 'daisuke') =>
  ((await (await world.as(who)).text('/notifications')).match(/情報漏えいへの対応の期限が/g) ?? []).length

test('minute by minute: on the eve, at 72 hours, when it has passed; once each', async () => {
  // Told at noon on the 21st; the fourth day begins 60 hours later, at midnight in Japan.
  world.later(60 * hours - 1)
  expect(await warnOfIncidents(world)).toBe(0)
  world.later(1)
  expect(await warnOfIncidents(world)).toBe(1)
  expect(await warnOfIncidents(world)).toBe(0)
  world.later(12 * hours - 1)
  expect(await warnOfIncidents(world)).toBe(0)
  world.later(1)
  expect(await warnOfIncidents(world)).toBe(1)
  world.later(36 * hours)
  expect([await warnOfIncidents(world), await warnOfIncidents(world)]).toEqual([1, 0])
  expect(await warnings()).toEqual([
    ['incident.warn', 'preliminary-eve'],
    ['incident.warn', 'hours-72'],
    ['incident.overdue', 'preliminary-late'],
  ])
  // The secretariat hears once a day has passed; the manager looks after the work, not the papers.
  expect([await told('yumi'), await told('makoto'), await told('daisuke')]).toEqual([3, 1, 0])
})

test('who was not looking for a month catches up in one breath', async () => {
  world.later(40 * days)
  expect([await warnOfIncidents(world), await warnOfIncidents(world)]).toEqual([1, 0])
  expect(await warnings()).toEqual([['incident.overdue', 'hours-72,preliminary-eve,preliminary-late,final-5,final-1,final-late']])
  expect(await told('yumi')).toBe(1)
})

test('two clocks at once warn once', async () => {
  world.later(4 * days)
  const done = await Promise.all([warnOfIncidents(world), warnOfIncidents(world), warnOfIncidents(world)])
  expect(done.reduce((sum, n) => sum + n, 0)).toBe(1)
  expect(await warnings()).toHaveLength(1)
})

test('what was filed, is not due or is closed is not warned of; a filed report leaves the final one', async () => {
  const yumi = await world.as('yumi')
  const no = { personal: 'yes', many: 'no', sensitive: 'no', damage: 'no', purpose: 'no' }
  await yumi.post(`/incidents/${id}/answers`, no)
  world.later(6 * days)
  expect(await warnOfIncidents(world)).toBe(0)
  await (await world.as('yumi')).post(`/incidents/${id}/answers`, { ...no, many: 'yes' })
  const again = await world.as('yumi')
  await again.post(`/incidents/${id}/report`, { base: '0', outline: 'x', data: 'x', persons: 'x' })
  await again.post(`/incidents/${id}/filing`, { kind: 'preliminary', draft: '1', _proof: 'demo' })
  expect(await warnOfIncidents(world)).toBe(0)
  world.later(18 * days)
  expect(await warnOfIncidents(world)).toBe(1)
  world.later(4 * days)
  expect(await warnOfIncidents(world)).toBe(1)
  await lift(await world.as('yumi'), id, 'unread')
  world.later(30 * days)
  expect(await warnOfIncidents(world)).toBe(0)
  expect(await warnings()).toEqual([
    ['incident.warn', 'final-5'],
    ['incident.warn', 'final-1'],
  ])
})

test('a further report moves no clock; the list puts what is late first', async () => {
  const other = await publishedPackage(world, { title: '後の案件', rows: 20 })
  world.later(3 * days)
  await report(world, await world.as('daisuke'), other.id)
  await report(world, await world.as('daisuke'), pkg.id)
  world.later(3 * days)
  const list = await (await world.as('yumi')).text('/incidents')
  expect(list).toContain('2日過ぎています')
  expect(list.indexOf('店舗一覧の照合')).toBeLessThan(list.indexOf('後の案件'))
  expect(await (await world.as('yumi')).text('/')).toContain('期限を過ぎています')
  expect(hidden(await (await world.as('yumi')).text(`/incidents/${id}`), 'seen')).not.toBe('')
})
