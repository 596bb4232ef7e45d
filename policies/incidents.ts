/** Incidents (漏えい等): who may report a suspected leak, who sees what of it, and who lifts the freeze. */
import { type DataClass, handling } from './classes.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'
import { which } from './statuses.ts'

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

/** Acts of those who see it, and how far it must be. INVARIANT: db/incidents repeats the status in the WHERE of each change. */
const deeds = {
  'incident.assess': { by: ['owner'], in: open },
  'incident.write': { by: ['owner'], in: open },
  'incident.file': { by: ['owner'], in: open },
  'incident.export': { by: ['owner'], in: statuses },
  'incident.propose-lift': { by: ['owner'], in: ['frozen'] },
  'incident.keep-frozen': { by: ['owner', 'secretariat'], in: ['asked'] },
  'incident.close': { by: ['owner'], in: ['lifted'] },
} as const satisfies Record<string, { by: readonly View[]; in: readonly Status[] }>
export type Deed = keyof typeof deeds

export type Act =
  | Deed
  | 'incident.report'
  | 'incident.read-own'
  | 'incident.list'
  | 'incident.read'
  | 'incident.lift'
  | 'incident.warn'
  | 'incident.overdue'
type Decision<A extends Act> = Permit<A> | Refusal<Why>

/** Whoever judges what has become of the data has had none of it in hand. */
const judging: readonly Act[] = ['incident.propose-lift', 'incident.lift', 'incident.close']

/**
 * Telling of a suspected leak: who has or had a lot of the package, whatever role they still hold (what they took they may lose),
 * and the staff of its town. It needs no passkey and no patience: nothing else may stand in the way. `id`: the new incident's.
 */
export const decideReport = (
  actor: Actor,
  pkg: { readonly townId: string; readonly worked: boolean },
  id: string,
): Decision<'incident.report'> =>
  pkg.worked || holds(actor, 'coordinator', pkg.townId) || holds(actor, 'manager', pkg.townId)
    ? permit('incident.report', { id, townId: pkg.townId })
    : refuse('unseen')

/** What oneself has told of, and the form to tell more: everybody's own. */
export const decideOwn = (actor: Actor): Permit<'incident.read-own'> =>
  permit('incident.read-own', { id: actor.id, townId: alliance })

export const decideList = (actor: Actor): Decision<'incident.list'> =>
  (['coordinator', 'manager', 'secretariat'] as const).some((role) => holdsAnywhere(actor, role))
    ? permit('incident.list', { id: actor.id, townId: alliance })
    : refuse('role')

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

export const decideRead = (actor: Actor, incident: IncidentFacts): Decision<'incident.read'> =>
  viewOf(actor, incident) ? permit('incident.read', incident) : refuse('unseen')

export function decide<A extends Deed>(act: A, actor: Actor, incident: IncidentFacts): Decision<A> {
  const view = viewOf(actor, incident)
  if (!view) return refuse('unseen')
  const rule: { by: readonly View[]; in: readonly Status[] } = deeds[act]
  if (!rule.by.includes(view)) return refuse('role')
  if (judging.includes(act) && incident.worked) return refuse('own-work')
  return rule.in.includes(incident.status) ? permit(act, incident) : refuse('status')
}

/** Strictly controlled data, and what nobody has classed yet, thaw by two persons. */
export const takesTwo = (dataClass: DataClass | null): boolean => dataClass === null || handling[dataClass].level === 'strict'

/**
 * Lifting the freeze: a coordinator of the town; for strictly controlled data the second of two persons, who may be of the
 * secretariat. INVARIANT: never the one who asked; db/incidents repeats that in the WHERE.
 */
export function decideLift(actor: Actor, incident: IncidentFacts): Decision<'incident.lift'> {
  const view = viewOf(actor, incident)
  const two = takesTwo(incident.dataClass)
  if (!view) return refuse('unseen')
  if (view !== 'owner' && !(two && view === 'secretariat')) return refuse('role')
  if (incident.worked) return refuse('own-work')
  if (incident.status !== (two ? 'asked' : 'frozen')) return refuse('status')
  return two && incident.liftedBy === actor.id ? refuse('second') : permit('incident.lift', incident)
}

/** By the clock: that a day comes near, or has passed. */
export const decideWarning = (incident: Subject, late: boolean): Permit<'incident.warn' | 'incident.overdue'> =>
  permit(late ? 'incident.overdue' : 'incident.warn', incident)
