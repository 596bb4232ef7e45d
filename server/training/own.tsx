/** A worker's own training: what she completed, what it opens, and what would open more. */

import { findWorkers } from '../../db/telework/candidates.ts'
import { listOpenPostings } from '../../db/training/learners.ts'
import { listCompletions, listCourses, listSessions, nextSessions } from '../../db/training/training.ts'
import { decideOwnTraining, shownStanding } from '../../policies/training/training.ts'
import { TrainingPage } from '../../views/training/own.tsx'
import { insist } from '../kernel/errors.tsx'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { hiddenFrom } from '../safety/titles.ts'

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
