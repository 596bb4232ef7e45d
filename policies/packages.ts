/** A package (業務案件): who may read it, work on it, and move it from where to where. */
import { type DataClass, handling, type Place } from './classes.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { isClosedTo } from './hold.ts'
import { type Actor, holds, holdsAnywhere, type Role } from './people.ts'
import { which, within } from './statuses.ts'
import { handlingIn, type TownRules } from './towns.ts'

export const statuses = ['draft', 'ready', 'published', 'completed', 'withdrawn', 'closed'] as const
export type Status = (typeof statuses)[number]
/** What each status means for the package: whoever adds one says it here, and every set of statuses follows. */
const meanings = {
  draft: 'preparing',
  ready: 'preparing',
  published: 'open',
  completed: 'delivered',
  withdrawn: 'dropped',
  closed: 'closed',
} as const satisfies Record<Status, 'preparing' | 'open' | 'delivered' | 'dropped' | 'closed'>

/** Nobody works on it yet: it may be withdrawn, and material comes and goes. */
export const preparing = which(meanings, 'preparing')
/** Not over: it keeps its town from leaving. */
export const unfinished = which(meanings, 'preparing', 'open')
/** Has stood open to workers and still has content: its towns' workers see the posting, its staff who holds which lot. */
export const posted = which(meanings, 'open', 'delivered')
/** Workers know of it, and it has a result: what they have worked on stays known to them when it is closed. */
export const known = which(meanings, 'open', 'delivered', 'closed')
/** Over with its content still there: it has a day on which it is destroyed, and only this is destroyed. */
export const ended = which(meanings, 'delivered', 'dropped')
export type Ended = (typeof ended)[number]
/** Over, its content there or not: its page says until when it is kept. */
export const over = which(meanings, 'delivered', 'dropped', 'closed')
export const relations = ['coordinator', 'manager', 'worker', 'outsider'] as const
type Relation = (typeof relations)[number]
/** What no single person does: it follows from what two of them decided (policies/destructions.ts), or from the clock. */
type System = 'system'

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

/** INVARIANT: db/packages.ts repeats `from` in the WHERE of each move; that is what makes two people pressing at once safe. */
export const moves = {
  'package.hand-over': { by: 'coordinator', from: ['draft'], to: 'ready' },
  'package.send-back': { by: 'manager', from: ['ready'], to: 'draft' },
  'package.publish': { by: 'manager', from: ['ready'], to: 'published' },
  'package.complete': { by: 'manager', from: ['published'], to: 'completed' },
  'package.withdraw': { by: 'coordinator', from: preparing, to: 'withdrawn' },
  'package.close': { by: 'system', from: ended, to: 'closed' },
} as const satisfies Record<string, { by: Relation | System; from: readonly Status[]; to: Status }>
export type Move = keyof typeof moves
/** The manager has the next move: home shows it to the coordinators as going on. */
export const withManager = statuses.filter((status) =>
  Object.values(moves).some(({ by, from }) => by === 'manager' && within(from, status)),
)

/** Acts that leave the status as it is. A closed package still has a result to ask for: the rule of access says that it is destroyed. */
const deeds = {
  'package.edit': { by: ['coordinator'], in: ['draft'] },
  'package.import': { by: ['coordinator'], in: ['draft'] },
  'package.split': { by: ['manager'], in: ['ready'] },
  'package.plan': { by: ['manager'], in: ['ready'] },
  'package.follow': { by: ['coordinator', 'manager'], in: statuses },
  'package.result': { by: ['coordinator', 'manager'], in: known },
  'package.export': { by: ['coordinator'], in: known },
} as const satisfies Record<string, { by: readonly Relation[]; in: readonly Status[] }>
export type Deed = keyof typeof deeds

export type Act = Move | Deed | 'package.create' | 'package.read' | 'package.list'
export const acts = [...Object.keys(moves), ...Object.keys(deeds), 'package.read'] as readonly (Move | Deed | 'package.read')[]

export function relationsTo(actor: Actor, pkg: PackageFacts): readonly Relation[] {
  const found: Relation[] = []
  if (holds(actor, 'coordinator', pkg.townId)) found.push('coordinator')
  if (holds(actor, 'manager', pkg.townId)) found.push('manager')
  if (holdsAnywhere(actor, 'worker') && (pkg.posted || pkg.assigned)) found.push('worker')
  return found.length > 0 ? found : ['outsider']
}

/** What a hold after a recovery closes: whatever shows or changes the content of a package. */
const closedByHold: readonly string[] = [
  'package.edit',
  'package.import',
  'package.split',
  'package.result',
  'package.export',
] satisfies readonly (Move | Deed)[]

/** While a suspected leak is looked into, a package stays as it is: it is only followed. INVARIANT: db/packages/edit.ts repeats it. */
const openInFreeze: readonly string[] = ['package.follow', 'package.read'] satisfies readonly (Deed | 'package.read')[]

/** A reader with several relations may do what any one of them may. What an outsider asks for does not exist. */
export function decide<A extends Move | Deed | 'package.read'>(
  act: A,
  actor: Actor,
  pkg: PackageFacts,
): Permit<A> | Refusal<Why> {
  const answers = relationsTo(actor, pkg).map((relation) => refusalFor(act, relation, pkg.status))
  if (answers.includes(undefined)) {
    if (closedByHold.includes(act) && isClosedTo(actor, pkg.dataClass ?? null)) return refuse('held')
    return pkg.frozen && !openInFreeze.includes(act) ? refuse('closed', ['frozen']) : permit(act, pkg)
  }
  return refuse((['status', 'role', 'unseen'] as const).find((why) => answers.includes(why))!)
}

function refusalFor(
  act: Move | Deed | 'package.read',
  relation: Relation,
  status: Status,
): 'unseen' | 'role' | 'status' | undefined {
  if (relation === 'outsider') return 'unseen'
  if (relation === 'worker' && !within(known, status)) return 'unseen'
  if (act === 'package.read') return undefined
  const rule: { by: readonly string[]; in: readonly string[] } =
    act in moves ? { by: [moves[act as Move].by], in: moves[act as Move].from } : deeds[act as Deed]
  if (!rule.by.includes(relation)) return 'role'
  return rule.in.includes(status) ? undefined : 'status'
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
  holds(actor, 'coordinator', townId) ? permit('package.create', { id, townId }) : refuse('role')

/** The working list of packages is for those who post and manage; workers have "find work". */
const listers: readonly Role[] = ['coordinator', 'manager']
export const decideList = (actor: Actor): Permit<'package.list'> | Refusal<Why> =>
  listers.some((role) => holdsAnywhere(actor, role)) ? permit('package.list', { id: actor.id, townId: alliance }) : refuse('role')

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
  /** Its material is all checked, and can be shown where its class shows only pages (policies/package-files.ts). */
  readonly filesReady: boolean
  /** How its town handles data (policies/towns.ts). */
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
  /** Towns of the plan without a consent that counts (policies/consents.ts). */
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
