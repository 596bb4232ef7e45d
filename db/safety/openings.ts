/** A touch of the passkey for one package in one session: it counts while it is used, and opens nothing once the session has ended. */
import type { Database } from '../kernel/database.ts'
import { sha256 } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'

export const findOpening = (db: Reader, token: string, packageId: string) =>
  db
    .selectFrom('opening')
    .select(['provedAt', 'usedAt', 'reason'])
    .where('sessionId', '=', sha256(token))
    .where('packageId', '=', packageId)
    .executeTakeFirst()

/** Notes a proof just made; an earlier one of this session and package gives way. */
export async function keepOpening(
  { upkeep }: Database,
  { token, packageId, personId, reason }: { token: string; packageId: string; personId: string; reason: string },
  at: Instant,
): Promise<void> {
  const proved = { provedAt: at, usedAt: at, reason }
  await upkeep
    .insertInto('opening')
    .values({ sessionId: sha256(token), packageId, personId, ...proved })
    .onConflict((conflict) => conflict.columns(['sessionId', 'packageId']).doUpdateSet(proved))
    .execute()
}

/** Somebody is still looking. */
export async function useOpening({ upkeep }: Database, token: string, packageId: string, at: Instant): Promise<void> {
  await upkeep
    .updateTable('opening')
    .set({ usedAt: at })
    .where('sessionId', '=', sha256(token))
    .where('packageId', '=', packageId)
    .execute()
}

/** Takes away what was proved before an instant; gives how many. */
export async function sweepOpenings({ upkeep }: Pick<Database, 'upkeep'>, before: Instant): Promise<number> {
  const { numDeletedRows } = await upkeep.deleteFrom('opening').where('provedAt', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}
