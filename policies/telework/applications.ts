/** Raising a hand (応募): every condition that a worker meets or lacks, and what opens each closed door. */

import type { Actor, Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import type { Day } from '../kernel/days.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { isPast } from '../packages/postings.ts'
import { clears, type DataClass, type Place } from '../safety/classes.ts'
import { type Held, type Standing, standing } from '../training/training.ts'

export const maxLotsWished = 20
export const workerStatuses = ['active', 'suspended', 'left'] as const
export type WorkerStatus = (typeof workerStatuses)[number]
/** Belongs to a town as its teleworker, stopped or not: leaving moves on from these. */
export const members = workerStatuses.filter((status) => status !== 'left')
/** `lapsed`: what it was raised for has ended, or is another now. */
export const statuses = ['raised', 'withdrawn', 'lapsed'] as const
export type Status = (typeof statuses)[number]
export type WorkerFacts = {
  readonly id: string
  readonly townId: string
  readonly status: WorkerStatus
  readonly clearance: DataClass
  /** The last day on which the vetting holds; later only a renewal opens work again. */
  readonly vettedUntil: Day
  readonly places: readonly Place[]
  readonly completions: readonly (Held & { readonly courseId: string })[]
  /** As of the actor: while it lasts, nothing of class 2 and above is taken on. */
  readonly heldUntil?: string | null | undefined
}
type DemandedCourse = { readonly courseId: string; readonly nextOn: Day | null }
export type PostingFacts = {
  readonly id: string
  readonly townId: string
  readonly status: 'published' | string
  readonly dataClass: DataClass
  readonly places: readonly Place[]
  readonly towns: readonly string[]
  readonly courses: readonly DemandedCourse[]
  readonly lotsLeft: number
  readonly dueOn: Day | null
}

/** Why nobody can be given a lot: it has ended, its day has passed, or none is left. */
export type Openness = 'open' | 'ended' | 'past' | 'taken'
export type Condition =
  | { readonly kind: 'open'; readonly met: boolean; readonly how: Openness }
  | { readonly kind: 'vetted'; readonly met: boolean; readonly status: WorkerStatus; readonly until: Day }
  | { readonly kind: 'town'; readonly met: boolean }
  | { readonly kind: 'clearance'; readonly met: boolean; readonly needed: DataClass; readonly held: DataClass }
  | { readonly kind: 'place'; readonly met: boolean; readonly needed: readonly Place[] }
  | CourseCondition
type CourseCondition = {
  readonly kind: 'course'
  readonly met: boolean
  readonly courseId: string
  readonly state: Standing
  readonly until: Day | null
  readonly nextOn: Day | null
}

/** Every condition of a posting as it stands for this worker on a day, met or not, in the order in which people ask. */
export function eligibility(worker: WorkerFacts, posting: PostingFacts, on: Day): Condition[] {
  return [
    openCondition(posting, on),
    { kind: 'town', met: posting.towns.includes(worker.townId) },
    vettedCondition(worker, on),
    { kind: 'clearance', met: clears(worker.clearance, posting.dataClass), needed: posting.dataClass, held: worker.clearance },
    { kind: 'place', met: posting.places.some((place) => worker.places.includes(place)), needed: posting.places },
    ...posting.courses.map((course) => courseCondition(worker, course, on)),
  ]
}

function openCondition({ status, dueOn, lotsLeft }: PostingFacts, on: Day): Condition {
  const how = status !== 'published' ? 'ended' : isPast(dueOn, on) ? 'past' : lotsLeft > 0 ? 'open' : 'taken'
  return { kind: 'open', met: how === 'open', how }
}

/** A vetting that has run out stops new work until it is renewed: what it found may no longer be true. */
const vettedCondition = ({ status, vettedUntil }: WorkerFacts, on: Day): Condition => ({
  kind: 'vetted',
  met: status === 'active' && vettedUntil >= on,
  status,
  until: vettedUntil,
})

function courseCondition(worker: WorkerFacts, { courseId, nextOn }: DemandedCourse, on: Day): CourseCondition {
  const { state, until } = standing(
    worker.completions.filter((held) => held.courseId === courseId),
    on,
  )
  return { kind: 'course', met: state === 'valid', courseId, state, until, nextOn }
}

export const isEligible = (worker: WorkerFacts, posting: PostingFacts, on: Day): boolean =>
  eligibility(worker, posting, on).every(({ met }) => met)
export const unmet = (conditions: readonly Condition[]): Condition[] => conditions.filter((condition) => !condition.met)

const byWorker = { on: 'application', by: ['worker'] } as const
const tellsManager = { tells: ['manager'], letter: 'own', leads: 'candidates' } as const
export const applicationActs = {
  'application.raise': { ...byWorker, from: [], to: 'raised', gates: ['unheld', 'posted'], ...tellsManager },
  // Whoever lowers a hand has nothing in it.
  'application.withdraw': { ...byWorker, from: ['raised'], to: 'withdrawn', despite: ['frozen', 'destroyed'], ...tellsManager },
  'application.lapse': {
    on: 'application',
    by: ['manager'],
    from: ['raised'],
    to: 'lapsed',
    tells: ['applicant'],
    letter: 'own',
    leads: 'package',
  },
  'work.find': { on: 'person', by: ['worker'] },
} as const satisfies Acts<Role, Status>
export type Act = keyof typeof applicationActs
const { judge, anywhere, follow } = rulesOf(applicationActs)

/** Only those who meet every condition may raise a hand; everyone else is told all that is missing at once. */
export function decideRaise(
  worker: WorkerFacts,
  posting: PostingFacts,
  on: Day,
  id: string,
): Permit<'application.raise'> | Refusal<Why, Condition> {
  const { townId, dataClass } = posting
  const knows = posting.towns.includes(worker.townId)
  // Who asks has seen it: that it has ended since is no secret.
  if (posting.status === 'stopped') return refuse('status')
  const may = judge('application.raise', { ...worker, grants: [] }, knows ? ['worker'] : [], { id, townId, dataClass })
  const conditions = knows ? unmet(eligibility(worker, posting, on)) : []
  if (conditions.length > 0) return refuse('ineligible', conditions)
  return 'refused' in may ? refuse(may.refused) : may
}

export const decideWithdraw = (
  actor: Actor,
  application: { id: string; townId: string; personId: string; status: Status },
): Permit<'application.withdraw'> | Refusal<Why> =>
  judge('application.withdraw', actor, application.personId === actor.id ? ['worker'] : [], application)

/** Lowered by what ends or stops the membership of whose hand it is. */
export const lowering = (application: Subject): Permit<'application.withdraw'> => follow('application.withdraw', application)

/** Lowered by what becomes of the posting that it was raised for. */
export const lapsing = (because: Permit<Ending>, hand: Subject): Permit<'application.lapse'> =>
  follow('application.lapse', { id: hand.id, townId: because.chain })
/** Acts by which what stood open to everybody ends or becomes another. */
export type Ending = 'package.end-posting' | 'package.conclude' | 'package.correct-price'

export const decideFind = (actor: Actor) => anywhere('work.find', actor)
