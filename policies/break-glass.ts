/** Broken glass (緊急閲覧): in an emergency the secretariat looks at one package's content, briefly and with everybody's knowledge. */
import type { Reason } from './access.ts'
import type { DataClass } from './classes.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'
import { isClosedTo } from './hold.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'

export type Act = 'glass.list' | 'glass.read' | 'glass.break' | 'glass.look' | 'glass.end' | 'glass.review'
type Decision<A extends Act> = Permit<A> | Refusal<Why>

/** How long it may stay broken. Minutes. */
export const minutes = ['10', '20', '30'] as const

/** `open`: its breaker may look. `over`: the review waits for somebody else. */
export const statuses = ['open', 'over', 'reviewed'] as const
export type Status = (typeof statuses)[number]
export function statusOf(glass: { readonly endsAt: string; readonly reviewedAt: string | null }, at: string): Status {
  if (glass.reviewedAt !== null) return 'reviewed'
  return glass.endsAt > at ? 'open' : 'over'
}

/** A package as breaking its glass looks at it. `related`: this person coordinates or manages it, or has or had a lot of it. */
export type Breakable = Subject & {
  readonly dataClass: DataClass | null
  readonly frozen: boolean
  readonly destroyed: boolean
  readonly related: boolean
  /** The same person has broken it already, and it is open. */
  readonly open: boolean
}

/** The list: who breaks, whose data it is, and who audits. */
export const decideList = (actor: Actor): Decision<'glass.list'> =>
  (['secretariat', 'coordinator', 'auditor'] as const).some((role) => holdsAnywhere(actor, role))
    ? permit('glass.list', { id: actor.id, townId: alliance })
    : refuse('role')
/** Which of them a list shows; null: all. INVARIANT: nothing that `decideRead` would refuse. */
export const listScope = (actor: Actor): readonly string[] | null =>
  holdsAnywhere(actor, 'secretariat') || holdsAnywhere(actor, 'auditor')
    ? null
    : actor.grants.flatMap(({ role, townId }) => (role === 'coordinator' && townId !== null ? [townId] : []))

/** Whether somebody may break glass at all: the form asks this, before there is a package. */
export function decideForm(actor: Actor): Decision<'glass.break'> {
  if (!holdsAnywhere(actor, 'secretariat')) return refuse('role')
  return isClosedTo(actor, null) ? refuse('held') : permit('glass.break', { id: actor.id, townId: alliance })
}

/**
 * Breaking the glass of one package under a new id: the secretariat, once at a time. Whoever has another relation to it looks at it
 * by that, and nobody at all while it is frozen or destroyed, or before its class is known.
 */
export function decideBreak(actor: Actor, pkg: Breakable, id: string): Decision<'glass.break'> {
  const may = decideForm(actor)
  if ('refused' in may) return may
  if (pkg.related) return refuse('own-work')
  const why: Reason[] = []
  if (pkg.dataClass === null) why.push('class')
  if (pkg.frozen) why.push('frozen')
  if (pkg.destroyed) why.push('destroyed')
  if (why.length > 0) return refuse('closed', why as never[])
  return pkg.open ? refuse('status') : permit('glass.break', { id, townId: pkg.townId })
}

export type GlassFacts = Subject & { readonly personId: string; readonly status: Status }

/** One breaking is read by its breaker, whoever hears of it, and the auditors. */
export const decideRead = (actor: Actor, glass: GlassFacts): Decision<'glass.read'> =>
  glass.personId === actor.id ||
  holdsAnywhere(actor, 'secretariat') ||
  holdsAnywhere(actor, 'auditor') ||
  holds(actor, 'coordinator', glass.townId) ||
  holds(actor, 'manager', glass.townId)
    ? permit('glass.read', glass)
    : refuse('unseen')

/** Looking: the breaker alone, while it is open and the role still counts. The rule of access is asked beside this one. */
export function decideLook(actor: Actor, glass: GlassFacts): Decision<'glass.look'> {
  if (glass.personId !== actor.id) return refuse('act' in decideRead(actor, glass) ? 'role' : 'unseen')
  if (!holdsAnywhere(actor, 'secretariat')) return refuse('role')
  return glass.status === 'open' ? permit('glass.look', glass) : refuse('status')
}

/** Any coordinator of the town ends it at once, and so may the breaker. INVARIANT: db/break-glass.ts repeats that it is open. */
export function decideEnd(actor: Actor, glass: GlassFacts): Decision<'glass.end'> {
  if (glass.personId !== actor.id && !holds(actor, 'coordinator', glass.townId))
    return refuse('act' in decideRead(actor, glass) ? 'role' : 'unseen')
  return glass.status === 'open' ? permit('glass.end', glass) : refuse('status')
}

/**
 * Closing the review: a coordinator of the town, or another person of the secretariat; never the breaker, nor who is out of the same
 * hand (`sameHand`: one of the two has just brought in the other). INVARIANT: db/break-glass.ts repeats the breaker in the WHERE.
 */
export function decideReview(actor: Actor, glass: GlassFacts, sameHand: boolean): Decision<'glass.review'> {
  if (!holds(actor, 'coordinator', glass.townId) && !holdsAnywhere(actor, 'secretariat'))
    return refuse('act' in decideRead(actor, glass) ? 'role' : 'unseen')
  if (glass.personId === actor.id) return refuse('own-work')
  if (glass.status !== 'over') return refuse('status')
  return sameHand ? refuse('second') : permit('glass.review', glass)
}
