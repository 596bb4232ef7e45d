import { expect, test } from 'vitest'
import { newWorld } from '../support/world.ts'

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
