/** An assignment (割当): one lot in one worker's hands, from the offer to the approved delivery. */
import { type Condition, eligibility, type PostingFacts, unmet, type WorkerFacts } from './applications.ts'
import type { DataClass } from './classes.ts'
import { addDays, type Day } from './days.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'
import { isClosedTo } from './hold.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'
import { which, within } from './statuses.ts'

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
/** Nothing more is entered: entries are deleted, and the worker's own list puts it among what is over. */
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

/** INVARIANT: db/assignments.ts repeats `from` in the WHERE of each move. */
export const moves = {
  'assignment.accept': { by: 'worker', from: ['offered'], to: 'active' },
  'assignment.decline': { by: 'worker', from: ['offered'], to: 'declined' },
  'assignment.expire': { by: 'system', from: ['offered'], to: 'expired' },
  'assignment.cancel': { by: 'manager', from: ['offered'], to: 'cancelled' },
  'assignment.hand-back': { by: 'worker', from: inWork, to: 'withdrawn' },
  'assignment.submit': { by: 'worker', from: inWork, to: 'submitted' },
  'assignment.return': { by: 'manager', from: ['submitted'], to: 'returned' },
  'assignment.approve': { by: 'manager', from: ['submitted'], to: 'approved' },
} as const satisfies Record<string, { by: Relation; from: readonly Status[]; to: Status }>
export type Move = keyof typeof moves
export type Waiting = Extract<(typeof moves)[Move], { by: 'worker' }>['from'][number]
/** The worker has the next move: home and the worker's own list say until when. */
export const waiting = statuses.filter((status): status is Waiting =>
  Object.values(moves).some(({ by, from }) => by === 'worker' && within(from, status)),
)

/** Reading. The brief, the rows and what was made of them open with the accepted terms and close with the work. */
const reads = {
  'assignment.read': { worker: statuses, manager: statuses, coordinator: statuses },
  'assignment.read-brief': { worker: inHand, manager: statuses, coordinator: statuses },
  'assignment.open': { worker: inHand, manager: statuses, coordinator: statuses },
  'assignment.download': { worker: inWork, manager: statuses, coordinator: statuses },
  'assignment.read-delivery': { worker: inHand, manager: statuses, coordinator: statuses },
} as const satisfies Record<string, Partial<Record<Relation, readonly Status[]>>>
type Read = keyof typeof reads

export type Act = Move | Read | 'assignment.extend' | 'assignment.offer' | 'offer.plan' | 'assignment.list' | 'review.list'
export const acts = [...Object.keys(moves), ...Object.keys(reads)] as readonly (Move | Read)[]

export function relationTo(actor: Actor, assignment: AssignmentFacts): Relation {
  if (assignment.workerId === actor.id) return 'worker'
  if (holds(actor, 'manager', assignment.townId)) return 'manager'
  if (holds(actor, 'coordinator', assignment.townId)) return 'coordinator'
  return 'outsider'
}

/** What shows the content of the rows or takes it in: closed to a worker whose role does not count, suspended or gone. */
const contents: readonly string[] = [
  'assignment.read-brief',
  'assignment.open',
  'assignment.download',
  'assignment.read-delivery',
  'assignment.submit',
] satisfies readonly (Move | Read)[]

/**
 * What a hold after a recovery closes, to staff as well as to the worker: taking on, and seeing. Delivering stays open: what is
 * due is due, and it shows nothing.
 */
const closedByHold: readonly string[] = [
  'assignment.accept',
  'assignment.read-brief',
  'assignment.open',
  'assignment.download',
  'assignment.read-delivery',
] satisfies readonly (Move | Read)[]

/**
 * What a freeze closes beside the content itself (policies/access.ts): taking on work, handing it over or back, and judging what
 * nobody may look at; nothing of it is to be deleted meanwhile. An offer may be declined or withdrawn: there is nothing in its
 * hands yet. INVARIANT: db/assignments/move.ts asks again in the write.
 */
export const closedByFreeze: readonly string[] = [
  'assignment.accept',
  'assignment.hand-back',
  'assignment.submit',
  'assignment.return',
  'assignment.approve',
] satisfies readonly Move[]

/** INVARIANT: whoever does the work never reviews it: `relationTo` answers `worker` first, whatever other roles the person holds. */
export function decide<A extends Move | Read>(act: A, actor: Actor, assignment: AssignmentFacts): Permit<A> | Refusal<Why> {
  const relation = relationTo(actor, assignment)
  if (relation === 'worker' && contents.includes(act) && !holdsAnywhere(actor, 'worker')) return refuse('role')
  const decision = decideAs(act, relation, assignment)
  const isClosed = 'act' in decision && closedByHold.includes(act) && isClosedTo(actor, assignment.dataClass ?? null)
  if (isClosed) return refuse('held')
  const isFrozen = 'act' in decision && assignment.frozen === true && closedByFreeze.includes(act)
  return isFrozen ? refuse('closed', ['frozen']) : decision
}

export function decideAs<A extends Move | Read>(
  act: A,
  relation: Relation,
  assignment: AssignmentFacts,
): Permit<A> | Refusal<Why> {
  if (relation === 'outsider') return refuse('unseen')
  if (act in reads) {
    const open: readonly Status[] = (reads[act as Read] as Partial<Record<Relation, readonly Status[]>>)[relation] ?? []
    if (open.includes(assignment.status)) return permit(act, assignment)
    return refuse(open.length > 0 ? 'status' : 'role')
  }
  const move = moves[act as Move]
  if (move.by !== relation) return refuse(move.by === 'manager' && relation === 'worker' ? 'own-work' : 'role')
  return (move.from as readonly Status[]).includes(assignment.status) ? permit(act, assignment) : refuse('status')
}

/** After a return there are at least this many days to mend it, whatever day was agreed at first. */
const mendingDays = 7
type Timed = { readonly status: Status; readonly dueOn: Day; readonly movedOn: Day }
/** The last day on which a worker may open the lot; `movedOn`: the day on which it came into its status. */
export function openUntil({ status, dueOn, movedOn }: Timed): Day {
  const mendBy = addDays(movedOn, mendingDays)
  return status === 'returned' && mendBy > dueOn ? mendBy : dueOn
}
/** Whether that day has passed. A lot may be delivered late, but INVARIANT: delivering opens nothing again that the day has closed. */
export const isOverdue = (lot: Timed, today: Day): boolean => within(inHand, lot.status) && today > openUntil(lot)

/** A later due day lies at most this many days after the agreed one, or after today where that has passed. */
export const mostExtendedDays = 90
/** The first and the last day to which a lot may be extended. Only later: it helps the worker, so the terms stay as they are. */
export function extendable(dueOn: Day, today: Day): { readonly from: Day; readonly to: Day } {
  const later = dueOn > today ? dueOn : today
  return { from: dueOn < today ? today : addDays(dueOn, 1), to: addDays(later, mostExtendedDays) }
}
/** The manager gives a lot in work more time. */
export function decideExtend(actor: Actor, assignment: AssignmentFacts): Permit<'assignment.extend'> | Refusal<Why> {
  const relation = relationTo(actor, assignment)
  if (relation === 'outsider') return refuse('unseen')
  if (relation !== 'manager') return refuse(relation === 'worker' ? 'own-work' : 'role')
  return within(inWork, assignment.status) ? permit('assignment.extend', assignment) : refuse('status')
}

/** Offers run out by the clock, not by a person; while the package is frozen they wait. */
export const decideExpiry = (
  assignment: AssignmentFacts & { offerEndsOn: Day },
  today: Day,
): Permit<'assignment.expire'> | Refusal<Why> =>
  assignment.offerEndsOn < today && !assignment.frozen ? decideAs('assignment.expire', 'system', assignment) : refuse('status')

/** Drawing up offers: managers do, while the package stands open; its coordinators know of it but leave it to them. */
export function decideOfferPlan(
  actor: Actor,
  pkg: Subject & { readonly status: string; readonly frozen?: boolean },
): Permit<'offer.plan'> | Refusal<Why> {
  if (!holds(actor, 'manager', pkg.townId)) return refuse(holds(actor, 'coordinator', pkg.townId) ? 'role' : 'unseen')
  if (pkg.frozen) return refuse('closed', ['frozen'])
  return pkg.status === 'published' ? permit('offer.plan', pkg) : refuse('status')
}

/** A manager offers a free lot to someone who meets every condition, and never to themselves. */
export function decideOffer(
  actor: Actor,
  lot: Subject & { readonly taken: boolean },
  worker: WorkerFacts,
  posting: PostingFacts,
  on: Day,
): Permit<'assignment.offer'> | Refusal<Why, Condition> {
  if (!holds(actor, 'manager', lot.townId)) return refuse('unseen')
  if (worker.id === actor.id) return refuse('own-work')
  if (lot.taken) return refuse('status')
  const lacking = unmet(eligibility(worker, posting, on))
  return lacking.length > 0 ? refuse('ineligible', lacking) : permit('assignment.offer', lot)
}

/** Accepting asks again whether the conditions hold: training may have run out since the offer. */
export function decideAccept(
  actor: Actor,
  assignment: AssignmentFacts,
  worker: WorkerFacts,
  posting: PostingFacts,
  on: Day,
): Permit<'assignment.accept'> | Refusal<Why, Condition> {
  const decision = decide('assignment.accept', actor, assignment)
  if ('refused' in decision) return refuse(decision.refused)
  const lacking = unmet(eligibility(worker, { ...posting, lotsLeft: 1 }, on))
  return lacking.length > 0 ? refuse('ineligible', lacking) : decision
}

export const decideOwnList = (actor: Actor): Permit<'assignment.list'> | Refusal<Why> =>
  actor.grants.some((grant) => grant.role === 'worker')
    ? permit('assignment.list', { id: actor.id, townId: alliance })
    : refuse('role')
export const decideReviewList = (actor: Actor): Permit<'review.list'> | Refusal<Why> =>
  actor.grants.some((grant) => grant.role === 'manager')
    ? permit('review.list', { id: actor.id, townId: alliance })
    : refuse('role')
