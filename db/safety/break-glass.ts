/** Broken glass: who looks at which package in an emergency, until when, and what a second person found afterwards. */

import type { Permit } from '../../policies/kernel/decision.ts'
import type { DataClass } from '../../policies/safety/classes.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson } from '../kernel/schema.ts'
import { type Instant, minutesAfter } from '../kernel/time.ts'

const outline = (db: Reader) =>
  db
    .selectFrom('breakGlass as g')
    .innerJoin('package as p', 'p.id', 'g.packageId')
    .innerJoin('town', 'town.id', 'p.townId')
    .innerJoin('person as b', 'b.id', 'g.personId')
    .select(['g.id', 'g.packageId', 'g.personId', 'g.ticket', 'g.brokenAt', 'g.endsAt', 'g.reviewedAt'])
    .select(['p.townId', 'p.number', 'p.dataClass', 'town.name as town', 'town.romaji as townRomaji'])
    .select(['b.name', 'b.kana', 'b.romaji'])

/** The newest first; one more than a page where there is more. `towns` null: of every town. */
export async function listGlass(
  db: Reader,
  { towns, before, limit }: { towns: readonly string[] | null; before?: string | undefined; limit: number },
) {
  if (towns?.length === 0) return []
  let query = outline(db)
  if (towns) query = query.where('p.townId', 'in', towns)
  if (before) query = query.where('g.id', '<', before)
  return query
    .orderBy('g.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** Those that nobody has reviewed yet, of one package, of some towns, or of all (`towns` null). */
export async function listUnsettled(
  db: Reader,
  { packageId, towns = null, limit = 20 }: { packageId?: string; towns?: readonly string[] | null; limit?: number },
) {
  if (towns?.length === 0) return []
  let query = outline(db).where('g.reviewedAt', 'is', null)
  if (packageId) query = query.where('g.packageId', '=', packageId)
  if (towns) query = query.where('p.townId', 'in', towns)
  return query.orderBy('g.id').limit(limit).execute()
}

/** One of them with its reason and its review. */
export async function findGlass(db: Reader, id: string) {
  return outline(db)
    .leftJoin('person as r', 'r.id', 'g.reviewedBy')
    .where('g.id', '=', id)
    .select(['g.reason', 'g.reviewWords', 'r.name as reviewer', 'r.romaji as reviewerRomaji'])
    .select(['p.frozenAt', 'p.destroyedAt'])
    .executeTakeFirst()
}
export type FoundGlass = NonNullable<Awaited<ReturnType<typeof findGlass>>>

/** A package by its town and number, as breaking its glass asks: whether this person has anything else to do with it. */
export async function findBreakable(
  db: Reader,
  { townId, number, personId, at }: { townId: string; number: string; personId: string; at: Instant },
) {
  const row = await db
    .selectFrom('package as p')
    .where('p.townId', '=', townId)
    .where('p.number', '=', number)
    .select(['p.id', 'p.townId', 'p.number', 'p.dataClass', 'p.frozenAt', 'p.destroyedAt'])
    .select((e) => [
      e
        .selectFrom('assignment as a')
        .whereRef('a.packageId', '=', 'p.id')
        .where('a.workerId', '=', personId)
        .select((a) => a.fn.countAll<number | string>().as('n'))
        .as('lots'),
      e
        .selectFrom('breakGlass as g')
        .whereRef('g.packageId', '=', 'p.id')
        .where('g.personId', '=', personId)
        .where('g.endsAt', '>', at)
        .select((g) => g.fn.countAll<number | string>().as('n'))
        .as('open'),
    ])
    .executeTakeFirst()
  return row && { ...row, worked: Number(row.lots) > 0, open: Number(row.open) > 0 }
}

export type Breaking = {
  readonly packageId: string
  readonly dataClass: DataClass
  readonly reason: string
  readonly ticket: string
  readonly minutes: number
}
/**
 * Breaks the glass under the id that the permit names. Throws Stale where the same person has broken it already. INVARIANT: the row
 * stands before the record, so that its notices find whom to tell; the record locks the head of the chain, so that of two at once
 * the second sees the first and is undone.
 */
export async function breakGlass(tx: Tx, permit: Permit<'glass.break'>, breaking: Breaking): Promise<void> {
  const { packageId, dataClass, reason, ticket, minutes } = breaking
  const personId = tx.actorId!
  const none = { reviewedBy: null, reviewedAt: null, reviewWords: null }
  await tx.sql
    .insertInto('breakGlass')
    .values({
      id: permit.on,
      packageId,
      personId,
      reason,
      ticket,
      brokenAt: tx.at,
      endsAt: minutesAfter(tx.at, minutes),
      ...none,
    })
    .execute()
  await tx.record(permit, { package: packageId, class: dataClass, minutes })
  const others = await tx.sql
    .selectFrom('breakGlass')
    .select('id')
    .where('packageId', '=', packageId)
    .where('personId', '=', personId)
    .where('endsAt', '>', tx.at)
    .where('id', '!=', permit.on)
    .execute()
  if (others.length > 0) throw new Stale(packageId)
}

/** Ends it at this instant. Throws Stale where it has ended. */
export async function endGlass(tx: Tx, permit: Permit<'glass.end'>): Promise<void> {
  const ended = await tx.sql
    .updateTable('breakGlass')
    .set({ endsAt: tx.at })
    .where('id', '=', permit.on)
    .where('endsAt', '>', tx.at)
    .executeTakeFirst()
  if (ended.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit)
}

/** Closes the review. INVARIANT: the WHERE never takes the breaker for the reviewer. Throws Stale where somebody was first. */
export async function reviewGlass(tx: Tx, permit: Permit<'glass.review'>, words: string): Promise<void> {
  const reviewed = await tx.sql
    .updateTable('breakGlass')
    .set({ reviewedBy: tx.actorId, reviewedAt: tx.at, reviewWords: words })
    .where('id', '=', permit.on)
    .where('personId', '!=', tx.actorId!)
    .where('endsAt', '<=', tx.at)
    .where('reviewedAt', 'is', null)
    .executeTakeFirst()
  if (reviewed.numUpdatedRows !== 1n) throw new Stale(permit.on)
  await tx.record(permit)
}

/** What was looked at, as the audit has it, the newest first; one more than `limit` where there is more. */
export async function listLooks(db: Reader, { id, townId }: Pick<FoundGlass, 'id' | 'townId'>, limit = 200) {
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'detail'])
    .where('chain', '=', townId)
    .where('subjectId', '=', id)
    .where('act', '=', 'glass.look')
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(({ at, detail }) => ({ at, ...(JSON.parse(detail) as Look) }))
}
/** What a record of looking says: a page of the list, of a lot's delivery, of a file; or the instructions. */
export type Look = {
  readonly use: string
  readonly place: string
  readonly page?: number
  readonly lot?: number
  readonly file?: string
}

/** What there is to look at: the list of a package, and its lots with a delivery, by number. */
export async function findLookable(db: Reader, packageId: string, limit = 100) {
  const list = await db
    .selectFrom('rowList as r')
    .innerJoin('file as f', 'f.id', 'r.fileId')
    .where('r.packageId', '=', packageId)
    .select(['r.header', 'r.headerBytes', 'r.rowCount', 'f.storageKey', 'f.size'])
    .executeTakeFirst()
  const lots = await db
    .selectFrom('assignment as a')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .where('a.packageId', '=', packageId)
    .where((e) => e.exists(e.selectFrom('submission as s').select('s.id').whereRef('s.assignmentId', '=', 'a.id')))
    .select(['lot.number', 'a.id'])
    .orderBy('lot.number')
    .orderBy('a.id')
    .limit(limit)
    .execute()
  return {
    list: list && { ...list, header: fromJson(list.header) as string[], size: Number(list.size) },
    // Of a lot that was handed back and done by somebody else the last delivery counts.
    lots: [...new Map(lots.map((lot) => [lot.number, lot.id]))].map(([number, id]) => ({ number, id })),
  }
}

/** Instructions and criteria of a package. */
export async function findInstructions(db: Reader, packageId: string) {
  const row = await db
    .selectFrom('package')
    .select(['title', 'brief', 'criteria'])
    .where('id', '=', packageId)
    .executeTakeFirstOrThrow()
  return { ...row, criteria: fromJson(row.criteria) }
}
