/** One posting as a worker may see it, and raising a hand for it. */
import { z } from 'zod'
import { findWorker } from '../../../db/identity/people.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { findPackage } from '../../../db/packages/find.ts'
import { findApplication, lowerHand, raiseHand } from '../../../db/telework/applications.ts'
import { listOwnOf } from '../../../db/telework/assignments/find.ts'
import { findPosting, listCourseDates, nextOf } from '../../../db/telework/postings.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import { decide } from '../../../policies/packages/packages.ts'
import { isPast } from '../../../policies/packages/postings.ts'
import { handling } from '../../../policies/safety/classes.ts'
import {
  type Condition,
  decideRaise,
  decideWithdraw,
  eligibility,
  maxLotsWished,
  unmet,
} from '../../../policies/telework/applications.ts'
import { accepted } from '../../../policies/telework/assignments.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { closedWords, conditionRow } from '../../../views/telework/finding/conditions.ts'
import { PostingPage } from '../../../views/telework/finding/posting.tsx'
import { holdNotice } from '../../identity/recoveries/own.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist, NotFound } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { insistClaim, judge } from '../../safety/content.ts'
import { frozenNotice } from '../../safety/incidents/notice.tsx'

export function posting({ get, post }: ReturnType<typeof routes>) {
  get('/work/:id', 'package.read', async (c) => show(c, await see(c)))

  formAct({ get, post }, 'application.raise', {
    to: '/work/:id/application',
    load: see,
    decide: async (c, { worker, pkg, posting, application }) => {
      const decision = decideRaise(worker, posting, c.var.today, application?.id ?? newId(c.var.at))
      if (!isRefusal(decision)) await insistClaim(c, { packageId: pkg.id })
      return decision
    },
    refused: (c, { refused }, seen) => (refused === 'ineligible' ? lackingProblems(c, seen) : undefined),
    fields: (_, seen) => Wish(mostWished(seen)),
    again: show,
    write: (tx, permit, wish, { pkg, worker }) => raiseHand(tx, permit, { ...wish, packageId: pkg.id, personId: worker.id }),
    done: ({ pkg }) => `/work/${pkg.id}`,
  })

  formAct({ get, post }, 'application.withdraw', {
    to: '/work/:id/application/withdrawal',
    load: async ({ req, var: { db, actor } }) => found(await findApplication(db.read, req.param('id')!, actor.id)),
    decide: (c, application) => decideWithdraw(c.var.actor, application),
    write: (tx, permit) => lowerHand(tx, permit),
    done: ({ packageId }) => `/work/${packageId}`,
  })
}

/** One posting as this worker may see it: the outline and the facts, never the brief, the rows or a file's name. */
async function see(c: Ctx) {
  const { db, actor, today } = c.var
  const id = c.req.param('id')!
  const worker = { ...found(await findWorker(db.read, actor.id)), heldUntil: actor.heldUntil }
  const pkg = found(await findPackage(db.read, id, actor.id))
  insist(c, decide('package.read', actor, pkg.facts))
  const courses = await listCourseDates(db.read, today)
  const posting = found(await findPosting(db.read, id, nextOf(courses)))
  const application = await findApplication(db.read, id, actor.id)
  const own = await listOwnOf(db.read, id, actor.id)
  // Whoever worked on it keeps knowing of it; to everybody else it may not even exist (policies/safety/access.ts).
  const about = { packageId: id, assignmentId: own[0]?.id }
  if (isRefusal(await judge(c, 'view', about))) throw new NotFound()
  return { worker, pkg, courses, posting, application, own, about }
}
type Seen = Awaited<ReturnType<typeof see>>

const Wish = (most: number) => z.object({ lotsWished: fields.whole(1, most), note: fields.optional(500) })
/** How many lots there are tells how much there is, so a guarded posting asks for as many as anybody may wish for. */
const mostWished = (seen: Seen) => (isGuarded(seen) ? maxLotsWished : Math.max(1, Math.min(maxLotsWished, seen.pkg.lotCount)))
/** Purpose, client and criteria of a guarded class open with the accepted terms (handling.outline). */
const isGuarded = ({ pkg, own }: Seen): boolean =>
  handling[pkg.dataClass ?? '2'].outline !== 'full' && !own.some(({ status }) => within(accepted, status))

function lackingProblems(c: Ctx, { worker, courses, posting }: Seen): Problem[] {
  const { say, today } = c.var
  const lacking: Condition[] = unmet(eligibility(worker, posting, today))
  return lacking.map((condition) => ({ field: 'conditions', words: closedWords({ say, courses }, [condition]) }))
}

async function show(c: Ctx, seen: Seen, sent?: Filled): Promise<Response> {
  const { say, today } = c.var
  const { worker, pkg, courses, posting, application, own } = seen
  const words = { say, courses }
  const mayRaise =
    !isRefusal(decideRaise(worker, posting, today, '')) && !isRefusal(await judge(c, 'claim', { packageId: pkg.id }))
  const raised = application?.status === 'raised' ? application : undefined
  const most = mostWished(seen)
  const body = (
    <>
      {own.map((lot) =>
        frozenNotice(
          c,
          { ...pkg, packageId: pkg.id },
          { number: lot.lotNumber, offered: lot.status === 'offered', href: `/assignments/${lot.id}` },
        ),
      )}
      {holdNotice(c, posting.dataClass)}
      <PostingPage
        {...words}
        posting={pkg}
        conditions={eligibility(worker, posting, today).map((condition) => conditionRow(words, condition))}
        mayRaise={mayRaise}
        guarded={isGuarded(seen)}
        raised={raised}
        own={own}
        past={isPast(pkg.dueOn, today)}
        most={most}
        form={sent ?? fillForm(Wish(most), { lotsWished: String(raised?.lotsWished ?? 1), note: raised?.note ?? '' })}
        lowering={fillForm()}
      />
    </>
  )
  const breadcrumb = trail(c, { href: '/work', label: say.t.work.title })
  return page(c, { title: pkg.title, body, breadcrumb }, sent ? 422 : 200)
}
