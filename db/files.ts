/** Files: their bytes lie sealed on disk under names of our own making, their facts in the database. */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from './database.ts'
import { newId, newSecret } from './ids.ts'
import type { Keyring } from './package-keys.ts'
import { headSize, newHead, opener, readHead, recordSize, recordsIn, sealedRecordSize, sealer } from './sealing.ts'

export type StoredBytes = { readonly storageKey: string; readonly size: number; readonly sha256: string }
export type Sink = {
  write(chunk: Uint8Array): Promise<void>
  /** Puts the bytes where they stay and on the disk, and only then tells their key. */
  keep(): Promise<StoredBytes>
  discard(): Promise<void>
}
export type FileStore = {
  /** A new file of a package, sealed as it comes: nothing of it ever lies on the disk in the clear. */
  create(packageId: string): Promise<Sink>
  /** Bytes from `from` up to, not including, `to`. Throws Erased, or Broken before a changed record's first byte. */
  read(storageKey: string, from?: number, to?: number): AsyncIterable<Uint8Array>
  remove(storageKey: string): Promise<void>
}

/** A store in a folder. Half-written files live in `coming/` and are swept at the next start. */
export async function openFileStore(folder: string, keyring: Keyring): Promise<FileStore> {
  const kept = join(folder, 'kept')
  const coming = join(folder, 'coming')
  await mkdir(kept, { recursive: true, mode: 0o700 })
  await mkdir(coming, { recursive: true, mode: 0o700 })
  for (const name of await readdir(coming)) if (await isOld(join(coming, name))) await rm(join(coming, name), { force: true })
  const place = (storageKey: string) => {
    if (!/^[\w-]{20,}$/.test(storageKey)) throw new Error('not a storage key')
    return join(kept, storageKey)
  }
  return {
    async create(packageId) {
      const storageKey = newSecret(18)
      const head = newHead(packageId)
      const seal = sealer(await keyring.sealing(packageId), head, storageKey)
      const path = join(coming, storageKey)
      const handle = await open(path, 'wx', 0o600)
      await handle.writeFile(head.bytes)
      return sink(handle, seal, { path, target: place(storageKey), storageKey, folder: kept })
    },
    read: (storageKey, from = 0, to = Number.POSITIVE_INFINITY) => readSealed(place(storageKey), storageKey, keyring, from, to),
    remove: (storageKey) => rm(place(storageKey), { force: true }),
  }
}

/** Records are read a few at a time, and each is opened only when it is whole. */
const recordsAtOnce = 8
async function* readSealed(
  path: string,
  storageKey: string,
  keyring: Keyring,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  if (to <= from) return
  const handle = await open(path)
  try {
    const head = readHead(await readAt(handle, 0, headSize))
    const unseal = opener(await keyring.opening(head.packageId), head, storageKey)
    const records = recordsIn((await handle.stat()).size)
    for (let first = Math.floor(from / recordSize); first < records && first * recordSize < to; first += recordsAtOnce) {
      const sealed = await readAt(handle, headSize + first * sealedRecordSize, recordsAtOnce * sealedRecordSize)
      for (let at = 0; at < sealed.length; at += sealedRecordSize) {
        const record = first + at / sealedRecordSize
        const start = record * recordSize
        if (start >= to) return
        const plain = unseal(sealed.subarray(at, at + sealedRecordSize), record, record === records - 1)
        const piece = plain.subarray(Math.max(0, from - start), Math.min(plain.length, to - start))
        if (piece.length > 0) yield piece
      }
    }
  } finally {
    await handle.close()
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

const dayMs = 86_400_000
const isOld = async (path: string) => (await stat(path)).mtimeMs < performance.timeOrigin - dayMs

type Place = { path: string; target: string; storageKey: string; folder: string }
function sink(handle: FileHandle, seal: ReturnType<typeof sealer>, { path, target, storageKey, folder }: Place): Sink {
  const hash = createHash('sha256')
  let size = 0
  return {
    async write(chunk) {
      hash.update(chunk)
      size += chunk.byteLength
      for (const sealed of seal.add(chunk)) await handle.writeFile(sealed)
    },
    async keep() {
      await handle.writeFile(seal.end())
      await handle.sync()
      await handle.close()
      await rename(path, target)
      const directory = await open(folder)
      await directory.sync()
      await directory.close()
      return { storageKey, size, sha256: hash.digest('hex') }
    },
    async discard() {
      await handle.close().catch(() => undefined)
      await rm(path, { force: true })
    },
  }
}

/** Notes a kept file; call it in the write that gives the file its meaning. Gives the file's id. */
export async function addFile(tx: Tx, file: StoredBytes & { packageId: string; name: string }): Promise<string> {
  const id = newId(tx.at)
  const { packageId, name, size, sha256, storageKey } = file
  await tx.sql
    .insertInto('file')
    .values({ id, packageId, name, size, sha256, storageKey, createdBy: tx.actorId!, createdAt: tx.at })
    .execute()
  return id
}
