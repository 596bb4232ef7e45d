/** Broken glass (緊急閲覧): in an emergency the secretariat looks at one package's content, briefly and with everybody's knowledge. */

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import type { DataClass } from './classes.ts'

/** How long it may stay broken. Minutes. */
export const minutes = ['10', '20', '30'] as const

/** `open`: its breaker may look. `over`: the review waits for somebody else. */
export const statuses = ['open', 'over', 'reviewed'] as const
export type Status = (typeof statuses)[number]
export function statusOf(glass: { readonly endsAt: string; readonly reviewedAt: string | null }, at: string): Status {
  if (glass.reviewedAt !== null) return 'reviewed'
  return glass.endsAt > at ? 'open' : 'over'
}

const byAnybody = { on: 'glass', by: ['breaker', 'secretariat', 'auditor', 'coordinator', 'manager'] } as const
const toldGlass = { letter: 'own', leads: 'glass' } as const
export const glassActs = {
  'glass.list': { on: 'person', by: ['secretariat', 'coordinator', 'auditor'] },
  'glass.read': { ...byAnybody, reads: 'facts' },
  'glass.break': {
    on: 'glass',
    by: ['secretariat'],
    from: [],
    to: 'open',
    gates: ['not-own', 'unheld'],
    grave: true,
    tells: ['coordinators', 'manager', 'secretariat'],
    letter: 'urgent',
    leads: 'glass',
  },
  'glass.look': { on: 'glass', by: ['breaker'], from: ['open'], reads: 'content', untouched: 'opened' },
  // Nothing opens by its end, nor by what is found afterwards.
  'glass.end': {
    on: 'glass',
    by: ['breaker', 'coordinator'],
    from: ['open'],
    to: 'over',
    untouched: 'safe',
    despite: ['frozen', 'destroyed'],
    tells: ['breaker', 'coordinators'],
    ...toldGlass,
  },
  'glass.review': {
    on: 'glass',
    by: ['coordinator', 'secretariat'],
    from: ['over'],
    to: 'reviewed',
    untouched: 'slight',
    gates: ['not-own', 'independent'],
    despite: ['frozen', 'destroyed'],
    tells: ['breaker', 'coordinators', 'secretariat'],
    ...toldGlass,
  },
} as const satisfies Acts<Role | 'breaker', Status>
export type Act = keyof typeof glassActs
type Decision<A extends Act> = Permit<A> | Refusal<Why>
const { judge, anywhere } = rulesOf(glassActs)

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
export const decideList = (actor: Actor): Decision<'glass.list'> => anywhere('glass.list', actor)
/** Which of them a list shows; null: all. INVARIANT: nothing that `decideRead` would refuse. */
export const listScope = (actor: Actor): readonly string[] | null =>
  holdsAnywhere(actor, 'secretariat') || holdsAnywhere(actor, 'auditor')
    ? null
    : actor.grants.flatMap(({ role, townId }) => (role === 'coordinator' && townId !== null ? [townId] : []))

/** Whether somebody may break glass at all: the form asks this, before there is a package. */
export const decideForm = (actor: Actor): Decision<'glass.break'> => anywhere('glass.break', actor)

/**
 * Breaking the glass of one package under a new id: the secretariat, once at a time. Whoever has another relation to it looks at it
 * by that, and nobody at all while it is frozen or destroyed, or before its class is known.
 */
export function decideBreak(actor: Actor, pkg: Breakable, id: string): Decision<'glass.break'> {
  const { townId, frozen, destroyed } = pkg
  const may = anywhere('glass.break', actor, { id, townId, dataClass: null, own: pkg.related, frozen, destroyed })
  if ('refused' in may && may.refused !== 'closed') return may
  const closed = 'refused' in may ? may.unmet : []
  if (pkg.dataClass === null) return refuse<Why, unknown>('closed', ['class', ...closed])
  return 'act' in may && pkg.open ? refuse('status') : may
}

export type GlassFacts = Subject & { readonly personId: string; readonly status: Status }

/** One breaking is known to its breaker, whoever hears of it, and the auditors. */
const relationsTo = (actor: Actor, glass: GlassFacts): (Role | 'breaker')[] => [
  ...(glass.personId === actor.id ? (['breaker'] as const) : []),
  ...(['secretariat', 'auditor'] as const).filter((role) => holdsAnywhere(actor, role)),
  ...(['coordinator', 'manager'] as const).filter((role) => holds(actor, role, glass.townId)),
]
const judgeOne = <A extends Act>(act: A, actor: Actor, glass: GlassFacts, sameHand = false): Decision<A> =>
  judge(act, actor, relationsTo(actor, glass), { ...glass, own: glass.personId === actor.id, sameHand })

export const decideRead = (actor: Actor, glass: GlassFacts): Decision<'glass.read'> => judgeOne('glass.read', actor, glass)

/** Looking: the breaker alone, while it is open and the role still counts. The rule of access is asked beside this one. */
export const decideLook = (actor: Actor, glass: GlassFacts): Decision<'glass.look'> =>
  glass.personId === actor.id && !holdsAnywhere(actor, 'secretariat') ? refuse('role') : judgeOne('glass.look', actor, glass)

/** Any coordinator of the town ends it at once, and so may the breaker. INVARIANT: db/safety/break-glass.ts repeats that it is open. */
export const decideEnd = (actor: Actor, glass: GlassFacts): Decision<'glass.end'> => judgeOne('glass.end', actor, glass)

/**
 * Closing the review: a coordinator of the town, or another person of the secretariat; never the breaker, nor who is out of the same
 * hand (`sameHand`: one of the two has just brought in the other). INVARIANT: db/safety/break-glass.ts repeats the breaker in the WHERE.
 */
export const decideReview = (actor: Actor, glass: GlassFacts, sameHand: boolean): Decision<'glass.review'> =>
  judgeOne('glass.review', actor, glass, sameHand)
