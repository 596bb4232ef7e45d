// The same files in S3-compatible storage: in parts, read back, checked, downloaded from the middle, swept.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newName, partSize } from '../../db/files/files.ts'
import { sweepBytes } from '../../server/files/upload-clock.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { startS3 } from '../support/outside/s3.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { emptyPackage } from '../support/stories/package.ts'
import { filesOf } from '../support/stories/package-files.ts'
import { upload } from '../support/stories/uploads.ts'

let s3: Awaited<ReturnType<typeof startS3>>
let world: TestWorld
beforeEach(async () => {
  s3 = await startS3()
  world = await newWorld({ s3: s3.settings })
})
afterEach(async () => {
  await jobsDone()
  await world.close()
  await s3.close()
})

test('a file of several parts lives in the bucket, and nothing of it in the clear', async () => {
  const yumi = await world.as('yumi')
  const pkg = await emptyPackage(world)
  const bytes = Buffer.from('長い資料の一行です\n'.repeat(400_000)) as Uint8Array<ArrayBuffer>
  expect(bytes.length).toBeGreaterThan(partSize)
  const id = await upload(yumi, { package: pkg, purpose: 'material', name: '資料.txt' }, bytes)
  expect((await yumi.post(`/packages/${pkg}/files`, { upload: id })).status).toBe(303)
  await jobsDone()
  const [file] = await filesOf(world)
  expect(file!.state).toBe('clean')
  const at = `/packages/${pkg}/files/${file!.id}`
  const rest = await yumi.get(at, { range: `bytes=${partSize - 5}-${partSize + 4}` })
  expect([rest.status, Buffer.from(await rest.arrayBuffer())]).toEqual([
    206,
    Buffer.from(bytes.subarray(partSize - 5, partSize + 5)),
  ])
  const names: string[] = []
  for await (const { name } of world.blobs.list()) names.push(name)
  expect(names).toHaveLength(2)
  for (const name of names) expect((await world.blobs.read(name, 0, partSize)).includes('長い資料')).toBe(false)
  expect((await yumi.post(`${at}/removal`, {})).status).toBe(303)
  for await (const { name } of world.blobs.list()) expect(name).toBe('nothing')
})

test('strays are swept from the bucket as from a folder', async () => {
  const pkg = await emptyPackage(world)
  const sink = await world.store.createPart(pkg, newName(), 0)
  await sink.write(Buffer.from('verwaist'))
  await sink.keep()
  expect(await sweepBytes(world)).toBe(0)
  world.later(10 * 365 * 24 * 60)
  expect(await sweepBytes(world)).toBe(1)
})
