/** Postings once they are published: a later day. */
import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { unfinished } from '../../policies/work/assignments.ts'
import { changeRow } from '../kernel/change.ts'
import type { Tx } from '../kernel/database.ts'

/**
 * Gives a posting a later day, and with it every lot on offer or in hand that has an earlier one: it only helps, so their terms stay as
 * they are. Throws Stale where the day is another than the one that was seen.
 */
export async function postponeDue(
  tx: Tx,
  permit: Permit<'package.postpone'>,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<void> {
  await changeRow(tx, permit, { dueOn: to }, { dueOn: from })
  const moved = await tx.sql
    .updateTable('assignment')
    .set({ dueOn: to })
    .where('packageId', '=', permit.on)
    .where('status', 'in', unfinished)
    .where('dueOn', '<', to)
    .executeTakeFirst()
  await renewPostings(tx, permit.on)
  await tx.record(permit, { from, to, lots: Number(moved.numUpdatedRows) })
}

/** INVARIANT: a posting has one version in the lists of all towns: whoever remembers it knows it by that, not by the town. */
export const renewPostings = (tx: Tx, packageId: string): Promise<unknown> =>
  tx.sql
    .updateTable('packageTown')
    .set((e) => ({ version: e('version', '+', 1) }))
    .where('packageId', '=', packageId)
    .execute()
