/** The bytes of a file that is shown as pictures: for its pages, and for the check that tries whether it can be. */
import type { Content } from '../../../db/files/files.ts'
import { largest, Undrawable, type Viewable } from '../drawing/index.ts'

/** All of a file that is drawn. Throws Undrawable before a byte of one that is too large is held. */
export async function readShown(kind: Viewable, size: number, read: () => Content): Promise<Uint8Array> {
  if (size > largest[kind]) throw new Undrawable('too-large')
  const pieces: Uint8Array[] = []
  for await (const piece of read()) pieces.push(piece)
  return Buffer.concat(pieces)
}
