// Where sealed bytes lie: the same promises on the disk and in S3-compatible storage, whatever is asked of them.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskBlobs } from '../../db/files/blobs/disk.ts'
import { type BlobStore, Missing, mostBytes } from '../../db/files/blobs/index.ts'
import { s3Blobs } from '../../db/files/blobs/s3.ts'
import { newSecret } from '../../db/kernel/ids.ts'
import { startS3 } from '../support/outside/s3.ts'

let folder: string
let s3: Awaited<ReturnType<typeof startS3>>
const stores: Record<string, BlobStore> = {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yui-blobs-'))
  s3 = await startS3()
  stores.disk = await diskBlobs(folder)
  stores.s3 = s3Blobs(s3.settings)
})
afterAll(async () => {
  await s3.close()
  rmSync(folder, { recursive: true, force: true })
})

const newName = () => newSecret(18)
async function keep(store: BlobStore, bytes: Buffer, name = newName(), piece = 70_001): Promise<string> {
  const sink = await store.create(name)
  for (let from = 0; from < bytes.length; from += piece) await sink.write(bytes.subarray(from, from + piece))
  await sink.keep()
  return name
}
async function listed(store: BlobStore) {
  const found = new Map<string, { size: number; changedAt: number }>()
  for await (const { name, ...rest } of store.list()) found.set(name, rest)
  return found
}

describe.each(['disk', 's3'])('%s', (kind) => {
  const store = new Proxy({} as BlobStore, { get: (_, key: keyof BlobStore) => stores[kind]![key] })

  test.each([1, 65_592, 1_000_003, mostBytes])('%i bytes come back as they were', async (size) => {
    const bytes = randomBytes(size)
    const name = await keep(store, bytes)
    expect(await store.size(name)).toBe(size)
    expect((await store.read(name, 0, size)).equals(bytes)).toBe(true)
  })

  test('any range comes back, less at the end and nothing behind it', async () => {
    const bytes = randomBytes(300_000)
    const name = await keep(store, bytes)
    const ranges = [[0, 1], [299_999, 1], [299_999, 9], [65_000, 131_072], [0, 10 ** 7], [300_000, 5], [10 ** 12, 5], [7, 0]] // biome-ignore format: a table
    for (const [position, length] of ranges as [number, number][])
      expect((await store.read(name, position, length)).equals(bytes.subarray(position, position + length))).toBe(true)
    for (const [position, length] of [[-1, 5], [0, -1], [0.5, 1], [0, Number.POSITIVE_INFINITY], [Number.NaN, 1]] as const) // biome-ignore format: a table
      await expect(store.read(name, position, length)).rejects.toThrow(RangeError)
  })

  test('parts have numbers, and are objects of their own', async () => {
    const name = newName()
    for (const part of [0, 7, 9999]) await keep(store, Buffer.from(`part ${part}`), `${name}.${part}`)
    expect(String(await store.read(`${name}.7`, 0, 99))).toBe('part 7')
    await expect(store.size(name)).rejects.toThrow(Missing)
    await store.remove(`${name}.7`)
    expect([...(await listed(store)).keys()].filter((each) => each.startsWith(name)).sort()).toEqual([
      `${name}.0`,
      `${name}.9999`,
    ])
  })

  test('nothing is found before it is kept, and a chunk may be used again once it is written', async () => {
    const name = newName()
    const sink = await store.create(name)
    const chunk = Buffer.from('first')
    await sink.write(chunk)
    chunk.write('other')
    await expect(store.size(name)).rejects.toThrow(Missing)
    await expect(store.read(name, 0, 1)).rejects.toThrow(Missing)
    expect(await listed(store)).not.toContain(name)
    await sink.keep()
    expect(String(await store.read(name, 0, 99))).toBe('first')
  })

  test('what is discarded leaves nothing, and what is kept stays when it is discarded afterwards', async () => {
    const before = [await listed(store), readdirSync(join(folder, 'coming'))]
    const sink = await store.create(newName())
    await sink.write(randomBytes(100_000))
    await sink.discard()
    await sink.discard()
    expect([await listed(store), readdirSync(join(folder, 'coming'))]).toEqual(before)
    const name = newName()
    const other = await store.create(name)
    await other.write(Buffer.from('stays'))
    await other.keep()
    await other.discard()
    expect(String(await store.read(name, 0, 99))).toBe('stays')
    for (const ended of [sink, other]) {
      await expect(ended.write(Buffer.from('more'))).rejects.toThrow()
      await expect(ended.keep()).rejects.toThrow()
    }
    expect(await store.size(name)).toBe(5)
  })

  test('what is removed is gone at once, though it was being read, and may be removed again', async () => {
    const name = await keep(store, randomBytes(10))
    await store.read(name, 0, 1)
    await store.remove(name)
    await store.remove(name)
    await expect(store.read(name, 0, 1)).rejects.toThrow(Missing)
    await expect(store.size(name)).rejects.toThrow(Missing)
    await keep(store, Buffer.from('again'), name)
    expect(String(await store.read(name, 0, 99))).toBe('again')
  })

  test('of two sinks of one name the last kept stands, whole', async () => {
    const name = await keep(store, Buffer.from('the very first'))
    await store.read(name, 0, 1)
    const [one, two] = [await store.create(name), await store.create(name)]
    await one.write(Buffer.from('one'))
    await two.write(Buffer.from('two!'))
    await two.keep()
    expect(String(await store.read(name, 0, 99))).toBe('two!')
    await one.keep()
    expect(String(await store.read(name, 0, 99))).toBe('one')
  })

  const long = 'a'.repeat(20)
  const paths = ['', 'short', '.', '..', `../${long}`, `${long}/../${long}`, `/${long}`, `${long}\0`, `${long}\n`, `${long}.`, `${long}.12345`, `${long}.x`, `${long}.1.2`, `${long}%2f`, `${long}?x`, `${long}あ`, `..${long}`] // biome-ignore format: a table
  test.each(paths)('%j is no name', async (name) => {
    const calls = s3.calls.length
    for (const asked of [
      () => store.create(name),
      () => store.size(name),
      () => store.read(name, 0, 1),
      () => store.remove(name),
    ])
      await expect((async () => asked())()).rejects.toThrow('not the name of an object')
    expect(s3.calls.length).toBe(calls)
  })

  test('twenty sinks at once do not mix', async () => {
    const all = Array.from({ length: 20 }, (_, i) => Buffer.alloc(400_000 + i, i))
    const names = await Promise.all(all.map((bytes) => keep(store, bytes, newName(), 65_000)))
    for (const [i, name] of names.entries()) expect((await store.read(name, 0, mostBytes)).equals(all[i]!)).toBe(true)
  })

  test('the list has every object, its size and when it was kept', async () => {
    const from = Date.now()
    const name = await keep(store, randomBytes(1234))
    const found = (await listed(store)).get(name)!
    expect(found.size).toBe(1234)
    expect(found.changedAt).toBeGreaterThan(from - 2_000)
    expect(found.changedAt).toBeLessThan(Date.now() + 2_000)
  })

  test('more than an object may have is not taken', async () => {
    const name = newName()
    const sink = await store.create(name)
    await sink.write(Buffer.alloc(mostBytes))
    await expect(sink.write(Buffer.alloc(1))).rejects.toThrow('too large')
    await sink.discard()
    await expect(store.size(name)).rejects.toThrow(Missing)
  })
})

describe('a folder', () => {
  const openIn = (at: string) =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(join(at, 'kept'))
      } catch {
        return false
      }
    }).length

  test('knows its room, and is open to nobody else', async () => {
    const room = (await stores.disk!.room())!
    expect(room.free).toBeGreaterThan(0)
    expect(room.total).toBeGreaterThan(room.free)
    expect(await stores.s3!.room()).toBeNull()
    const name = await keep(stores.disk!, randomBytes(10))
    expect(statSync(join(folder, 'kept', name)).mode & 0o777).toBe(0o600)
    for (const each of ['kept', 'coming']) expect(statSync(join(folder, each)).mode & 0o777).toBe(0o700)
  })

  test.skipIf(process.platform !== 'linux')('a thousand reads hold few handles, and soon none', async () => {
    const at = mkdtempSync(join(tmpdir(), 'yui-handles-'))
    const store = await diskBlobs(at)
    const names = await Promise.all(Array.from({ length: 100 }, (_, i) => keep(store, Buffer.alloc(10_000, i))))
    for (let i = 0; i < 1_000; i++) expect((await store.read(names[i % 100]!, i, 9))[0]).toBe(i % 100)
    expect(openIn(at)).toBeLessThanOrEqual(64)
    await Promise.all(names.map(async (name, i) => expect((await store.read(name, 5, 1))[0]).toBe(i)))
    for (const name of names.slice(0, 50)) await store.remove(name)
    for (const name of names.slice(0, 50)) await expect(store.read(name, 0, 1)).rejects.toThrow(Missing)
    await expect.poll(() => openIn(at), { timeout: 4_000 }).toBe(0)
    rmSync(at, { recursive: true })
  })

  test('what another process removed or replaced is read for a moment at most', async () => {
    const [here, there] = [stores.disk!, await diskBlobs(folder)]
    const name = await keep(here, Buffer.from('old'))
    await there.remove(name)
    await keep(there, Buffer.from('new'), name)
    await expect.poll(async () => String(await here.read(name, 0, 9)), { interval: 20, timeout: 4_000 }).toBe('new')
    const later = newName()
    await expect(here.read(later, 0, 9)).rejects.toThrow(Missing)
    await keep(there, Buffer.from('there now'), later)
    expect(String(await here.read(later, 0, 9))).toBe('there now')
  })

  test('a read that has begun comes to its end, whatever is removed meanwhile', async () => {
    const bytes = randomBytes(mostBytes)
    for (let i = 0; i < 5; i++) {
      const name = await keep(stores.disk!, bytes, newName(), mostBytes)
      await stores.disk!.read(name, 0, 1)
      // It asks for more than there is, so it comes back to its handle once more after the first answer.
      const read = stores.disk!.read(name, 0, mostBytes + 1)
      await stores.disk!.remove(name)
      expect((await read).equals(bytes)).toBe(true)
    }
  })

  test('sweeps what has lain half-written for over a day, and nothing younger', async () => {
    const [old, young] = [newName(), newName()].map((name) => join(folder, 'coming', `${name}~x`)) as [string, string]
    for (const path of [old, young]) writeFileSync(path, 'half')
    utimesSync(old, new Date(), new Date(performance.timeOrigin - 86_500_000))
    utimesSync(young, new Date(), new Date(performance.timeOrigin - 86_300_000))
    await diskBlobs(folder)
    expect(readdirSync(join(folder, 'coming'))).toEqual([young.slice(join(folder, 'coming').length + 1)])
    rmSync(young)
  })
})
