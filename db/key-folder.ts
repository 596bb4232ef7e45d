/** Where the wrapped keys of packages lie: a small file each, apart from everything that they open. */
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret } from './ids.ts'
import type { Instant } from './time.ts'

export type KeyFolder = {
  /** The wrapped key; nothing where there is none, or where it was destroyed. */
  find(packageId: string): Promise<string | undefined>
  isDestroyed(packageId: string): Promise<boolean>
  /** Keeps the key unless there is one already; gives the one that is kept. It is on the disk when this resolves. */
  keep(packageId: string, wrapped: string): Promise<string>
  /** Overwrites the key and leaves a mark in its place, so that no other key is ever made. Again changes nothing. */
  destroy(packageId: string, at: Instant): Promise<void>
}

const mark = 'destroyed '

/** A folder readable by the service only. Processes that share it see each other's keys at once. */
export async function openKeyFolder(folder: string): Promise<KeyFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = (packageId: string) => {
    if (!/^[\w-]{36}$/.test(packageId)) throw new Error('not the id of a package')
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
    return text === undefined || text.startsWith(mark) ? undefined : text
  }
  return {
    find,
    isDestroyed: async (packageId) => (await read(packageId))?.startsWith(mark) ?? false,
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
