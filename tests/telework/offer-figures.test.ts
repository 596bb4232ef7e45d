/** What a lot pays is one figure: what the posting says is what the offer says, also of a last lot with fewer rows. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('where only the short last lot is left, list and posting say what it pays', async () => {
  const pkg = await publishedPackage(world)
  const hana = await world.as('hana')
  const shown = async () => [await hana.text('/work'), await hana.text(`/work/${pkg.id}`)]
  for (const text of await shown()) expect(text).toMatch(/160(<\/b>)?円?/)
  expect(await hana.text(`/work/${pkg.id}`)).toContain('最後の1件だけは行が少なく')
  for (const lot of [1, 2]) await acceptedBy(world, 'ken', pkg, lot)
  for (const text of await shown()) {
    expect(text).not.toContain('160')
    expect(text).toMatch(/>80(<\/b>)?円?/)
    expect(text).toContain('× 2行')
  }
  const id = await acceptedBy(world, 'hana', pkg, 3)
  expect(await hana.text(`/assignments/${id}`)).toContain('80円')
})

test('a list that is shorter than a lot is one lot of its own length', async () => {
  const pkg = await publishedPackage(world, { rowsPerLot: 50 })
  const text = await (await world.as('hana')).text(`/work/${pkg.id}`)
  expect(text).toContain('× 10行')
  expect(text).toContain('400円')
})
