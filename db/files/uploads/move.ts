/** Uploads as they move: begun, whole, read back, taken by a form, or removed. */
import type { Database } from '../../kernel/database.ts'
import { newId } from '../../kernel/ids.ts'
import { type Instant, minutesAfter } from '../../kernel/time.ts'
import { keyOf, newName } from '../files.ts'
import { type Offer, partsIn, type Upload } from './find.ts'

type Db = Pick<Database, 'upkeep'>
/** Begins an upload; its room counts as taken from now on. */
export async function addUpload({ upkeep }: Db, offer: Offer, at: Instant): Promise<Upload> {
  const upload: Upload = {
    ...offer,
    id: newId(at),
    storageKey: keyOf(newName(), partsIn(offer.size)),
    ...{ received: 0, hashed: 0, sha256: null, createdAt: at, beatAt: at, completedAt: null, takenAt: null },
  }
  await upkeep.insertInto('upload').values(upload).execute()
  return upload
}

/** Seconds without a word after which reading back counts as broken off. */
const silence = 20
/** Takes on a reading back that broke off with its process; false where somebody is at it, or it is done. */
export async function beginReadBack({ upkeep }: Db, { id, beatAt }: Upload, at: Instant): Promise<boolean> {
  if (minutesAfter(beatAt, silence / 60) > at) return false
  const begun = await upkeep
    .updateTable('upload')
    .set({ beatAt: at, hashed: 0 })
    .where('id', '=', id)
    .where('completedAt', 'is not', null)
    .where('sha256', 'is', null)
    .where('beatAt', '=', beatAt)
    .executeTakeFirst()
  return begun.numUpdatedRows === 1n
}

export async function noteReadBack({ upkeep }: Db, id: string, hashed: number, at: Instant, sha256?: string): Promise<void> {
  await upkeep
    .updateTable('upload')
    .set({ hashed, beatAt: at, ...(sha256 ? { sha256 } : {}) })
    .where('id', '=', id)
    .where('completedAt', 'is not', null)
    .execute()
}

/**
 * What the store gave back was not what had been sent: those parts must come again. False where a form has taken the file meanwhile,
 * or it is gone: what was read then was no longer its bytes.
 */
export const reopenUpload = ({ upkeep }: Db, id: string, numbers: readonly number[], at: Instant): Promise<boolean> =>
  upkeep.transaction().execute(async (sql) => {
    const { numUpdatedRows } = await sql
      .updateTable('upload')
      .set({ completedAt: null, hashed: 0, sha256: null, beatAt: at })
      .where('id', '=', id)
      .where('takenAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await sql.deleteFrom('uploadPart').where('uploadId', '=', id).where('number', 'in', numbers).execute()
    return true
  })

/** A form takes the whole file, once; undefined where it is not whole yet, or was taken. */
export const takeUpload = ({ upkeep }: Db, id: string, at: Instant): Promise<Upload | undefined> =>
  upkeep
    .updateTable('upload')
    .set({ takenAt: at, beatAt: at })
    .where('id', '=', id)
    .where('takenAt', 'is', null)
    .where('sha256', 'is not', null)
    .returningAll()
    .executeTakeFirst()

/** Removes an upload and gives where its parts lie; undefined where a form has taken it meanwhile. */
export const removeUpload = ({ upkeep }: Db, id: string): Promise<string | undefined> =>
  upkeep.transaction().execute(async (sql) => {
    const { numUpdatedRows } = await sql
      .updateTable('upload')
      .set({ completedAt: null, sha256: null, takenAt: null })
      .where('id', '=', id)
      .where('takenAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return undefined
    await sql.deleteFrom('uploadPart').where('uploadId', '=', id).execute()
    const gone = await sql.deleteFrom('upload').where('id', '=', id).returning('storageKey').executeTakeFirst()
    return gone?.storageKey
  })

/** The same for the clock: whatever state it is in. INVARIANT: only what `listAbandoned` gave, so that nobody is using it. */
export const sweepUpload = ({ upkeep }: Db, { id, beatAt }: Upload): Promise<boolean> =>
  upkeep.transaction().execute(async (sql) => {
    const still = await sql
      .updateTable('upload')
      .set({ takenAt: beatAt })
      .where('id', '=', id)
      .where('beatAt', '=', beatAt)
      .executeTakeFirst()
    if (still.numUpdatedRows === 0n) return false
    await sql.deleteFrom('uploadPart').where('uploadId', '=', id).execute()
    await sql.deleteFrom('upload').where('id', '=', id).execute()
    return true
  })
