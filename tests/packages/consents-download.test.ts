// Taking consent back stops what is on its way, and nobody can take half a file for a whole one.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { slowly } from '../support/outside/slow.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { prepareForStrict, strictPackage } from '../support/stories/guarded.ts'
import { acceptedBy, csvOf, deliveredBy, publishedPackage, reviewed, type TestPackage } from '../support/stories/package.ts'
import { towns } from '../support/stories/vetting.ts'

const { shiojiri, tateshina } = towns
let world: TestWorld
let yumi: Browser
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
})
afterEach(() => world.close())

const withdraw = (id: string, wished: readonly string[]) =>
  yumi.post(`/packages/${id}/consents/withdrawal`, { towns: [...wished], words: '契約を見直すため' })

/** Rows enough that a village line is not through with them before anybody presses. */
const many = 150_000
const whole = Buffer.byteLength(csvOf(1, many).replaceAll('\r', ''))
const bigPackage = (wish = {}): Promise<TestPackage> =>
  publishedPackage(world, { dataClass: '2', rows: many, rowsPerLot: many, unitPrice: 1, ...wish })

test('a download on its way is cut within a second, and nobody can take it for a whole one', async () => {
  const pkg = await bigPackage()
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  const cut = await slowly(world, await world.as('hana'), `/assignments/${lot}/rows`, () => withdraw(pkg.id, [tateshina]))
  expect(cut).toMatchObject({ status: 200, openBefore: true, broken: true })
  expect(cut.seconds).toBeLessThan(1.5)
  expect(cut.got).toBeLessThan(whole)
}, 120_000)

test('another town’s withdrawal cuts nobody else’s', async () => {
  const pkg = await bigPackage()
  const lot = await acceptedBy(world, 'ken', pkg, 1)
  const kept = await slowly(world, await world.as('ken'), `/assignments/${lot}/rows`, () => withdraw(pkg.id, [tateshina]))
  expect(kept).toMatchObject({ openBefore: true, broken: false })
  expect(kept.got).toBeGreaterThanOrEqual(whole)
}, 120_000)

test('the manager’s is cut with the consent of the package’s own town', async () => {
  const pkg = await bigPackage()
  const lot = await deliveredBy(world, 'ken', pkg, 1)
  const path = `/assignments/${lot}/submissions/1`
  const cut = await slowly(world, await world.as('daisuke'), path, () => withdraw(pkg.id, [shiojiri]))
  expect(cut).toMatchObject({ status: 200, openBefore: true, broken: true })
  expect(cut.seconds).toBeLessThan(1.5)
}, 120_000)

test('what a town takes home of its own class 3C needs nobody’s consent; a freeze cuts that as well', async () => {
  await prepareForStrict(world)
  const pkg = await strictPackage(world, { rows: many, rowsPerLot: many, unitPrice: 1 })
  const lot = await deliveredBy(world, 'ken', pkg, 1)
  await reviewed(world, lot)
  await world.engine.writer.updateTable('package').set({ lotsApproved: 1 }).where('id', '=', pkg.id).execute()
  const path = `/packages/${pkg.id}/result`
  const ready = async () => {
    const taking = { use: 'export', assignment: '', next: path, reason: 'handover', _proof: 'demo' }
    expect((await yumi.post(`/openings/${pkg.id}`, taking)).status).toBe(303)
  }
  await ready()
  const kept = await slowly(world, yumi, path, async () => withdraw(pkg.id, [shiojiri, tateshina]))
  expect(kept).toMatchObject({ status: 200, openBefore: true, broken: false })
  await ready()
  const freeze = () =>
    world.engine.writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', pkg.id).execute()
  const cut = await slowly(world, yumi, path, freeze)
  expect(cut).toMatchObject({ status: 200, openBefore: true, broken: true })
  expect(cut.seconds).toBeLessThan(1.5)
}, 180_000)
