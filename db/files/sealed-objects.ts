/** The sealed objects of a package as they lie in the store: their fingerprints before a destruction, and what nothing points to. */
import { createHash } from 'node:crypto'
import { type BlobStore, nameOf } from './blobs/index.ts'
import { headSize, readHead } from './sealing.ts'

/** One object as it lies there: `sha256` of its sealed bytes. */
export type Fingerprint = { readonly name: string; readonly size: number; readonly sha256: string }
const pieceSize = 4 * 1024 * 1024

/** Throws Missing where there is no such object. */
export async function fingerprint(blobs: BlobStore, name: string): Promise<Fingerprint> {
  const size = await blobs.size(name)
  const hash = createHash('sha256')
  for (let from = 0; from < size; from += pieceSize) hash.update(await blobs.read(name, from, pieceSize))
  return { name, size, sha256: hash.digest('hex') }
}

/**
 * Removes every object whose head says that it is this package's and that no file of the platform points to; gives how many.
 * `known`: the names under which files lie, without the numbers of their parts.
 */
export async function removeStrays(blobs: BlobStore, packageId: string, known: ReadonlySet<string>): Promise<number> {
  let removed = 0
  for await (const { name } of blobs.list()) {
    if (known.has(nameOf(name)) || !(await isOf(blobs, name, packageId))) continue
    await blobs.remove(name)
    removed++
  }
  return removed
}

async function isOf(blobs: BlobStore, name: string, packageId: string): Promise<boolean> {
  try {
    return readHead(await blobs.read(name, 0, headSize)).packageId === packageId
  } catch {
    return false
  }
}
