/** Postings once they are published: a later day, their end, and their opening again. */
import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { unfinished } from '../../policies/work/assignments.ts'
import { changeRow } from '../kernel/change.ts'
import type { Tx } from '../kernel/database.ts'
import type { Instant } from '../kernel/time.ts'
import { lapseHands } from '../work/applications.ts'
import { cancelOffers } from '../work/assignments/cancel.ts'
import { closePostings } from '../work/assignments/move.ts'
import { openPostings } from './consents.ts'

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

/**
 * Takes a posting out of every list of open work, with the open offers and the hands that were raised; `words`: what the manager says
 * of it, shown to whoever knows of the posting.
 */
export async function endPosting(tx: Tx, permit: Permit<'package.end-posting'>, words: string): Promise<void> {
  const { status: to } = await changeRow(tx, permit, { stoppedWords: words, updatedAt: tx.at })
  await closePostings(tx, permit.on)
  const offers = await cancelOffers(tx, permit)
  await tx.record(permit, { to, offers })
  await lapseHands(tx, permit)
}

/**
 * Puts it into the lists of these towns again, of those that still belong. Throws Stale where it was changed since it was seen, as by a
 * consent that was withdrawn.
 */
export async function reopenPosting(
  tx: Tx,
  permit: Permit<'package.reopen'>,
  { towns, seen }: { readonly towns: readonly string[]; readonly seen: Instant },
): Promise<void> {
  const { status: to } = await changeRow(tx, permit, { stoppedWords: null, updatedAt: tx.at }, { updatedAt: seen })
  await openPostings(tx, permit.on, towns)
  await tx.record(permit, { to, towns })
}

/** INVARIANT: a posting has one version in the lists of all towns: whoever remembers it knows it by that, not by the town. */
export const renewPostings = (tx: Tx, packageId: string): Promise<unknown> =>
  tx.sql
    .updateTable('packageTown')
    .set((e) => ({ version: e('version', '+', 1) }))
    .where('packageId', '=', packageId)
    .execute()
