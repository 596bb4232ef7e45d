/** Roles given and taken away: by whom, from when, until when, and why. */
import type { Day } from './days.ts'
import { alliance, type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { type Actor, decideInvite, type Grant, holdsAnywhere } from './people.ts'

export type Act = 'grant.give' | 'grant.end'
export type GrantFacts = Grant & {
  readonly id: string
  readonly personId: string
  readonly fromOn: Day
  readonly untilOn: Day | null
}
/** The longest that a role may be given for at once; longer is given again, so that somebody looks. Years. */
export const mostYears = 3

/** A role counts from its first day to its last, both included. */
export const isInForce = ({ fromOn, untilOn }: Pick<GrantFacts, 'fromOn' | 'untilOn'>, on: Day): boolean =>
  fromOn <= on && (untilOn === null || untilOn >= on)

/**
 * Giving one more role to somebody who is here already: by whoever may bring such a person in, never to oneself, never twice.
 * Workers become workers by vetting only. `held`: what the person holds now or will hold.
 */
export function decideGive(
  actor: Actor,
  person: { readonly id: string; readonly held: readonly Grant[] },
  grant: Grant,
): Permit<'grant.give'> | Refusal<Why> {
  if (grant.role === 'worker') return refuse('role')
  const may = decideInvite(actor, grant, person.id)
  if ('refused' in may) return refuse(may.refused)
  if (person.id === actor.id) return refuse('own-work')
  if (person.held.some(({ role, townId }) => role === grant.role && townId === grant.townId)) return refuse('status')
  return permit('grant.give', { id: person.id, townId: grant.townId ?? alliance })
}

/** Taking a role away: by whoever might give it, never from oneself; the last of the secretariat stays. */
export function decideEnd(
  actor: Actor,
  grant: GrantFacts,
  on: Day,
  others: { readonly secretariat: number },
): Permit<'grant.end'> | Refusal<Why> {
  if (grant.role === 'worker') return refuse('role')
  if (!holdsAnywhere(actor, 'secretariat')) return refuse('unseen')
  if (grant.personId === actor.id) return refuse('own-work')
  if (grant.untilOn !== null && grant.untilOn < on) return refuse('status')
  if (grant.role === 'secretariat' && others.secretariat === 0) return refuse('last')
  return permit('grant.end', { id: grant.personId, townId: grant.townId ?? alliance })
}
