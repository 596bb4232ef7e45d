/** The way back for whoever lost every passkey: two officers, a hold, and a button that stops it (OWASP ASVS v5.0.0-6.4.4). */
import type { Acts } from '../kernel/act.ts'
import { alliance, type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { clock, rulesOf } from '../kernel/judge.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'

/** What the officer at the desk looked at. What is written on it is not copied. */
export const identityWays = ['photo-card', 'two-papers', 'known'] as const
export type IdentityWay = (typeof identityWays)[number]
/** A recovery that nobody approves, or whose code nobody uses, ends by itself. Hours. */
export const openHours = 24
/** Officers whom the same hand brought in less than this many days ago count as one person: an account is made in a minute. */
export const newcomerDays = 7

/** `passed`: used, and the hold has gone by in peace; the clock settles it. `over`: called off, stopped, run out or settled. */
export const states = ['asked', 'approved', 'used', 'passed', 'over'] as const
export type State = (typeof states)[number]
/** The new key does not exist yet: either side may still call it off, and the account page warns of it. */
export const pending = ['asked', 'approved'] as const satisfies readonly State[]
export type RecoveryFacts = {
  readonly id: string
  readonly personId: string
  readonly startedBy: string
  readonly state: State
}

/** A service desk never opens an account that reaches further than its own: coordinators for their workers, the secretariat for staff. */
const mayStart = (actor: Actor, person: Actor): boolean =>
  person.grants.some(({ role }) => role !== 'worker')
    ? holdsAnywhere(actor, 'secretariat')
    : person.grants.every(({ townId }) => townId !== null && holds(actor, 'coordinator', townId))
const maySecond = (actor: Actor, person: Actor): boolean => mayStart(actor, person) || holdsAnywhere(actor, 'secretariat')
/** The secretariat sees everybody who holds a role: it is the second person everywhere. */
const isSeen = (actor: Actor, person: Actor): boolean =>
  person.grants.length > 0 &&
  (holdsAnywhere(actor, 'secretariat') ||
    person.grants.some(({ role, townId }) => role === 'worker' && townId !== null && holds(actor, 'coordinator', townId)))
const on = (person: Actor) => ({
  id: person.id,
  townId: person.grants.find(({ townId }) => townId !== null)?.townId ?? alliance,
})

const led = { letter: 'guard', leads: 'recoveries' } as const
export const recoveryActs = {
  'recovery.read': { on: 'person', by: ['officer'] },
  'recovery.list': { on: 'person', by: ['coordinator', 'secretariat'] },
  'recovery.start': {
    on: 'person',
    by: ['starter'],
    gates: ['not-own', 'unheld'],
    grave: true,
    tells: ['self', 'seconds'],
    ...led,
  },
  'recovery.approve': {
    on: 'person',
    by: ['seconder'],
    from: ['asked'],
    to: 'approved',
    gates: ['not-own', 'second', 'independent', 'unheld'],
    grave: true,
    tells: ['self', 'officers'],
    ...led,
  },
  'recovery.cancel': {
    on: 'person',
    by: ['officer'],
    from: pending,
    to: 'over',
    untouched: 'safe',
    tells: ['self', 'officers'],
    ...led,
  },
  'recovery.use': {
    on: 'person',
    by: ['self'],
    from: ['approved'],
    to: 'used',
    untouched: 'key',
    tells: ['self', 'officers'],
    ...led,
  },
  'recovery.stop': {
    on: 'person',
    by: ['living', 'suspended'],
    from: { living: pending, suspended: ['used'] },
    to: 'over',
    untouched: 'safe',
    tells: ['self', 'officers', 'seconds'],
    ...led,
  },
  'recovery.settle': { on: 'person', by: ['system'], from: ['passed'], to: 'over', tells: ['self'], ...led },
  'recovery.console': { on: 'town', by: ['system'], tells: ['town-officers'], ...led },
} as const satisfies Acts<Relation | 'coordinator' | 'secretariat', State>
export type Act = keyof typeof recoveryActs
type Decision<A extends Act> = Permit<A> | Refusal<Why>
const { judge, anywhere, follow } = rulesOf(recoveryActs)

/** `starter`, `seconder`: who may be the first and the second officer. `living`, `suspended`: by which key somebody shows who they are. */
type Relation = 'self' | 'officer' | 'starter' | 'seconder' | 'living' | 'suspended' | 'system'
const relationsTo = (actor: Actor, person: Actor): Relation[] => {
  if (!isSeen(actor, person)) return []
  const may = [
    ...(mayStart(actor, person) ? (['starter'] as const) : []),
    ...(maySecond(actor, person) ? (['seconder'] as const) : []),
  ]
  return ['officer', ...may]
}

export const decideRead = (actor: Actor, person: Actor): Decision<'recovery.read'> =>
  judge('recovery.read', actor, actor.id === person.id ? [] : relationsTo(actor, person), on(person))

/** The recoveries that wait for a second person. */
export const decideList = (actor: Actor): Decision<'recovery.list'> => anywhere('recovery.list', actor)

/**
 * The first officer has seen who it is. Whoever has no passkey yet is invited, not recovered. An officer whose own keys
 * have just come back does not give keys back to others.
 */
export function decideStart(
  actor: Actor,
  person: Actor & { readonly passkeys: number; readonly recovering: boolean },
): Decision<'recovery.start'> {
  if (actor.id === person.id) return refuse('own-work')
  const may = judge('recovery.start', actor, relationsTo(actor, person), on(person))
  return 'act' in may && (person.passkeys === 0 || person.recovering) ? refuse('status') : may
}

/**
 * The second officer: not the first, not the person, and not out of the same hand (`sameHand`: one of the two has just brought
 * in the other, or somebody has just brought in both): only then is there a code.
 */
export function decideApproval(
  actor: Actor,
  person: Actor,
  { state, startedBy, sameHand }: RecoveryFacts & { readonly sameHand: boolean },
): Decision<'recovery.approve'> {
  if (actor.id === person.id) return refuse('own-work')
  return judge('recovery.approve', actor, relationsTo(actor, person), {
    ...on(person),
    status: state,
    first: startedBy,
    sameHand,
  })
}

/** Either officer's side may call it off until the new key exists. */
export const decideCancel = (actor: Actor, person: Actor, { state }: RecoveryFacts): Decision<'recovery.cancel'> =>
  judge('recovery.cancel', actor, actor.id === person.id ? [] : relationsTo(actor, person), { ...on(person), status: state })

/** The ceremony with the code is its own permission, as at the first enrolment; who holds no role any more has no way back. */
export const decideUse = (person: Actor, recovery: RecoveryFacts): Decision<'recovery.use'> =>
  recovery.personId === person.id && person.grants.length > 0
    ? judge('recovery.use', person, ['self'], { ...on(person), status: recovery.state })
    : refuse('status')

/**
 * "This was not me": one factor is enough. Before the new key exists whoever is signed in stops it; afterwards, for as long
 * as the hold lasts, the signature of a key that it has suspended.
 */
export function decideStop(
  by: { readonly personId: string; readonly key: 'living' | 'suspended' },
  person: Actor,
  recovery: RecoveryFacts,
): Decision<'recovery.stop'> {
  if (by.personId !== recovery.personId || person.id !== recovery.personId) return refuse('unseen')
  return judge('recovery.stop', person, [by.key], { ...on(person), status: recovery.state })
}

/** When the hold has passed in peace, the old keys go for good. */
export const decideSettling = (person: Actor, recovery: RecoveryFacts): Decision<'recovery.settle'> =>
  recovery.personId === person.id
    ? judge('recovery.settle', clock, ['system'], { ...on(person), status: recovery.state })
    : refuse('status')

/**
 * The last way back: whoever holds the server brings in one of the secretariat again, only while nobody else of it can sign in.
 * Whoever has no passkey yet gets a new link instead (`decideConsoleRenewal`).
 */
export const decideConsole = (
  person: Actor & { readonly passkeys: number; readonly recovering: boolean },
  others: { readonly secretariatWithKey: number },
): Decision<'recovery.approve'> =>
  holdsAnywhere(person, 'secretariat') && person.passkeys > 0 && !person.recovering && others.secretariatWithKey === 0
    ? follow('recovery.approve', { id: person.id, townId: alliance })
    : refuse('status')

/** What the console did is recorded in every town's chain, and its coordinators are told. */
export const shownTo = (townId: string): Permit<'recovery.console'> => follow('recovery.console', { id: townId, townId })
