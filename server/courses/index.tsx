/** Courses: what is taught and when, and recording everybody who came with one submit. */
import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { countHolders, listExpiring, listLearners } from '../../db/learners.ts'
import { addCompletion, addCourse, addSession, findCourse, listCourses, listSessions } from '../../db/training.ts'
import type { Day } from '../../policies/days.ts'
import { townsOf } from '../../policies/people.ts'
import { decideCourseChange, decideCourses, decideRecord, type Result, validUntil } from '../../policies/training.ts'
import { CoursesPage } from '../../views/courses/list.tsx'
import type { Problem } from '../../views/forms.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { checkForm, commit, fields, readForm, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { listShown, sheetPage, sheetSchema } from './sheet.tsx'

export const courses = routes()

courses.get('/courses', 'course.read', async (c) => {
  insist(c, decideCourses(c.var.actor))
  return listPage(c, {}, [])
})

const NewCourse = z.object({
  name: fields.text(80),
  nameEn: fields.text(80),
  validMonths: z.preprocess((value) => (value === '' ? undefined : value), fields.whole(1, 120).optional()),
})

courses.post('/courses', 'course.add', async (c) => {
  const permit = insist(c, decideCourseChange('course.add', c.var.actor, newId(c.var.at)))
  const form = await readForm(c, NewCourse)
  if (!form.ok) return listPage(c, form.typed, form.problems, 422)
  const { name, nameEn, validMonths = null } = form.data
  return commit(c, '/courses?added=yes', (tx) => addCourse(tx, permit, { name, nameEn, validMonths }))
})

courses.get('/courses/:id', 'course.read', async (c) => {
  insist(c, decideCourses(c.var.actor))
  const learners = await listShown(c)
  const typed: Typed =
    c.req.query('fill') === 'passed' ? Object.fromEntries(learners.map(({ id }) => [`result-${id}`, 'passed'])) : {}
  return sheetPage(c, learners, { typed, problems: [] })
})

courses.post('/courses/:id/completions', 'completion.record', async (c) => {
  const { db, actor, at, today } = c.var
  insist(c, decideCourses(actor))
  const course = found(await findCourse(db.read, c.req.param('id')!))
  const typed = await readTyped(c)
  const ids = Object.keys(typed).flatMap((name) => (name.startsWith('result-') ? [name.slice(7)] : []))
  const learners = await listLearners(db.read, course.id, { towns: null, ids: ids.slice(0, 200), limit: 200 })
  const sheet = checkForm(c, typed, sheetSchema(learners, today))
  const came = learners.filter(({ id }) => typed[`result-${id}`])
  const permits = came.map((learner) => insist(c, decideRecord(actor, learner, newId(at))))
  const problems = sheet.ok ? [] : sheet.problems
  const alone = learners.filter(({ id }) => !typed[`result-${id}`] && typed[`score-${id}`])
  const words = c.var.t.training.sheet
  for (const { id } of alone) problems.push({ field: `score-${id}`, words: words.scoreAlone })
  if (came.length + alone.length === 0 && learners[0]) problems.push({ field: `result-${learners[0].id}`, words: words.nobody })
  if (!sheet.ok || problems.length > 0) return sheetPage(c, learners, { typed, problems }, 422)
  const { on } = sheet.data as { on: Day }
  const written = came.map(({ id }) => {
    const result = sheet.data[`result-${id}`] as Result
    const score = (sheet.data[`score-${id}`] as number | undefined) ?? null
    const until = result === 'passed' ? validUntil(on, course.validMonths) : null
    return { courseId: course.id, personId: id, result, score, completedOn: on, validUntil: until, note: '' }
  })
  return commit(c, `/courses/${course.id}?${new URLSearchParams({ saved: at })}`, async (tx) => {
    for (const [i, completion] of written.entries()) await addCompletion(tx, permits[i]!, completion)
  })
})

const NewSession = z.object({
  onDay: fields.day(),
  startsAt: z
    .string()
    .trim()
    .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'time'),
  place: fields.text(80),
})

courses.post('/courses/:id/sessions', 'course.add-session', async (c) => {
  const { db, actor, at, today, t } = c.var
  const permit = insist(c, decideCourseChange('course.add-session', actor, newId(at)))
  const course = found(await findCourse(db.read, c.req.param('id')!))
  const form = await readForm(c, NewSession.extend({ onDay: fields.day().refine((day) => day >= today, 'past') }))
  if (!form.ok) {
    const problems = form.problems.map((one) =>
      one.field === 'startsAt' ? { field: 'startsAt', words: t.training.sheet.timeProblem } : one,
    )
    return sheetPage(c, await listShown(c), { typed: form.typed, problems }, 422)
  }
  const session = { ...form.data, onDay: form.data.onDay as Day, startsAt: form.data.startsAt.padStart(5, '0') }
  return commit(c, `/courses/${course.id}#sessions`, (tx) => addSession(tx, permit, { courseId: course.id, ...session }))
})

async function listPage(c: Ctx, typed: Typed, problems: Problem[], status: 200 | 422 = 200) {
  const { db, t, locale, today, actor } = c.var
  const towns = townsOf(actor, 'trainer')
  const [all, sessions, holders, expiring] = await Promise.all([
    listCourses(db.read),
    listSessions(db.read, today),
    countHolders(db.read, towns, today),
    listExpiring(db.read, towns, today),
  ])
  const rows = all.map((course) => ({
    ...course,
    next: sessions.find(({ courseId }) => courseId === course.id),
    holders: holders.get(course.id) ?? 0,
  }))
  const body = (
    <CoursesPage
      t={t.training}
      frame={t.frame}
      locale={locale}
      courses={rows}
      expiring={expiring}
      added={c.req.query('added') === 'yes'}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  return page(c, { title: t.training.courses.title, body, breadcrumb: trail(c) }, status)
}
