import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, origin, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

/** A chunked body: no length is said beforehand, and the sender goes on for as long as somebody reads. */
function endless(type: string) {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(97))
      if (sent > 50_000_000) controller.close()
    },
  })
  const init = {
    method: 'POST',
    body,
    duplex: 'half' as const,
    headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
  }
  return { init, sent: () => sent }
}

test.for([
  ['/locale', 'application/x-www-form-urlencoded'],
  ['/passkeys/enrolment/options', 'application/json'],
] as const)('a body for %s that says no length is cut off at its limit', async ([path, type]) => {
  const { init, sent } = endless(type)
  const answer = await world.app.request(`${origin}${path}`, init)
  expect(answer.status).toBe(413)
  expect(sent()).toBeLessThan(1_000_000)
})

test('a body that is no UTF-8 is refused', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const answer = await world.app.request(`${origin}/locale`, {
    method: 'POST',
    body: new Uint8Array([0x6c, 0x3d, 0xff, 0xfe]),
    headers,
  })
  expect(answer.status).toBe(400)
})

test('the demo lets a tool without a browser sign in; everything else of the site does not', async () => {
  const body = new URLSearchParams({ person: 'hana' })
  expect((await world.app.request(`${origin}/demo/sign-in`, { method: 'POST', body })).status).toBe(303)
  expect((await world.app.request(`${origin}/locale`, { method: 'POST', body })).status).toBe(403)
})
