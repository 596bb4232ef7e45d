// Sealed files: what goes in comes out, any part of it, and nothing of what was changed on the disk.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openKeyFolder } from '../../db/files/key-folder.ts'
import { Erased, openKeyring } from '../../db/files/package-keys.ts'
import { Broken, headSize, recordSize, sealedRecordSize, unwrapKey, wrapKey } from '../../db/files/sealing.ts'
import { inside } from '../../policies/safety/access.ts'
import { readKeyFile } from '../../server/files/key-file.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { emptyPackage } from '../support/stories/package.ts'

let world: TestWorld
let packageId: string
beforeAll(async () => {
  world = await newWorld()
  packageId = await emptyPackage(world)
})
afterAll(() => world.close())

const kept = (key: string) => join(world.config.dataDir, 'kept', key)
const patterned = (size: number) => Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) & 255))

async function store(bytes: Buffer, pieces = [bytes.length], of = packageId): Promise<string> {
  const sink = await world.store.create(of)
  let from = 0
  for (const piece of [...pieces, bytes.length]) {
    await sink.write(bytes.subarray(from, from + piece))
    from += piece
  }
  return (await sink.keep()).storageKey
}
async function read(key: string, from?: number, to?: number, of = packageId): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of world.store.read(inside(of), key, from, to)) parts.push(part)
  return Buffer.concat(parts)
}

const sizes = [0, 1, 15, recordSize - 1, recordSize, recordSize + 1, 2 * recordSize, 9 * recordSize + 17]
test.each(sizes)('a file of %i bytes comes back as it was', async (size) => {
  const bytes = patterned(size)
  const key = await store(bytes)
  expect((await read(key)).equals(bytes)).toBe(true)
  expect(statSync(kept(key)).size).toBe(headSize + Math.max(1, Math.ceil(size / recordSize)) * 16 + size)
})

test('written in any pieces and read in any part, it is the same bytes', async () => {
  const bytes = patterned(3 * recordSize + 4321)
  const place = fc.integer({ min: 0, max: bytes.length + 10 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 6 }), place, place, async (pieces, from, to) => {
      const key = await store(bytes, pieces)
      expect((await read(key, from, to)).equals(bytes.subarray(from, Math.max(from, to)))).toBe(true)
      await world.store.remove(key)
    }),
    { numRuns: 40 },
  )
})

test('nothing on the disk holds what is in a file', async () => {
  const canary = 'カナリア 090-0000-1234 けっして平文で置かない'
  await store(Buffer.from(`${canary}\n`.repeat(5_000)))
  for (const folder of ['kept', 'coming'])
    for (const name of readdirSync(join(world.config.dataDir, folder)))
      expect(readFileSync(join(world.config.dataDir, folder, name)).includes(Buffer.from(canary))).toBe(false)
})

/** Every way in which somebody at the disk might change a file of four records. */
const changes: [string, (file: Buffer, other: Buffer) => Buffer][] = [
  ['a bit of the head', (file) => flip(file, 5)],
  ['a bit of the salt', (file) => flip(file, headSize - 1)],
  ['a bit of the first record', (file) => flip(file, headSize)],
  ['a bit of a tag', (file) => flip(file, headSize + sealedRecordSize - 1)],
  ['a bit of the last record', (file) => flip(file, file.length - 20)],
  ['the last byte cut', (file) => file.subarray(0, -1)],
  ['the last record cut', (file) => file.subarray(0, headSize + 3 * sealedRecordSize)],
  ['all records cut', (file) => file.subarray(0, headSize)],
  ['everything cut', () => Buffer.alloc(0)],
  ['bytes added', (file) => Buffer.concat([file, Buffer.alloc(16)])],
  ['a record twice', (file) => Buffer.concat([file.subarray(0, headSize + sealedRecordSize), file.subarray(headSize)])],
  [
    'two records swapped',
    (file) => Buffer.concat([file.subarray(0, headSize), recordOf(file, 1), recordOf(file, 0), rest(file, 2)]),
  ],
  ['a record of another file', (file, other) => Buffer.concat([file.subarray(0, headSize), recordOf(other, 0), rest(file, 1)])],
  ['another file in its place', (_, other) => other],
]
const flip = (file: Buffer, at: number) => {
  const copy = Buffer.from(file)
  copy[at]! ^= 1
  return copy
}
const recordOf = (file: Buffer, n: number) =>
  file.subarray(headSize + n * sealedRecordSize, headSize + (n + 1) * sealedRecordSize)
const rest = (file: Buffer, n: number) => file.subarray(headSize + n * sealedRecordSize)

test.each(changes)('%s: not one changed byte comes out', async (_, change) => {
  const bytes = patterned(3 * recordSize + 999)
  const [key, other] = [await store(bytes), await store(patterned(3 * recordSize + 998).reverse())]
  writeFileSync(kept(key), change(readFileSync(kept(key)), readFileSync(kept(other))))
  const got: Uint8Array[] = []
  const reading = (async () => {
    for await (const part of world.store.read(inside(packageId), key)) got.push(part)
  })()
  await expect(reading).rejects.toThrow()
  const out = Buffer.concat(got)
  expect(out.equals(bytes.subarray(0, out.length))).toBe(true)
  expect(out.length % recordSize).toBe(0)
})

test('the file of one package does not open with the key of another', async () => {
  const other = await emptyPackage(world)
  const [key, theirs] = [await store(patterned(100)), await store(patterned(100), undefined, other)]
  const file = readFileSync(kept(key))
  readFileSync(kept(theirs)).copy(file, 0, 0, 40)
  writeFileSync(kept(key), file)
  await expect(read(key)).rejects.toThrow(Broken)
})

test('once the key is destroyed nothing opens, and nothing new is sealed', async () => {
  const gone = await emptyPackage(world)
  const key = await store(patterned(100), undefined, gone)
  expect((await read(key, 0, 200, gone)).length).toBe(100)
  await world.keyring.destroy(gone, world.clock())
  expect(await world.keyring.destroyedAt(gone)).toBe(world.clock())
  await expect(read(key, 0, 200, gone)).rejects.toThrow(Erased)
  await expect(store(patterned(1), undefined, gone)).rejects.toThrow(Erased)
})

const keyFile = (of: string) => join(world.config.dataDir, 'keys', of)

test('destroying writes the key over, and leaves a mark that no other key takes the place of', async () => {
  const gone = await emptyPackage(world)
  await store(patterned(10), undefined, gone)
  const wrapped = readFileSync(keyFile(gone), 'utf8').trim()
  await world.keyring.destroy(gone, world.clock())
  expect(readFileSync(keyFile(gone), 'utf8').trim()).toBe(`destroyed ${world.clock()}`)
  world.later(60)
  await world.keyring.destroy(gone, world.clock())
  expect(readFileSync(keyFile(gone), 'utf8').trim(), 'again changes nothing').not.toBe(`destroyed ${world.clock()}`)
  for (const name of readdirSync(join(world.config.dataDir, 'keys')))
    expect(readFileSync(keyFile(name), 'utf8')).not.toContain(wrapped)
  await expect(world.store.sealText(gone, '言葉')).rejects.toThrow(Erased)
})

test('a copy that a killed process left beside the key goes with it', async () => {
  const gone = await emptyPackage(world)
  await store(patterned(10), undefined, gone)
  const wrapped = readFileSync(keyFile(gone), 'utf8')
  writeFileSync(`${keyFile(gone)}.left-over`, wrapped)
  await world.keyring.destroy(gone, world.clock())
  expect(readdirSync(join(world.config.dataDir, 'keys')).filter((name) => name.startsWith(gone))).toEqual([gone])
})

test('killed between writing over and the mark, the key opens nothing, stops no start, and is destroyed the next time', async () => {
  const gone = await emptyPackage(world)
  const key = await store(patterned(10), undefined, gone)
  writeFileSync(keyFile(gone), `${'0'.repeat(80)}\n`)
  await expect(read(key, 0, 9, gone)).rejects.toThrow(Erased)
  expect(await world.keyring.destroyedAt(gone)).toBeUndefined()
  expect(await world.keyring.fits()).toBe(true)
  await world.keyring.destroy(gone, world.clock())
  expect(await world.keyring.destroyedAt(gone)).toBe(world.clock())
})

test('two first files at once share one key', async () => {
  const fresh = await emptyPackage(world)
  const keys = await Promise.all([1, 2, 3].map((size) => store(patterned(size), undefined, fresh)))
  expect(await Promise.all(keys.map(async (key) => (await read(key, 0, 9, fresh)).length))).toEqual([1, 2, 3])
})

test('a wrapped key opens only with its own key and for its own package', () => {
  const [kek, plain] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const wrapped = wrapKey(kek, plain, 'a')
  expect(unwrapKey(kek, wrapped, 'a').equals(plain)).toBe(true)
  for (const [key, text, about] of [
    [Buffer.alloc(32, 3), wrapped, 'a'],
    [kek, wrapped, 'b'],
    [kek, `${wrapped.slice(0, -2)}AA`, 'a'],
    [kek, '', 'a'],
  ] as const)
    expect(() => unwrapKey(key, text, about)).toThrow(Broken)
})

test('the key file is made once, readable by the service only, and a bad one stops the start', async () => {
  const path = join(world.config.dataDir, 'another-key')
  const key = readKeyFile(path)
  expect([key.length, statSync(path).mode & 0o777, readKeyFile(path).equals(key)]).toEqual([32, 0o600, true])
  writeFileSync(path, 'short')
  expect(() => readKeyFile(path)).toThrow('holds no key')
  writeFileSync(`${path}-open`, key.toString('base64url'), { mode: 0o644 })
  expect(() => readKeyFile(`${path}-open`)).toThrow('may be read by others')
  expect(() => readKeyFile('/nowhere/key')).toThrow('neither read nor made')
})

test('whoever starts with another key is told before anything is lost', async () => {
  expect(await world.keyring.fits()).toBe(true)
  const folder = await openKeyFolder(join(world.config.dataDir, 'keys'))
  expect(await openKeyring(world.db, folder, Buffer.alloc(32, 9), world.clock).fits()).toBe(false)
})
