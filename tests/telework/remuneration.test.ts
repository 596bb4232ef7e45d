/** What is due: a row made in the write that causes it, the only place from which yen that somebody earned are told. */
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dues } from '../../db/migrations/007-dues.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { deliveredBy, publishedPackage, reviewed } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const rows = () => world.db.read.selectFrom('remuneration').selectAll().orderBy('approvedAt').orderBy('assignmentId').execute()

test('an approval makes what is due, with its day and who decided it; home tells it', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 3)
  expect(await rows()).toEqual([])
  await reviewed(world, id)
  expect(await rows()).toMatchObject([
    {
      personId: world.cast.hana.id,
      packageId: pkg.id,
      assignmentId: id,
      cause: 'approved',
      ...{ quantity: 2, unitPrice: 40, yen: 80, dueOn: '2026-12-25' },
      approvedBy: world.cast.daisuke.id,
    },
  ])
  await world.engine.writer.updateTable('remuneration').set({ yen: 77 }).execute()
  const hana = await world.as('hana')
  expect(await hana.text('/')).toContain('77')
  for (const at of ['/assignments', `/assignments/${id}`]) expect(await hana.text(at)).toContain('77円')
})

test('what was approved before there were rows has one, with its data', async () => {
  const pkg = await publishedPackage(world)
  for (const lot of [1, 3]) await reviewed(world, await deliveredBy(world, 'hana', pkg, lot))
  await deliveredBy(world, 'hana', pkg, 2)
  const made = (await rows()).map(({ id: _, ...row }) => row)
  const { writer } = world.engine
  for (const table of ['remuneration', 'stand_in']) await writer.schema.dropTable(table).execute()
  await sql`alter table assignment drop column rows_said`.execute(writer)
  await dues(writer as unknown as Kysely<unknown>)
  expect((await rows()).map(({ id: _, ...row }) => row)).toEqual(made)
  expect(made).toHaveLength(2)
})
