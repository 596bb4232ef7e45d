/** Raised hands, and the people behind them as candidates. */

import { addDays, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { earnedDays } from '../../policies/telework/allocation.ts'
import { type Ending, lapsing } from '../../policies/telework/applications.ts'
import { counted, unfinished } from '../../policies/telework/assignments.ts'
import { moveRow } from '../kernel/change.ts'
import type { Tx } from '../kernel/database.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import { type Instant, instant } from '../kernel/time.ts'
import { listEarnedSince } from './remuneration.ts'

export const findApplication = (db: Reader, packageId: string, personId: string) =>
  db
    .selectFrom('application as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('a.packageId', '=', packageId)
    .where('a.personId', '=', personId)
    .selectAll('a')
    .select('p.townId')
    .executeTakeFirst()

/** The packages for which a person's hand is up. */
export const listRaised = prepared((db, personId: string) =>
  db
    .selectFrom('application')
    .select('packageId')
    .where('personId', '=', personId)
    .where('status', '=', 'raised')
    .orderBy('packageId'),
)

/** Raises a hand, or raises it again after it was lowered. INVARIANT: one per person and package, by constraint. */
export async function raiseHand(
  tx: Tx,
  permit: Permit<'application.raise'>,
  wish: { packageId: string; personId: string; lotsWished: number; note: string },
): Promise<void> {
  const raised = { lotsWished: wish.lotsWished, note: wish.note, status: 'raised' as const, raisedAt: tx.at }
  await tx.sql
    .insertInto('application')
    .values({ id: permit.on, packageId: wish.packageId, personId: wish.personId, ...raised })
    .onConflict((c) => c.columns(['packageId', 'personId']).doUpdateSet(raised))
    .execute()
  const { id } = await tx.sql
    .selectFrom('application')
    .select('id')
    .where('packageId', '=', wish.packageId)
    .where('personId', '=', wish.personId)
    .executeTakeFirstOrThrow()
  await tx.record({ ...permit, on: id }, { package: wish.packageId, lotsWished: wish.lotsWished })
}

/** Throws Stale where it is down already. */
export const lowerHand = (tx: Tx, permit: Permit<'application.withdraw'>): Promise<void> => moveRow(tx, permit)

/**
 * Lowers every hand that is up for the package that a permit names; each person is told. INVARIANT: asked after the record of that act,
 * which locks the head of the town's chain: a hand has then either been raised, and is seen, or finds the posting closed.
 */
export async function lapseHands(tx: Tx, because: Permit<Ending>): Promise<void> {
  const hands = await tx.sql
    .selectFrom('application')
    .where('packageId', '=', because.on)
    .where('status', '=', 'raised')
    .select('id')
    .orderBy('id')
    .execute()
  for (const { id } of hands) await moveRow(tx, lapsing(because, { id, townId: because.chain }), {}, { because: because.act })
}

/** How many hands are up for a package. */
export async function countHands(db: Reader, packageId: string): Promise<number> {
  const { n } = await db
    .selectFrom('application')
    .where('packageId', '=', packageId)
    .where('status', '=', 'raised')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Who raised a hand, with what allocation looks at: open lots here, yen earned in the last 90 days, hours wished. */
export async function listCandidates(db: Reader, packageId: string, at: Instant) {
  const since = instant(Date.parse(`${addDays(dayOf(at), -earnedDays)}T00:00:00Z`))
  const rows = await db
    .selectFrom('application as a')
    .innerJoin('person', 'person.id', 'a.personId')
    .innerJoin('workerProfile as w', 'w.personId', 'a.personId')
    .innerJoin('town', 'town.id', 'w.townId')
    .where('a.packageId', '=', packageId)
    .where('a.status', '=', 'raised')
    .select([
      'a.personId',
      'a.lotsWished',
      'a.note',
      'a.raisedAt',
      'person.name',
      'person.kana',
      'person.romaji',
      'w.weeklyHours',
      'town.name as town',
      'town.romaji as townRomaji',
    ])
    .select((e) => [
      e
        .selectFrom('assignment as s')
        .whereRef('s.workerId', '=', 'a.personId')
        .where('s.packageId', '=', packageId)
        .where('s.status', 'in', unfinished)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('openLots'),
      e
        .selectFrom('assignment as s')
        .whereRef('s.workerId', '=', 'a.personId')
        .where('s.status', 'in', counted)
        .select((c) => c.fn.countAll<number>().as('n'))
        .as('approvedLots'),
    ])
    .orderBy('a.raisedAt')
    .orderBy('a.id')
    .execute()
  const earned = await listEarnedSince(
    db,
    rows.map(({ personId }) => personId),
    since,
  )
  return rows.map((row) => ({
    ...row,
    openLots: Number(row.openLots),
    recentYen: earned.get(row.personId) ?? 0,
    approvedLots: Number(row.approvedLots),
  }))
}
