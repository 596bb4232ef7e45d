/** Files of a package beside its list: material by the town, and what workers add to a delivery; nothing opens before it was checked. */

import type { Actor } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { clock, closedBy, rulesOf } from '../kernel/judge.ts'
import { which, within } from '../kernel/statuses.ts'
import { type By, decide as decidePackage, type PackageFacts, relationsTo } from '../packages/packages.ts'
import { preparing, type Status } from '../packages/statuses.ts'
import { type AssignmentFacts, decide as decideAssignment } from '../telework/assignments.ts'
import { type FileKind, fileKinds } from './files.ts'

/**
 * `scanning`: nobody has it yet. `clean`: every check passed. `held`: a virus, or it could not be scanned for good: its name is seen,
 * its bytes never. `refused`: what is wrong is told, the bytes are gone.
 */
export const states = ['scanning', 'clean', 'held', 'refused'] as const
export type State = (typeof states)[number]
/** What each state means for a file: whoever adds one says it here. */
const meanings = {
  scanning: 'unchecked',
  clean: 'clean',
  held: 'failed',
  refused: 'failed',
} as const satisfies Record<State, 'unchecked' | 'clean' | 'failed'>
/** Nothing speaks against it so far: it goes out with a delivery. */
export const deliverable = which(meanings, 'unchecked', 'clean')
/** The checks found something: what they come to where a file is not clean. */
export const failed = which(meanings, 'failed')
export type Failed = (typeof failed)[number]
/** Not all is known, or somebody has to decide about it: material in such a state keeps its package from going on. */
export const undecided = ['scanning', 'held'] as const satisfies readonly State[]

/** Material comes and goes while its package is prepared: by the coordinator while drafting, by the manager until it is published. */
const preparers: Partial<Record<Status, By>> = { draft: 'coordinator', ready: 'manager' }
const byStaff = { on: 'file', by: ['coordinator', 'manager'] } as const
const byReader = { on: 'file', by: ['coordinator', 'manager', 'worker'], reads: 'content', untouched: 'opened' } as const
// Whoever looks into a file for what it is shows it to nobody.
const byPlatform = { on: 'file', by: ['system'], from: ['scanning'], despite: ['frozen', 'destroyed'] } as const
export const fileActs = {
  'file.list': { on: 'package', by: ['coordinator', 'manager', 'worker'], reads: 'facts' },
  'file.add': { ...byStaff, from: preparing, gates: ['unheld', 'consented'] },
  'file.remove': { ...byStaff, from: preparing, gates: ['unheld'] },
  'file.open': byReader,
  'file.download': byReader,
  'file.check': byPlatform,
  'file.hold': { ...byPlatform, to: 'held', tells: ['coordinators', 'manager'], letter: 'own', leads: 'files' },
} as const satisfies Acts<By | 'worker', State | Status>
export type Act = keyof typeof fileActs
const { judge, follow } = rulesOf(fileActs)

/** What the rules need of the package around a file. */
export type Around = PackageFacts & { readonly frozen: boolean; readonly destroyed: boolean }
export type FileFacts = {
  readonly id: string
  readonly townId: string
  readonly state: State
  readonly removed: boolean
  /** The assignment that it was added to; null for material. */
  readonly assignmentId: string | null
  /** It went out with a delivery. */
  readonly delivered: boolean
}
type Decision<A extends Act> = Permit<A> | Refusal<Why>

/** The page of a package's material is for those who prepare and follow it. */
export function decideList(actor: Actor, pkg: PackageFacts): Decision<'file.list'> {
  const may = decidePackage('package.follow', actor, pkg)
  return 'refused' in may ? may : follow('file.list', pkg)
}

/** The files of a lot are listed where its content may be seen. */
export function decideLotList(actor: Actor, assignment: AssignmentFacts): Decision<'file.list'> {
  const open = decideAssignment('assignment.open', actor, assignment)
  return 'refused' in open ? open : follow('file.list', assignment)
}

/** What goes in or out while a package is prepared, by who prepares it. */
function decidePreparing<A extends 'file.add' | 'file.remove'>(act: A, actor: Actor, on: Subject, pkg: Around): Decision<A> {
  const { status, dataClass, frozen, destroyed } = pkg
  const follows = decidePackage('package.follow', actor, pkg)
  const facts = { id: on.id, townId: on.townId, status, dataClass, frozen, destroyed }
  // Whose turn it is prepares; the other one is in nobody's way by looking on.
  const relations = relationsTo(actor, pkg).map((one) => (one === (preparers[status] ?? one) ? one : 'onlooker'))
  return 'refused' in follows ? follows : judge(act, actor, relations, facts)
}

/** Adding material under a new id. */
export const decideMaterial = (actor: Actor, pkg: Around, id: string): Decision<'file.add'> =>
  decidePreparing('file.add', actor, { id, townId: pkg.townId }, pkg)

/**
 * Adding to a delivery under a new id: wherever and as long as the lot may be delivered (`deliver`: what policies/telework/entries.ts says), and
 * so also in a hold.
 */
export function decideAttachment(
  deliver: Permit<'assignment.submit'> | Refusal<Why>,
  pkg: Around,
  id: string,
): Decision<'file.add'> {
  if ('refused' in deliver) return deliver
  return closedBy(pkg) ?? follow('file.add', { id, townId: pkg.townId }, ['unheld'])
}

/**
 * Opening and downloading. INVARIANT: what is not clean does not exist for anybody who asks for its bytes. The rule of access
 * (policies/safety/access.ts) is asked beside this one, for who may see content of this class, where and when.
 */
export function decideFile<A extends 'file.open' | 'file.download'>(
  act: A,
  actor: Actor,
  file: FileFacts,
  pkg: Around,
): Decision<A> {
  const may = decidePackage('package.follow', actor, pkg)
  if ('refused' in may) return may
  return file.assignmentId === null && isThere(file) ? follow(act, file) : refuse('unseen')
}

/** The same through a lot: material of its package, and what was added to this very lot; by others only once it was delivered. */
export function decideLotFile<A extends 'file.open' | 'file.download'>(
  act: A,
  actor: Actor,
  file: FileFacts,
  assignment: AssignmentFacts,
): Decision<A> {
  const open = decideAssignment('assignment.open', actor, assignment)
  if ('refused' in open) return open
  const isOwn = assignment.workerId === actor.id
  const belongs = file.assignmentId === null ? isOwn : file.assignmentId === assignment.id && (isOwn || file.delivered)
  return belongs && isThere(file) ? follow(act, file) : refuse('unseen')
}
const isThere = ({ state, removed }: FileFacts): boolean => state === 'clean' && !removed

/** Material goes while it may still be added to; a held file, of whomever, whenever the town or the manager wants it gone. */
export function decideRemoval(actor: Actor, file: FileFacts, pkg: Around): Decision<'file.remove'> {
  const may = decidePackage('package.follow', actor, pkg)
  if ('refused' in may) return may
  if (file.removed || (file.assignmentId !== null && file.state !== 'held')) return refuse('unseen')
  if (file.state === 'held') return closedBy(pkg) ?? follow('file.remove', file, ['unheld'])
  return decidePreparing('file.remove', actor, file, pkg)
}

/** Who added it to a delivery takes it back until it has gone out. */
export function decideTakingBack(actor: Actor, file: FileFacts, assignment: AssignmentFacts): Decision<'file.remove'> {
  const submit = decideAssignment('assignment.submit', actor, assignment)
  if ('refused' in submit) return submit
  if (file.assignmentId !== assignment.id || file.removed) return refuse('unseen')
  return file.delivered ? refuse('status') : follow('file.remove', file, ['unheld'])
}

/** What the platform itself finds: that it is clean or refused (`check`), or must stay where nobody can open it (`hold`). */
export const decideCheck = <A extends 'file.check' | 'file.hold'>(act: A, file: FileFacts): Decision<A> =>
  file.removed ? refuse('status') : judge(act, clock, ['system'], { id: file.id, townId: file.townId, status: file.state })

/** Whether material keeps a package from being handed over or published: not checked yet, held, or of a kind that cannot be shown. */
export const isInTheWay = (
  { state, kind }: { readonly state: State; readonly kind: FileKind | null },
  { download }: { readonly download: boolean },
): boolean => within(undecided, state) || (state === 'clean' && !download && !(kind && fileKinds[kind].viewable))
