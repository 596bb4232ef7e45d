/** Files of a package beside its list: material by the town, and what workers add to a delivery; nothing opens before it was checked. */
import type { Reason } from './access.ts'
import { type AssignmentFacts, decide as decideAssignment } from './assignments.ts'
import { type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { type FileKind, fileKinds } from './files.ts'
import { isClosedTo } from './hold.ts'
import { decide as decidePackage, type PackageFacts, preparing, relationsTo } from './packages.ts'
import type { Actor } from './people.ts'
import { which, within } from './statuses.ts'

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

export type Act = 'file.list' | 'file.add' | 'file.open' | 'file.download' | 'file.remove' | 'file.check' | 'file.hold'

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
  const follow = decidePackage('package.follow', actor, pkg)
  return 'refused' in follow ? follow : permit('file.list', pkg)
}

/** The files of a lot are listed where its content may be seen. */
export function decideLotList(actor: Actor, assignment: AssignmentFacts): Decision<'file.list'> {
  const open = decideAssignment('assignment.open', actor, assignment)
  return 'refused' in open ? open : permit('file.list', assignment)
}

/** Why nothing goes in or out any more, whoever asks. */
function closed(pkg: Around): Refusal<Why> | undefined {
  const why: Reason[] = [...(pkg.frozen ? (['frozen'] as const) : []), ...(pkg.destroyed ? (['destroyed'] as const) : [])]
  return why.length > 0 ? refuse('closed', why as never[]) : undefined
}
const closedToHeld = (actor: Actor, pkg: Around): Refusal<Why> | undefined =>
  isClosedTo(actor, pkg.dataClass ?? null) ? refuse('held') : undefined

/** The coordinator adds while drafting, the manager until publishing: afterwards workers rely on what there is. */
function prepares(actor: Actor, pkg: Around): Refusal<Why> | undefined {
  const follow = decidePackage('package.follow', actor, pkg)
  if ('refused' in follow) return follow
  const relations = relationsTo(actor, pkg)
  const may =
    (pkg.status === 'draft' && relations.includes('coordinator')) || (pkg.status === 'ready' && relations.includes('manager'))
  return may ? (closed(pkg) ?? closedToHeld(actor, pkg)) : refuse(within(preparing, pkg.status) ? 'role' : 'status')
}

/** Adding material under a new id. */
export const decideMaterial = (actor: Actor, pkg: Around, id: string): Decision<'file.add'> =>
  prepares(actor, pkg) ?? permit('file.add', { id, townId: pkg.townId })

/** Adding to a delivery under a new id: wherever and as long as the lot may be delivered (`deliver`: what policies/entries.ts says). */
export function decideAttachment(
  deliver: Permit<'assignment.submit'> | Refusal<Why>,
  pkg: Around,
  id: string,
): Decision<'file.add'> {
  if ('refused' in deliver) return deliver
  return closed(pkg) ?? permit('file.add', { id, townId: pkg.townId })
}

/**
 * Opening and downloading. INVARIANT: what is not clean does not exist for anybody who asks for its bytes. The rule of access
 * (policies/access.ts) is asked beside this one, for who may see content of this class, where and when.
 */
export function decideFile<A extends 'file.open' | 'file.download'>(
  act: A,
  actor: Actor,
  file: FileFacts,
  pkg: Around,
): Decision<A> {
  const follow = decidePackage('package.follow', actor, pkg)
  if ('refused' in follow) return follow
  if (file.assignmentId !== null || !isThere(file)) return refuse('unseen')
  return permit(act, file)
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
  return belongs && isThere(file) ? permit(act, file) : refuse('unseen')
}
const isThere = ({ state, removed }: FileFacts): boolean => state === 'clean' && !removed

/** Material goes while it may still be added to; a held file, of whomever, whenever the town or the manager wants it gone. */
export function decideRemoval(actor: Actor, file: FileFacts, pkg: Around): Decision<'file.remove'> {
  const follow = decidePackage('package.follow', actor, pkg)
  if ('refused' in follow) return follow
  if (file.removed || (file.assignmentId !== null && file.state !== 'held')) return refuse('unseen')
  if (file.state === 'held') return closed(pkg) ?? permit('file.remove', file)
  return prepares(actor, pkg) ?? permit('file.remove', file)
}

/** Who added it to a delivery takes it back until it has gone out. */
export function decideTakingBack(actor: Actor, file: FileFacts, assignment: AssignmentFacts): Decision<'file.remove'> {
  const submit = decideAssignment('assignment.submit', actor, assignment)
  if ('refused' in submit) return submit
  if (file.assignmentId !== assignment.id || file.removed) return refuse('unseen')
  return file.delivered ? refuse('status') : permit('file.remove', file)
}

/** What the platform itself finds: that it is clean or refused (`check`), or must stay where nobody can open it (`hold`). */
export const decideCheck = <A extends 'file.check' | 'file.hold'>(act: A, file: FileFacts): Decision<A> =>
  file.state === 'scanning' && !file.removed ? permit(act, file) : refuse('status')

/** Whether material keeps a package from being handed over or published: not checked yet, held, or of a kind that cannot be shown. */
export const isInTheWay = (
  { state, kind }: { readonly state: State; readonly kind: FileKind | null },
  { download }: { readonly download: boolean },
): boolean => within(undecided, state) || (state === 'clean' && !download && !(kind && fileKinds[kind].viewable))
