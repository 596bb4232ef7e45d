/** Courses: what is taught and when, and recording everybody who came with one submit. */
import { z } from 'zod'
import { newId } from '../../db/kernel/ids.ts'
import { countHolders, listExpiring, listLearners } from '../../db/training/learners.ts'
import { addCompletion, addCourse, addSession, findCourse, listCourses, listSessions } from '../../db/training/training.ts'
import { townsOf } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { decideCourseChange, decideCourses, decideRecord, type Result, validUntil } from '../../policies/training/training.ts'
import type { Filled } from '../../views/parts/form-page.tsx'
import { CoursesPage } from '../../views/training/list.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { fillForm, formAct } from '../kernel/form-act.tsx'
import { checkForm, commit, fields, readTyped } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { listShown, sessionSchema, sheetPage, sheetSchema } from './sheet.tsx'

export const courses = routes()

courses.get('/courses', 'course.read', async (c) => {
  insist(c, decideCourses(c.var.actor))
  return listPage(c, fillForm(NewCourse))
})

const NewCourse = z.object({
  name: fields.text(80),
  nameEn: fields.text(80),
  validMonths: z.preprocess((value) => (value === '' ? undefined : value), fields.whole(1, 120).optional()),
})
formAct(courses, 'course.add', {
  to: '/courses',
  load: (c) => newId(c.var.at),
  decide: (c, id) => decideCourseChange('course.add', c.var.actor, id),
  fields: NewCourse,
  again: (c, _, form) => listPage(c, form),
  write: (tx, permit, { validMonths = null, ...names }) => addCourse(tx, permit, { ...names, validMonths }),
  done: () => '/courses?added=yes',
})

courses.get('/courses/:id', 'course.read', async (c) => {
  insist(c, decideCourses(c.var.actor))
  const learners = await listShown(c)
  const passed = c.req.query('fill') === 'passed' ? learners.map(({ id }) => [`result-${id}`, 'passed']) : []
  const typed = { on: c.var.today, ...Object.fromEntries(passed) }
  return sheetPage(c, learners, { sheet: fillForm(sheetSchema(learners, c.var.today), typed) })
})

courses.post('/courses/:id/completions', 'completion.record', async (c) => {
  const { db, actor, at, today } = c.var
  insist(c, decideCourses(actor))
  const course = found(await findCourse(db.read, c.req.param('id')!))
  const typed = await readTyped(c)
  const ids = Object.keys(typed).flatMap((name) => (name.startsWith('result-') ? [name.slice(7)] : []))
  const learners = await listLearners(db.read, course.id, { towns: null, ids: ids.slice(0, 200), limit: 200 })
  const schema = sheetSchema(learners, today)
  const sheet = checkForm(c, typed, schema)
  const came = learners.filter(({ id }) => typed[`result-${id}`])
  const permits = came.map((learner) => insist(c, decideRecord(actor, learner, newId(at))))
  const problems = sheet.ok ? [] : sheet.problems
  const alone = learners.filter(({ id }) => !typed[`result-${id}`] && typed[`score-${id}`])
  const words = c.var.t.training.sheet
  for (const { id } of alone) problems.push({ field: `score-${id}`, words: words.scoreAlone })
  if (came.length + alone.length === 0 && learners[0]) problems.push({ field: `result-${learners[0].id}`, words: words.nobody })
  if (!sheet.ok || problems.length > 0) return sheetPage(c, learners, { sheet: fillForm(schema, typed, problems) })
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

formAct(courses, 'course.add-session', {
  to: '/courses/:id/sessions',
  load: (c) => newId(c.var.at),
  decide: (c, id) => decideCourseChange('course.add-session', c.var.actor, id),
  fields: (c) => sessionSchema(c.var.today),
  again: async (c, _, form) => {
    const learners = await listShown(c)
    return sheetPage(c, learners, { sheet: fillForm(sheetSchema(learners, c.var.today), { on: c.var.today }), session: form })
  },
  ready: async (c, _, { onDay, startsAt, place }) => {
    const { id: courseId } = found(await findCourse(c.var.db.read, c.req.param('id')!))
    return { courseId, onDay: onDay as Day, startsAt: startsAt.padStart(5, '0'), place }
  },
  write: addSession,
  done: (_, __, { courseId }) => `/courses/${courseId}#sessions`,
})

async function listPage(c: Ctx, form: Filled) {
  const { db, say, today, actor } = c.var
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
  const added = c.req.query('added') === 'yes'
  const body = <CoursesPage say={say} courses={rows} expiring={expiring} added={added} form={form} />
  const status = form.problems.length > 0 ? 422 : 200
  return page(c, { title: say.t.training.courses.title, body, breadcrumb: trail(c) }, status)
}
