// Keys of packages lie apart: one at a time, whole or not at all, and gone for good once destroyed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openKeyFolder } from '../../db/files/key-folder.ts'
import { Erased, openKeyring } from '../../db/files/package-keys.ts'
import type { Instant } from '../../db/kernel/time.ts'
import { listDestroyed } from '../../db/safety/destructions/find.ts'
import { inside } from '../../policies/safety/access.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { emptyPackage } from '../support/stories/package.ts'

let world: TestWorld
const folder = join(mkdtempSync(join(tmpdir(), 'yui-keys-')), 'keys')
beforeAll(async () => {
  world = await newWorld()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = '2026-11-21T03:00:00.000Z' as Instant
const ids = (n: number) => `01910000-0000-7000-8000-${String(n).padStart(12, '0')}`

test('of many who make a key at once everybody gets the same, and nothing else is left behind', async () => {
  const keys = await Promise.all(Array.from({ length: 2 }, () => openKeyFolder(folder)))
  const kept = await Promise.all(Array.from({ length: 20 }, (_, i) => keys[i % 2]!.keep(ids(1), `key-${i}`)))
  expect(new Set(kept).size).toBe(1)
  expect([await keys[0]!.find(ids(1)), await keys[1]!.find(ids(1))]).toEqual([kept[0], kept[0]])
  expect(readdirSync(folder)).toEqual([ids(1)])
  expect([statSync(folder).mode & 0o777, statSync(join(folder, ids(1))).mode & 0o777]).toEqual([0o700, 0o600])
})

test('a destroyed key is written over, stays destroyed, and no other takes its place', async () => {
  const keys = await openKeyFolder(folder)
  await keys.keep(ids(2), 'secret-key')
  await keys.destroy(ids(2), at)
  await keys.destroy(ids(2), at)
  expect([await keys.find(ids(2)), await keys.destroyedAt(ids(2))]).toEqual([undefined, at])
  expect(readFileSync(join(folder, ids(2)), 'utf8')).toBe(`destroyed ${at}\n`)
  await expect(keys.keep(ids(2), 'another')).rejects.toThrow('destroyed')
  await keys.destroy(ids(3), at)
  expect(await keys.destroyedAt(ids(3))).toBe(at)
})

test('every mark is found among the keys, and nothing else', async () => {
  const keys = await openKeyFolder(join(folder, 'marks'))
  for (let n = 0; n < 150; n++) await (n % 2 ? keys.keep(ids(n), 'secret-key') : keys.destroy(ids(n), at))
  writeFileSync(join(folder, 'marks', `${ids(1)}.left-behind`), `destroyed ${at}\n`)
  expect([...keys.marks()].sort((a, b) => (a.packageId < b.packageId ? -1 : 1))).toEqual(
    Array.from({ length: 75 }, (_, n) => ({ packageId: ids(n * 2), destroyedAt: at })),
  )
})

test('every destroyed package is read, however few at once', async () => {
  const all = []
  for (let n = 0; n < 7; n++) all.push(await emptyPackage(world))
  const gone = all.slice(0, 5)
  for (const [n, id] of gone.entries()) {
    // Two of them in the same millisecond.
    const destroyedAt = `2026-11-21T03:00:00.00${Math.floor(n / 2)}Z` as Instant
    await world.engine.writer.updateTable('package').set({ destroyedAt }).where('id', '=', id).execute()
  }
  for (const atOnce of [1, 2, 5, 100]) {
    const found = []
    for await (const { id } of listDestroyed(world.db.read, atOnce)) found.push(id)
    expect([atOnce, found.sort()]).toEqual([atOnce, [...gone].sort()])
  }
})

test('names that could be paths are none', async () => {
  const keys = await openKeyFolder(folder)
  for (const id of ['../escape', `${ids(4)}/..`, '', '.'.repeat(36)]) await expect(keys.find(id)).rejects.toThrow('id')
})

test('a key that an earlier version kept in the database leaves it at its first use', async () => {
  const packageId = await emptyPackage(world)
  const sealed = await world.store.sealText(packageId, 'とどまる')
  const path = join(world.config.dataDir, 'keys', packageId)
  const wrapped = readFileSync(path, 'utf8').trim()
  rmSync(path)
  await world.db.upkeep.updateTable('packageKey').set({ wrapped }).where('packageId', '=', packageId).execute()
  const key = await world.keyring.opening(packageId)
  expect(key).toHaveLength(32)
  expect(readFileSync(path, 'utf8').trim()).toBe(wrapped)
  const row = await world.engine.reader.selectFrom('packageKey').selectAll().where('packageId', '=', packageId).executeTakeFirst()
  expect(row).toMatchObject({ wrapped: null, destroyedAt: null })
  expect(await world.store.sealText(packageId, 'x')).not.toBe(sealed)
})

test('destroyed, a package opens nothing and takes nothing, whatever an old database still says', async () => {
  const packageId = await emptyPackage(world)
  const sink = await world.store.create(packageId)
  await sink.write(Buffer.from('住民の名前'))
  const { storageKey } = await sink.keep()
  const wrapped = readFileSync(join(world.config.dataDir, 'keys', packageId), 'utf8').trim()
  await world.keyring.destroy(packageId, at)
  // As a restored backup of an earlier version would have it.
  await world.db.upkeep.updateTable('packageKey').set({ wrapped, destroyedAt: null }).where('packageId', '=', packageId).execute()
  await expect(world.keyring.opening(packageId)).rejects.toThrow(Erased)
  await expect(world.store.create(packageId).then((fresh) => fresh.write(Buffer.from('x')))).rejects.toThrow(Erased)
  const read = async () => {
    for await (const part of world.store.read(inside(packageId), storageKey)) return part
  }
  await expect(read()).rejects.toThrow(Erased)
})

test('another deployment’s key fits nothing', async () => {
  const keys = await openKeyFolder(join(world.config.dataDir, 'keys'))
  expect(await world.keyring.fits()).toBe(true)
  expect(await openKeyring(world.db, keys, Buffer.alloc(32, 9), world.clock).fits()).toBe(false)
})
