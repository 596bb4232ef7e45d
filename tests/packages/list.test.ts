// The working list: what is due first stands first, late is late, and it is found by words and by whose it is.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { draftPackage, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('the list is sorted by due day, marks what is late, and finds by words', async () => {
  const late = await publishedPackage(world)
  const { id } = await draftPackage(world)
  world.later(60 * 24 * 400)
  const yumi = await world.as('yumi')
  const text = await yumi.text('/packages')
  expect(text.indexOf(late.id)).toBeLessThan(text.indexOf(id))
  expect(text).toMatch(/納期超過/)
  expect(await yumi.text('/packages?stage=preparing')).not.toContain('納期超過')
  expect(await yumi.text('/packages?q=zz')).toContain('ここに当てはまる業務案件はありません')
  expect(await (await world.as('daisuke')).text('/packages?whose=mine')).toContain(late.id)
})
