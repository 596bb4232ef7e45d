/** Whether every file that ought to be there is, and is still what came in: each is opened, read to its end and hashed. */
import { createHash } from 'node:crypto'
import { Missing } from '../db/blobs/index.ts'
import type { Database } from '../db/database.ts'
import type { FileStore } from '../db/files.ts'
import { listWanted } from '../db/orphans.ts'
import { inside } from '../policies/access.ts'

/** `missing`: no bytes. `changed`: other bytes, or such as cannot be opened. */
export type Verdict = { readonly id: string; readonly packageId: string; readonly is: 'whole' | 'missing' | 'changed' }

export async function* verifyFiles({ read }: Pick<Database, 'read'>, store: FileStore): AsyncGenerator<Verdict> {
  for await (const { id, packageId, storageKey, sha256 } of listWanted(read)) {
    const hash = createHash('sha256')
    let is: Verdict['is'] = 'whole'
    try {
      for await (const piece of store.read(inside(packageId), storageKey)) hash.update(piece)
      if (hash.digest('hex') !== sha256) is = 'changed'
    } catch (error) {
      is = error instanceof Missing ? 'missing' : 'changed'
    }
    yield { id, packageId, is }
  }
}
