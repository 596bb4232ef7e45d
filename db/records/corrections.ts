/** Corrections: what people ask to have put right in their data, and the answers that do it. */

import { type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import {
  type Belonging,
  type Changeable,
  type Correctable,
  dueOn,
  holderOf,
  mostOpen,
  type Status,
} from '../../policies/records/corrections.ts'
import type { Place } from '../../policies/safety/classes.ts'
import { changeRow } from '../kernel/change.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson, toJson } from '../kernel/schema.ts'
import { belongs } from '../membership/towns.ts'

/** Who keeps a person's data and so answers: a town that still belongs to the alliance, or the alliance. */
export async function findHolder(db: Reader, personId: string) {
  const member = await db
    .selectFrom('workerProfile as w')
    .innerJoin('town', 'town.id', 'w.townId')
    .where('w.personId', '=', personId)
    .where(belongs)
    .select(['town.id', 'town.name', 'town.romaji', 'w.status'])
    .executeTakeFirst()
  const vetting = await db
    .selectFrom('vetting as v')
    .innerJoin('town', 'town.id', 'v.townId')
    .where('v.personId', '=', personId)
    .where('v.status', '=', 'open')
    .where(belongs)
    .select(['town.id', 'town.name', 'town.romaji'])
    .executeTakeFirst()
  const belonging: Belonging = {
    memberOf: member?.id ?? null,
    hasLeft: member?.status === 'left',
    applyingTo: vetting?.id ?? null,
  }
  const townId = holderOf(belonging)
  const town = [member, vetting].find((one) => one?.id === townId)
  return { townId, name: town?.name ?? null, romaji: town?.romaji ?? null }
}

/** How many requests of a person wait for an answer. */
export async function countOpen(db: Reader, personId: string): Promise<number> {
  const { n } = await db
    .selectFrom('correction')
    .where('personId', '=', personId)
    .where('status', '=', 'open')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/**
 * Keeps what the actor asks for, under the id and in the chain that the permit names; throws Stale when it is one too many.
 * INVARIANT: the record comes first, since it locks the head of the chain: of two requests at once the second counts the first.
 */
export async function askCorrection(
  tx: Tx,
  permit: Permit<'correction.ask'>,
  personId: string,
  { field, wish }: { field: Correctable; wish: string },
): Promise<void> {
  const { on: id, chain: townId } = permit
  await tx.sql
    .insertInto('correction')
    .values({ id, personId, townId, field, wish, status: 'open', askedAt: tx.at, dueOn: dueOn(dayOf(tx.at)) })
    .execute()
  await tx.record(permit, { field })
  if ((await countOpen(tx.sql, personId)) > mostOpen) throw new Stale('correction')
}

export type Change =
  | { readonly field: 'name' | 'kana' | 'romaji'; readonly value: string }
  | { readonly field: 'email' | 'phone'; readonly value: string | null }
  | { readonly field: 'places'; readonly value: readonly Place[] }
  | { readonly field: 'weeklyHours'; readonly value: number }

type Answer = { readonly status: Exclude<Status, 'open'>; readonly words: string; readonly change: Change | undefined }

/** Answers an open request and, where the answer is a change, makes it; throws Stale when the request has been answered. */
export async function answerCorrection(
  tx: Tx,
  permit: Permit<'correction.answer'>,
  { status, words, change }: Answer,
): Promise<void> {
  const answered = { status, answer: words, answeredBy: tx.actorId, answeredAt: tx.at }
  const row = await changeRow(tx, permit, answered, change ? { field: change.field } : {})
  if (change) await apply(tx, row.personId, change)
  await tx.record(permit, { field: row.field, status, changed: change !== undefined })
}

async function apply({ sql }: Tx, personId: string, change: Change): Promise<void> {
  const { numUpdatedRows } = await (isOfWorker(change)
    ? sql
        .updateTable('workerProfile')
        .set(change.field === 'places' ? { places: toJson([...change.value] as string[]) } : { weeklyHours: change.value })
        .where('personId', '=', personId)
        .executeTakeFirst()
    : sql
        .updateTable('person')
        .set({ [change.field]: change.value })
        .where('id', '=', personId)
        .executeTakeFirst())
  if (numUpdatedRows !== 1n) throw new Stale('correction')
}
const isOfWorker = (change: Change): change is Extract<Change, { field: 'places' | 'weeklyHours' }> =>
  change.field === 'places' || change.field === 'weeklyHours'

const whole = (db: Reader) =>
  db
    .selectFrom('correction as c')
    .innerJoin('person as p', 'p.id', 'c.personId')
    .leftJoin('town', 'town.id', 'c.townId')
    .select([
      'c.id',
      'c.personId',
      'c.townId',
      'c.field',
      'c.wish',
      'c.status',
      'c.askedAt',
      'c.dueOn',
      'c.answeredAt',
      'c.answer',
    ])
    .select(['p.name', 'p.kana', 'p.romaji', 'town.name as town', 'town.romaji as townRomaji'])
    .$narrowType<{ field: Correctable }>()

/** Who answers for which holders, not counting their own requests. */
export type Reach = { readonly holders: readonly string[]; readonly selfId: string }
const within = (db: Reader, { holders, selfId }: Reach) =>
  whole(db).where('c.townId', 'in', holders).where('c.personId', '!=', selfId)

/** Requests that wait, the most urgent first. */
export const listOpen = (db: Reader, reach: Reach, limit: number) =>
  within(db, reach).where('c.status', '=', 'open').orderBy('c.dueOn').orderBy('c.id').limit(limit).execute()

/** Requests that have their answer, the last asked first; one more than `limit` where there is more. */
export function listAnswered(db: Reader, reach: Reach, before: string | undefined, limit: number) {
  const answered = within(db, reach).where('c.status', '!=', 'open')
  return (before ? answered.where('c.id', '<', before) : answered)
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
}

/** How many wait, and the nearest day on which one must be answered; nothing where none waits. */
export async function openCorrections(db: Reader, { holders, selfId }: Reach) {
  if (holders.length === 0) return undefined
  const { n, next } = await db
    .selectFrom('correction')
    .where('townId', 'in', holders)
    .where('personId', '!=', selfId)
    .where('status', '=', 'open')
    .select((e) => [e.fn.countAll<number>().as('n'), e.fn.min('dueOn').as('next')])
    .executeTakeFirstOrThrow()
  return next ? { open: Number(n), next: next as Day } : undefined
}

/** One request with what is held now in the field that it is about. */
export async function findCorrection(db: Reader, id: string) {
  const row = await whole(db)
    .leftJoin('workerProfile as w', 'w.personId', 'c.personId')
    .select(['p.email', 'p.phone', 'w.places', 'w.weeklyHours'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { name, kana, romaji, email, phone, weeklyHours } = row
  const places = row.places === null ? null : (fromJson(row.places) as Place[])
  const now: Record<Changeable, string | number | readonly Place[] | null> = {
    name,
    kana,
    romaji,
    email,
    phone,
    places,
    weeklyHours,
  }
  return { ...row, places, now }
}
export type Correction = NonNullable<Awaited<ReturnType<typeof findCorrection>>>
