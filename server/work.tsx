/** Finding work: what a worker's town may take, why something is closed to her, and raising a hand. */
import { z } from 'zod'
import { findApplication, listRaised, lowerHand, raiseHand } from '../db/applications.ts'
import { listOwnOf } from '../db/assignments/find.ts'
import { newId } from '../db/ids.ts'
import { findPackage } from '../db/packages/find.ts'
import { findWorker, type Worker } from '../db/people.ts'
import type { Instant } from '../db/time.ts'
import { type Before, type CourseDate, findPosting, listCourseDates, listPlaces, postingFacts } from '../db/work.ts'
import {
  type Condition,
  decideFind,
  decideRaise,
  decideWithdraw,
  eligibility,
  maxLotsWished,
  type PostingFacts,
  unmet,
} from '../policies/applications.ts'
import { handling } from '../policies/classes.ts'
import { isRefusal } from '../policies/decision.ts'
import { decide } from '../policies/packages.ts'
import type { Problem } from '../views/forms.tsx'
import { WorkLines } from '../views/parts/work.tsx'
import { closedWords, conditionRow } from '../views/work-conditions.ts'
import { postingItem, type Verdict, WorkListEnd, WorkListTop } from '../views/work-list.tsx'
import { PostingPage } from '../views/work-posting.tsx'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { commit, fields, readForm, type Typed } from './forms.ts'
import { drawnOnce, encode, newOnce, page } from './page.tsx'
import { encodedOnce, lineOf, type Posting, readPostings } from './postings.ts'
import { holdNotice } from './recoveries/own.tsx'
import { routes } from './routes.ts'

export const work = routes()
const { get, post } = work

const pageSize = 50
/** With the filter a page may have to look through more rows than it shows; beyond this the reader goes on by hand. */
const mostSearched = 400

get('/work', 'work.find', async (c) => {
  insist(c, decideFind(c.var.actor))
  const { t, locale, db, today, actor } = c.var
  const worker = found(await findWorker(db.read, actor.id))
  const courses = await listCourseDates(db.read, today)
  const raised = new Set((await listRaised(db.read, actor.id)).map(({ packageId }) => packageId))
  const takeable = c.req.query('can') === 'now'
  const before = readPlace(c.req.query('before'))
  const judge = judgeFor(c, worker, courses)
  const { rows, more, searched } = takeable
    ? await search(c, worker.townId, before, (posting) => judge(posting).open)
    : await slice(c, worker.townId, before)
  const items = rows.map((posting) => {
    const verdict = judge(posting)
    const isRaised = raised.has(posting.outline.id)
    const key = isRaised ? verdict.keys.raised : verdict.keys.plain
    return lineOf(posting, key, () => postingItem(posting.outline, verdict, isRaised, t, locale))
  })
  const props = {
    t,
    locale,
    town: locale === 'ja' ? worker.town : worker.townRomaji,
    takeable,
    empty: items.length === 0,
    searched,
    first: before === undefined,
    older: more ? `/work?${takeable ? 'can=now&' : ''}before=${more.postedAt}~${more.id}` : undefined,
  }
  return page(c, {
    title: t.work.title,
    pieces: [
      await drawnOnce(`work ${locale} ${props.town} ${takeable}`, () => WorkListTop(props)),
      ...(props.empty ? [] : [await encodedOnce(items as object[], () => encode([WorkLines({ lines: items, id: 'work' })]))]),
      WorkListEnd(props),
    ],
    breadcrumb: [{ href: '/', label: t.frame.home }],
  })
})

type Slice = { rows: Posting[]; more: Before | undefined; searched: number }

async function slice(c: Ctx, townId: string, before: Before | undefined): Promise<Slice> {
  const places = await listPlaces(c.var.db.read, townId, { before, limit: pageSize })
  const shown = places.slice(0, pageSize)
  const rows = await readPostings(c.var.db, shown)
  return { rows, more: places.length > pageSize ? shown.at(-1) : undefined, searched: shown.length }
}

/** The rule is asked row by row, so the filter can never disagree with it. */
async function search(c: Ctx, townId: string, from: Before | undefined, wanted: (posting: Posting) => boolean): Promise<Slice> {
  const rows: Posting[] = []
  let before = from
  let searched = 0
  while (searched < mostSearched) {
    const part = await slice(c, townId, before)
    for (const posting of part.rows) {
      searched += 1
      if (wanted(posting)) rows.push(posting)
      if (rows.length === pageSize) return { rows, more: posting === part.rows.at(-1) ? part.more : posting.place, searched }
    }
    before = part.more
    if (!before) break
  }
  return { rows, more: before, searched }
}

/** `keys`: all that a posting's line depends on but the posting itself. */
type Judged = Verdict & { readonly keys: { readonly plain: string; readonly raised: string } }

/** Postings that ask the same of her get the same answer: each different demand is judged and worded once a request. */
function judgeFor(c: Ctx, worker: Worker, courses: readonly CourseDate[]) {
  const { t, locale, today } = c.var
  const next = nextOf(courses)
  const known = new Map<string, Judged>()
  return ({ outline, demand }: Posting) => {
    const before = known.get(demand)
    if (before) return before
    const facts = postingFacts(outline, [worker.townId], next)
    const lacking = unmet(eligibility(worker, facts, today))
    const open = lacking.length === 0
    const summary = closedWords({ t, locale, courses }, lacking)
    const keys = { plain: `${locale} ${open} ${summary}`, raised: `raised ${locale} ${open} ${summary}` }
    const answer = { level: handling[facts.dataClass].level, open, summary, keys }
    known.set(demand, answer)
    return answer
  }
}

const nextOf = (courses: readonly CourseDate[]) => new Map(courses.flatMap(({ id, nextOn }) => (nextOn ? [[id, nextOn]] : [])))

/** Where a page of the list goes on: anything that is no place is the beginning. */
function readPlace(text: string | undefined): Before | undefined {
  const [, postedAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~([\w-]{1,64})$/.exec(text ?? '') ?? []
  return postedAt && id ? { postedAt: postedAt as Instant, id } : undefined
}

get('/work/:id', 'package.read', async (c) => {
  const seen = await see(c)
  return show(c, seen, {}, [], 200)
})

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
  return { worker, pkg, courses, posting, application, own }
}
type Seen = Awaited<ReturnType<typeof see>>

const Wish = (most: number) => z.object({ lotsWished: fields.whole(1, most), note: fields.optional(500) })
const mostWished = ({ pkg }: Seen) => Math.max(1, Math.min(maxLotsWished, pkg.lotCount))

post('/work/:id/application', 'application.raise', async (c) => {
  const seen = await see(c)
  const { worker, pkg, posting } = seen
  const decision = decideRaise(worker, posting, c.var.today, seen.application?.id ?? newId(c.var.at))
  if (isRefusal<'ineligible'>(decision) && decision.refused === 'ineligible')
    return show(c, seen, (await readForm(c, z.any())).typed, lackingProblems(c, seen, posting), 422)
  const permit = insist(c, decision)
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

function lackingProblems(c: Ctx, { worker, courses }: Seen, posting: PostingFacts): Problem[] {
  const { t, locale, today } = c.var
  const lacking: Condition[] = unmet(eligibility(worker, posting, today))
  return lacking.map((condition) => ({ field: 'conditions', words: closedWords({ t, locale, courses }, [condition]) }))
}

function show(c: Ctx, seen: Seen, typed: Typed, problems: readonly Problem[], status: 200 | 422) {
  const { t, locale, today } = c.var
  const { worker, pkg, courses, posting, application, own } = seen
  const conditions = eligibility(worker, posting, today)
  const words = { t, locale, courses }
  const body = (
    <>
      {holdNotice(c, posting.dataClass)}
      <PostingPage
        {...words}
        posting={pkg}
        conditions={conditions.map((condition) => conditionRow(words, condition))}
        mayRaise={!isRefusal(decideRaise(worker, posting, today, ''))}
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
