/** Whether every file that ought to be there is, and is still what came in: each is opened, read to its end and hashed. */
import { createHash } from 'node:crypto'
import { Missing } from '../../db/files/blobs/index.ts'
import type { FileStore } from '../../db/files/files.ts'
import { Erased } from '../../db/files/package-keys.ts'
import { Broken } from '../../db/files/sealing.ts'
import { listWanted } from '../../db/files/stored-bytes.ts'
import type { Database } from '../../db/kernel/database.ts'
import { inside } from '../../policies/safety/access.ts'

/** `missing`: no bytes. `changed`: other bytes, or such as cannot be opened. */
export type Verdict = { readonly id: string; readonly packageId: string; readonly is: 'whole' | 'missing' | 'changed' }

/** Throws where the store itself cannot be read, because then nothing is known of any file. */
export async function* verifyFiles({ read }: Pick<Database, 'read'>, store: FileStore): AsyncGenerator<Verdict> {
  for await (const { id, packageId, storageKey, sha256 } of listWanted(read)) {
    const hash = createHash('sha256')
    let is: Verdict['is'] = 'whole'
    try {
      for await (const piece of store.read(inside(packageId), storageKey)) hash.update(piece)
      if (hash.digest('hex') !== sha256) is = 'changed'
    } catch (error) {
      is = told(error)
    }
    yield { id, packageId, is }
  }
}

function told(error: unknown): Verdict['is'] {
  if (error instanceof Missing) return 'missing'
  if (error instanceof Broken || error instanceof Erased) return 'changed'
  const why = error instanceof Error ? error.message : String(error)
  throw new Error(`the store of files could not be read, so nothing is known of this file and the next: ${why}`, { cause: error })
}
