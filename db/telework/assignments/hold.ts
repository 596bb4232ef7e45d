/** A lot in somebody's hands, held while something is added to it, taken back or delivered. */
import { inWork } from '../../../policies/telework/assignments.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import type { Schema } from '../../kernel/schema.ts'

export type Held = Pick<Schema['assignment'], 'id' | 'packageId' | 'workerId' | 'status' | 'dueOn' | 'updatedAt'>

/**
 * Throws Stale where the lot is out of its worker's hands. INVARIANT: whoever adds to a lot, takes something back or delivers it holds
 * its row first and until they commit, so that nothing is kept beside a delivery that was made without it. `updatedAt` stays: days
 * for mending count from it.
 */
export async function holdLot(tx: Tx, id: string): Promise<Held> {
  const held = await tx.sql
    .updateTable('assignment')
    .set((e) => ({ updatedAt: e.ref('updatedAt') }))
    .where('id', '=', id)
    .where('status', 'in', inWork)
    .returning(['id', 'packageId', 'workerId', 'status', 'dueOn', 'updatedAt'])
    .executeTakeFirst()
  if (!held) throw new Stale(id)
  return held
}
