/** Incidents (漏えい等): who may report a suspected leak, who sees what of it, and who lifts the freeze. */

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { alliance, type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { which } from '../kernel/statuses.ts'
import { type DataClass, handling } from './classes.ts'

/** What people say has happened, in the words of whom it has happened to. */
export const incidentKinds = ['device', 'sent', 'seen', 'intrusion', 'public', 'other'] as const
export type IncidentKind = (typeof incidentKinds)[number]
/** What the town found. `unread`: all of it came back before anybody read it, which does not count as a leak. */
export const outcomes = ['unread', 'unconfirmed', 'leak'] as const
export type Outcome = (typeof outcomes)[number]
export const mostWords = 1000

/** `frozen`: the town looks into it. `asked`: lifting waits for a second person. `lifted`: thawed, its papers still open. */
export const statuses = ['frozen', 'asked', 'lifted', 'closed'] as const
export type Status = (typeof statuses)[number]
/** What each status means for the package: whoever adds one says it here. */
const meanings = {
  frozen: 'freezing',
  asked: 'freezing',
  lifted: 'thawed',
  closed: 'closed',
} as const satisfies Record<Status, 'freezing' | 'thawed' | 'closed'>
/** The package is frozen by it: its tasks stand out on home. */
export const freezing = which(meanings, 'freezing')
/** Its papers are still written. */
export const open = which(meanings, 'freezing', 'thawed')
export function statusOf(incident: {
  readonly liftedBy: string | null
  readonly liftedAt: string | null
  readonly closedAt: string | null
}): Status {
  if (incident.closedAt !== null) return 'closed'
  if (incident.liftedAt !== null) return 'lifted'
  return incident.liftedBy === null ? 'frozen' : 'asked'
}

export type IncidentFacts = Subject & {
  readonly status: Status
  readonly dataClass: DataClass | null
  /** The home towns of the residents who told of it. */
  readonly reporterTowns: readonly string[]
  /** Who asked for the freeze to be lifted, or lifted it. */
  readonly liftedBy: string | null
  /** This reader has, or had, a lot of the package. */
  readonly worked: boolean
}

/**
 * How much of it somebody sees. `owner`: everything, with the names of who held and read what. `manager`, `secretariat`: what
 * happened and how far it is. `reporter-town`: that one of its residents told of something, to be with them.
 */
export const views = ['owner', 'manager', 'secretariat', 'reporter-town'] as const
export type View = (typeof views)[number]
export function viewOf(
  actor: Actor,
  { townId, reporterTowns }: Pick<IncidentFacts, 'townId' | 'reporterTowns'>,
): View | undefined {
  if (holds(actor, 'coordinator', townId)) return 'owner'
  if (holds(actor, 'manager', townId)) return 'manager'
  if (holdsAnywhere(actor, 'secretariat')) return 'secretariat'
  return reporterTowns.some((town) => holds(actor, 'coordinator', town)) ? 'reporter-town' : undefined
}

const byOwner = { on: 'incident', by: ['owner'] } as const
const byClock = { on: 'incident', by: ['system'], from: open } as const
const told = { letter: 'urgent', leads: 'incident' } as const
/** An incident is what closes a package, and stands beside it: what is done to it goes on while everything else waits. */
export const incidentActs = {
  'incident.report': {
    on: 'incident',
    by: ['worker', 'coordinator', 'manager'],
    from: [],
    to: 'frozen',
    untouched: 'safe',
    tells: ['owners', 'owner-manager', 'secretariat', 'reporter-town'],
    ...told,
  },
  'incident.assess': { ...byOwner, from: open, untouched: 'slight' },
  'incident.write': { ...byOwner, from: open, untouched: 'slight' },
  'incident.file': { ...byOwner, from: open, grave: true, tells: ['owners', 'secretariat'], ...told },
  'incident.export': { ...byOwner, untouched: 'slight' },
  // Whoever judges what has become of the data has had none of it in hand.
  'incident.propose-lift': {
    ...byOwner,
    from: ['frozen'],
    to: 'asked',
    gates: ['not-own'],
    grave: true,
    tells: ['owners', 'secretariat'],
    ...told,
  },
  'incident.keep-frozen': {
    on: 'incident',
    by: ['owner', 'secretariat'],
    from: ['asked'],
    to: 'frozen',
    untouched: 'safe',
    tells: ['owners', 'secretariat'],
    ...told,
  },
  'incident.lift': {
    on: 'incident',
    by: ['owner', 'secretariat'],
    from: ['frozen', 'asked'],
    to: 'lifted',
    gates: ['not-own', 'second'],
    grave: true,
    tells: ['owners', 'owner-manager', 'secretariat', 'reporter-towns', 'lot-holders', 'reporters'],
    ...told,
  },
  'incident.close': {
    ...byOwner,
    from: ['lifted'],
    to: 'closed',
    gates: ['not-own'],
    grave: true,
    tells: ['owners', 'secretariat', 'reporter-towns'],
    ...told,
  },
  'incident.warn': { ...byClock, tells: ['owners'], ...told },
  'incident.overdue': { ...byClock, tells: ['owners', 'secretariat'], ...told },
  'incident.read': { on: 'incident', by: ['owner', 'manager', 'secretariat', 'reporter-town'] },
  'incident.read-own': { on: 'person', by: ['self'] },
  'incident.list': { on: 'person', by: ['coordinator', 'manager', 'secretariat'] },
} as const satisfies Acts<View | Role | 'self' | 'system', Status>
export type Act = keyof typeof incidentActs
const { judge, anywhere, follow } = rulesOf(incidentActs)
export type Deed =
  | 'incident.assess'
  | 'incident.write'
  | 'incident.file'
  | 'incident.export'
  | 'incident.propose-lift'
  | 'incident.keep-frozen'
  | 'incident.close'
type Decision<A extends Act> = Permit<A> | Refusal<Why>

/**
 * Telling of a suspected leak: who has or had a lot of the package, whatever role they still hold (what they took they may lose),
 * and the staff of its town. It needs no passkey and no patience: nothing else may stand in the way. `id`: the new incident's.
 */
export const decideReport = (
  actor: Actor,
  pkg: { readonly townId: string; readonly worked: boolean },
  id: string,
): Decision<'incident.report'> =>
  judge(
    'incident.report',
    actor,
    [
      ...(pkg.worked ? ['worker'] : []),
      ...(['coordinator', 'manager'] as const).filter((role) => holds(actor, role, pkg.townId)),
    ],
    { id, townId: pkg.townId },
  )

/** What oneself has told of, and the form to tell more: everybody's own. */
export const decideOwn = (actor: Actor): Permit<'incident.read-own'> =>
  follow('incident.read-own', { id: actor.id, townId: alliance })

export const decideList = (actor: Actor): Decision<'incident.list'> => anywhere('incident.list', actor)

/** INVARIANT: the list in db/incidents shows what `decideRead` lets this actor read, and nothing else. */
export type Scope = { readonly all: boolean; readonly towns: readonly string[]; readonly residentsOf: readonly string[] }
export const listScope = (actor: Actor): Scope => {
  const townsWith = (role: 'coordinator' | 'manager') =>
    actor.grants.flatMap((grant) => (grant.role === role && grant.townId !== null ? [grant.townId] : []))
  const everywhere = actor.grants.some(({ role, townId }) => townId === null && (role === 'coordinator' || role === 'manager'))
  return {
    all: holdsAnywhere(actor, 'secretariat') || everywhere,
    towns: [...townsWith('coordinator'), ...townsWith('manager')],
    residentsOf: townsWith('coordinator'),
  }
}

const judgeOne = <A extends Act>(act: A, actor: Actor, incident: IncidentFacts, first: string | null = null): Decision<A> => {
  const view = viewOf(actor, incident)
  return judge(act, actor, view ? [view] : [], { ...incident, own: incident.worked, first })
}
export const decideRead = (actor: Actor, incident: IncidentFacts): Decision<'incident.read'> =>
  judgeOne('incident.read', actor, incident)
export const decide = <A extends Deed>(act: A, actor: Actor, incident: IncidentFacts): Decision<A> =>
  judgeOne(act, actor, incident)

/** Strictly controlled data, and what nobody has classed yet, thaw by two persons. */
export const takesTwo = (dataClass: DataClass | null): boolean => dataClass === null || handling[dataClass].level === 'strict'

/**
 * Lifting the freeze: a coordinator of the town; for strictly controlled data the second of two persons, who may be of the
 * secretariat. INVARIANT: never the one who asked; db/incidents repeats that in the WHERE.
 */
export function decideLift(actor: Actor, incident: IncidentFacts): Decision<'incident.lift'> {
  const two = takesTwo(incident.dataClass)
  if (!two && viewOf(actor, incident) === 'secretariat') return refuse('role')
  const may = judgeOne('incident.lift', actor, incident, two ? incident.liftedBy : null)
  return 'act' in may && incident.status !== (two ? 'asked' : 'frozen') ? refuse('status') : may
}

/** By the clock: that a day comes near, or has passed. */
export const decideWarning = (incident: Subject, late: boolean): Permit<'incident.warn' | 'incident.overdue'> =>
  follow(late ? 'incident.overdue' : 'incident.warn', incident)
