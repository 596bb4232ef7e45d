/** How the content of one lot may reach this reader now: as text in the page, as pictures of pages, after a touch, or not at all. */
import type { Assignment, Submission } from '../../../db/telework/assignments/find.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import {
  type AccessFacts,
  type Deny,
  decideAccess,
  type Opening,
  opensWords,
  type Reason,
} from '../../../policies/safety/access.ts'
import { type Place, places } from '../../../policies/safety/classes.ts'
import { decide } from '../../../policies/telework/assignments.ts'
import type { Ctx } from '../../kernel/context.ts'
import { type About, factsFor, openContent } from '../../safety/content.ts'
import { recordOncePerDay } from '../../safety/readings.ts'

export type Shown = {
  readonly how: 'text' | 'pages' | 'touch' | 'closed'
  /** Why it is closed; empty otherwise. */
  readonly reasons: readonly Reason[]
  /** Where the passkey is touched before anything opens; nothing where that is not asked for now. */
  readonly touch: string | undefined
  /** Where it opens at all. */
  readonly places: readonly Place[]
  /** Its rows are worked on as pages, and leave as a file for nobody who works on them. */
  readonly onlyShown: boolean
  readonly download: boolean
  /** How the work is done. */
  readonly brief: boolean
  /** What was written about the content. */
  readonly words: boolean
  /** What all this follows from. */
  readonly facts: AccessFacts
}

export const aboutLot = ({ id, packageId }: Pick<Assignment, 'id' | 'packageId'>): About => ({ packageId, assignmentId: id })

/** `next`: the page to come back to from the passkey. */
export async function howShown(c: Ctx, assignment: Assignment, next = `/assignments/${assignment.id}`): Promise<Shown> {
  const facts = await factsFor(c, aboutLot(assignment))
  const open = decideAccess('open', facts)
  const asks = !isRefusal(open) && open.obligations.includes('step-up')
  const rest = {
    touch: asks ? touchAt(assignment, facts, next) : undefined,
    places: placesOf(facts),
    onlyShown: !facts.handling.download,
    facts,
    download: !isRefusal(decideAccess('download', facts)),
    brief: !isRefusal(decideAccess('read', facts)),
    words: opensWords(facts),
  }
  if (isRefusal(open)) return { how: 'closed', reasons: (open as Deny).unmet, ...rest }
  if (open.obligations.includes('view-only')) return { how: 'pages', reasons: [], ...rest }
  return { how: open.obligations.includes('step-up') ? 'touch' : 'text', reasons: [], ...rest }
}

function touchAt({ id, packageId }: Assignment, { handling }: AccessFacts, next: string): string {
  if (!handling.perPackage) return `/step-up?${new URLSearchParams({ next })}`
  return `/openings/${packageId}?${new URLSearchParams({ use: 'open', assignment: id, next })}`
}

const placesOf = ({ relation, handling, allowedPlaces }: AccessFacts): readonly Place[] =>
  relation === 'worker' ? handling.places.filter((place) => allowedPlaces.includes(place)) : (handling.managerPlaces ?? places)

export type Change = { readonly row: number; readonly column: string; readonly before: string; readonly after: string }

type Point = Pick<Submission['points'][number], 'criterion' | 'row'> & { readonly words: string | null }
/** A delivery as its page shows it: what was written about it is null where it may not be read from here and now. */
export type Delivered = Omit<Submission, 'changes' | 'note' | 'points'> & {
  readonly changes: readonly Change[]
  readonly note: string | null
  readonly points: readonly Point[]
}

const withoutWords = ({ note, points, ...one }: Submission) => ({
  ...one,
  note: note === '' ? '' : null,
  words: null,
  points: points.map(({ criterion, row }) => ({ criterion, row, words: null })),
})

/** Deliveries, each with its words and changes as far as they may stand in the page; changes do not where they are pictures, or closed. */
export async function asDelivered(
  c: Ctx,
  assignment: Assignment,
  submissions: readonly Submission[],
  shown: Shown,
): Promise<Delivered[]> {
  const told = shown.words ? submissions : submissions.map(withoutWords)
  const permit = decide('assignment.read-delivery', c.var.actor, assignment.facts)
  if (shown.how !== 'text' || isRefusal(permit) || submissions.length === 0) return told.map((one) => ({ ...one, changes: [] }))
  const wish = { ...aboutLot(assignment), use: 'open', form: 'text', permit, oncePerDay: true } as const
  const { opening } = await openContent(c, wish)
  return Promise.all(told.map(async (one) => ({ ...one, changes: await changesIn(c, opening, one.changes) })))
}

export const changesIn = async (c: Ctx, opening: Opening<'text' | 'page'>, sealed: string): Promise<readonly Change[]> =>
  JSON.parse(await c.var.store.openText(opening, sealed)) as Change[]

/** The brief of a lot is recorded as read where its class says so. */
export async function recordBrief(c: Ctx, assignment: Assignment): Promise<void> {
  const permit = decide('assignment.read-brief', c.var.actor, assignment.facts)
  const { handling } = await factsFor(c, aboutLot(assignment))
  if (handling.recorded && !isRefusal(permit)) await recordOncePerDay(c, permit)
}
