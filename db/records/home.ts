/** What needs each person now: the few facts behind every home page. */

import { addDays, type Day } from '../../policies/kernel/days.ts'
import { withManager } from '../../policies/packages/packages.ts'
import { delivered } from '../../policies/packages/statuses.ts'
import { inWork, unfinished, type Waiting, waiting } from '../../policies/telework/assignments.ts'
import type { Reader } from '../kernel/reader.ts'
import { inForce } from '../membership/grants.ts'
import { belongs } from '../membership/towns.ts'
import { sumEarned } from '../telework/remuneration.ts'

const most = 5

/** A coordinator's drafts, and completed packages whose result nobody has fetched yet. */
export async function coordinatorNeeds(db: Reader, towns: readonly string[]) {
  const outline = db
    .selectFrom('package')
    .where('townId', 'in', towns)
    .select(['id', 'title', 'number', 'status', 'lotCount', 'lotsApproved', 'dueOn'])
  const drafts = await outline.where('status', '=', 'draft').orderBy('id', 'desc').limit(most).execute()
  const running = await outline.where('status', 'in', withManager).orderBy('id', 'desc').limit(most).execute()
  const finished = await outline
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
    .limit(most)
    .execute()
  return { drafts, running, finished }
}

/** A manager's packages to prepare, hands raised for free lots, deliveries waiting, lots handed back with work to pay, and lots that are or will be late. */
export async function managerNeeds(db: Reader, towns: readonly string[], today: Day) {
  const toPrepare = await db
    .selectFrom('package')
    .where('townId', 'in', towns)
    .where('status', '=', 'ready')
    .select(['id', 'title', 'number', 'lotCount'])
    .orderBy('id')
    .limit(most)
    .execute()
  const hands = await db
    .selectFrom('application as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('p.townId', 'in', towns)
    .where('p.status', '=', 'published')
    .where('p.lotsFree', '>', 0)
    .where('p.frozenAt', 'is', null)
    .where('a.status', '=', 'raised')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('assignment as s')
            .select('s.id')
            .whereRef('s.packageId', '=', 'a.packageId')
            .whereRef('s.workerId', '=', 'a.personId')
            .where('s.status', 'in', unfinished),
        ),
      ),
    )
    .select(['p.id', 'p.title', 'p.lotsFree', (e) => e.fn.countAll<number>().as('people')])
    .groupBy(['p.id', 'p.title', 'p.lotsFree'])
    .orderBy('p.id')
    .limit(most)
    .execute()
  const waiting = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .where('p.townId', 'in', towns)
    .where('a.status', '=', 'submitted')
    .where('p.frozenAt', 'is', null)
    .select(['a.id', 'a.updatedAt'])
    .orderBy('a.updatedAt')
    .orderBy('a.id')
    .limit(100)
    .execute()
  const late = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person', 'person.id', 'a.workerId')
    .where('p.townId', 'in', towns)
    .where('a.status', 'in', inWork)
    .where('p.frozenAt', 'is', null)
    .where('a.dueOn', '<=', addDays(today, 2))
    .select(['a.id', 'p.title', 'lot.number', 'a.dueOn', 'person.name', 'person.romaji'])
    .orderBy('a.dueOn')
    .orderBy('a.id')
    .limit(most)
    .execute()
  // As `waitsToSettle` has it (policies/telework/taking-back.ts).
  const unsettled = await db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person', 'person.id', 'a.workerId')
    .leftJoin('remuneration as due', 'due.assignmentId', 'a.id')
    .where('p.townId', 'in', towns)
    .where('a.status', '=', 'withdrawn')
    .where('due.id', 'is', null)
    .where((e) => e.or([e('a.rowsSaid', '>', 0), e.and([e('a.rowsSaid', 'is', null), e('a.submittedAt', 'is not', null)])]))
    .select(['a.id', 'p.title', 'lot.number', 'a.updatedAt', 'person.name', 'person.romaji'])
    .orderBy('a.updatedAt')
    .orderBy('a.id')
    .limit(most)
    .execute()
  return { toPrepare, unsettled, hands: hands.map((row) => ({ ...row, people: Number(row.people) })), waiting, late }
}

/** A worker's offers, returned deliveries and work in hand, soonest first; and the next training that runs out. */
export async function workerNeeds(db: Reader, personId: string, today: Day) {
  const mine = await db
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
    .limit(20)
    .execute()
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
    mine,
    expiring: expiring.filter(({ until }) => until !== null && until >= today && until <= addDays(today, 30)),
    earned: await sumEarned(db, personId),
  }
}

/** A trainer's next sessions, and how many certificates run out within 30 days. */
export async function trainerNeeds(db: Reader, towns: readonly string[] | null, today: Day) {
  const sessions = await db
    .selectFrom('courseSession')
    .innerJoin('course', 'course.id', 'courseSession.courseId')
    .where('onDay', '>=', addDays(today, -3))
    .select(['courseSession.courseId', 'onDay', 'startsAt', 'place', 'course.name', 'course.nameEn'])
    .orderBy('onDay')
    .orderBy('courseSession.id')
    .limit(most)
    .execute()
  let ending = db
    .selectFrom('completion')
    .innerJoin('workerProfile', 'workerProfile.personId', 'completion.personId')
    .where('result', '=', 'passed')
    .where('validUntil', '>=', today)
    .where('validUntil', '<=', addDays(today, 30))
    .select((e) => e.fn.countAll<number>().as('n'))
  if (towns) ending = ending.where('workerProfile.townId', 'in', towns)
  return { sessions, expiring: Number((await ending.executeTakeFirstOrThrow()).n) }
}

/** The secretariat's loose ends, their own aside: people without a key, towns without an operating body. */
export async function secretariatNeeds(db: Reader, selfId: string, today: Day) {
  const keyless = await db
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
    .limit(most)
    .execute()
  const bodiless = await db
    .selectFrom('town')
    .where(belongs)
    .where((e) =>
      e.not(e.exists(e.selectFrom('operatingBody').select('operatingBody.id').whereRef('operatingBody.townId', '=', 'town.id'))),
    )
    .select(['id', 'name', 'romaji'])
    .orderBy('id')
    .limit(most)
    .execute()
  return { keyless, bodiless }
}
