/** Courses, their sessions, and what each person completed. */
import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { Result } from '../../policies/training/training.ts'
import type { Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'

export const listCourses = (db: Reader) => db.selectFrom('course').selectAll().orderBy('id').execute()
export const findCourse = (db: Reader, id: string) => db.selectFrom('course').selectAll().where('id', '=', id).executeTakeFirst()

/** The sessions of courses from a day on, soonest first. */
export const listSessions = (db: Reader, from: Day) =>
  db
    .selectFrom('courseSession')
    .selectAll()
    .where('onDay', '>=', from)
    .orderBy('onDay')
    .orderBy('startsAt')
    .orderBy('id')
    .execute()

/** The next day on which each course is taught; courses without one are missing. */
export async function nextSessions(db: Reader, from: Day): Promise<Map<string, Day>> {
  const rows = await db
    .selectFrom('courseSession')
    .select(['courseId', (e) => e.fn.min('onDay').as('onDay')])
    .where('onDay', '>=', from)
    .groupBy('courseId')
    .execute()
  return new Map(rows.map(({ courseId, onDay }) => [courseId, onDay]))
}

type NewCourse = { name: string; nameEn: string; validMonths: number | null }

/** Adds a course under the id that the permit names. */
export async function addCourse(tx: Tx, permit: Permit<'course.add'>, course: NewCourse): Promise<void> {
  await tx.sql
    .insertInto('course')
    .values({ ...course, id: permit.on })
    .execute()
  await tx.record(permit, { validMonths: course.validMonths })
}

type NewSession = { courseId: string; onDay: Day; startsAt: string; place: string }

export async function addSession(tx: Tx, permit: Permit<'course.add-session'>, session: NewSession): Promise<void> {
  await tx.sql
    .insertInto('courseSession')
    .values({ ...session, id: permit.on })
    .execute()
  await tx.record(permit, { course: session.courseId, onDay: session.onDay })
}

/** One person's records, newest first. */
export const listCompletions = (db: Reader, personId: string) =>
  db
    .selectFrom('completion')
    .innerJoin('course', 'course.id', 'completion.courseId')
    .innerJoin('person', 'person.id', 'completion.recordedBy')
    .where('completion.personId', '=', personId)
    .select([
      'completion.id',
      'courseId',
      'course.name',
      'course.nameEn',
      'result',
      'score',
      'completedOn',
      'validUntil',
      'person.name as recordedBy',
      'person.romaji as recordedByRomaji',
    ])
    .orderBy('completedOn', 'desc')
    .orderBy('completion.id', 'desc')
    .execute()

type NewCompletion = {
  courseId: string
  personId: string
  result: Result
  score: number | null
  completedOn: Day
  validUntil: Day | null
  note: string
}

/** Stores a completion under the id that the permit names; its learner hears of it, and jobs that wanted it open at once. */
export async function addCompletion(tx: Tx, permit: Permit<'completion.record'>, completion: NewCompletion): Promise<void> {
  await tx.sql
    .insertInto('completion')
    .values({ ...completion, id: permit.on, recordedBy: tx.actorId!, recordedAt: tx.at })
    .execute()
  const { courseId, personId, result, completedOn, validUntil } = completion
  await tx.record(permit, { course: courseId, person: personId, result, completedOn, validUntil })
}
