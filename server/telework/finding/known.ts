/** The postings that a worker may know of: the one way from the database to a list, judged before anything counts or shows them. */

import type { Worker } from '../../../db/identity/people.ts'
import {
  type Before,
  type CourseDate,
  listOutlines,
  listPlaces,
  nextOf,
  type PostingOutline,
  type PostingPlace,
  postingFacts,
} from '../../../db/telework/postings.ts'
import { isPast } from '../../../policies/packages/postings.ts'
import { handling } from '../../../policies/safety/classes.ts'
import { eligibility, unmet } from '../../../policies/telework/applications.ts'
import { closedWords } from '../../../views/telework/finding/conditions.ts'
import type { Verdict } from '../../../views/telework/finding/list.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { type Remembered, remembering } from '../../kernel/drawn.ts'
import { isListed } from '../../safety/titles.ts'

export const pageSize = 50

/** `demand`: postings with the same get the same verdict from the rules. */
const readPostings = remembering(async (db, ids) =>
  (await listOutlines(db, ids)).map((outline) => Object.assign(outline, { demand: demandOf(outline) })),
)
const demandOf = ({ status, lotsFree, dataClass, places, courses }: PostingOutline) =>
  `${status}|${lotsFree > 0}|${dataClass}|${places}|${courses}`

export type Posting = Remembered<PostingPlace, PostingOutline & { readonly demand: string }>
export type Slice = { rows: Posting[]; more: Before | undefined; searched: number }

/**
 * One page of what she may know of. INVARIANT: what is kept from her takes no room in it: the page, the way on and every count are as
 * if it did not exist.
 */
export async function slice(c: Ctx, townId: string, from: Before | undefined, judged: Judge): Promise<Slice> {
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

/** `shown`: she may know of it. `keys`: all that a posting's line depends on but the posting itself. */
type Judged = Verdict & { readonly shown: boolean; readonly keys: { readonly plain: string; readonly raised: string } }
export type Judge = (posting: Posting) => Judged

/** Postings that ask the same of her get the same answer: each different demand is judged and worded once a request. */
export function judgeFor(c: Ctx, worker: Worker, courses: readonly CourseDate[]): Judge {
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
    const plain = `${locale} ${say.year} ${open} ${summary}`
    const keys = { plain, raised: `raised ${plain}` }
    const { level, outline: told } = handling[facts.dataClass]
    const shown = isListed('search', worker, outline.dataClass)
    const answer = { level, open, summary, keys, shown, banded: told !== 'full' }
    known.set(demand, answer)
    return answer
  }
}
