/** Home at the size of a real town: a few of each kind, how many more there are, and the way to them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliverAgain, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

/** More of a lot's assignments, each of another lot of the same package. */
async function multiply(assignmentId: string, times: number) {
  const { writer } = world.engine
  const one = await writer.selectFrom('assignment').selectAll().where('id', '=', assignmentId).executeTakeFirstOrThrow()
  const lot = await writer.selectFrom('lot').selectAll().where('id', '=', one.lotId).executeTakeFirstOrThrow()
  const more = Array.from({ length: times }, (_, i) => `more-${i}`)
  await writer
    .insertInto('lot')
    .values(more.map((id, i) => ({ ...lot, id, number: 1_000 + i })))
    .execute()
  await writer
    .insertInto('assignment')
    .values(more.map((id) => ({ ...one, id, lotId: id })))
    .execute()
}

test('of many late lots five are shown, the rest is counted, and one press away', async () => {
  const pkg = await publishedPackage(world)
  await multiply(await acceptedBy(world, 'hana', pkg, 1), 36)
  world.later(60 * 24 * 40)
  const daisuke = await world.as('daisuke')
  const lots = (text: string) => text.match(/href="\/assignments\/[\w-]+"/g)?.length
  const home = await daisuke.text('/')
  expect(lots(home)).toBe(5)
  expect(home).toContain('ほか32件の作業を見る')
  expect(home).toContain('href="/?all=late"')
  expect(lots(await daisuke.text('/?all=late'))).toBe(37)
})

test('more deliveries than fit a sign are said in words', async () => {
  const pkg = await publishedPackage(world)
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await deliverAgain(world, 'hana', id)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text('/')).toMatch(/yui-tasks__count">1<[\s\S]*納品1件を検収する/)
  await multiply(id, 430)
  const home = await daisuke.text('/')
  expect(home).toContain('納品431件を検収する')
  expect(home).not.toContain('yui-tasks__count')
})

test('beyond a thousand nobody is told the exact number', async () => {
  const pkg = await publishedPackage(world)
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await deliverAgain(world, 'hana', id)
  await multiply(id, 999)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text('/')).toContain('納品1,000件を検収する')
  const lot = await world.engine.writer.selectFrom('lot').selectAll().where('id', '=', 'more-1').executeTakeFirstOrThrow()
  const one = await world.engine.writer.selectFrom('assignment').selectAll().where('id', '=', 'more-1').executeTakeFirstOrThrow()
  for (const n of ['last']) {
    await world.engine.writer
      .insertInto('lot')
      .values({ ...lot, id: n, number: n.length * 1_000 })
      .execute()
    await world.engine.writer
      .insertInto('assignment')
      .values({ ...one, id: n, lotId: n })
      .execute()
  }
  expect(await daisuke.text('/')).toContain('納品1,000+件を検収する')
})

test('a posting whose day has passed waits for its manager’s decision', async () => {
  const pkg = await publishedPackage(world)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text('/')).not.toContain('募集をどうするか決める')
  world.later(60 * 24 * 40)
  const home = await (await world.as('daisuke')).text('/')
  expect(home).toContain(`href="/packages/${pkg.id}"`)
  expect(home).toContain('募集をどうするか決める')
  expect(home).toContain('空き 3件')
})

test('hands are counted without those who have a lot already', async () => {
  const pkg = await publishedPackage(world)
  for (const who of ['hana', 'ken'] as const)
    expect((await (await world.as(who)).post(`/work/${pkg.id}/application`, { lotsWished: '1' })).status).toBe(303)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text('/')).toContain('応募 2人')
  await acceptedBy(world, 'hana', pkg, 1)
  expect(await daisuke.text('/')).toContain('応募 1人')
  await acceptedBy(world, 'ken', pkg, 2)
  expect(await daisuke.text('/')).not.toContain('応募した人へ打診する')
})
