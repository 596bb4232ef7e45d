/** What a destruction will take away, written down while it is still there: a fingerprint of each file and of each sealed object. */
import { Missing } from '../../files/blobs/index.ts'
import type { FileStore } from '../../files/files.ts'
import type { Fingerprint } from '../../files/sealed-objects.ts'
import type { Tx } from '../../kernel/database.ts'
import type { Reader } from '../../kernel/reader.ts'

/** `list`: the town's rows. `sha256`: of the plain file, as it was noted when it came. */
export type Gone = {
  readonly id: string
  readonly kind: 'list' | 'delivery' | 'file'
  readonly size: number
  readonly sha256: string
  readonly storageKey: string
  readonly objects: readonly Fingerprint[]
}
export type Inventory = readonly Gone[]

/** The files of a package, in the order in which they came. */
export const listFiles = (db: Reader | Tx['sql'], packageId: string) =>
  db
    .selectFrom('file')
    .where('packageId', '=', packageId)
    .select(['id', 'size', 'sha256', 'storageKey'])
    .select((e) => [
      e.exists(e.selectFrom('rowList as r').select('r.fileId').whereRef('r.fileId', '=', 'file.id')).as('isList'),
      e.exists(e.selectFrom('submission as s').select('s.id').whereRef('s.fileId', '=', 'file.id')).as('isDelivery'),
    ])
    .orderBy('createdAt')
    .orderBy('id')
    .execute()

/** Reads every object of a package once; of what is not there any more the list says so, by naming no object. */
export async function takeInventory(db: Reader, store: FileStore, packageId: string): Promise<Inventory> {
  const found: Gone[] = []
  for (const { id, size, sha256, storageKey, isList, isDelivery } of await listFiles(db, packageId)) {
    const kind = isList ? 'list' : isDelivery ? 'delivery' : 'file'
    const objects = await store.objects(storageKey).catch(unlessMissing)
    found.push({ id, kind, size: Number(size), sha256, storageKey, objects })
  }
  return found
}

const unlessMissing = (error: unknown): Fingerprint[] => {
  if (error instanceof Missing) return []
  throw error
}
