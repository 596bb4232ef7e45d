// A version that was released, with its data: brought up to date, interrupted on the way, and used by everybody afterwards.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { migrate, pendingMigrations } from '../../db/kernel/engine.ts'
import { migrations } from '../../db/migrations/index.ts'
import { verifyAudit } from '../../db/records/audit.ts'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { type Verdict, verifyFiles } from '../../server/files/verify-files.ts'
import { layDown, readRelease } from '../support/releases/release.ts'
import { crawl, dump } from '../support/run/crawl.ts'
import { dropDatabase, newDatabase } from '../support/run/databases.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { csvFile } from '../support/stories/package.ts'

const release = readRelease('006')
let database: string
let world: TestWorld

beforeAll(async () => {
  const { folder } = inject('worlds')
  database = await newDatabase(folder)
  const dataDir = join(folder, randomUUID())
  mkdirSync(dataDir, { mode: 0o700 })
  await layDown(release, database, dataDir)
  world = await newWorld({ database, dataDir, keyFile: join(dataDir, 'key') })
  vi.setSystemTime(Date.parse(release.at) + 60_000)
  // As a mail server that was away for a night left it.
  await sql`update outbox set attempts = 10 where id = (select min(id) from outbox where sent_at is null)`.execute(
    world.engine.writer,
  )
}, 120_000)
afterAll(async () => {
  await world?.close()
  await dropDatabase(database)
})

const counts = async () =>
  Object.fromEntries(
    Object.entries(await dump(world))
      .filter(([table]) => table in release.tables)
      .map(([table, rows]) => [table, rows.length]),
  )
const before = Object.fromEntries(Object.entries(release.tables).map(([table, rows]) => [table, rows.length]))

test('an upgrade that is interrupted has not happened, and runs when it is run again', async () => {
  const { kit } = world.engine
  const halfway = async (db: Kysely<unknown>) => {
    await sql`create table half_done (id text)`.execute(db)
    throw new Error('the power goes')
  }
  const broken = { ...migrations(kit), '999-broken': { up: halfway } }
  const lacking = await pendingMigrations(world.engine)
  await expect(migrate(world.engine, broken)).rejects.toThrow('the power goes')
  expect(await pendingMigrations(world.engine)).toEqual(lacking)
  expect(Object.keys(await dump(world))).not.toContain('half_done')
  expect(await counts()).toEqual(before)
  expect(await migrate(world.engine)).toEqual(lacking)
  expect(await pendingMigrations(world.engine)).toEqual([])
})

test('no row is lost, every chain of records and every file is whole', async () => {
  expect(await counts()).toMatchObject(before)
  expect((await verifyAudit(world.db.read)).filter(({ brokenAt }) => brokenAt !== null)).toEqual([])
  const files: Verdict[] = []
  for await (const verdict of verifyFiles(world.db, world.store)) files.push(verdict)
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter(({ is }) => is !== 'whole')).toEqual([])
})

test('a letter that was given up in silence is seen from now on', async () => {
  const given = await world.db.read.selectFrom('outbox').selectAll().where('failedAt', 'is not', null).execute()
  expect(given).toMatchObject([{ attempts: 10, failure: 'unreachable' }])
})

test('a lot that was in work is delivered, approved and paid for', async () => {
  const { id } = await world.db.read
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .select('a.id')
    .where('a.workerId', '=', world.cast.hana.id)
    .where('a.status', '=', 'active')
    .where('p.dataClass', '=', '1')
    .executeTakeFirstOrThrow()
  const hana = await world.as('hana')
  const rows = await hana.text(`/assignments/${id}/rows`)
  const answer = await hana.post(`/assignments/${id}/submission`, {
    file: csvFile(rows.replace('公民館', '中央公民館')),
    note: '',
    unchanged: 'yes',
  })
  expect([answer.status, await (answer.status === 303 ? '' : answer.text())]).toEqual([303, ''])
  expect((await (await world.as('daisuke')).post(`/assignments/${id}/approval`)).status).toBe(303)
  const { status, paymentOn } = await world.db.read
    .selectFrom('assignment')
    .select(['status', 'paymentOn'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect([status, paymentOn !== null]).toEqual(['approved', true])
})

test('every page of everybody opens', async () => {
  for (const who of Object.keys(cast) as CastKey[]) {
    const visits = await crawl(await world.as(who), 1)
    expect(visits.length, who).toBeGreaterThan(10)
    expect(visits.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([])
  }
}, 120_000)
