/** The way to a destruction: asked for by one, witnessed by another, taken back, put off, reminded of, begun by the clock. */

import type { Day } from '../../../policies/kernel/days.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import type { AskingReason, PostponingReason } from '../../../policies/safety/destructions.ts'
import { blockers } from '../../../policies/safety/destructions.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { newId } from '../../kernel/ids.ts'
import { toJson } from '../../kernel/schema.ts'
import type { Instant } from '../../kernel/time.ts'
import { insistFirst } from '../custody.ts'
import { findDestruction } from './find.ts'
import { type Inventory, listFiles } from './inventory.ts'

const nothingYet = {
  witnessedBy: null,
  cancelledBy: null,
  cancelledAt: null,
  doneAt: null,
  finalOn: null,
  certificate: null,
  sha256: null,
}

/** Notes that somebody asks. INVARIANT: one destruction a package, by its unique index; who comes second is `Stale`. */
export async function askDestruction(tx: Tx, permit: Permit<'destruction.ask'>, reason: AskingReason): Promise<void> {
  const values = { ...nothingYet, id: newId(tx.at), packageId: permit.on, askedBy: tx.actorId, askedAt: tx.at, reason }
  const added = await tx.sql
    .insertInto('destruction')
    .values(values)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw new Stale(permit.on)
  await tx.record(permit, { reason })
  await insistUnblocked(tx, permit.on)
}

/**
 * The second person decides, with the list of what will be gone. Throws Stale for who asked, where it was taken back, where
 * something stands in the way after all, or where a file came or went since the list was made.
 */
export async function witnessDestruction(tx: Tx, permit: Permit<'destruction.witness'>, inventory: Inventory): Promise<void> {
  const done = await tx.sql
    .updateTable('destruction')
    .set({ witnessedBy: tx.actorId, certificate: toJson({ inventory }) })
    .where('packageId', '=', permit.on)
    .where('cancelledAt', 'is', null)
    .where('certificate', 'is', null)
    .where('askedBy', '!=', tx.actorId ?? '')
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit, countsOf(inventory))
  await insistUnblocked(tx, permit.on)
  await insistWhole(tx, permit.on, inventory)
}

/** The clock decides on its day, whether or not somebody has asked before. Throws Stale as `witnessDestruction` does. */
export async function beginDestruction(tx: Tx, permit: Permit<'destruction.begin'>, inventory: Inventory): Promise<void> {
  const reason = 'kept'
  const certificate = toJson({ inventory })
  const values = { ...nothingYet, id: newId(tx.at), packageId: permit.on, askedBy: null, askedAt: tx.at, reason, certificate }
  const added = await tx.sql
    .insertInto('destruction')
    .values(values)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) {
    const taken = await tx.sql
      .updateTable('destruction')
      .set({ certificate })
      .where('packageId', '=', permit.on)
      .where('cancelledAt', 'is', null)
      .where('certificate', 'is', null)
      .executeTakeFirst()
    if (taken.numUpdatedRows !== 1n) throw new Stale(permit.on)
  }
  await tx.record(permit, countsOf(inventory))
  await insistUnblocked(tx, permit.on)
  await insistWhole(tx, permit.on, inventory)
}

/** Takes it back. Throws Stale once it is decided. */
export async function cancelDestruction(tx: Tx, permit: Permit<'destruction.cancel'>): Promise<void> {
  const done = await tx.sql
    .updateTable('destruction')
    .set({ cancelledBy: tx.actorId, cancelledAt: tx.at })
    .where('packageId', '=', permit.on)
    .where('cancelledAt', 'is', null)
    .where('certificate', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit)
}

/** Puts the day off. Throws Stale where the day is another than the one that was seen. */
export async function postponeDestruction(
  tx: Tx,
  permit: Permit<'destruction.postpone'>,
  { from, to, reason }: { readonly from: Day; readonly to: Day; readonly reason: PostponingReason },
): Promise<void> {
  const done = await tx.sql
    .updateTable('package')
    .set({ keepUntil: to })
    .where('id', '=', permit.on)
    .where('keepUntil', '=', from)
    .where('destroyedAt', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit, { from, to, reason })
}

/** Tells the coordinators; `missing`: what stands in the way, by kind. Throws Stale where another clock told them a moment ago. */
export async function remindKeepers(
  tx: Tx,
  permit: Permit<'destruction.remind'>,
  { missing, since }: { readonly missing: readonly string[]; readonly since: Instant },
): Promise<void> {
  await tx.record(permit, { missing })
  await insistFirst(tx, permit, since)
}

const countsOf = (inventory: Inventory) => ({
  files: inventory.length,
  objects: inventory.reduce((sum, { objects }) => sum + objects.length, 0),
})

/**
 * A leak may have been reported, or a file taken, while the page lay open. INVARIANT: asked after the record of the act, which locks
 * the head of the town's chain (db/gates.ts): whatever stands in the way has then either committed, and is seen, or waits
 * for that lock, and comes after.
 */
async function insistUnblocked(tx: Tx, packageId: string): Promise<void> {
  const found = await findDestruction(tx.sql, packageId)
  if (!found || blockers(found.facts).length > 0 || found.destroyedAt !== null) throw new Stale(packageId)
}

async function insistWhole(tx: Tx, packageId: string, inventory: Inventory): Promise<void> {
  const now = (await listFiles(tx.sql, packageId)).map(({ id }) => id)
  if (now.length !== inventory.length || now.some((id, i) => id !== inventory[i]?.id)) throw new Stale(packageId)
}
