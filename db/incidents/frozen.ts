/** Whether a package is frozen, asked inside a write that hands content over or takes work on. */
import { Stale, type Tx } from '../database.ts'

/**
 * Throws Stale where a suspected leak has frozen the package. INVARIANT: asked after the record of the act, which locks the head of
 * the town's chain: a freeze has then either committed, and is seen, or waits for that lock, and comes after.
 */
export async function insistThawed(tx: Tx, packageId: string): Promise<void> {
  const row = await tx.sql.selectFrom('package').select('frozenAt').where('id', '=', packageId).executeTakeFirst()
  if (row && row.frozenAt !== null) throw new Stale(packageId)
}
