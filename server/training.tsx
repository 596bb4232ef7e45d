/** A worker's own training: what she completed, what it opens, and what would open more. */
import { findWorkers } from '../db/candidates.ts'
import { listOpenPostings } from '../db/learners.ts'
import { listCompletions, listCourses, listSessions, nextSessions } from '../db/training.ts'
import { decideOwnTraining, shownStanding } from '../policies/training.ts'
import { TrainingPage } from '../views/training.tsx'
import { insist } from './errors.tsx'
import { page } from './page.tsx'
import { routes } from './routes.ts'
import { hiddenFrom } from './titles.ts'
import { trail } from './trail.ts'

export const training = routes()

training.get('/training', 'training.read', async (c) => {
  const { db, actor, today, say } = c.var
  insist(c, decideOwnTraining(actor))
  const [records, courses, sessions, next, workers] = await Promise.all([
    listCompletions(db.read, actor.id),
    listCourses(db.read),
    listSessions(db.read, today),
    nextSessions(db.read, today),
    findWorkers(db.read, [actor.id]),
  ])
  const worker = workers.get(actor.id)
  const postings = await listOpenPostings(db.read, next, hiddenFrom(worker))
  const near = postings.filter(({ facts }) => worker && facts.towns.includes(worker.townId))
  const own = courses.map((course) => {
    const mine = records.filter(({ courseId }) => courseId === course.id)
    const asked = near.filter(({ facts }) => facts.courses.some(({ courseId }) => courseId === course.id)).length
    return {
      ...course,
      ...shownStanding(mine, today),
      taken: mine.some(({ result }) => result === 'passed'),
      asked,
      next: sessions.find(({ courseId }) => courseId === course.id),
    }
  })
  const body = (
    <TrainingPage
      say={say}
      wanted={own.filter(({ asked, state }) => asked > 0 && state !== 'valid')}
      held={own.filter(({ taken }) => taken)}
      records={records}
    />
  )
  return page(c, { title: say.t.training.own.title, body, breadcrumb: trail(c) })
})
