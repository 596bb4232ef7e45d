// What people wrote about content, a review's points and a delivery's note, is read where the content is, and nowhere else.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { atCentre, centreMark, prepareForStrict, strictPackage } from '../support/stories/guarded.ts'
import { report } from '../support/stories/incident.ts'
import { acceptedBy, csvFile, csvOf, publishedPackage, type TestPackage } from '../support/stories/package.ts'
import { towns } from '../support/stories/vetting.ts'

const point = '氏名は塩尻一郎ではなく一朗'
const overall = '一朗さんの行のほかは良い出来です'
const note = '一郎さんのことで迷いました'
const all = [point, overall, note]
const closed = '場所で内容を開くと'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const returned = async (lot: string) => {
  const answer = await (await world.as('daisuke')).post(`/assignments/${lot}/returns`, {
    'criterion-1': '1',
    'row-1': '1',
    'words-1': point,
    words: overall,
  })
  expect(answer.status).toBe(303)
}
/** 健's lot of class 3C, delivered with a note and returned with a point and a word. */
async function strictLot(): Promise<{ pkg: TestPackage; lot: string; there: Browser }> {
  await prepareForStrict(world)
  const pkg = await strictPackage(world)
  const lot = await acceptedBy(world, 'ken', pkg, 1)
  const there = await atCentre(world, 'ken', await centreMark(world))
  expect((await there.post(`/assignments/${lot}/entries/submission`, { counted: '0', none: 'yes', note })).status).toBe(303)
  await returned(lot)
  return { pkg, lot, there }
}
/** 花's lot of class 2, delivered and returned in the same way. */
async function carefulLot(): Promise<{ pkg: TestPackage; lot: string }> {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  expect((await hana.post(`/assignments/${lot}/submission`, { file: csvFile(csvOf(1, 4)), note, unchanged: 'yes' })).status).toBe(
    303,
  )
  await returned(lot)
  return { pkg, lot }
}

const on = async (browser: Browser, path: string) => {
  const text = await browser.text(path)
  return all.map((words) => text.includes(words))
}
const exported = async (who: CastKey, format: string) =>
  (await (await world.as(who)).post('/account/export', { format, _proof: 'demo' })).text()
/** Which of the words the person takes along, in either format, or reads on the page of their data. */
async function taken(who: CastKey) {
  const texts = [await exported(who, 'csv'), await exported(who, 'json'), await (await world.as(who)).text('/account/data')]
  return all.map((words) => texts.some((text) => text.includes(words)))
}
const withdraw = async (id: string) =>
  (await world.as('yumi')).post(`/packages/${id}/consents/withdrawal`, { towns: Object.values(towns), words: '見直すため' })
const [shown, hidden] = [
  [true, true, true],
  [false, false, false],
]

test('of what is only shown they are read at the centre; elsewhere stands how many points there are and on which rows', async () => {
  const { lot, there } = await strictLot()
  expect(await on(there, `/assignments/${lot}`)).toEqual(shown)
  const home = await world.as('ken')
  const text = await home.text(`/assignments/${lot}`)
  expect(await on(home, `/assignments/${lot}`)).toEqual(hidden)
  for (const words of ['1か所です', '1行目', closed]) expect(text).toContain(words)
  // A refused form draws the page once more.
  const refused = await home.post(`/assignments/${lot}/entries/submission`, { counted: '7', note: 'x' })
  expect([refused.status, (await refused.text()).includes(point)]).toEqual([422, false])
})

test('nobody takes them along as a file, and the file says so', async () => {
  await strictLot()
  expect(await taken('ken')).toEqual(hidden)
  const { reviews, deliveries } = JSON.parse(await exported('ken', 'json'))
  expect(reviews[0]).toMatchObject({ words: null, points: ['名称が公式サイトと同じである / #1'], leftOut: 'shown-only' })
  expect(deliveries[0]).toMatchObject({ note: null, leftOut: 'shown-only' })
  expect(await exported('ken', 'csv')).toContain('決められた場所で内容を開くと')
})

test.for(['withdrawn', 'frozen'])(
  '%s: they are closed with the content, at the centre and to its manager as well',
  async (how) => {
    const { pkg, lot, there } = await strictLot()
    const daisuke = await world.as('daisuke')
    for (const path of [`/assignments/${lot}`, `/assignments/${lot}/review`]) expect(await on(daisuke, path)).toEqual(shown)
    if (how === 'withdrawn') await withdraw(pkg.id)
    else await report(world, await world.as('yumi'), pkg.id)
    for (const browser of [there, daisuke]) expect(await on(browser, `/assignments/${lot}`)).toEqual(hidden)
    expect(await on(daisuke, `/assignments/${lot}/review`)).toEqual(hidden)
    expect(await daisuke.text(`/assignments/${lot}/review`)).toContain(closed)
    expect(await taken('ken')).toEqual(hidden)
  },
)

test.for(['withdrawn', 'frozen'])(
  'of what leaves as a file they are read and taken wherever one is, until it is %s',
  async (how) => {
    const { pkg, lot } = await carefulLot()
    const hana = await world.as('hana')
    expect([await on(hana, `/assignments/${lot}`), await taken('hana')]).toEqual([shown, shown])
    if (how === 'withdrawn') await withdraw(pkg.id)
    else await report(world, await world.as('yumi'), pkg.id)
    expect([await on(hana, `/assignments/${lot}`), await taken('hana')]).toEqual([hidden, hidden])
    const { reviews } = JSON.parse(await exported('hana', 'json'))
    expect(reviews[0]).toMatchObject({ leftOut: 'closed' })
  },
)

test('a due day that has passed does not take away why it was returned', async () => {
  const { lot } = await carefulLot()
  world.later(60 * 24 * 30)
  const hana = await world.as('hana')
  expect([await on(hana, `/assignments/${lot}`), await taken('hana')]).toEqual([shown, shown])
})
