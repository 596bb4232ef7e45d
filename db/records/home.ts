/** What needs each person now: the few facts behind every home page. */

import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import { withManager } from '../../policies/packages/packages.ts'
import { delivered } from '../../policies/packages/statuses.ts'
import { inWork, unfinished, type Waiting, waiting } from '../../policies/telework/assignments.ts'
import { some } from '../kernel/lists.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'
import { inForce } from '../membership/grants.ts'
import { belongs } from '../membership/towns.ts'
import { sumEarned } from '../telework/remuneration.ts'

/** How many of a kind home shows: a few of each, many of the one that was asked for. */
export type Most = (kind: Kind) => number
export const kinds = [
  'mine',
  'drafts',
  'running',
  'finished',
  'prepare',
  'hands',
  'past',
  'settle',
  'late',
  'sessions',
  'keyless',
  'bodiless',
] as const
export type Kind = (typeof kinds)[number]

/** A coordinator's drafts, and completed packages whose result nobody has fetched yet. */
export async function coordinatorNeeds(db: Reader, towns: readonly string[], most: Most) {
  const outline = db
    .selectFrom('package')
    .where('townId', 'in', towns)
    .select(['id', 'title', 'number', 'status', 'lotCount', 'lotsApproved', 'dueOn'])
  const drafts = await some(outline.where('status', '=', 'draft').orderBy('id', 'desc'), most('drafts'))
  const running = await some(outline.where('status', 'in', withManager).orderBy('id', 'desc'), most('running'))
  const untaken = outline
    .where('status', 'in', delivered)
    .where('lotsApproved', '>', 0)
    .where((e) =>
      e.not(
        e.exists(
          e.selectFrom('audit').select('seq').whereRef('audit.subjectId', '=', 'package.id').where('act', '=', 'package.result'),
        ),
      ),
    )
    .orderBy('id', 'desc')
  return { drafts, running, finished: await some(untaken, most('finished')) }
}

/** A manager's packages to prepare, hands raised for free lots, postings past their day, deliveries waiting, lots handed back with work to pay, and lots that are or will be late. */
export async function managerNeeds(db: Reader, towns: readonly string[], today: Day, most: Most) {
  const packages = db.selectFrom('package as p').where('p.townId', 'in', towns).where('p.frozenAt', 'is', null)
  const open = packages.where('p.status', '=', 'published').where('p.lotsFree', '>', 0)
  const toPrepare = packages.where('p.status', '=', 'ready').select(['p.id', 'p.title', 'p.number']).orderBy('p.id')
  const past = open
    .where('p.dueOn', '<', today)
    .select(['p.id', 'p.title', 'p.lotsFree', 'p.dueOn'])
    .orderBy('p.dueOn')
    .orderBy('p.id')
  const lots = db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person', 'person.id', 'a.workerId')
    .where('p.townId', 'in', towns)
  const outline = ['a.id', 'p.title', 'lot.number', 'a.dueOn', 'a.updatedAt', 'person.name', 'person.romaji'] as const
  const waiting = lots.where('a.status', '=', 'submitted').where('p.frozenAt', 'is', null)
  const late = lots.where('a.status', 'in', inWork).where('p.frozenAt', 'is', null).where('a.dueOn', '<=', addDays(today, 2))
  // As `waitsToSettle` has it (policies/telework/taking-back.ts).
  const unsettled = lots
    .leftJoin('remuneration as due', 'due.assignmentId', 'a.id')
    .where('a.status', '=', 'withdrawn')
    .where('due.id', 'is', null)
    .where((e) => e.or([e('a.rowsSaid', '>', 0), e.and([e('a.rowsSaid', 'is', null), e('a.submittedAt', 'is not', null)])]))
  return {
    toPrepare: await some(toPrepare, most('prepare')),
    past: await some(past, most('past')),
    hands: await handsUp(db, open, most('hands')),
    waiting: await some(waiting.select(outline).orderBy('a.updatedAt').orderBy('a.id'), 1),
    unsettled: await some(unsettled.select(outline).orderBy('a.updatedAt').orderBy('a.id'), most('settle')),
    late: await some(late.select(outline).orderBy('a.dueOn').orderBy('a.id'), most('late')),
  }
}

/** Packages with somebody who raised a hand and has no lot of it; the packages first, so that hands are counted only for those that are shown. */
async function handsUp(db: Reader, open: SelectQueryBuilder<Schema & { p: Schema['package'] }, 'p', unknown>, most: number) {
  const hand = (e: ExpressionBuilder<Schema & { p: Schema['package'] }, 'p'>) =>
    e
      .selectFrom('application as a')
      .whereRef('a.packageId', '=', 'p.id')
      .where('a.status', '=', 'raised')
      .where((of) =>
        of.not(
          of.exists(
            of
              .selectFrom('assignment as s')
              .select('s.id')
              .whereRef('s.packageId', '=', 'a.packageId')
              .whereRef('s.workerId', '=', 'a.personId')
              .where('s.status', 'in', unfinished),
          ),
        ),
      )
  const raised = open.where((e) => e.exists(hand(e).select('a.id')))
  const { rows, total } = await some(raised.select(['p.id', 'p.title', 'p.lotsFree']).orderBy('p.id'), most)
  if (rows.length === 0) return { rows: [], total }
  const counts = await db
    .selectFrom('package as p')
    .where(
      'p.id',
      'in',
      rows.map(({ id }) => id),
    )
    .select((e) => [
      'p.id',
      hand(e)
        .select((of) => of.fn.countAll<number>().as('n'))
        .as('people'),
    ])
    .execute()
  const people = new Map(counts.map((row) => [row.id, Number(row.people)]))
  return { rows: rows.map((row) => ({ ...row, people: people.get(row.id)! })), total }
}

/** A worker's offers, returned deliveries and work in hand, soonest first; and the next training that runs out. */
export async function workerNeeds(db: Reader, personId: string, today: Day, most: Most) {
  const mine = db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .where('a.workerId', '=', personId)
    .where('a.status', 'in', waiting)
    .where('p.frozenAt', 'is', null)
    .select(['a.id', 'a.status', 'a.dueOn', 'a.offerEndsOn', 'a.price', 'p.title', 'lot.number'])
    .$narrowType<{ status: Waiting }>()
    .orderBy('a.dueOn')
    .orderBy('a.id')
  const expiring = await db
    .selectFrom('completion')
    .innerJoin('course', 'course.id', 'completion.courseId')
    .where('personId', '=', personId)
    .where('result', '=', 'passed')
    .where('validUntil', 'is not', null)
    .select(['course.name', 'course.nameEn', (e) => e.fn.max('validUntil').as('until')])
    .groupBy(['course.name', 'course.nameEn'])
    .execute()
  return {
    mine: await some(mine, most('mine')),
    expiring: expiring.filter(({ until }) => until !== null && until >= today && until <= addDays(today, 30)),
    earned: await sumEarned(db, personId),
  }
}

/** A trainer's next sessions, and how many certificates run out within 30 days. */
export async function trainerNeeds(db: Reader, towns: readonly string[] | null, today: Day, most: Most) {
  const sessions = db
    .selectFrom('courseSession')
    .innerJoin('course', 'course.id', 'courseSession.courseId')
    .where('onDay', '>=', addDays(today, -3))
    .select(['courseSession.courseId', 'onDay', 'startsAt', 'place', 'course.name', 'course.nameEn'])
    .orderBy('onDay')
    .orderBy('courseSession.id')
  let ending = db
    .selectFrom('completion')
    .innerJoin('workerProfile', 'workerProfile.personId', 'completion.personId')
    .where('result', '=', 'passed')
    .where('validUntil', '>=', today)
    .where('validUntil', '<=', addDays(today, 30))
    .select((e) => e.fn.countAll<number>().as('n'))
  if (towns) ending = ending.where('workerProfile.townId', 'in', towns)
  return { sessions: await some(sessions, most('sessions')), expiring: Number((await ending.executeTakeFirstOrThrow()).n) }
}

/** The secretariat's loose ends, their own aside: people without a key, towns without an operating body. */
export async function secretariatNeeds(db: Reader, selfId: string, today: Day, most: Most) {
  const keyless = db
    .selectFrom('person')
    .where('person.id', '!=', selfId)
    .where((e) => e.not(e.exists(e.selectFrom('passkey').select('passkey.id').whereRef('passkey.personId', '=', 'person.id'))))
    .where((e) =>
      e.exists(
        e
          .selectFrom('roleGrant')
          .select('roleGrant.id')
          .whereRef('roleGrant.personId', '=', 'person.id')
          .where('role', '!=', 'worker')
          .where(inForce(today)),
      ),
    )
    .select(['person.id', 'person.name', 'person.romaji'])
    .orderBy('person.kana')
    .orderBy('person.id')
  const bodiless = db
    .selectFrom('town')
    .where(belongs)
    .where((e) =>
      e.not(e.exists(e.selectFrom('operatingBody').select('operatingBody.id').whereRef('operatingBody.townId', '=', 'town.id'))),
    )
    .select(['id', 'name', 'romaji'])
    .orderBy('id')
  return { keyless: await some(keyless, most('keyless')), bodiless: await some(bodiless, most('bodiless')) }
}
