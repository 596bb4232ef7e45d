/** An assignment (割当): one lot in one worker's hands, from the offer to the approved delivery. */

import { type Actor, holds } from '../identity/people.ts'
import type { Acts, MoveOf } from '../kernel/act.ts'
import { addDays, type Day } from '../kernel/days.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { clock, movesOn, rulesOf } from '../kernel/judge.ts'
import { which, within } from '../kernel/statuses.ts'
import type { DataClass } from '../safety/classes.ts'
import { type Condition, type Ending, eligibility, type PostingFacts, unmet, type WorkerFacts } from './applications.ts'

export const statuses = [
  'offered',
  'active',
  'submitted',
  'returned',
  'approved',
  'declined',
  'expired',
  'withdrawn',
  'cancelled',
  'taken-back',
] as const
export type Status = (typeof statuses)[number]
/** What each status means for its lot: whoever adds one says it here, and every set of statuses follows. */
const meanings = {
  offered: 'offered',
  active: 'in-hand',
  submitted: 'in-hand',
  returned: 'in-hand',
  approved: 'counted',
  declined: 'freed',
  expired: 'freed',
  withdrawn: 'freed',
  cancelled: 'freed',
  'taken-back': 'freed',
} as const satisfies Record<Status, 'offered' | 'in-hand' | 'counted' | 'freed'>

/** The lot is taken: lists of lots rely on it, and so does the unique index in db/migrations, which a test compares with this. */
export const live = which(meanings, 'offered', 'in-hand', 'counted')
export type Live = (typeof live)[number]
/** Accepted and not approved yet: what stands in the rows is in somebody's hands. Access, consents and incidents rely on it. */
export const inHand = which(meanings, 'in-hand')
/** On offer or in hand: it holds up a town that leaves, is given back the days of a freeze, and keeps a wish for lots fulfilled. */
export const unfinished = which(meanings, 'offered', 'in-hand')
export type Unfinished = (typeof unfinished)[number]
/** Approved for good: the rows stand in the joined result, the price is earned. */
export const counted = which(meanings, 'counted')
/** The worker took it on and did not let go of it: they know what the package is about. */
export const accepted = which(meanings, 'in-hand', 'counted')
/** Somebody else may have the lot: the count of free lots relies on it. */
export const freed = which(meanings, 'freed')
/** Nothing more is entered, and the worker's own list puts it among what is over. */
export const ended = which(meanings, 'counted', 'freed')
/** The worker is at it: it is delivered, handed back or late, files are taken, and its day may be put off. */
export const inWork = ['active', 'returned'] as const satisfies readonly (typeof inHand)[number][]

export const relations = ['worker', 'manager', 'coordinator', 'system', 'outsider'] as const
type Relation = (typeof relations)[number]

export const offerDays = 7

/** `dataClass`: of the package; where it is not said, as if nobody had classed it. */
export type AssignmentFacts = {
  readonly id: string
  readonly townId: string
  readonly workerId: string
  readonly status: Status
  readonly dataClass?: DataClass | null
  /** A suspected leak has frozen the package. */
  readonly frozen?: boolean
}

const byWorker = { on: 'assignment', by: ['worker'] } as const
const byManager = { on: 'assignment', by: ['manager'], gates: ['not-own'] } as const
const byClock = { on: 'assignment', by: ['system'] } as const
const byThose = { on: 'assignment', by: ['worker', 'manager', 'coordinator'] } as const
const content = { ...byThose, reads: 'content', gates: ['standing', 'unheld'], untouched: 'opened' } as const
const tellsWorker = { tells: ['worker'], letter: 'own', leads: 'assignment' } as const
const tellsManager = { tells: ['manager'], letter: 'own', leads: 'assignment' } as const

/**
 * While a suspected leak is looked into nothing is taken on, handed over or back, or judged. Content opens with the accepted terms and
 * closes with the work, and to a worker whose role does not count. A hold after a recovery closes taking on, and seeing, to staff as
 * well; delivering stays open: what is due is due, and it shows nothing.
 */
export const assignmentActs = {
  'assignment.offer': { ...byManager, from: [], to: 'offered', gates: ['not-own', 'posted'], ...tellsWorker },
  'assignment.accept': { ...byWorker, from: ['offered'], to: 'active', gates: ['unheld', 'posted'], ...tellsManager },
  // Whoever gives an offer up, or takes it back, has nothing in hand yet.
  'assignment.decline': { ...byWorker, from: ['offered'], to: 'declined', despite: ['frozen'], ...tellsManager },
  'assignment.cancel': { ...byManager, from: ['offered'], to: 'cancelled', despite: ['frozen'], ...tellsWorker },
  'assignment.expire': { ...byClock, from: ['offered'], to: 'expired', ...tellsWorker, tells: ['manager', 'worker'] },
  'assignment.hand-back': { ...byWorker, from: inWork, to: 'withdrawn', ...tellsManager },
  // What was delivered is never refused: it is judged first, and taken back only once it was returned.
  'assignment.take-back': { ...byManager, from: inWork, to: 'taken-back', ...tellsWorker },
  // What is due is due, whatever has become of the package.
  'assignment.settle': { ...byManager, from: ['withdrawn'], despite: ['frozen', 'destroyed'], ...tellsWorker },
  'assignment.submit': { ...byWorker, from: inWork, to: 'submitted', gates: ['standing', 'consented'], ...tellsManager },
  'assignment.return': { ...byManager, from: ['submitted'], to: 'returned', ...tellsWorker },
  'assignment.approve': { ...byManager, from: ['submitted'], to: 'approved', untouched: 'daily', ...tellsWorker },
  // More time helps the worker, and shows nothing.
  'assignment.extend': { ...byManager, from: inWork, despite: ['frozen'], ...tellsWorker, tells: ['worker', 'coordinators'] },
  'assignment.read': { ...byThose, reads: 'facts' },
  'assignment.read-brief': { ...content, from: { worker: inHand } },
  'assignment.open': { ...content, from: { worker: inHand }, history: false },
  'assignment.download': { ...content, from: { worker: inWork } },
  'assignment.read-delivery': { ...content, from: { worker: inHand } },
  'assignment.list': { on: 'person', by: ['worker'] },
  'review.list': { on: 'person', by: ['manager'] },
  'offer.plan': { on: 'package', by: ['manager'], from: ['published'] },
} as const satisfies Acts<Relation, Status | 'published'>
const { judge, anywhere, follow } = rulesOf(assignmentActs)

export type Act = keyof typeof assignmentActs
type OfLot = Exclude<Act, 'assignment.offer' | `${string}.list` | 'offer.plan'>
/** The acts that move a lot on. */
export type Move = MoveOf<typeof assignmentActs>
export type Waiting = {
  [A in Move]: (typeof assignmentActs)[A] extends { by: readonly ['worker']; from: readonly (infer From)[] } ? From : never
}[Move]
/** The worker has the next move: home and the worker's own list say until when. */
export const waiting = statuses.filter((status): status is Waiting => movesOn(assignmentActs, 'worker', status))

export function relationTo(actor: Actor, assignment: AssignmentFacts): Relation {
  if (assignment.workerId === actor.id) return 'worker'
  if (holds(actor, 'manager', assignment.townId)) return 'manager'
  if (holds(actor, 'coordinator', assignment.townId)) return 'coordinator'
  return 'outsider'
}

/** INVARIANT: whoever does the work never reviews it: `relationTo` answers `worker` first, whatever other roles the person holds. */
export const decide = <A extends OfLot>(act: A, actor: Actor, assignment: AssignmentFacts): Permit<A> | Refusal<Why> =>
  decideBy(act, actor, relationTo(actor, assignment), assignment)

/** The same for a relation that is known already. */
export const decideBy = <A extends OfLot>(
  act: A,
  actor: Actor,
  relation: Relation,
  assignment: AssignmentFacts,
): Permit<A> | Refusal<Why> =>
  judge(act, actor, relation === 'outsider' ? [] : [relation], { ...assignment, own: relation === 'worker' })

/** A lot comes free because of what its worker, or the town, was permitted elsewhere; who lets go of everything lets go of what is frozen. */
export const freeing = <A extends 'assignment.cancel' | 'assignment.hand-back'>(act: A, lot: Subject): Permit<A> =>
  follow(act, lot, ['thawed'])

/**
 * An open offer goes with the consent, or with the posting, that it was made under: whoever is permitted the one is permitted the
 * other. Nothing of it was accepted.
 */
export const decideCancelling = (
  because: Permit<'consent.withdraw' | Ending>,
  offer: AssignmentFacts & { readonly packageId: string },
): Permit<'assignment.cancel'> | Refusal<Why> => {
  if (offer.packageId !== because.on) return refuse('unseen')
  return offer.status === 'offered' ? freeing('assignment.cancel', offer) : refuse('status')
}

/** After a return there are at least this many days to mend it, whatever day was agreed at first. */
const mendingDays = 7
/** The due day of a lot from its return on: kept with the lot, so that every page and list knows one day only. */
export function mendUntil(dueOn: Day, returnedOn: Day): Day {
  const mendBy = addDays(returnedOn, mendingDays)
  return mendBy > dueOn ? mendBy : dueOn
}
/** Whether the due day has passed. A lot may be delivered late, but INVARIANT: delivering opens nothing again that the day has closed. */
export const isOverdue = ({ status, dueOn }: { readonly status: Status; readonly dueOn: Day }, today: Day): boolean =>
  within(inHand, status) && today > dueOn

/** A later due day lies at most this many days after the agreed one, or after today where that has passed. */
export const mostExtendedDays = 90
/** The first and the last day to which a lot may be extended. Only later: it helps the worker, so the terms stay as they are. */
export function extendable(dueOn: Day, today: Day): { readonly from: Day; readonly to: Day } {
  const later = dueOn > today ? dueOn : today
  return { from: dueOn < today ? today : addDays(dueOn, 1), to: addDays(later, mostExtendedDays) }
}
/** The manager gives a lot in work more time. */
export const decideExtend = (actor: Actor, assignment: AssignmentFacts): Permit<'assignment.extend'> | Refusal<Why> =>
  decide('assignment.extend', actor, assignment)

/** The manager says what was done of a lot that was handed back: once. */
export const decideSettle = (
  actor: Actor,
  assignment: AssignmentFacts & { readonly settled: boolean },
): Permit<'assignment.settle'> | Refusal<Why> => {
  const decision = decide('assignment.settle', actor, assignment)
  return 'act' in decision && assignment.settled ? refuse('status') : decision
}

/** Offers run out by the clock, not by a person; while the package is frozen they wait. */
export const decideExpiry = (
  assignment: AssignmentFacts & { offerEndsOn: Day },
  today: Day,
): Permit<'assignment.expire'> | Refusal<Why> =>
  assignment.offerEndsOn < today ? decideBy('assignment.expire', clock, 'system', assignment) : refuse('status')

/** Drawing up offers: managers do, while the package stands open; its coordinators know of it but leave it to them. */
export function decideOfferPlan(
  actor: Actor,
  pkg: Subject & { readonly status: string; readonly frozen?: boolean },
): Permit<'offer.plan'> | Refusal<Why> {
  const staff = (['manager', 'coordinator'] as const).filter((role) => holds(actor, role, pkg.townId))
  return judge('offer.plan', actor, staff, pkg)
}

/** A manager offers a free lot to someone who meets every condition, and never to themselves. */
export function decideOffer(
  actor: Actor,
  lot: Subject & { readonly taken: boolean },
  worker: WorkerFacts,
  posting: PostingFacts,
  on: Day,
): Permit<'assignment.offer'> | Refusal<Why, Condition> {
  const manages = holds(actor, 'manager', lot.townId)
  const may = judge('assignment.offer', actor, manages ? ['manager'] : [], { ...lot, own: worker.id === actor.id })
  if ('refused' in may) return refuse(may.refused)
  if (lot.taken) return refuse('status')
  const lacking = unmet(eligibility(worker, posting, on))
  return lacking.length > 0 ? refuse('ineligible', lacking) : may
}

/** Accepting asks again whether the conditions hold: training may have run out since the offer. The lot has a day of its own. */
export function decideAccept(
  actor: Actor,
  assignment: AssignmentFacts,
  worker: WorkerFacts,
  posting: PostingFacts,
  on: Day,
): Permit<'assignment.accept'> | Refusal<Why, Condition> {
  const decision = decide('assignment.accept', actor, assignment)
  if ('refused' in decision) return refuse(decision.refused)
  const lacking = unmet(eligibility(worker, { ...posting, lotsLeft: 1, dueOn: null }, on))
  return lacking.length > 0 ? refuse('ineligible', lacking) : decision
}

export const decideOwnList = (actor: Actor) => anywhere('assignment.list', actor)
export const decideReviewList = (actor: Actor) => anywhere('review.list', actor)
