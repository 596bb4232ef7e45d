/** The list of open work of a worker's town: what she may know of, and why some of it is closed to her. */

import { findWorker } from '../../../db/identity/people.ts'
import type { Instant } from '../../../db/kernel/time.ts'
import { listRaised } from '../../../db/telework/applications.ts'
import { type Before, listCourseDates } from '../../../db/telework/postings.ts'
import { decideFind } from '../../../policies/telework/applications.ts'
import { WorkLines } from '../../../views/parts/work.tsx'
import { postingItem, WorkListEnd, WorkListTop } from '../../../views/telework/finding/list.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { drawnOnce, lineOf, linesOnce } from '../../kernel/drawn.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { type Judge, judgeFor, type Posting, pageSize, type Slice, slice } from './known.ts'

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

/** Where a page of the list goes on: anything that is no place is the beginning. */
function readPlace(text: string | undefined): Before | undefined {
  const [, postedAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~([\w-]{1,64})$/.exec(text ?? '') ?? []
  return postedAt && id ? { postedAt: postedAt as Instant, id } : undefined
}
