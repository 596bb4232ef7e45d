import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEngine } from '../../db/kernel/engine.ts'
import { prepared } from '../../db/kernel/prepared.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const townNamed = prepared((db, id: string) => db.selectFrom('town').select(['id', 'name']).where('id', '=', id))
const other = '152161'

test('a prepared query is filled with its values each time', async () => {
  expect(await townNamed(world.db.read, '202151')).toEqual([{ id: '202151', name: '塩尻市' }])
  expect(await townNamed(world.db.read, other)).toEqual([{ id: other, name: '糸魚川市' }])
  expect(await townNamed(world.db.read, 'nowhere')).toEqual([])
})

test('what was read is read again once this process has written anything', async () => {
  const before = await townNamed(world.db.read, other)
  expect(await townNamed(world.db.read, other)).toEqual(before)
  await world.engine.writer.updateTable('town').set({ name: '新' }).where('id', '=', other).execute()
  expect(await townNamed(world.db.read, other)).toEqual([{ id: other, name: '新' }])
})

test('and once anybody else has, from a connection of their own', async () => {
  // Read twice: the first read opens the connection, and only then can it be remembered.
  await townNamed(world.db.read, other)
  await townNamed(world.db.read, other)
  const elsewhere = openEngine(world.config.database)
  await elsewhere.writer.updateTable('town').set({ name: '別' }).where('id', '=', other).execute()
  await elsewhere.close()
  expect(await townNamed(world.db.read, other)).toEqual([{ id: other, name: '別' }])
})

test('a change is seen whatever comes between, a hundred times over', async () => {
  for (let i = 0; i < 100; i++) {
    const reading = townNamed(world.db.read, other)
    await world.engine.writer
      .updateTable('town')
      .set({ name: `${i}` })
      .where('id', '=', other)
      .execute()
    await reading
    expect(await townNamed(world.db.read, other)).toEqual([{ id: other, name: `${i}` }])
  }
})
