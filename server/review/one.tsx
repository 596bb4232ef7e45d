/** One review as a page: what changed, by which criteria it is judged, what was said before, and the decision. */

import type { WaitingDelivery } from '../../db/review/reviews.ts'
import { type Assignment, listSubmissions } from '../../db/telework/assignments/find.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { inspectionEnd } from '../../policies/packages/terms.ts'
import { decide } from '../../policies/telework/assignments.ts'
import { changePages } from '../../policies/telework/entries.ts'
import type { Filled } from '../../views/parts/form-page.tsx'
import { ReviewPage } from '../../views/review/one.tsx'
import { filesOfLot } from '../files/package-files/of-lot.ts'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { fillForm } from '../kernel/form-act.tsx'
import { keptOf } from '../kernel/kept.ts'
import { page } from '../kernel/page.tsx'
import { isOfChange, newOnce, versionOf } from '../kernel/seen.ts'
import { trail } from '../kernel/trail.ts'
import { asDelivered, howShown } from '../telework/assignments/shown.ts'
import { boxesIn, returnSchema } from './points.ts'

export async function reviewPage(c: Ctx, assignment: Assignment, next: WaitingDelivery | undefined, sent?: Filled) {
  const { db, say, actor } = c.var
  const shown = await howShown(c, assignment, `/assignments/${assignment.id}/review`)
  const deliveries = await listSubmissions(db.read, assignment.id)
  const version = versionOf(seenIn(assignment, deliveries))
  const kept = sent ? undefined : await keptOf(c, `/assignments/${assignment.id}/returns`)
  const form = sent ?? fillForm(returnSchema({}), kept?.typed, [], kept?.version ?? version)
  const [submission, ...earlier] = await asDelivered(c, assignment, deliveries, shown)
  const decision = decide('assignment.approve', actor, assignment.facts)
  const done = c.req.query('done')
  const body = (
    <ReviewPage
      say={say}
      today={c.var.today}
      assignment={assignment}
      submission={found(submission)}
      content={shown}
      changesPage={pageIn(c, submission!.changeCount)}
      files={shown.how === 'closed' ? [] : (await filesOfLot(c, assignment)).attached}
      earlier={earlier}
      deadline={inspectionEnd(dayOf(submission!.submittedAt))}
      refused={isRefusal(decision) ? decision.refused : undefined}
      next={next && `/assignments/${next.id}/review`}
      boxes={boxesIn(form.typed)}
      done={done === 'approve' || done === 'return' ? done : undefined}
      completed={c.req.query('completed') === 'yes'}
      form={form}
      token={newOnce(version)}
    />
  )
  const breadcrumb = trail(c, { href: '/reviews', label: say.t.reviews.title })
  const title = say.t.reviews.one.title(assignment.title, assignment.lotNumber)
  return page(c, { title, body, breadcrumb }, statusOf(form))
}

const statusOf = ({ problems }: Filled) => (problems.some(isOfChange) ? 409 : problems.length > 0 ? 422 : 200)

/** What a decision on a delivery rests on: the delivery itself, and by what it is judged. */
const seenIn = ({ status, criteria }: Assignment, [last]: readonly { id: string }[]) => ({ status, criteria, delivery: last?.id })
export const seenOf = async (assignment: Assignment, { var: { db } }: Ctx) =>
  seenIn(assignment, await listSubmissions(db.read, assignment.id))

/** The page of changes that the address asks for; the first where it asks for none that there is. */
function pageIn(c: Ctx, changeCount: number): number {
  const page = Number(c.req.query('changes'))
  return Number.isInteger(page) && page >= 1 && page <= changePages(changeCount) ? page : 1
}
