/** The list of open work of a worker's town: what she may know of, and why some of it is closed to her. */

import { findWorker, type Worker } from '../../../db/identity/people.ts'
import type { Instant } from '../../../db/kernel/time.ts'
import { listRaised } from '../../../db/work/applications.ts'
import {
  type Before,
  type CourseDate,
  listCourseDates,
  listOutlines,
  listPlaces,
  nextOf,
  type PostingOutline,
  type PostingPlace,
  postingFacts,
} from '../../../db/work/postings.ts'
import { isPast } from '../../../policies/packages/postings.ts'
import { handling } from '../../../policies/safety/classes.ts'
import { decideFind, eligibility, unmet } from '../../../policies/work/applications.ts'
import { WorkLines } from '../../../views/parts/work.tsx'
import { closedWords } from '../../../views/work/finding/conditions.ts'
import { postingItem, type Verdict, WorkListEnd, WorkListTop } from '../../../views/work/finding/list.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { drawnOnce, lineOf, linesOnce, type Remembered, remembering } from '../../kernel/drawn.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { isListed } from '../../safety/titles.ts'

const pageSize = 50
/** With the filter a page may have to look through more rows than it shows; beyond this the reader goes on by hand. */
const mostSearched = 400

export const listing = ({ get }: ReturnType<typeof routes>) =>
  get('/work', 'work.find', async (c) => {
    insist(c, decideFind(c.var.actor))
    const { say, db, today, actor } = c.var
    const { t, locale } = say
    const worker = found(await findWorker(db.read, actor.id))
    const courses = await listCourseDates(db.read, today)
    const raised = new Set((await listRaised(db.read, actor.id)).map(({ packageId }) => packageId))
    const takeable = c.req.query('can') === 'now'
    const before = readPlace(c.req.query('before'))
    const judged = judgeFor(c, worker, courses)
    const { rows, more, searched } = takeable
      ? await search(c, worker.townId, before, judged)
      : await slice(c, worker.townId, before, judged)
    const items = rows.map((posting) => {
      const verdict = judged(posting)
      const isRaised = raised.has(posting.row.id)
      const key = isRaised ? verdict.keys.raised : verdict.keys.plain
      return lineOf(posting, key, () => postingItem(posting.row, verdict, isRaised, say))
    })
    const props = {
      say,
      town: say.town(worker),
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
        ...(props.empty ? [] : [await linesOnce(items, (lines) => WorkLines({ lines, id: 'work' }))]),
        WorkListEnd(props),
      ],
      breadcrumb: [{ href: '/', label: t.frame.home }],
    })
  })

/** `demand`: postings with the same get the same verdict from the rules. */
const readPostings = remembering(async (db, ids) =>
  (await listOutlines(db, ids)).map((outline) => Object.assign(outline, { demand: demandOf(outline) })),
)
const demandOf = ({ status, lotsFree, dataClass, places, courses }: PostingOutline) =>
  `${status}|${lotsFree > 0}|${dataClass}|${places}|${courses}`

type Posting = Remembered<PostingPlace, PostingOutline & { readonly demand: string }>
type Slice = { rows: Posting[]; more: Before | undefined; searched: number }

/**
 * One page of what she may know of. INVARIANT: what is kept from her takes no room in it: the page, the way on and every count are as
 * if it did not exist.
 */
async function slice(c: Ctx, townId: string, from: Before | undefined, judged: Judge): Promise<Slice> {
  const known: Posting[] = []
  let before = from
  let places: readonly Before[]
  do {
    const part = await listPlaces(c.var.db.read, townId, { before, limit: pageSize })
    for (const posting of await readPostings(c.var.db, part))
      if (judged(posting).shown && !isPast(posting.row.dueOn, c.var.today)) known.push(posting)
    places = part
    before = part.at(-1)
  } while (known.length <= pageSize && places.length > pageSize)
  const rows = known.slice(0, pageSize)
  return { rows, more: known.length > pageSize ? rows.at(-1)!.place : undefined, searched: rows.length }
}

/** The rule is asked row by row, so the filter can never disagree with it. */
async function search(c: Ctx, townId: string, from: Before | undefined, judged: Judge): Promise<Slice> {
  const rows: Posting[] = []
  let before = from
  let searched = 0
  while (searched < mostSearched) {
    const part = await slice(c, townId, before, judged)
    for (const posting of part.rows) {
      searched += 1
      if (judged(posting).open) rows.push(posting)
      if (rows.length === pageSize) return { rows, more: posting === part.rows.at(-1) ? part.more : posting.place, searched }
    }
    before = part.more
    if (!before) break
  }
  return { rows, more: before, searched }
}

/** `shown`: she may know of it. `keys`: all that a posting's line depends on but the posting itself. */
type Judged = Verdict & { readonly shown: boolean; readonly keys: { readonly plain: string; readonly raised: string } }
type Judge = (posting: Posting) => Judged

/** Postings that ask the same of her get the same answer: each different demand is judged and worded once a request. */
function judgeFor(c: Ctx, worker: Worker, courses: readonly CourseDate[]): Judge {
  const { say, today } = c.var
  const { locale } = say
  const next = nextOf(courses)
  const known = new Map<string, Judged>()
  return ({ row: outline }: Posting) => {
    const { demand } = outline
    const before = known.get(demand)
    if (before) return before
    // The same demand stands in postings of different days; those whose day has passed are not listed at all.
    const facts = { ...postingFacts(outline, [worker.townId], next), dueOn: null }
    const lacking = unmet(eligibility(worker, facts, today))
    const open = lacking.length === 0
    const summary = closedWords({ say, courses }, lacking)
    const keys = { plain: `${locale} ${open} ${summary}`, raised: `raised ${locale} ${open} ${summary}` }
    const { level, outline: told } = handling[facts.dataClass]
    const shown = isListed('search', worker, outline.dataClass)
    const answer = { level, open, summary, keys, shown, banded: told !== 'full' }
    known.set(demand, answer)
    return answer
  }
}

/** Where a page of the list goes on: anything that is no place is the beginning. */
function readPlace(text: string | undefined): Before | undefined {
  const [, postedAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~([\w-]{1,64})$/.exec(text ?? '') ?? []
  return postedAt && id ? { postedAt: postedAt as Instant, id } : undefined
}
