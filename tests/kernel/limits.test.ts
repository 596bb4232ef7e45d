// Brakes: what they count by, that no POST of a stranger is without one, and that none stands before a remedy.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { features } from '../../server/app.tsx'
import { brakeKey } from '../../server/kernel/address.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s counts as %s', (address, key) => expect(brakeKey(address)).toBe(key))

test('every POST of a stranger is slowed down from one address', async () => {
  const open = features.flatMap(({ declared }) => declared).filter(({ method, act }) => method === 'post' && act === 'public')
  expect(open.length).toBeGreaterThan(5)
  for (const { path } of open) {
    const stranger = world.stranger()
    let status = 0
    for (let i = 0; i < 301 && status !== 429; i++) status = (await stranger.post(path, {})).status
    expect([path, status]).toEqual([path, 429])
  }
})

test('whoever has spent all that a person may write stops no remedy', async () => {
  const hana = await world.as('hana')
  const spent = async () => {
    for (let i = 0; i < 300; i++) if ((await hana.post('/account/letters', {})).status === 429) return true
    return false
  }
  expect(await spent()).toBe(true)
  for (const path of ['/account/recovery/stop', '/incidents', '/passkeys/step-up/options', '/account/sessions/end-all'])
    expect([path, (await hana.post(path, {})).status === 429]).toEqual([path, false])
})
