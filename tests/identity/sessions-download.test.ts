// What is on its way to somebody stops with the session that asked for it, as it does with the right to it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { enrolled } from '../support/outside/keys.ts'
import { slowly } from '../support/outside/slow.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, csvOf, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
let path: string
/** 花 on her own device and, by another key, on the one that is taking her rows. */
let own: Browser
let taking: Browser
/** Where that other key is removed. */
let removal: string
let hana: Awaited<ReturnType<typeof enrolled>>
/** So long that a village line is not through with it before anybody presses; of few rows, since each of them costs time to take in. */
const many = 10_000
const csv = csvOf(1, many, (row) => row.with(1, '長い名称'.repeat(60)))
const whole = Buffer.byteLength(csv.replaceAll('\r', ''))
beforeEach(async () => {
  world = await newWorld()
  const pkg = await publishedPackage(world, { dataClass: '2', csv, rowsPerLot: many, unitPrice: 1 })
  path = `/assignments/${await acceptedBy(world, 'hana', pkg, 1)}/rows`
  hana = await enrolled(world, 'hana')
  own = hana.browser
  world.later(1)
  const second = createAuthenticator()
  expect((await ceremonies(own, second).add({}, hana.device)).status).toBe(200)
  taking = world.stranger()
  await ceremonies(taking, second).signIn()
  removal = [...(await own.text('/account')).matchAll(/\/account\/passkeys\/\w+\/removal/g)].at(-1)![0]
}, 60_000)
afterEach(() => world.close())

const suspendAll = () =>
  world.engine.writer
    .updateTable('passkey')
    .set({ suspendedAt: world.clock() })
    .where('personId', '=', world.cast.hana.id)
    .execute()
const endings: [string, () => Promise<unknown>][] = [
  ['signing out', () => taking.post('/sign-out')],
  ['ending every session', () => own.post('/account/sessions/end-all')],
  ['removing the key', () => hana.does.grave(removal)],
  ['suspending the key', suspendAll],
  ['the last hour of the session', async () => world.later(24 * 60)],
]
test.each(endings)(
  '%s cuts it within a second, and nobody can take it for a whole one',
  async (_, end) => {
    const cut = await slowly(world, taking, path, end)
    expect(cut).toMatchObject({ status: 200, openBefore: true, broken: true })
    expect(cut.seconds).toBeLessThan(1.5)
    expect(cut.got).toBeLessThan(whole)
  },
  120_000,
)

test('who waits for a long download is not idle', async () => {
  const kept = await slowly(world, taking, path, async () => world.later(90))
  expect(kept).toMatchObject({ openBefore: true, broken: false })
  expect(kept.got).toBeGreaterThanOrEqual(whole)
}, 120_000)
