/** Lifting a freeze: asked for, agreed to or called off; what it closed opens again, with the days that it took given back. */

import { addDays, dayOf, daysBetween } from '../../../policies/kernel/days.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import type { Handling } from '../../../policies/safety/classes.ts'
import type { Outcome } from '../../../policies/safety/incidents.ts'
import { unfinished } from '../../../policies/telework/assignments.ts'
import { Stale, type Tx } from '../../kernel/database.ts'
import { belongs } from '../../membership/towns.ts'
import { findConsent } from '../access.ts'

type Lifting = { readonly outcome: Outcome; readonly words: string }
/**
 * `reports`: how many reports of the matter the person has seen; one that came in meanwhile makes what they decided stale.
 * `consents`: how many persons must have consented before a posting of the package's class is open (policies/safety/classes.ts).
 */
export type Seen = { readonly packageId: string; readonly reports: number; readonly consents: Handling['consents'] }

/** Asks for the freeze to be lifted; it holds until a second person agrees. Throws Stale where it is no longer frozen, or more was told. */
export async function proposeLift(tx: Tx, permit: Permit<'incident.propose-lift'>, seen: Seen, lifting: Lifting): Promise<void> {
  await lockPackage(tx, seen)
  const asked = await tx.sql
    .updateTable('incident')
    .set({ liftedBy: tx.actorId, liftedWords: lifting.words, outcome: lifting.outcome })
    .where('id', '=', permit.on)
    .where('liftedBy', 'is', null)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  if (asked.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit, { outcome: lifting.outcome })
}

/** Takes an asked lifting back. Throws Stale where there is none. */
export async function keepFrozen(tx: Tx, permit: Permit<'incident.keep-frozen'>): Promise<void> {
  const kept = await tx.sql
    .updateTable('incident')
    .set({ liftedBy: null })
    .where('id', '=', permit.on)
    .where('liftedBy', 'is not', null)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  if (kept.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit)
}

/** Lifts the freeze by one person. Throws Stale where it is no longer frozen, is asked for already, or more was told meanwhile. */
export async function liftAlone(tx: Tx, permit: Permit<'incident.lift'>, seen: Seen, lifting: Lifting): Promise<void> {
  await lockPackage(tx, seen)
  const lifted = await tx.sql
    .updateTable('incident')
    .set({ liftedBy: tx.actorId, liftedWords: lifting.words, outcome: lifting.outcome, liftedAt: tx.at })
    .where('id', '=', permit.on)
    .where('liftedBy', 'is', null)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  if (lifted.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await thaw(tx, permit, seen, lifting.outcome)
}

/** Agrees to what somebody else asked for. INVARIANT: the WHERE never takes the one who asked for the second person. */
export async function agreeToLift(tx: Tx, permit: Permit<'incident.lift'>, seen: Seen & Lifting): Promise<void> {
  await lockPackage(tx, seen)
  const lifted = await tx.sql
    .updateTable('incident')
    .set({ secondedBy: tx.actorId, liftedAt: tx.at })
    .where('id', '=', permit.on)
    .where('liftedBy', '!=', tx.actorId!)
    .where('outcome', '=', seen.outcome)
    .where('liftedWords', '=', seen.words)
    .where('liftedAt', 'is', null)
    .executeTakeFirst()
  if (lifted.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await thaw(tx, permit, seen, seen.outcome)
}

/** Closes the papers. Throws Stale where it is frozen or closed already. */
export async function closeIncident(tx: Tx, permit: Permit<'incident.close'>): Promise<void> {
  const closed = await tx.sql
    .updateTable('incident')
    .set({ closedBy: tx.actorId, closedAt: tx.at })
    .where('id', '=', permit.on)
    .where('liftedAt', 'is not', null)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (closed.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit)
}

/** INVARIANT: a report changes the package's row first, so from here on none comes in unseen until this write has ended. */
async function lockPackage(tx: Tx, { packageId, reports }: Pick<Seen, 'packageId' | 'reports'>): Promise<void> {
  await tx.sql.updateTable('package').set({ updatedAt: tx.at }).where('id', '=', packageId).execute()
  const { n } = await tx.sql
    .selectFrom('incident')
    .where('packageId', '=', packageId)
    .where('liftedAt', 'is', null)
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .executeTakeFirstOrThrow()
  if (Number(n) !== reports) throw new Stale(packageId)
}

async function thaw(tx: Tx, permit: Permit<'incident.lift'>, { packageId, consents }: Seen, outcome: Outcome): Promise<void> {
  const { sql, at } = tx
  await sql.updateTable('incident').set({ liftedAt: at }).where('joins', '=', permit.on).execute()
  const { frozenAt, status } = await sql
    .selectFrom('package')
    .select(['frozenAt', 'status'])
    .where('id', '=', packageId)
    .executeTakeFirstOrThrow()
  await sql.updateTable('package').set({ frozenAt: null }).where('id', '=', packageId).execute()
  const days = frozenAt === null ? 0 : daysBetween(dayOf(frozenAt), dayOf(at)) + 1
  await giveBack(tx, packageId, days)
  const towns = status === 'published' ? await consenting(tx, packageId, consents) : []
  if (towns.length > 0)
    await sql
      .updateTable('packageTown')
      .set((e) => ({ closed: 0, version: e('version', '+', 1) }))
      .where('packageId', '=', packageId)
      .where('townId', 'in', towns)
      .execute()
  await tx.record(permit, { outcome, days, towns })
}

/** The towns to which the package was posted that still belong to the alliance, and whose hop of the consent chain stands. */
async function consenting({ sql }: Tx, packageId: string, consents: Handling['consents']): Promise<string[]> {
  const posted = await sql
    .selectFrom('packageTown as t')
    .innerJoin('town', 'town.id', 't.townId')
    .where('t.packageId', '=', packageId)
    .where(belongs)
    .select('t.townId')
    .orderBy('t.townId')
    .execute()
  const open: string[] = []
  for (const { townId } of posted) {
    const consent = await findConsent(sql, packageId, townId, consents === 2)
    if (consent === 'given' || (consent === 'none' && consents === 0)) open.push(townId)
  }
  return open
}

/** The days of the freeze, begun ones too, are nobody's fault: every answer that is due and every lot in hand gets as many more. */
async function giveBack({ sql }: Tx, packageId: string, days: number): Promise<void> {
  const waiting = await sql
    .selectFrom('assignment')
    .select(['id', 'status', 'dueOn', 'offerEndsOn'])
    .where('packageId', '=', packageId)
    .where('status', 'in', unfinished)
    .execute()
  for (const { id, status, dueOn, offerEndsOn } of waiting) {
    const set = { dueOn: addDays(dueOn, days), ...(status === 'offered' ? { offerEndsOn: addDays(offerEndsOn, days) } : {}) }
    await sql.updateTable('assignment').set(set).where('id', '=', id).execute()
  }
}
