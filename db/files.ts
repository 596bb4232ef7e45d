/** Files: their bytes lie on disk under names of our own making, their facts in the database. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from './database.ts'
import { newId, newSecret } from './ids.ts'

export type StoredBytes = { readonly storageKey: string; readonly size: number; readonly sha256: string }
export type Sink = {
  write(chunk: Uint8Array): Promise<void>
  /** Puts the bytes where they stay and on the disk, and only then tells their key. */
  keep(): Promise<StoredBytes>
  discard(): Promise<void>
}
export type FileStore = {
  create(): Promise<Sink>
  /** Bytes from `from` up to, not including, `to`. */
  read(storageKey: string, from?: number, to?: number): AsyncIterable<Uint8Array>
  remove(storageKey: string): Promise<void>
}

/** A store in a folder. Half-written files live in `coming/` and are swept at the next start. */
export async function openFileStore(folder: string): Promise<FileStore> {
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
    async create() {
      const storageKey = newSecret(18)
      const path = join(coming, storageKey)
      return sink(await open(path, 'wx', 0o600), path, place(storageKey), storageKey, kept)
    },
    read: (storageKey, from = 0, to) =>
      to !== undefined && to <= from
        ? nothing()
        : createReadStream(place(storageKey), { start: from, ...(to === undefined ? {} : { end: to - 1 }) }),
    remove: (storageKey) => rm(place(storageKey), { force: true }),
  }
}

async function* nothing(): AsyncIterable<Uint8Array> {}
const dayMs = 86_400_000
const isOld = async (path: string) => (await stat(path)).mtimeMs < performance.timeOrigin - dayMs

function sink(handle: FileHandle, path: string, target: string, storageKey: string, folder: string): Sink {
  const hash = createHash('sha256')
  let size = 0
  return {
    async write(chunk) {
      hash.update(chunk)
      size += chunk.byteLength
      await handle.writeFile(chunk)
    },
    async keep() {
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
