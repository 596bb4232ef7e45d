/** A package (業務案件): who may read it, work on it, and move it from where to where. */

import { type Actor, holds, holdsAnywhere } from '../identity/people.ts'
import type { Acts, MoveOf } from '../kernel/act.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { movesOn, rulesOf } from '../kernel/judge.ts'
import { within } from '../kernel/statuses.ts'
import { handlingIn, type TownRules } from '../membership/towns.ts'
import { type DataClass, handling, type Place } from '../safety/classes.ts'
import { postingActs } from './postings.ts'
import { ended, known, preparing, running, type Status, statuses } from './statuses.ts'

export const relations = ['coordinator', 'manager', 'worker'] as const
type Relation = (typeof relations)[number]
/** What no single person does: it follows from what two of them decided (policies/safety/destructions.ts), or from the clock. */
export type By = Relation | 'system'

/** What the rules need to know of a package and of this reader. `posted`: it stands open to the reader's home town. */
export type PackageFacts = {
  readonly id: string
  readonly townId: string
  readonly status: Status
  readonly posted: boolean
  readonly assigned: boolean
  /** Where it is not said, as if nobody had classed it. */
  readonly dataClass?: DataClass | null
  /** A suspected leak has frozen it. */
  readonly frozen?: boolean
}

const byCoordinator = { on: 'package', by: ['coordinator'] } as const
const byManager = { on: 'package', by: ['manager'] } as const
const led = { letter: 'own', leads: 'package' } as const
const toBoth = { tells: ['coordinators', 'manager'], ...led } as const

/**
 * While a suspected leak is looked into, a package stays as it is: it is only followed. A hold after a recovery closes whatever shows
 * or changes its content.
 */
export const packageActs = {
  // There is nothing yet that could be closed.
  'package.create': { ...byCoordinator, from: [], to: 'draft', despite: ['frozen', 'destroyed'] },
  'package.edit': { ...byCoordinator, from: ['draft'], gates: ['unheld'] },
  'package.import': { ...byCoordinator, from: ['draft'], gates: ['unheld'] },
  'package.hand-over': { ...byCoordinator, from: ['draft'], to: 'ready', tells: ['manager'], ...led },
  'package.send-back': { ...byManager, from: ['ready'], to: 'draft', tells: ['coordinators'], ...led },
  'package.split': { ...byManager, from: ['ready'], gates: ['unheld'] },
  'package.plan': { ...byManager, from: ['ready'] },
  'package.publish': {
    ...byManager,
    from: ['ready'],
    to: 'published',
    tells: ['coordinators', 'townsfolk'],
    letter: 'news',
    leads: 'package',
  },
  ...postingActs,
  'package.complete': { ...byManager, from: running, to: 'completed', ...toBoth },
  'package.withdraw': { ...byCoordinator, from: preparing, to: 'withdrawn', tells: ['manager'], ...led },
  // It follows from a destruction that was decided: the key has gone, whatever is told of afterwards.
  'package.close': {
    on: 'package',
    by: ['system'],
    from: ended,
    to: 'closed',
    despite: ['frozen', 'destroyed'],
    ...toBoth,
    leads: 'destruction',
  },
  // A closed package still has a result to ask for: the rule of access says that it is destroyed.
  'package.result': { on: 'package', by: ['coordinator', 'manager'], from: known, gates: ['unheld'] },
  'package.export': { ...byCoordinator, from: known, gates: ['unheld'], ...toBoth },
  'package.follow': { on: 'package', by: ['coordinator', 'manager'], reads: 'facts' },
  'package.read': { on: 'package', by: ['coordinator', 'manager', 'worker'], reads: 'facts' },
  'package.list': { on: 'person', by: ['coordinator', 'manager'] },
} as const satisfies Acts<By, Status>
const { judge, inTown, anywhere, follow } = rulesOf(packageActs)

export type Act = keyof typeof packageActs
export type Move = MoveOf<typeof packageActs>
/** The manager has the next move: home shows it to the coordinators as going on. */
export const withManager = statuses.filter((status) => movesOn(packageActs, 'manager', status))
/** Acts that leave the status as it is. */
export type Deed = Exclude<Act, Move | 'package.create' | 'package.read' | 'package.list'>

/** A reader with several relations may do what any one of them may. What an outsider asks for does not exist. */
export function relationsTo(actor: Actor, pkg: PackageFacts): readonly Relation[] {
  const found: Relation[] = []
  if (holds(actor, 'coordinator', pkg.townId)) found.push('coordinator')
  if (holds(actor, 'manager', pkg.townId)) found.push('manager')
  const isKnown = (pkg.posted || pkg.assigned) && within(known, pkg.status)
  if (isKnown && holdsAnywhere(actor, 'worker')) found.push('worker')
  return found
}

export const decide = <A extends Move | Deed | 'package.read'>(
  act: A,
  actor: Actor,
  pkg: PackageFacts,
): Permit<A> | Refusal<Why> => judge(act, actor, relationsTo(actor, pkg), pkg)

/** The end of a package whose destruction was decided (policies/safety/destructions.ts). */
export const closing = (pkg: Subject): Permit<'package.close'> => follow('package.close', pkg)

/** Opened again only before its day: past it nobody could be given a lot. */
export function decideReopen(actor: Actor, pkg: PackageFacts, isPast: boolean): Permit<'package.reopen'> | Refusal<Why> {
  const may = decide('package.reopen', actor, pkg)
  return 'act' in may && isPast ? refuse('status') : may
}

/** Nothing of it may be on offer or in hand: who works on it is let finish, or the lot is taken back first. */
export function decideConclude(
  actor: Actor,
  pkg: PackageFacts,
  unfinishedLots: number,
): Permit<'package.conclude'> | Refusal<Why> {
  const may = decide('package.conclude', actor, pkg)
  return 'act' in may && unfinishedLots > 0 ? refuse('status') : may
}

/** A result exists from the first approved lot on. `export`: of what otherwise is only shown, which others are told of. */
export function decideResult<A extends 'package.result' | 'package.export'>(
  act: A,
  actor: Actor,
  pkg: PackageFacts,
  lotsApproved: number,
): Permit<A> | Refusal<Why> {
  const decision = decide(act, actor, pkg)
  return 'act' in decision && lotsApproved === 0 ? refuse('status') : decision
}

/** A coordinator makes packages for their own town only. */
export const decideCreate = (actor: Actor, townId: string, id: string): Permit<'package.create'> | Refusal<Why> =>
  inTown('package.create', actor, { id, townId })

/** The working list of packages is for those who post and manage; workers have "find work". */
export const decideList = (actor: Actor) => anywhere('package.list', actor)

/** What is still missing before the coordinator may hand over, and before the manager may publish. */
export type Gap =
  | 'title'
  | 'purpose'
  | 'rows'
  | 'brief'
  | 'criteria'
  | 'class-open'
  | 'class-never'
  | 'class-town'
  | 'manager'
  | 'lots'
  | 'price'
  | 'due'
  | 'towns'
  | 'operating-body'
  | 'class-since'
  | 'course'
  | 'consent'
  | 'files'
  | 'places'
export type Draft = {
  readonly title: string
  readonly purpose: string
  readonly rowCount: number | null
  readonly brief: string
  readonly criteria: readonly string[]
  readonly dataClass: DataClass | null
  readonly managerId: string | null
  /** Its material is all checked, and can be shown where its class shows only pages (policies/files/package-files.ts). */
  readonly filesReady: boolean
  /** How its town handles data (policies/membership/towns.ts). */
  readonly rules: Pick<TownRules, 'classes'>
}
export type Plan = {
  readonly lotCount: number
  readonly unitPrice: number | null
  readonly dueOn: string | null
  readonly towns: readonly string[]
  readonly hasOperatingBody: boolean
  readonly dataClass: DataClass | null
  readonly places: readonly Place[]
  readonly courses: readonly string[]
  /** Towns of the plan without a consent that counts (policies/packages/consents.ts). */
  readonly unconsented: readonly string[]
  readonly filesReady: boolean
  readonly rules: Pick<TownRules, 'classes'>
}

/** What keeps a package out for its class: not said yet, not for the platform, or not for its own town. */
export function classGap({ dataClass, rules }: Pick<Draft, 'dataClass' | 'rules'>): Gap | undefined {
  if (dataClass === null) return 'class-open'
  if (handling[dataClass].intake === 'never') return 'class-never'
  return rules.classes[dataClass].accepted ? undefined : 'class-town'
}

/** Where a package of this class may be worked on: what the class allows and its town has not ruled out. */
export const placesFor = ({ dataClass, rules }: Pick<Draft, 'dataClass' | 'rules'>): readonly Place[] =>
  dataClass === null ? [] : handlingIn(rules, dataClass).places

export function gapsBeforeHandOver(draft: Draft): Gap[] {
  const gaps: Gap[] = []
  if (!draft.title) gaps.push('title')
  if (!draft.purpose) gaps.push('purpose')
  if (!draft.rowCount) gaps.push('rows')
  if (!draft.brief) gaps.push('brief')
  if (draft.criteria.length === 0) gaps.push('criteria')
  if (!draft.filesReady) gaps.push('files')
  const kept = classGap(draft)
  if (kept) gaps.push(kept)
  if (!draft.managerId) gaps.push('manager')
  return gaps
}

/** The town may have changed its rules since the hand-over: then the draft goes back, or its places are chosen anew. */
export function gapsBeforePublishing(plan: Plan): Gap[] {
  const gaps: Gap[] = []
  if (plan.lotCount === 0) gaps.push('lots')
  if (!plan.unitPrice) gaps.push('price')
  if (!plan.dueOn) gaps.push('due')
  if (plan.towns.length === 0) gaps.push('towns')
  if (!plan.hasOperatingBody) gaps.push('operating-body')
  if (!plan.filesReady) gaps.push('files')
  const allowed = placesFor(plan)
  if (classGap(plan)) gaps.push('class-since')
  else if (plan.places.some((place) => !allowed.includes(place))) gaps.push('places')
  if (plan.dataClass !== null && handling[plan.dataClass].certificate && plan.courses.length === 0) gaps.push('course')
  if (plan.unconsented.length > 0) gaps.push('consent')
  return gaps
}

/** A permit only when nothing is missing; else every gap at once. */
export const decideComplete = <A extends Act>(
  decision: Permit<A> | Refusal<Why>,
  gaps: readonly Gap[],
): Permit<A> | Refusal<Why, Gap> =>
  'refused' in decision ? refuse(decision.refused) : gaps.length > 0 ? refuse('incomplete', gaps) : decision
