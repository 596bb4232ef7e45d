/** More candidates than a page holds. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('of many candidates the first hundred stand on a page, with how many there are and the way to the rest', async () => {
  const pkg = await publishedPackage(world)
  expect((await (await world.as('hana')).post(`/work/${pkg.id}/application`, { lotsWished: '1' })).status).toBe(303)
  const { writer } = world.engine
  const hana = world.cast.hana.id
  const person = await writer.selectFrom('person').selectAll().where('id', '=', hana).executeTakeFirstOrThrow()
  const profile = await writer.selectFrom('workerProfile').selectAll().where('personId', '=', hana).executeTakeFirstOrThrow()
  const hand = await writer.selectFrom('application').selectAll().where('personId', '=', hana).executeTakeFirstOrThrow()
  const many = Array.from({ length: 104 }, (_, i) => `many-${i}`)
  await writer
    .insertInto('person')
    .values(many.map((id) => ({ ...person, id, email: null, userHandle: id })))
    .execute()
  await writer
    .insertInto('workerProfile')
    .values(many.map((personId) => ({ ...profile, personId })))
    .execute()
  await writer
    .insertInto('application')
    .values(many.map((id) => ({ ...hand, id, personId: id })))
    .execute()
  const daisuke = await world.as('daisuke')
  const first = await daisuke.text(`/packages/${pkg.id}/candidates`)
  expect(first).toContain('応募者 105人')
  expect(first.match(/name="lots-/g)).toHaveLength(100)
  expect(first).toContain(`/packages/${pkg.id}/candidates?from=101`)
  const rest = await daisuke.text(`/packages/${pkg.id}/candidates?from=101`)
  expect(rest).toContain('105人のうち101〜105番目')
  expect(rest).toContain('101番')
})
