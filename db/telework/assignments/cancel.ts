/** Open offers taken back together, because of what they were made under. */
import { isRefusal, type Permit } from '../../../policies/kernel/decision.ts'
import type { Ending } from '../../../policies/telework/applications.ts'
import { decideCancelling } from '../../../policies/telework/assignments.ts'
import type { Tx } from '../../kernel/database.ts'
import { moveAssignment } from './move.ts'

/**
 * Takes back the open offers of the package that a permit names; `towns`: those to their residents only. Gives how many there were.
 * INVARIANT: an offer changes the package's row, so whoever has changed that first sees every offer that was made before.
 */
export async function cancelOffers(
  tx: Tx,
  permit: Permit<'consent.withdraw' | Ending>,
  towns?: readonly string[],
): Promise<number> {
  let query = tx.sql
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('workerProfile as w', 'w.personId', 'a.workerId')
    .where('a.packageId', '=', permit.on)
    .where('a.status', '=', 'offered')
    .select(['a.id', 'a.packageId', 'a.workerId', 'a.status', 'p.townId'])
  if (towns) query = query.where('w.townId', 'in', towns)
  const offers = await query.orderBy('a.id').execute()
  for (const offer of offers) {
    const cancelling = decideCancelling(permit, offer)
    if (!isRefusal(cancelling)) await moveAssignment(tx, cancelling, {}, { because: permit.act })
  }
  return offers.length
}
