/** What lies in folders, while others write and remove there. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What `read` gives, or nothing where the file went away meanwhile. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export const bytesOf = (path: string): Buffer | undefined => unlessGone(() => readFileSync(path))
export const statOf = (path: string) => unlessGone(() => statSync(path))

/** Every file below a folder that is still there when it is read. */
export function* bytesUnder(folder: string): Generator<{ path: string; bytes: Buffer }> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* unlessGone(() => [...bytesUnder(path)]) ?? []
    const bytes = entry.isFile() ? bytesOf(path) : undefined
    if (bytes) yield { path, bytes }
  }
}
