/** Sealed bytes in a folder: they come in `coming/`, and are on the disk before they move to `kept/`. After any crash: whole, or not there. */
import { type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { newSecret } from '../../kernel/ids.ts'
import { type BlobSink, type BlobStore, checkedName, checkRange, grown, isName, Missing } from './index.ts'

/** A store in a folder, which is made where it is missing. What was left half-written over a day ago is swept. */
export async function diskBlobs(folder: string): Promise<BlobStore> {
  const kept = resolve(folder, 'kept')
  const coming = resolve(folder, 'coming')
  await makeFolder(kept)
  await makeFolder(coming)
  await sweep(coming)
  const handles = lender()
  const place = (name: string) => join(kept, checkedName(name))
  return {
    async create(name) {
      const target = place(name)
      // A part may be sent again while, or after, its first sending broke off: each coming has a name of its own.
      const path = join(coming, `${name}~${newSecret(9)}`)
      return sink(await open(path, 'wx', 0o600), { path, target, kept }, () => handles.end(target))
    },
    size: async (name) => (await stat(place(name)).catch(orMissing)).size,
    async read(name, position, length) {
      checkRange(position, length)
      return handles.use(place(name), (handle) => readAt(handle, position, length)).catch(orMissing)
    },
    async remove(name) {
      await rm(place(name), { force: true })
      handles.end(place(name))
    },
    list: () => list(kept),
    async room() {
      const { bavail, blocks, bsize } = await statfs(kept)
      return { free: bavail * bsize, total: blocks * bsize }
    },
  }
}

type Place = { path: string; target: string; kept: string }
function sink(handle: FileHandle, { path, target, kept }: Place, onKept: () => void): BlobSink {
  let size = 0
  return {
    async write(chunk) {
      size = grown(size, chunk)
      await handle.writeFile(chunk)
    },
    async keep() {
      await handle.sync()
      await handle.close()
      await rename(path, target)
      onKept()
      await syncFolder(kept)
    },
    async discard() {
      await handle.close().catch(() => undefined)
      await rm(path, { force: true })
    },
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

async function* list(kept: string) {
  for await (const { name } of await opendir(kept)) {
    const found = isName(name) && (await stat(join(kept, name)).catch(unlessGone))
    if (found) yield { name, size: found.size, changedAt: found.mtimeMs }
  }
}

const dayMs = 86_400_000
async function sweep(coming: string): Promise<void> {
  for (const name of await readdir(coming)) {
    // Another process may be sweeping the same folder.
    const left = await stat(join(coming, name)).catch(unlessGone)
    if (left && left.mtimeMs < performance.timeOrigin - dayMs) await rm(join(coming, name), { force: true })
  }
}

/** A new folder is on the disk only when the folder around it is. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first) for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
const orMissing = (error: unknown): never => {
  throw codeOf(error) === 'ENOENT' ? new Missing() : error
}
const unlessGone = (error: unknown): undefined => {
  if (codeOf(error) !== 'ENOENT') throw error
}

/**
 * An object is read piece by piece, and opening it for each piece costs as much as the piece. A handle lives this long after its
 * opening, however often it is used: another process may remove or replace what it reads.
 */
const lentMs = 2_000
const mostLent = 64

type Lent = { file: Promise<FileHandle>; users: number; ended: boolean }
function lender() {
  const lent = new Map<string, Lent>()
  const closeUnused = ({ file, users, ended }: Lent) => {
    if (ended && users === 0) file.then((handle) => handle.close()).catch(() => undefined)
  }
  const end = (path: string, one = lent.get(path)) => {
    if (!one || one.ended) return
    one.ended = true
    lent.delete(path)
    closeUnused(one)
  }
  const lend = (path: string): Lent => {
    const one = { file: open(path), users: 0, ended: false }
    lent.set(path, one)
    one.file.catch(() => end(path, one))
    setTimeout(end, lentMs, path, one).unref()
    if (lent.size > mostLent) end(lent.keys().next().value!)
    return one
  }
  return {
    end,
    async use<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
      const one = lent.get(path) ?? lend(path)
      one.users++
      try {
        return await work(await one.file)
      } finally {
        one.users--
        closeUnused(one)
      }
    },
  }
}
