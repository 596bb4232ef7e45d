/** The sheet of a course as a page: who is on it, what was typed, and what the last saving opened. */
import { z } from 'zod'
import { listTowns } from '../../db/membership/towns.ts'
import { findWorkers } from '../../db/telework/candidates.ts'
import { type Learner, listLearners, listOpenPostings, listRecorded } from '../../db/training/learners.ts'
import { findCourse, listSessions, nextSessions } from '../../db/training/training.ts'
import { townsOf } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { isEligible } from '../../policies/telework/applications.ts'
import { decideRecord, results, shownStanding } from '../../policies/training/training.ts'
import type { Filled } from '../../views/parts/form-page.tsx'
import { SheetPage } from '../../views/training/sheet.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { fillForm } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { trail } from '../kernel/trail.ts'
import { hiddenFrom } from '../safety/titles.ts'

const rowsPerSheet = 50

/** The day, and for each person on the sheet a result or none, and a score or none. */
export const sheetSchema = (learners: readonly Learner[], today: Day): z.ZodType<Record<string, unknown>> =>
  z.object(
    Object.fromEntries([
      ['on', fields.day().refine((day) => day <= today, 'future')],
      ...learners.flatMap(({ id }) => [
        [`result-${id}`, fields.choice(['', ...results])],
        [
          `score-${id}`,
          z.preprocess((value) => (value === undefined || value === '' ? undefined : value), fields.whole(0, 100).optional()),
        ],
      ]),
    ]),
  )

export const sessionSchema = (today: Day) =>
  z.object({
    onDay: fields.day().refine((day) => day >= today, 'past'),
    startsAt: z
      .string()
      .trim()
      .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'time'),
    place: fields.text(80),
  })

/** The trainer's people as the address filters them. */
export async function listShown(c: Ctx): Promise<Learner[]> {
  const { town, q, after } = c.req.query()
  const reach = townsOf(c.var.actor, 'trainer')
  const towns = town ? (reach === null || reach.includes(town) ? [town] : []) : reach
  return listLearners(c.var.db.read, c.req.param('id')!, { towns, words: q?.slice(0, 60), after, limit: rowsPerSheet })
}

type Forms = { sheet: Filled; session?: Filled }

export async function sheetPage(
  c: Ctx,
  learners: readonly Learner[],
  { sheet, session = fillForm(sessionSchema(c.var.today)) }: Forms,
) {
  const { db, say, today, actor } = c.var
  const course = found(await findCourse(db.read, c.req.param('id')!))
  const [sessions, towns] = await Promise.all([listSessions(db.read, today), listTowns(db.read)])
  const reach = townsOf(actor, 'trainer')
  const { town = '', q = '' } = c.req.query()
  const shown = learners.slice(0, rowsPerSheet)
  const last = learners.length > rowsPerSheet ? shown.at(-1) : undefined
  const address = (more: Record<string, string>) =>
    `/courses/${course.id}?${new URLSearchParams({ ...(town && { town }), ...(q && { q }), ...more })}`
  const name = say.course(course)
  const body = (
    <SheetPage
      say={say}
      course={{ id: course.id, name, validMonths: course.validMonths }}
      sessions={sessions.filter(({ courseId }) => courseId === course.id)}
      towns={towns.filter(({ id }) => reach === null || reach.includes(id))}
      filter={{ town, q, clear: `/courses/${course.id}` }}
      learners={shown.map((learner) => ({
        ...learner,
        ...shownStanding(learner.records, today),
        own: isRefusal(decideRecord(actor, learner, '')),
      }))}
      older={last && address({ after: last.id })}
      fill={c.req.query('fill') === 'passed' ? { href: address({}), on: true } : { href: address({ fill: 'passed' }), on: false }}
      saved={c.req.query('saved') ? await savedSheet(c, course.id, c.req.query('saved')!) : undefined}
      today={today}
      forms={{ sheet, session }}
    />
  )
  const breadcrumb = trail(c, { href: '/courses', label: say.t.training.courses.title })
  const status = [...sheet.problems, ...session.problems].length > 0 ? 422 : 200
  return page(c, { title: name, body, breadcrumb }, status)
}

/** Who was recorded in one saving, and how many open jobs each pass opened: those that nobody could take without it. */
async function savedSheet(c: Ctx, courseId: string, at: string) {
  const { db, actor, today } = c.var
  const recorded = await listRecorded(db.read, { courseId, recordedBy: actor.id, at })
  const passed = recorded.filter(({ result }) => result === 'passed')
  const workers = await findWorkers(
    db.read,
    passed.map(({ personId }) => personId),
  )
  const postings = await listOpenPostings(db.read, await nextSessions(db.read, today), hiddenFrom())
  const opened = new Set<string>()
  const people = recorded.map((record) => {
    const worker = record.result === 'passed' ? workers.get(record.personId) : undefined
    if (!worker) return { ...record, opened: 0 }
    const earlier = worker.completions.filter(
      (held) => held.courseId !== courseId || held.completedOn !== record.completedOn || held.result !== 'passed',
    )
    const fresh = postings.filter(
      ({ facts }) => isEligible(worker, facts, today) && !isEligible({ ...worker, completions: earlier }, facts, today),
    )
    for (const { facts } of fresh) opened.add(facts.id)
    return { ...record, opened: fresh.length }
  })
  return { people, opened: opened.size }
}
