/** The file that a draft's list was read from, kept as it was sent until the draft is handed over: so that it can be read in another way. */
import type { StoredBytes } from '../files/files.ts'
import type { Database } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'

/** `read`: how it was read, what is odd in it and its first rows (JSON), sealed by the package's key. */
export type SentList = { readonly packageId: string; readonly name: string; readonly bytes: StoredBytes; readonly read: string }

/** Keeps the file, or another reading of the same; gives the storage key that is no longer needed. */
export const keepSent = (
  { upkeep }: Pick<Database, 'upkeep'>,
  { packageId, name, bytes, read }: SentList,
  sentAt: Instant,
): Promise<string | undefined> =>
  upkeep.transaction().execute(async (sql) => {
    const old = await sql.selectFrom('sentList').select('storageKey').where('packageId', '=', packageId).executeTakeFirst()
    const { storageKey, size, sha256 } = bytes
    const row = { storageKey, size, sha256, name, read, sentAt }
    await sql
      .insertInto('sentList')
      .values({ packageId, ...row })
      .onConflict((conflict) => conflict.column('packageId').doUpdateSet(row))
      .execute()
    return old && old.storageKey !== storageKey ? old.storageKey : undefined
  })

export const dropSent = ({ upkeep }: Pick<Database, 'upkeep'>, packageId: string) =>
  upkeep.deleteFrom('sentList').where('packageId', '=', packageId).execute()

export const findSent = (db: Reader, packageId: string) =>
  db.selectFrom('sentList').selectAll().where('packageId', '=', packageId).executeTakeFirst()
