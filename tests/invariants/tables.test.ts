import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { live } from '../../policies/telework/assignments.ts'
import { newWorld } from '../support/run/world.ts'

/** The committed file is the schema; both databases must produce it. */
test('tables are the same on either database, and as written down', async () => {
  const world = await newWorld()
  const tables = await world.engine.writer.introspection.getTables()
  const lines = tables
    .flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}${column.isNullable ? '?' : ''}`))
    .sort()
  await world.close()
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./tables.txt')
})

test('the index that keeps a lot in one pair of hands knows every living status, and no other', async () => {
  const world = await newWorld()
  const { rows } = await (process.env.TEST_POSTGRES
    ? sql<{ made: string }>`select indexdef as made from pg_indexes where indexname = 'assignment_lot_id'`
    : sql<{ made: string }>`select sql as made from sqlite_master where type = 'index' and name = 'assignment_lot_id'`
  ).execute(world.engine.writer)
  await world.close()
  const made = rows[0]!.made
  expect(made).toMatch(/^create unique index/i)
  expect([...made.matchAll(/'([^']+)'/g)].map(([, status]) => status).sort()).toEqual([...live].sort())
})
