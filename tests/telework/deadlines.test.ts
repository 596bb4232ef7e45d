/** Rows close at the end of the due day in Japan; delivering stays possible; the manager gives more time. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { atCentre, centreMark, prepareForStrict, strictPackage, touch } from '../support/stories/guarded.ts'
import { acceptedBy, csvFile, csvOf, deliverAgain, publishedPackage, reviewed } from '../support/stories/package.ts'
import { add, text } from '../support/stories/package-files.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const rowsOf = async (id: string) => (await (await world.as('hana')).get(`/assignments/${id}/rows`)).status
const dueOf = async (id: string) =>
  (await world.engine.reader.selectFrom('assignment').select('dueOn').where('id', '=', id).executeTakeFirstOrThrow()).dueOn
const corrected = csvOf(1, 4, (row, n) => (n === 1 ? row.with(1, '新しい店') : row))
/** Twelve noon in Japan; midnight is half a day on. */
const toMidnight = 12 * 60

test('the last minute of the due day is open, the next one is closed, and delivering is not', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  world.later(60 * 24 + toMidnight - 1)
  expect(await rowsOf(id), '23:59').toBe(200)
  world.later(1)
  const hana = await world.as('hana')
  const answer = await hana.get(`/assignments/${id}/rows`)
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('期限')])
  expect(await hana.text(`/assignments/${id}`), 'no link to what is closed').not.toContain(`/assignments/${id}/rows`)
  expect((await hana.post(`/assignments/${id}/submission`, { file: csvFile(corrected), note: '' })).status).toBe(303)
})

test('a late delivery is taken, and opens nothing again', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2', dueOn: '2026-11-22' })
  const late = await acceptedBy(world, 'hana', pkg, 1)
  const inTime = await acceptedBy(world, 'hana', pkg, 2)
  const waysTo = async (lot: string, file: string) => {
    const hana = await world.as('hana')
    return [
      (await hana.get(`/assignments/${lot}/submissions/1`)).status,
      (await hana.get(`/assignments/${lot}/files/${file}`)).status,
    ]
  }
  const first = await world.as('hana')
  const files = [
    await add(world, first, `assignments/${late}`, text('一')),
    await add(world, first, `assignments/${inTime}`, text('二')),
  ]
  await deliverAgain(world, 'hana', inTime)
  expect(await waysTo(inTime, files[1]!), 'until the day it was due').toEqual([200, 200])
  world.later(60 * 24 * 3)
  const hana = await world.as('hana')
  const answer = await hana.post(`/assignments/${late}/submission`, { file: csvFile(corrected), note: '' })
  expect(answer.status).toBe(303)
  expect(await waysTo(late, files[0]!)).toEqual([403, 403])
  expect(await waysTo(inTime, files[1]!)).toEqual([403, 403])
  const lot = await hana.text(`/assignments/${late}`)
  for (const words of ['/submissions/1', '新しい店', '今は見られません']) expect(lot).not.toContain(words)
})

test('nor does one without a correction of what is only shown, from home or from the centre', async () => {
  await prepareForStrict(world)
  const pkg = await strictPackage(world, { dueOn: '2026-11-22' })
  const mark = await centreMark(world)
  const [id, inTime] = [await acceptedBy(world, 'ken', pkg, 1), await acceptedBy(world, 'ken', pkg, 2)]
  const ken = await atCentre(world, 'ken', mark)
  const waysTo = async (lot: string, by = ken) => {
    const touched = await touch(by, pkg.id, lot)
    return [
      touched,
      (await by.get(`/assignments/${lot}/pages/1`)).status,
      (await by.get(`/assignments/${lot}/pages/1/picture`)).status,
    ]
  }
  const deliver = (lot: string, by: typeof ken) =>
    by.post(`/assignments/${lot}/entries/submission`, { counted: '0', none: 'yes', note: '' })
  expect((await deliver(inTime, ken)).status).toBe(303)
  expect(await waysTo(inTime), 'until the day it was due').toEqual([303, 200, 200])
  world.later(60 * 24 * 3)
  const [home, there] = [await world.as('ken'), await atCentre(world, 'ken', mark)]
  expect((await deliver(id, home)).status).toBe(303)
  for (const lot of [id, inTime]) expect(await waysTo(lot, there)).toEqual([403, 403, 403])
})

test('what was returned late opens for seven days from the return, whatever day was agreed', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await deliverAgain(world, 'hana', id)
  world.later(60 * 24 * 3)
  await reviewed(world, id, [{ criterion: 1, row: null, words: '名称' }])
  world.later(60 * 24 * 7 + toMidnight - 1)
  expect(await rowsOf(id)).toBe(200)
  world.later(1)
  expect(await rowsOf(id)).toBe(403)
})

test('what is mended within these days stays open to its worker after it was delivered, until they end', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await deliverAgain(world, 'hana', id)
  world.later(60 * 24 * 3)
  await reviewed(world, id, [{ criterion: 1, row: null, words: '名称' }])
  world.later(60 * 24 * 2)
  await deliverAgain(world, 'hana', id)
  const own = async () => (await (await world.as('hana')).get(`/assignments/${id}/submissions/2`)).status
  expect([await own(), await dueOf(id)]).toEqual([200, '2026-12-01'])
  world.later(60 * 24 * 5 + toMidnight)
  expect(await own()).toBe(403)
})

test('the manager gives more time, the rows open again at once, and the worker and the town hear of it', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  world.later(60 * 24 * 3)
  expect(await rowsOf(id)).toBe(403)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/assignments/${id}`)).toContain('納期を延ばす')
  const answer = await daisuke.post(`/assignments/${id}/extension`, { until: '2026-12-01' })
  expect(answer.headers.get('location')).toBe(`/assignments/${id}`)
  expect([await dueOf(id), await rowsOf(id)]).toEqual(['2026-12-01', 200])
  const told = await world.engine.reader.selectFrom('notification').selectAll().where('act', '=', 'assignment.extend').execute()
  expect(told.map(({ personId }) => personId).sort()).toEqual([world.cast.hana.id, world.cast.yumi.id].sort())
  const record = (await world.audit()).find(({ act }) => act === 'assignment.extend')!
  expect(JSON.parse(record.detail)).toEqual({ from: '2026-11-22', to: '2026-12-01' })
  expect(await daisuke.text(`/packages/${pkg.id}/history`)).toContain('納期を延ばしました')
  const hana = await world.as('hana')
  expect(await hana.text(`/assignments/${id}`)).toContain('12月1日')
  expect(await hana.text(`/assignments/${id}`)).not.toContain('name="until"')
})

test('only later, ninety days at most, by the manager of that town, and not once it is delivered', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-12-05' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const place = `/assignments/${id}/extension`
  const daisuke = await world.as('daisuke')
  for (const until of ['2026-12-05', '2026-12-01', '2027-03-06', '2026-02-30', '']) {
    const answer = await daisuke.post(place, { until })
    expect([until, answer.status]).toEqual([until, 422])
    if (until) expect(await answer.text()).toContain(`value="${until}"`)
  }
  for (const [who, status] of [
    ['hana', 403],
    ['yumi', 403],
    ['makoto', 404],
    ['ken', 404],
  ] as [CastKey, number][])
    expect((await (await world.as(who)).post(place, { until: '2026-12-20' })).status, who).toBe(status)
  const second = await officer(world, '202151', '二人 目', 'manager')
  const asked = ['2027-03-05', '2026-12-20']
  const both = await Promise.all([daisuke, second.browser].map((browser, n) => browser.post(place, { until: asked[n]! })))
  const told = asked.filter((_, n) => both[n]!.status === 303)
  expect(told.length).toBeGreaterThan(0)
  expect(await dueOf(id), 'never shorter than somebody was told').toBe(told.sort().at(-1))
  await deliverAgain(world, 'hana', id)
  expect((await daisuke.post(place, { until: '2027-03-20' })).status).toBe(409)
})

test('a returned lot is due on the day until which it may be mended, on every page', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2026-11-22' })
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await deliverAgain(world, 'hana', id)
  world.later(60 * 24 * 3)
  await reviewed(world, id, [{ criterion: 2, row: 3, words: '市外局番' }])
  expect(await dueOf(id)).toBe('2026-12-01')
  world.later(60 * 24)
  const [hana, daisuke] = [await world.as('hana'), await world.as('daisuke')]
  for (const [who, at] of [
    [hana, '/'],
    [hana, '/assignments'],
    [hana, `/assignments/${id}`],
    [daisuke, `/packages/${pkg.id}`],
    [daisuke, `/packages/${pkg.id}?lots=late`],
    [daisuke, '/'],
  ] as const) {
    const page = await who.text(at)
    expect([at, page.includes('納期を過ぎています'), page.includes('遅れを確かめる')]).toEqual([at, false, false])
    if (at !== '/' && !at.includes('late')) expect([at, page.includes('12月1日')]).toEqual([at, true])
  }
  world.later(60 * 24 * 7)
  expect(await (await world.as('hana')).text('/')).toContain('納期を過ぎています')
})
