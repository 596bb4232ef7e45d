/** Where the wrapped keys of packages lie: a small file each, apart from everything that they open. */
import { readdirSync, readFileSync } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export type KeyFolder = {
  /** The wrapped key; nothing where there is none, or where it was destroyed. */
  find(packageId: string): Promise<string | undefined>
  /** When it was destroyed, as the mark in its place says. */
  destroyedAt(packageId: string): Promise<Instant | undefined>
  /** Every mark that stands in the place of a destroyed key: for the start only, when nobody waits for an answer yet. */
  marks(): Iterable<Mark>
  /** Keeps the key unless there is one already; gives the one that is kept. It is on the disk when this resolves. */
  keep(packageId: string, wrapped: string): Promise<string>
  /** Overwrites the key and leaves a mark in its place, so that no other key is ever made. Again changes nothing. */
  destroy(packageId: string, at: Instant): Promise<void>
}

export type Mark = { readonly packageId: string; readonly destroyedAt: Instant }

const mark = 'destroyed '
const markIn = (text: string | undefined) => (text?.startsWith(mark) ? (text.slice(mark.length) as Instant) : undefined)
const isId = (name: string) => /^[\w-]{36}$/.test(name)
/** Written over, but the mark is not in its place yet: whoever was destroying it was killed. */
const isBlank = (text: string) => /^0+$/.test(text)

/** A folder readable by the service only. Processes that share it see each other's keys at once. */
export async function openKeyFolder(folder: string): Promise<KeyFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = (packageId: string) => {
    if (!isId(packageId)) throw new Error('not the id of a package')
    return join(folder, packageId)
  }
  const read = async (packageId: string): Promise<string | undefined> => {
    try {
      return (await readFile(place(packageId), 'utf8')).trim()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  const find = async (packageId: string) => {
    const text = await read(packageId)
    return text === undefined || text.startsWith(mark) || isBlank(text) ? undefined : text
  }
  return {
    find,
    destroyedAt: async (packageId) => markIn(await read(packageId)),
    // Eight times as fast as asking for each file and waiting.
    *marks() {
      for (const packageId of readdirSync(folder).filter(isId)) {
        const destroyedAt = markIn(readFileSync(join(folder, packageId), 'utf8').trim())
        if (destroyedAt) yield { packageId, destroyedAt }
      }
    },
    async keep(packageId, wrapped) {
      const beside = `${place(packageId)}.${newSecret(6)}`
      await write(beside, wrapped, 'wx')
      try {
        // A link appears whole or not at all, and to one of two processes only.
        await link(beside, place(packageId))
        await settle(folder)
        return wrapped
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const kept = await find(packageId)
        if (!kept) throw new Error('the key of this package was destroyed')
        return kept
      } finally {
        await rm(beside, { force: true })
      }
    },
    async destroy(packageId, at) {
      for (const name of await readdir(folder)) if (name.startsWith(`${packageId}.`)) await wipe(join(folder, name))
      const text = await read(packageId)
      if (text?.startsWith(mark)) return
      // The old bytes are written over before the mark takes their place: unlinking alone would leave them on the disk.
      if (text !== undefined) await write(place(packageId), '0'.repeat(text.length), 'r+')
      const beside = `${place(packageId)}.${newSecret(6)}`
      await write(beside, `${mark}${at}`, 'wx')
      await rename(beside, place(packageId))
      await settle(folder)
    },
  }
}

/** A copy that was left beside its place by a process that was killed while it kept the key. */
async function wipe(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => '')
  if (text !== '') await write(path, '0'.repeat(text.length - 1), 'r+').catch(() => undefined)
  await rm(path, { force: true })
}

async function write(path: string, text: string, flags: 'wx' | 'r+'): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await file.writeFile(`${text}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function settle(folder: string): Promise<void> {
  const directory = await open(folder)
  await directory.sync()
  await directory.close()
}
