// Bytes that a committed row names are never removed, and what a failed write leaves behind is.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inside } from '../../policies/safety/access.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { throughLine } from '../support/run/line.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, csvFile, csvOf, draftPackage, publishedPackage } from '../support/stories/package.ts'
import { add, filesOf, text } from '../support/stories/package-files.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld({ logLevel: 'silent' })
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

const kept = () => join(world.config.dataDir, 'kept')
const listOf = (packageId: string) =>
  world.engine.reader
    .selectFrom('rowList')
    .innerJoin('file', 'file.id', 'rowList.fileId')
    .selectAll('file')
    .where('rowList.packageId', '=', packageId)
    .executeTakeFirstOrThrow()
async function read(packageId: string, storageKey: string) {
  const pieces: Uint8Array[] = []
  for await (const piece of world.store.read(inside(packageId), storageKey)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

test('a list whose forerunner cannot be removed is there all the same, and nothing is said to have failed', async () => {
  const draft = await draftPackage(world)
  // What lies there cannot be removed as a file.
  rmSync(join(kept(), draft.storageKey))
  mkdirSync(join(kept(), draft.storageKey))
  const yumi = await world.as('yumi')
  await yumi.post(`/packages/${draft.id}/steps/2`, { file: csvFile(csvOf(1, 6), '新.csv') })
  await jobsDone()
  const list = await listOf(draft.id)
  expect(list).toMatchObject({ name: '新.csv' })
  expect(await read(draft.id, list.storageKey)).toContain('店舗6')
  expect(await world.engine.reader.selectFrom('job').select('state').execute()).toEqual([{ state: 'done' }])
})

test('a file whose bytes cannot be removed is taken out all the same, and they are left to the sweep', async () => {
  const draft = await draftPackage(world)
  const yumi = await world.as('yumi')
  const id = await add(world, yumi, `packages/${draft.id}`, text('手順'))
  const { storageKey } = (await filesOf(world))[0]!
  rmSync(join(kept(), storageKey))
  mkdirSync(join(kept(), storageKey))
  const answer = await yumi.post(`/packages/${draft.id}/files/${id}/removal`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/packages/${draft.id}/files`])
  expect((await filesOf(world))[0]!.removedAt).not.toBeNull()
})

const describeOnPostgres = process.env.TEST_POSTGRES ? describe : () => undefined
describeOnPostgres('a connection that breaks at the commit', () => {
  let line: Awaited<ReturnType<typeof throughLine>>
  beforeEach(async () => {
    line = await throughLine(world)
  })
  afterEach(async () => {
    await jobsDone()
    await line.close()
  })
  const ways = (['unanswered', 'late'] as const).flatMap((moment) => [
    { moment, token: { _once: 'a-token' }, status: 303 },
    // Without a token nobody may try again: it might act twice.
    { moment, token: {}, status: 503 },
  ])

  test.for(ways)('$moment, $status: a delivery keeps its bytes', async ({ moment, token, status }) => {
    const pkg = await publishedPackage(world)
    const id = await acceptedBy(world, 'hana', pkg, 1)
    const hana = await line.as('hana')
    line.breakAt(moment)
    const sent = await hana.post(`/assignments/${id}/submission`, {
      ...token,
      file: csvFile(csvOf(1, 4)),
      note: '',
      unchanged: 'yes',
    })
    await line.broken()
    expect(sent.status).toBe(status)
    const { storageKey } = await world.engine.reader
      .selectFrom('submission')
      .innerJoin('file', 'file.id', 'fileId')
      .select('storageKey')
      .executeTakeFirstOrThrow()
    expect(await read(pkg.id, storageKey)).toContain('店舗4')
  })

  test.for(ways)('$moment, $status: material keeps its bytes', async ({ moment, token, status }) => {
    const draft = await draftPackage(world)
    const yumi = await line.as('yumi')
    line.breakAt(moment)
    const sent = await yumi.post(`/packages/${draft.id}/files`, { ...token, file: text('手順です') })
    await line.broken()
    expect(sent.status).toBe(status)
    const files = await filesOf(world)
    expect(files).toHaveLength(1)
    expect(await read(draft.id, files[0]!.storageKey)).toBe('手順です')
  })

  test.for(ways)('$moment, $status: a list keeps its bytes', async ({ moment, token }) => {
    const draft = await draftPackage(world)
    const yumi = await line.as('yumi')
    line.breakAt(moment)
    await yumi.post(`/packages/${draft.id}/steps/2`, { ...token, file: csvFile(csvOf(1, 6), '新.csv') })
    await jobsDone()
    await line.broken()
    const list = await listOf(draft.id)
    expect([list.name, await read(draft.id, list.storageKey)]).toEqual(['新.csv', expect.stringContaining('店舗6')])
  })

  test('what never arrived is undone and left to the sweep; with its token it is written once more', async () => {
    const draft = await draftPackage(world)
    const yumi = await line.as('yumi')
    line.breakAt('never')
    expect((await yumi.post(`/packages/${draft.id}/files`, { file: text('手順です') })).status).toBe(503)
    expect(await filesOf(world)).toEqual([])
    line.breakAt('never')
    expect((await yumi.post(`/packages/${draft.id}/files`, { _once: 'a-token', file: text('手順です') })).status).toBe(303)
    await line.broken()
    expect(await filesOf(world)).toHaveLength(1)
  })
})

test('a write that comes too late leaves no bytes behind', async () => {
  const draft = await draftPackage(world)
  const before = readdirSync(kept())
  const yumi = await world.as('yumi')
  await yumi.post(`/packages/${draft.id}/files`, { _once: 'a-token', file: text('手順です') })
  await jobsDone()
  const after = readdirSync(kept())
  expect(after).toHaveLength(before.length + 1)
  expect((await yumi.post(`/packages/${draft.id}/files`, { _once: 'a-token', file: text('手順です') })).status).toBe(303)
  expect(readdirSync(kept())).toEqual(after)
})
