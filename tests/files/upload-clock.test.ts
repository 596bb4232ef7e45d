// What the clock removes: uploads that nobody went on with, and bytes that no row names; never what is still wanted.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newName, partSize } from '../../db/files/files.ts'
import { reopenUpload, takeUpload } from '../../db/files/uploads/move.ts'
import { claimPart, dropPart, settlePart } from '../../db/files/uploads/parts.ts'
import { minutesAfter } from '../../db/kernel/time.ts'
import { claimMinutes } from '../../policies/files/uploads.ts'
import { sweepBytes, sweepUploads } from '../../server/files/upload-clock.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { emptyPackage, publishedPackage } from '../support/stories/package.ts'
import { add, filesOf, text } from '../support/stories/package-files.ts'
import { begin, pieces, sendPart, someBytes, stateOf, upload } from '../support/stories/uploads.ts'

let world: TestWorld
let yumi: Browser
let pkg: string
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
  pkg = await emptyPackage(world)
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})
const wish = (more: object = {}) => ({ package: pkg, purpose: 'material', name: '資料.txt', ...more })
const begun = async (size: number, more: object = {}) =>
  ((await (await begin(yumi, { ...wish(more), size })).json()) as { id: string }).id
const kept = () => readdirSync(join(world.config.dataDir, 'kept'))
const uploads = () => world.engine.reader.selectFrom('upload').selectAll().execute()
const day = 24 * 60
/** As if everything had been kept so many hours ago. */
function age(hours: number) {
  const then = Date.now() / 1000 - hours * 3600
  for (const name of kept()) utimesSync(join(world.config.dataDir, 'kept', name), then, then)
}

test('an upload that nobody goes on with is gone a day after the last part came, with all its parts', async () => {
  const bytes = someBytes(partSize + 10)
  const id = await begun(bytes.length)
  world.later(23 * 60)
  yumi = await world.as('yumi')
  await sendPart(yumi, id, 0, pieces(bytes)[0]!)
  world.later(day - 1)
  expect(await sweepUploads(world)).toBe(0)
  expect(kept()).toHaveLength(1)
  world.later(2)
  expect(await sweepUploads(world)).toBe(1)
  expect([await uploads(), kept()]).toEqual([[], []])
  expect(await world.engine.reader.selectFrom('uploadPart').selectAll().execute()).toEqual([])
})

test('one that was taken by a form that never gave it a meaning goes too; the bytes of a file never do', async () => {
  const first = await upload(yumi, wish(), someBytes(100))
  await takeUpload(world.db, first, world.clock())
  const second = await upload(yumi, wish({ name: '使う.txt' }), Buffer.from('使います') as Uint8Array<ArrayBuffer>)
  expect((await yumi.post(`/packages/${pkg}/files`, { upload: second })).status).toBe(303)
  await jobsDone()
  expect(kept()).toHaveLength(2)
  world.later(day + 1)
  expect(await sweepUploads(world)).toBe(1)
  expect(kept()).toEqual([(await filesOf(world))[0]!.storageKey])
})

test('bytes that no row names are removed a day later; files, lists and living uploads stay, all their parts', async () => {
  const open = await publishedPackage(world)
  await add(world, yumi, `packages/${pkg}`, text('手順'))
  const bytes = someBytes(partSize + 10)
  const id = await begun(bytes.length)
  for (const [part, piece] of pieces(bytes).entries()) await sendPart(yumi, id, part, piece)
  await jobsDone()
  const wanted = kept().sort()
  const stray = newName()
  for (const part of [0, 1, 2]) {
    const sink = await world.store.createPart(open.id, stray, part)
    await sink.write(Buffer.from('verwaist'))
    await sink.keep()
  }
  age(23)
  expect(await sweepBytes(world)).toBe(0)
  expect(await sweepBytes(world), 'once a day').toBe(0)
  world.later(day + 1)
  age(25)
  expect(await sweepBytes(world)).toBe(3)
  expect(kept().sort()).toEqual(wanted)
  // Whole and readable afterwards.
  expect((await stateOf(await world.as('yumi'), id)).state).toBe('ready')
})

test('bytes of what was refused or removed, which could not be removed at once, go with the sweep', async () => {
  const { remove } = world.store
  world.store.remove = () => Promise.reject(new Error('the disk'))
  await add(world, yumi, `packages/${pkg}`, text(`番号 ${['1234', '5678', '9018'].join('')}`))
  const removed = await add(world, yumi, `packages/${pkg}`, text('手順'))
  expect((await yumi.post(`/packages/${pkg}/files/${removed}/removal`, {})).status).toBe(303)
  world.store.remove = remove
  await add(world, yumi, `packages/${pkg}`, text('別の手順'))
  const files = await filesOf(world)
  expect(files.map(({ state, removedAt }) => [state, removedAt !== null])).toEqual([
    ['refused', false],
    ['clean', true],
    ['clean', false],
  ])
  expect(kept()).toHaveLength(3)
  age(25)
  expect(await sweepBytes(world)).toBe(2)
  expect(kept()).toEqual([expect.stringContaining(files[2]!.storageKey.split(':')[0]!)])
})

test('a form that took a day and is at work keeps its bytes while they are swept', async () => {
  const id = await upload(yumi, wish(), someBytes(100))
  age(30)
  await takeUpload(world.db, id, world.clock())
  expect(await sweepBytes(world)).toBe(0)
  expect(kept()).toHaveLength(1)
})

test('of two that put one part in its place only one may; who died in it stands in nobody’s way for long', async () => {
  const id = await begun(partSize + 10)
  const at = world.clock()
  const part = { uploadId: id, number: 1, size: 10, sha256: 'a' }
  expect(await claimPart(world.db, part, at)).toBe('claimed')
  expect(await claimPart(world.db, { ...part, sha256: 'b' }, at)).toBe('busy')
  expect((await stateOf(yumi, id)).parts).toEqual([])
  await dropPart(world.db, part, at)
  expect(await claimPart(world.db, part, at)).toBe('claimed')
  const later = minutesAfter(at, claimMinutes + 1)
  expect(await claimPart(world.db, { ...part, sha256: 'b' }, later)).toBe('claimed')
  // The one that came back from the dead settles nothing: another has its place.
  expect(await settlePart(world.db, part, at, later)).toBe(false)
  expect((await stateOf(yumi, id)).parts).toEqual([])
  await settlePart(world.db, { ...part, sha256: 'b' }, later, later)
  expect((await stateOf(yumi, id)).parts).toEqual([[1, 'b']])
})

test('an upload is not whole while anybody still puts a part in its place', async () => {
  const bytes = someBytes(partSize + 10)
  const id = await begun(bytes.length)
  const [first, last] = pieces(bytes)
  await sendPart(yumi, id, 1, last!)
  const at = world.clock()
  const again = { uploadId: id, number: 1, size: 10, sha256: 'another' }
  expect(await claimPart(world.db, again, at)).toBe('claimed')
  await sendPart(yumi, id, 0, first!)
  await jobsDone()
  expect((await stateOf(yumi, id)).state).toBe('receiving')
  await settlePart(world.db, again, at, at)
  const [row] = await uploads()
  expect(row!.completedAt).not.toBeNull()
  expect(await claimPart(world.db, { ...again, sha256: 'too late' }, at)).toBe('ended')
})

test('what comes back from the disk as something else is asked for again', async () => {
  const bytes = someBytes(partSize + 10)
  const id = await begun(bytes.length)
  const [first, last] = pieces(bytes)
  await sendPart(yumi, id, 0, first!)
  // The row tells of another part than the one that lies there.
  await world.engine.writer
    .updateTable('uploadPart')
    .set({ sha256: 'f'.repeat(64) })
    .where('number', '=', 0)
    .execute()
  await sendPart(yumi, id, 1, last!)
  await jobsDone()
  expect(await stateOf(yumi, id)).toMatchObject({ state: 'receiving', parts: [[1, expect.any(String)]] })
  expect((await sendPart(yumi, id, 0, first!)).status).toBe(204)
  await jobsDone()
  expect((await stateOf(yumi, id)).state).toBe('ready')
})

type Harm = [what: string, done: (path: string) => void]
test.for<Harm>([
  [
    'a bit that flipped',
    (path) =>
      writeFileSync(
        path,
        readFileSync(path).map((byte, i) => (i === 70_000 ? byte ^ 1 : byte)),
      ),
  ],
  ['an end that is missing', (path) => truncateSync(path, 100_000)],
  ['a part that is gone', (path) => rmSync(path)],
])('%s in what lies there: that part is asked for again, and the whole is what was sent', async ([, harm]) => {
  const bytes = someBytes(2 * partSize + 10)
  const id = await begun(bytes.length)
  const [first, second, last] = pieces(bytes)
  await sendPart(yumi, id, 0, first!)
  await sendPart(yumi, id, 1, second!)
  harm(join(world.config.dataDir, 'kept', kept().find((name) => name.endsWith('.1'))!))
  await sendPart(yumi, id, 2, last!)
  await jobsDone()
  expect(await stateOf(yumi, id)).toMatchObject({
    state: 'receiving',
    hashed: 0,
    parts: [
      [0, expect.any(String)],
      [2, expect.any(String)],
    ],
  })
  expect((await sendPart(yumi, id, 1, second!)).status).toBe(204)
  await jobsDone()
  expect((await stateOf(yumi, id)).state).toBe('ready')
  expect((await uploads())[0]!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('a reading back that comes to its end after a form has taken the file changes nothing', async () => {
  const id = await upload(yumi, wish(), someBytes(100))
  await takeUpload(world.db, id, world.clock())
  const [before] = await uploads()
  expect(await reopenUpload(world.db, id, [0], world.clock())).toBe(false)
  expect(await uploads()).toEqual([before])
  expect(await world.engine.reader.selectFrom('uploadPart').selectAll().execute()).toHaveLength(1)
})

test('a reading back that died with its process is taken up by whoever looks, a while later', async () => {
  const id = await upload(yumi, wish(), someBytes(100))
  await world.engine.writer.updateTable('upload').set({ sha256: null, hashed: 0 }).where('id', '=', id).execute()
  expect((await stateOf(yumi, id)).state).toBe('reading')
  await jobsDone()
  expect((await stateOf(yumi, id)).state, 'somebody may still be at it').toBe('reading')
  world.later(1)
  await stateOf(yumi, id)
  await jobsDone()
  expect((await stateOf(yumi, id)).state).toBe('ready')
})
