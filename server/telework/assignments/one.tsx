/** One assignment on one page, for whoever stands in a relation to it; each part only where the rules open it. */

import { findWorker } from '../../../db/identity/people.ts'
import { findLastPage } from '../../../db/records/readings.ts'
import { type Assignment, findTerms, listSubmissions } from '../../../db/telework/assignments/find.ts'
import { countEntries } from '../../../db/telework/entries.ts'
import { findPosting, listCourseDates } from '../../../db/telework/postings.ts'
import { findDue } from '../../../db/telework/remuneration.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideAccess } from '../../../policies/safety/access.ts'
import { type Act, decide, decideAccept, decideSettle, relationTo } from '../../../policies/telework/assignments.ts'
import { decideDelivery } from '../../../policies/telework/entries.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import { AssignmentPage } from '../../../views/telework/assignments/one.tsx'
import { conditionRow } from '../../../views/telework/finding/conditions.ts'
import { filesOfLot, type LotFiles } from '../../files/package-files/of-lot.ts'
import { holdNotice } from '../../identity/recoveries/own.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import type { Typed } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { versionOf } from '../../kernel/seen.ts'
import { custodyParts } from '../../safety/custody/notice.tsx'
import { frozenNotice, frozenPackageNotice } from '../../safety/incidents/notice.tsx'
import { extension } from './extension.tsx'
import { all } from './forms.ts'
import { crumbsTo, load, titleOf } from './load.ts'
import { asDelivered, howShown, recordBrief, type Shown } from './shown.ts'

export const reading = ({ get }: ReturnType<typeof routes>) =>
  get('/assignments/:id', 'assignment.read', async (c) => {
    const assignment = await load(c)
    insist(c, decide('assignment.read', c.var.actor, assignment.facts))
    return show(c, assignment)
  })

/** What the answer to an offer depends on, as it stands now. */
export async function acceptance(c: Ctx, assignment: Assignment) {
  const { db, actor, today } = c.var
  const courses = await listCourseDates(db.read, today)
  const next = new Map(courses.flatMap(({ id, nextOn }) => (nextOn ? [[id, nextOn]] : [])))
  const worker = found(await findWorker(db.read, assignment.workerId))
  const posting = found(await findPosting(db.read, assignment.packageId, next))
  return { courses, decision: decideAccept(actor, assignment.facts, worker, posting, today) }
}

const noFiles: LotFiles = { material: [], attached: [], mayAttach: false, viewOnly: false }
/** What the one form that was sent said, and what was wrong with it; with its file, line by line. */
type Said = { typed: Typed; problems: readonly Problem[]; fileProblems?: readonly string[] }
const nothingSaid: Said = { typed: {}, problems: [] }

/** What somebody says yes or no to, or asks to have later. */
export const seenOf = ({ status, price, dueOn, offerEndsOn }: Assignment) => [status, price, dueOn, offerEndsOn]

export const showAgain = (c: Ctx, assignment: Assignment, said: Said) => show(c, assignment, said, 422)

export async function show(c: Ctx, assignment: Assignment, said: Said = nothingSaid, status: 200 | 422 = 200) {
  const { say, db, actor } = c.var
  const formOf = () => fillForm(all, said.typed, said.problems, versionOf(seenOf(assignment)))
  const may = (act: Extract<Act, `assignment.${string}`>) => !isRefusal(decide(act as 'assignment.read', actor, assignment.facts))
  const relation = relationTo(actor, assignment.facts)
  const { brief, ...outline } = assignment
  const shown = await howShown(c, assignment)
  const readsBrief = may('assignment.read-brief') && shown.brief
  if (readsBrief) await recordBrief(c, assignment)
  const due = await findDue(db.read, assignment.id)
  const submissions = await listSubmissions(db.read, assignment.id)
  const custody = await custodyParts(c, assignment.id)
  const body = (
    <>
      {relation === 'worker'
        ? frozenNotice(c, assignment, { number: assignment.lotNumber, offered: assignment.status === 'offered' })
        : await frozenPackageNotice(c, assignment)}
      {holdNotice(c, assignment.dataClass)}
      {custody.above}
      <AssignmentPage
        say={say}
        relation={relation === 'worker' ? 'worker' : 'staff'}
        assignment={outline}
        brief={readsBrief ? brief : undefined}
        content={may('assignment.open') ? { ...shown, lastPage: await lastPage(c, assignment, shown) } : undefined}
        corrected={shown.onlyShown && relation === 'worker' ? await countEntries(db.read, assignment.id) : 0}
        may={{
          accept: may('assignment.accept') && !isRefusal(decideAccess('claim', shown.facts)),
          download: may('assignment.download') && shown.download,
          readDelivery: may('assignment.read-delivery') && shown.download,
          submit: !isRefusal(decideDelivery(shown.onlyShown ? 'entries' : 'file', actor, assignment.facts, shown.facts)),
          handBack: may('assignment.hand-back'),
          review: may('assignment.approve'),
          takeBack: may('assignment.take-back'),
          settle: !isRefusal(decideSettle(actor, { ...assignment.facts, settled: due !== undefined })),
        }}
        lacking={assignment.status === 'offered' && relation === 'worker' ? await lackingNow(c, assignment) : []}
        terms={await findTerms(db.read, assignment.id)}
        due={due}
        submissions={await asDelivered(c, assignment, submissions, shown)}
        files={shown.how === 'closed' ? noFiles : await filesOfLot(c, assignment)}
        formOf={formOf}
        fileProblems={said.fileProblems ?? []}
      />
      <div class="yui-folds">
        {custody.below}
        {extension(c, assignment, formOf())}
      </div>
      {relation === 'worker' && assignment.acceptedAt !== null ? (
        <p class="yui-fine">
          <a href={`/incidents/new?package=${assignment.packageId}`}>{say.t.incidents.link}</a>
        </p>
      ) : null}
    </>
  )
  return page(c, { title: titleOf(c, assignment), body, breadcrumb: crumbsTo(c, assignment) }, status)
}

const lastPage = async ({ var: { db, actor } }: Ctx, { id }: Assignment, { how }: Shown) =>
  how === 'pages' ? findLastPage(db.read, id, actor.id) : undefined

async function lackingNow(c: Ctx, assignment: Assignment) {
  const { courses, decision } = await acceptance(c, assignment)
  return isRefusal(decision) ? decision.unmet.map((condition) => conditionRow({ say: c.var.say, courses }, condition)) : []
}
