/** Roles given and taken away: by whom, from when, until when, and why. */

import { type Actor, decideInvite, type Grant, holdsAnywhere, invitableGrants, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addMonths, type Day } from '../kernel/days.ts'
import { alliance, type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'

const bySecretariat = {
  on: 'person',
  by: ['secretariat'],
  gates: ['not-own'],
  grave: true,
  tells: ['self'],
  letter: 'guard',
  leads: 'account',
} as const
export const grantActs = { 'grant.give': bySecretariat, 'grant.end': bySecretariat } as const satisfies Acts<Role>
export type Act = keyof typeof grantActs
const { judge, anywhere } = rulesOf(grantActs)
export type Period = { readonly fromOn: Day; readonly untilOn: Day | null }
export type GrantFacts = Grant & Period & { readonly id: string; readonly personId: string }
/** The longest that a role may be given for at once; longer is given again, so that somebody looks. Years. */
export const mostYears = 3
/** How far ahead a role may begin. Months. */
export const mostMonthsAhead = 12

/** A role counts from its first day to its last, both included. */
export const isInForce = ({ fromOn, untilOn }: Period, on: Day): boolean => fromOn <= on && (untilOn === null || untilOn >= on)

export const standings = ['in-force', 'to-come', 'over'] as const
export type Standing = (typeof standings)[number]
/** Where a role stands on a day. One that was ended before it began is over, not to come. */
export function standingOf({ fromOn, untilOn }: Period, on: Day): Standing {
  if (untilOn !== null && (untilOn < on || untilOn < fromOn)) return 'over'
  return fromOn <= on ? 'in-force' : 'to-come'
}

export type PeriodFlaw = 'from-past' | 'from-far' | 'until-early' | 'until-long'
/** The latest first day of a role that is given on a day, and the latest last day of one that begins on a day. */
export const lastStart = (on: Day): Day => addMonths(on, mostMonthsAhead)
export const lastEnd = (fromOn: Day): Day => addMonths(fromOn, mostYears * 12)
/** All that is wrong with the days for which a role is to be given. */
export function periodFlaws({ fromOn, untilOn }: Period, on: Day): PeriodFlaw[] {
  const flaws: PeriodFlaw[] = []
  if (fromOn < on) flaws.push('from-past')
  if (fromOn > lastStart(on)) flaws.push('from-far')
  if (untilOn !== null && untilOn <= fromOn) flaws.push('until-early')
  if (untilOn !== null && untilOn > lastEnd(fromOn)) flaws.push('until-long')
  return flaws
}

/** `held`: the roles that the person holds or will hold; what is over is not among them. */
export type Receiver = { readonly id: string; readonly held: readonly Grant[] }

/** Giving one more role to somebody who is here already: the secretariat, never to oneself. The page of the form asks this. */
export const decideGiving = (actor: Actor, person: Pick<Receiver, 'id'>): Permit<'grant.give'> | Refusal<Why> =>
  anywhere('grant.give', actor, { id: person.id, townId: alliance, own: person.id === actor.id })

/**
 * Giving one certain role: by whoever may bring such a person in, never to oneself, never twice.
 * Workers become workers by vetting only.
 */
export function decideGive(actor: Actor, person: Receiver, grant: Grant): Permit<'grant.give'> | Refusal<Why> {
  if (grant.role === 'worker') return refuse('role')
  const may = decideInvite(actor, grant, person.id)
  if ('refused' in may) return refuse(may.refused)
  const hasIt = person.held.some(({ role, townId }) => role === grant.role && townId === grant.townId)
  const subject = { id: person.id, townId: grant.townId ?? alliance }
  const give = anywhere('grant.give', actor, { ...subject, own: person.id === actor.id })
  return 'act' in give && hasIt ? refuse('status') : give
}

/** Every pair of role and town that the actor may give to this person; the form and the handler both ask here. */
export const givableGrants = (actor: Actor, person: Receiver, towns: readonly string[]): readonly Grant[] =>
  invitableGrants(actor, towns).filter((grant) => 'act' in decideGive(actor, person, grant))

/** Taking a role away: by whoever might give it, never from oneself; the last of the secretariat stays. */
export function decideEnd(
  actor: Actor,
  grant: GrantFacts,
  on: Day,
  /** How many other people hold the secretariat on that day, and without a last day: who will leave keeps nobody's place. */
  others: { readonly secretariat: number },
): Permit<'grant.end'> | Refusal<Why> {
  if (grant.role === 'worker') return refuse('role')
  const subject = { id: grant.personId, townId: grant.townId ?? alliance }
  const relations = holdsAnywhere(actor, 'secretariat') ? (['secretariat'] as const) : []
  const may = judge('grant.end', actor, relations, { ...subject, own: grant.personId === actor.id })
  if ('refused' in may) return may
  if (standingOf(grant, on) === 'over') return refuse('status')
  return grant.role === 'secretariat' && others.secretariat === 0 ? refuse('last') : may
}

/** Why a role was given or ended is read by those who may give it: reasons may touch on somebody's health or conduct. */
export const mayReadReasons = (actor: Actor, grant: Grant): boolean => 'act' in decideInvite(actor, grant, '')
