// While the database is away everybody is told, in words, and what was not written is not claimed.
import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { admin, server } from '../support/run/databases.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

const told = async (answer: Response) => {
  const text = await answer.text()
  return [
    answer.status,
    answer.headers.get('retry-after'),
    text.includes('ただいま利用できません'),
    text.includes('not available'),
  ]
}
const away = [503, '10', true, true]

test('a database that is not reached: each page says so, signed in or not, and is not ready', async () => {
  world = await newWorld({ database: 'postgres://postgres@127.0.0.1:1/nowhere' })
  const signedIn = { cookie: '__Host-session=abcdefghijklmnop' }
  expect(await told(await world.stranger().get('/packages', signedIn))).toEqual(away)
  expect((await world.stranger().get('/readyz')).status).toBe(503)
})

test('a database that takes nothing more: pages are read, a form says that it did not arrive', async () => {
  world = await newWorld()
  const hana = await world.as('hana')
  const wish = { field: 'name', wish: `小林 華。${'よろしくお願いします。'.repeat(20)}` }
  await takeNothingMore(world)
  // A connection that was cut is noticed with the first request that meets it.
  await vi.waitFor(async () => expect((await hana.get('/work')).status).toBe(200))
  expect(await told(await hana.post('/account/corrections', wish))).toEqual(away)
  expect((await world.stranger().get('/readyz')).status).toBe(503)
})

/** As a file that may only be read, or a standby. */
async function takeNothingMore({ engine, config }: TestWorld) {
  if (!server) return sql`pragma query_only = on`.execute(engine.writer)
  const name = new URL(config.database).pathname.slice(1)
  await admin(`alter database ${name} set default_transaction_read_only = on`)
  return admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
}
