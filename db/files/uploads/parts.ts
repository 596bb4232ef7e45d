/** Putting parts in their place: any order, any number at once, each by one hand only. */
import { claimMinutes } from '../../../policies/files/uploads.ts'
import type { Database } from '../../kernel/database.ts'
import { type Instant, minutesAfter } from '../../kernel/time.ts'
import { partsIn } from './find.ts'

type Db = Pick<Database, 'upkeep'>
export type Part = { uploadId: string; number: number; size: number; sha256: string }
/** `have`: the very same part is there. `busy`: somebody else is putting it in its place. `ended`: nothing changes any more. */
export type Claim = 'claimed' | 'have' | 'busy' | 'ended'

/**
 * Asks to put a part in its place. INVARIANT: whoever was told `claimed` is the only one until `settlePart`, and while anybody is the
 * upload is not complete: what was checked can never be exchanged afterwards.
 */
export const claimPart = ({ upkeep }: Db, part: Part, at: Instant): Promise<Claim> =>
  upkeep.transaction().execute(async (sql) => {
    // The upload's row first: two processes then follow each other.
    const open = await sql
      .updateTable('upload')
      .set({ beatAt: at })
      .where('id', '=', part.uploadId)
      .where('takenAt', 'is', null)
      .returning('completedAt')
      .executeTakeFirst()
    if (!open) return 'ended'
    const { uploadId, number } = part
    const before = await sql
      .selectFrom('uploadPart')
      .selectAll()
      .where('uploadId', '=', uploadId)
      .where('number', '=', number)
      .executeTakeFirst()
    if (before?.claimedAt === null && before.sha256 === part.sha256) return 'have'
    if (open.completedAt !== null) return 'ended'
    if (before?.claimedAt && minutesAfter(before.claimedAt, claimMinutes) > at) return 'busy'
    const row = { ...part, claimedAt: at }
    await sql
      .insertInto('uploadPart')
      .values(row)
      .onConflict((c) => c.columns(['uploadId', 'number']).doUpdateSet(row))
      .execute()
    return 'claimed'
  })

/** The part is in its place, and on the disk; gives whether it was the last that was missing. `claimedAt`: when it was claimed. */
export const settlePart = ({ upkeep }: Db, part: Part, claimedAt: Instant, at: Instant): Promise<boolean> =>
  upkeep.transaction().execute(async (sql) => {
    const upload = await sql
      .updateTable('upload')
      .set({ beatAt: at })
      .where('id', '=', part.uploadId)
      .where('completedAt', 'is', null)
      .returning('size')
      .executeTakeFirst()
    if (!upload) return false
    await sql
      .updateTable('uploadPart')
      .set({ claimedAt: null })
      .where('uploadId', '=', part.uploadId)
      .where('number', '=', part.number)
      .where('sha256', '=', part.sha256)
      .where('claimedAt', '=', claimedAt)
      .execute()
    const there = await sql
      .selectFrom('uploadPart')
      .select('size')
      .where('uploadId', '=', part.uploadId)
      .where('claimedAt', 'is', null)
      .execute()
    const isWhole = there.length === partsIn(upload.size)
    const received = there.reduce((sum, { size }) => sum + size, 0)
    await sql
      .updateTable('upload')
      .set({ received, ...(isWhole ? { completedAt: at } : {}) })
      .where('id', '=', part.uploadId)
      .execute()
    return isWhole
  })

/** A part could not be put in its place: it may be sent again at once. */
export async function dropPart({ upkeep }: Db, { uploadId, number }: Part, claimedAt: Instant): Promise<void> {
  await upkeep
    .deleteFrom('uploadPart')
    .where('uploadId', '=', uploadId)
    .where('number', '=', number)
    .where('claimedAt', '=', claimedAt)
    .execute()
}
