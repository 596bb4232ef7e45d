/** One posting as a worker may see it, and raising a hand for it. */
import { z } from 'zod'
import { findApplication, lowerHand, raiseHand } from '../../db/applications.ts'
import { listOwnOf } from '../../db/assignments/find.ts'
import { newId } from '../../db/ids.ts'
import { findPackage } from '../../db/packages/find.ts'
import { findWorker } from '../../db/people.ts'
import { findPosting, listCourseDates, nextOf } from '../../db/work.ts'
import {
  type Condition,
  decideRaise,
  decideWithdraw,
  eligibility,
  maxLotsWished,
  type PostingFacts,
  unmet,
} from '../../policies/applications.ts'
import { accepted } from '../../policies/assignments.ts'
import { handling } from '../../policies/classes.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decide } from '../../policies/packages.ts'
import { within } from '../../policies/statuses.ts'
import type { Problem } from '../../views/forms.tsx'
import { closedWords, conditionRow } from '../../views/work-conditions.ts'
import { PostingPage } from '../../views/work-posting.tsx'
import { insistClaim, judge } from '../content.ts'
import type { Ctx } from '../context.ts'
import { found, insist, NotFound } from '../errors.tsx'
import { commit, fields, readForm, type Typed } from '../forms.ts'
import { frozenNotice } from '../incidents/notice.tsx'
import { newOnce, page } from '../page.tsx'
import { holdNotice } from '../recoveries/own.tsx'
import type { routes } from '../routes.ts'

export function posting({ get, post }: ReturnType<typeof routes>) {
  get('/work/:id', 'package.read', async (c) => {
    const seen = await see(c)
    return show(c, seen, {}, [], 200)
  })

  post('/work/:id/application', 'application.raise', async (c) => {
    const seen = await see(c)
    const { worker, pkg, posting } = seen
    const decision = decideRaise(worker, posting, c.var.today, seen.application?.id ?? newId(c.var.at))
    if (isRefusal<'ineligible'>(decision) && decision.refused === 'ineligible')
      return show(c, seen, (await readForm(c, z.any())).typed, lackingProblems(c, seen, posting), 422)
    const permit = insist(c, decision)
    await insistClaim(c, { packageId: pkg.id })
    const form = await readForm(c, Wish(mostWished(seen)))
    if (!form.ok) return show(c, seen, form.typed, form.problems, 422)
    return commit(c, `/work/${pkg.id}`, (tx) => raiseHand(tx, permit, { ...form.data, packageId: pkg.id, personId: worker.id }))
  })

  post('/work/:id/application/withdrawal', 'application.withdraw', async (c) => {
    const { db, actor } = c.var
    const application = found(await findApplication(db.read, c.req.param('id')!, actor.id))
    const permit = insist(c, decideWithdraw(actor, application))
    await readForm(c, z.object({}))
    return commit(c, `/work/${application.packageId}`, (tx) => lowerHand(tx, permit))
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
  // Whoever worked on it keeps knowing of it; to everybody else it may not even exist (policies/access.ts).
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

function lackingProblems(c: Ctx, { worker, courses }: Seen, posting: PostingFacts): Problem[] {
  const { t, locale, today } = c.var
  const lacking: Condition[] = unmet(eligibility(worker, posting, today))
  return lacking.map((condition) => ({ field: 'conditions', words: closedWords({ t, locale, courses }, [condition]) }))
}

async function show(c: Ctx, seen: Seen, typed: Typed, problems: readonly Problem[], status: 200 | 422) {
  const { t, locale, today } = c.var
  const { worker, pkg, courses, posting, application, own } = seen
  const conditions = eligibility(worker, posting, today)
  const words = { t, locale, courses }
  const mayRaise =
    !isRefusal(decideRaise(worker, posting, today, '')) && !isRefusal(await judge(c, 'claim', { packageId: pkg.id }))
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
        conditions={conditions.map((condition) => conditionRow(words, condition))}
        mayRaise={mayRaise}
        guarded={isGuarded(seen)}
        raised={application?.status === 'raised' ? application : undefined}
        own={own}
        most={mostWished(seen)}
        typed={typed}
        problems={problems}
        token={newOnce}
      />
    </>
  )
  return page(
    c,
    {
      title: pkg.title,
      body,
      breadcrumb: [
        { href: '/', label: t.frame.home },
        { href: '/work', label: t.work.title },
      ],
    },
    status,
  )
}
