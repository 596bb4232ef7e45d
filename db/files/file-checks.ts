/** Who is checking which file: a lease on each check, and how often one began that came to no end. */
import type { Database } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { type Instant, minutesAfter } from '../kernel/time.ts'

/** A check that began earlier has died with its process: longer than the longest takes, with its scanner. */
const leaseMinutes = 20
/** Beginnings without an end after which nobody begins again. */
export const mostBegun = 3

/**
 * Takes up a check unless somebody is at it; gives how often it has begun by now. INVARIANT: counted before a byte is looked at, so that
 * a file which kills the process that reads it is not met again and again.
 */
export async function beginCheck({ upkeep }: Pick<Database, 'upkeep'>, id: string, at: Instant): Promise<number | undefined> {
  const taken = await upkeep
    .updateTable('packageFile')
    .set((e) => ({ begun: e('begun', '+', 1), begunAt: at }))
    .where('id', '=', id)
    .where((e) => e.or([e('begunAt', 'is', null), e('begunAt', '<=', minutesAfter(at, -leaseMinutes))]))
    .returning('begun')
    .executeTakeFirst()
  return taken?.begun
}

/** It came to an end, whatever it found. */
export async function endCheck({ upkeep }: Pick<Database, 'upkeep'>, id: string): Promise<void> {
  await upkeep.updateTable('packageFile').set({ begun: 0, begunAt: null }).where('id', '=', id).execute()
}

/** What still has to be checked and nobody is at, the oldest first. */
export const listUnchecked = (db: Reader, at: Instant, limit = 1_000) =>
  db
    .selectFrom('packageFile as p')
    .innerJoin('package', 'package.id', 'p.packageId')
    .select(['p.id', 'package.townId'])
    .where('p.state', '=', 'scanning')
    .where('p.removedAt', 'is', null)
    .where((e) => e.or([e('p.begunAt', 'is', null), e('p.begunAt', '<=', minutesAfter(at, -leaseMinutes))]))
    .orderBy('p.id')
    .limit(limit)
    .execute()
