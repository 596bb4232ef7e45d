import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('a stranger sees the landing page, and is sent to sign in from everywhere else', async () => {
  const stranger = world.stranger()
  expect((await stranger.get('/')).status).toBe(200)
  expect((await stranger.get('/nowhere')).status).toBe(404)
})

test('the cast signs in, and out', async () => {
  const hana = await world.as('hana')
  expect(await hana.text('/')).toContain('小林 花')
  await hana.post('/sign-out')
  expect(await hana.text('/')).not.toContain('小林 花')
})
