/** Postings once they are published: a later day, their end, their opening again, and a conclusion without the rest. */
import { sql } from 'kysely'
import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { within } from '../../policies/kernel/statuses.ts'
import { ended } from '../../policies/packages/statuses.ts'
import { counted, unfinished } from '../../policies/telework/assignments.ts'
import { changeRow } from '../kernel/change.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'
import { lapseHands } from '../telework/applications.ts'
import { cancelOffers } from '../telework/assignments/cancel.ts'
import { closePostings } from '../telework/assignments/move.ts'
import { openPostings } from './consents.ts'
import { keepFrom } from './edit.ts'

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

/**
 * Corrects the price of a row, yen, for every lot that nobody has accepted. Open offers are taken back, to be made anew. Where the price falls,
 * hands lapse: who raised one for more is asked again. Throws Stale where the price is another than the one that was seen.
 */
export async function correctPrice(
  tx: Tx,
  permit: Permit<'package.correct-price'>,
  { from, to, reason }: { readonly from: number | null; readonly to: number; readonly reason: string | null },
): Promise<void> {
  await changeRow(tx, permit, { unitPrice: to, priceReason: reason, updatedAt: tx.at }, { unitPrice: from })
  // Also of lots that are in hand: their own price stands in the assignment, and this one is for whoever comes after.
  await tx.sql
    .updateTable('lot')
    .set((e) => ({ price: sql<number>`(${e.ref('lastRow')} - ${e.ref('firstRow')} + 1) * ${to}` }))
    .where('packageId', '=', permit.on)
    .execute()
  const offers = await cancelOffers(tx, permit)
  await renewPostings(tx, permit.on)
  await tx.record(permit, { from, to, offers })
  if (from !== null && to < from) await lapseHands(tx, permit)
}

/** The lots that nobody has brought to an approval, by number, with the rows they hold. */
export async function listMissing(db: Reader | Tx['sql'], packageId: string): Promise<{ lots: number[]; rows: number }> {
  const missing = await db
    .selectFrom('lot')
    .where('lot.packageId', '=', packageId)
    .where((e) =>
      e.not(
        e.exists(
          e.selectFrom('assignment as a').select('a.id').whereRef('a.lotId', '=', 'lot.id').where('a.status', 'in', counted),
        ),
      ),
    )
    .select(['number', 'firstRow', 'lastRow'])
    .orderBy('number')
    .execute()
  return {
    lots: missing.map(({ number }) => number),
    rows: missing.reduce((sum, { firstRow, lastRow }) => sum + lastRow - firstRow + 1, 0),
  }
}

/**
 * Ends a package with lots missing; `words`: why, for its town. Throws Stale where a lot is on offer or in hand after all.
 * INVARIANT: asked after the record, which locks the head of the town's chain: an offer has then either been made, and is seen, or finds
 * the posting closed.
 */
export async function concludePackage(tx: Tx, permit: Permit<'package.conclude'>, words: string): Promise<void> {
  const { status: to } = await changeRow(tx, permit, { concludedWords: words, updatedAt: tx.at })
  if (within(ended, to)) await keepFrom(tx, permit.on, to)
  await closePostings(tx, permit.on)
  await tx.record(permit, { to, ...(await listMissing(tx.sql, permit.on)) })
  const going = await tx.sql
    .selectFrom('assignment')
    .select('id')
    .where('packageId', '=', permit.on)
    .where('status', 'in', unfinished)
    .limit(1)
    .executeTakeFirst()
  if (going) throw new Stale(permit.on)
  await lapseHands(tx, permit)
}

/** INVARIANT: a posting has one version in the lists of all towns: whoever remembers it knows it by that, not by the town. */
export const renewPostings = (tx: Tx, packageId: string): Promise<unknown> =>
  tx.sql
    .updateTable('packageTown')
    .set((e) => ({ version: e('version', '+', 1) }))
    .where('packageId', '=', packageId)
    .execute()
