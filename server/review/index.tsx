/** The review queue, and the decisions: approve, or return with points. */

import { movePackage } from '../../db/packages/edit.ts'
import { findPackage } from '../../db/packages/find.ts'
import { listWaiting, type WaitingDelivery } from '../../db/review/reviews.ts'
import { listSubmissions } from '../../db/telework/assignments/find.ts'
import { closePostings, countApproved, reviewDelivery } from '../../db/telework/assignments/move.ts'
import { townsOf } from '../../policies/identity/people.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decide as decidePackage } from '../../policies/packages/packages.ts'
import { inspectionEnd } from '../../policies/packages/terms.ts'
import { decide, decideReviewList } from '../../policies/telework/assignments.ts'
import { QueuePage } from '../../views/review/queue.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { fillForm, formAct } from '../kernel/form-act.tsx'
import { by, readTyped } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { hasChanged, ofChange, versionOf } from '../kernel/seen.ts'
import { trail } from '../kernel/trail.ts'
import { load as loadAssignment } from '../telework/assignments/load.ts'
import { reviewPage, seenOf } from './one.tsx'
import { pointsIn, problemsOf, returnSchema } from './points.ts'

export const reviews = routes()
const perPage = 50

reviews.get('/reviews', 'review.list', async (c) => {
  const { db, actor, say, today } = c.var
  insist(c, decideReviewList(actor))
  const [since, id] = c.req.query('after')?.split('~') ?? []
  const after = since && id ? { since, id } : undefined
  const rows = await listWaiting(db.read, { towns: townsOf(actor, 'manager'), after, limit: perPage })
  const waiting = rows.slice(0, perPage).map((row) => ({
    ...row,
    deadline: inspectionEnd(dayOf(row.since)),
    mine: row.workerId === actor.id,
  }))
  const last = rows.length > perPage ? waiting.at(-1) : undefined
  const done = c.req.query('done')
  const body = (
    <QueuePage
      say={say}
      today={today}
      waiting={waiting}
      done={done === 'approve' || done === 'return' ? done : undefined}
      completed={c.req.query('completed') === 'yes'}
      older={last && `/reviews?after=${encodeURIComponent(`${last.since}~${last.id}`)}`}
    />
  )
  return page(c, { title: say.t.reviews.title, body, breadcrumb: trail(c) })
})

reviews.get('/assignments/:id/review', 'assignment.read-delivery', async (c) => {
  const assignment = await loadAssignment(c)
  insist(c, decide('assignment.read-delivery', c.var.actor, assignment.facts))
  return reviewPage(c, assignment, await findNext(c, assignment.id))
})

reviews.post('/assignments/:id/approval', 'assignment.approve', async (c) => {
  const { db, actor } = c.var
  const assignment = await loadAssignment(c)
  const permit = insist(c, decide('assignment.approve', actor, assignment.facts))
  const version = versionOf(await seenOf(assignment, c))
  if (await hasChanged(c, await readTyped(c), version)) {
    const form = fillForm(returnSchema({}), {}, [ofChange(c)], version)
    return reviewPage(c, assignment, await findNext(c, assignment.id), form)
  }
  const submission = found((await listSubmissions(db.read, assignment.id))[0])
  const pkg = found(await findPackage(db.read, assignment.packageId, actor.id))
  const completion = decidePackage('package.complete', actor, pkg.facts)
  const to = nextPlace(await findNext(c, assignment.id), 'approve')
  const last = await db.write(by(c, to), async (tx) => {
    await reviewDelivery(tx, permit, { submissionId: submission.id, verdict: 'approve', words: '', points: [] })
    const isLast = await countApproved(tx, pkg.id)
    if (!isLast || isRefusal(completion)) return false
    await movePackage(tx, completion)
    await closePostings(tx, pkg.id)
    return true
  })
  return c.redirect(last ? `${to}&completed=yes` : to, 303)
})

formAct(reviews, 'assignment.return', {
  to: '/assignments/:id/returns',
  load: loadAssignment,
  seen: seenOf,
  decide: (c, { facts }) => decide('assignment.return', c.var.actor, facts),
  grows: true,
  fields: async (c) => returnSchema(await readTyped(c)),
  check: (c, assignment, { typed }) => problemsOf(c.var.t, typed, assignment),
  again: async (c, assignment, form) => reviewPage(c, assignment, await findNext(c, assignment.id), form),
  ready: async (c, { id }, said) => ({
    next: await findNext(c, id),
    submissionId: found((await listSubmissions(c.var.db.read, id))[0]).id,
    points: pointsIn(said).map(({ point }) => point),
    words: said.words ?? '',
  }),
  write: (tx, permit, { next, ...said }) => reviewDelivery(tx, permit, { ...said, verdict: 'return' }),
  done: (_, __, { next }) => nextPlace(next, 'return'),
})

/** The longest waiting delivery that this reader may decide on, other than the one at hand. */
async function findNext(c: Ctx, exceptId: string): Promise<WaitingDelivery | undefined> {
  const rows = await listWaiting(c.var.db.read, { towns: townsOf(c.var.actor, 'manager'), limit: perPage })
  return rows.find(({ id, workerId }) => id !== exceptId && workerId !== c.var.actor.id)
}

const nextPlace = (next: WaitingDelivery | undefined, done: 'approve' | 'return') =>
  next ? `/assignments/${next.id}/review?done=${done}` : `/reviews?done=${done}`
