/** When a recovery's hold has passed in peace, the clock removes the suspended keys. */

import { findActor } from '../../db/identity/people.ts'
import { listPassed, settleRecovery } from '../../db/identity/recoveries.ts'
import { type Database, unlessStale } from '../../db/kernel/database.ts'
import type { Clock } from '../../db/kernel/time.ts'
import { decideSettling } from '../../policies/identity/recovery.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'

/** Settles every recovery whose hold is over; gives how many. Each is a write of its own. */
export async function settleRecoveries({ db, clock }: { readonly db: Database; readonly clock: Clock }): Promise<number> {
  const at = clock()
  let settled = 0
  for (const recovery of await listPassed(db.read, at)) {
    const person = await findActor(db.read, recovery.personId, at)
    const permit = person && decideSettling(person, recovery)
    if (!permit || isRefusal(permit)) continue
    if (await unlessStale(db.write({ actor: null, at }, (tx) => settleRecovery(tx, permit, recovery.id)))) settled++
  }
  return settled
}
