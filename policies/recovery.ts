/** The way back for who lost every passkey: two officers, a hold, and a button that stops it (security.md 4.5). */
import { alliance, type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'

export type Act =
  | 'recovery.read'
  | 'recovery.list'
  | 'recovery.start'
  | 'recovery.approve'
  | 'recovery.cancel'
  | 'recovery.use'
  | 'recovery.stop'
  | 'recovery.settle'
type Decision<A extends Act> = Permit<A> | Refusal<Why>

/** What the officer at the desk looked at. What is written on it is not copied. */
export const identityWays = ['photo-card', 'two-papers', 'known'] as const
/** Class 2 and above, and payment details, stay closed for this long after a key came back. Hours (security.md 4.5). */
export const holdHours = 72
/** A recovery that nobody approves, or whose code nobody uses, ends by itself. Hours. */
export const openHours = 24

export type RecoveryFacts = {
  readonly id: string
  readonly personId: string
  readonly startedBy: string
  readonly state: 'asked' | 'approved' | 'used' | 'over'
}

/** Who serves somebody: coordinators of a worker's town; the secretariat for staff, and as the second person everywhere. */
const serves = (actor: Actor, person: Actor): boolean =>
  person.grants.some(({ role, townId }) =>
    role === 'worker' ? townId !== null && holds(actor, 'coordinator', townId) : holdsAnywhere(actor, 'secretariat'),
  )
/** A service desk never opens an account that reaches further than its own. */
const mayStart = (actor: Actor, person: Actor): boolean =>
  person.grants.every(({ role, townId }) =>
    role === 'worker' ? townId !== null && holds(actor, 'coordinator', townId) : holdsAnywhere(actor, 'secretariat'),
  )
const maySecond = (actor: Actor, person: Actor): boolean => mayStart(actor, person) || holdsAnywhere(actor, 'secretariat')
const isSeen = (actor: Actor, person: Actor) => serves(actor, person) || holdsAnywhere(actor, 'secretariat')
const on = (person: Actor) => ({
  id: person.id,
  townId: person.grants.find(({ townId }) => townId !== null)?.townId ?? alliance,
})

export const decideRead = (actor: Actor, person: Actor): Decision<'recovery.read'> =>
  actor.id !== person.id && person.grants.length > 0 && isSeen(actor, person)
    ? permit('recovery.read', on(person))
    : refuse('unseen')

/** The recoveries that wait for a second person. */
export const decideList = (actor: Actor): Decision<'recovery.list'> =>
  holdsAnywhere(actor, 'coordinator') || holdsAnywhere(actor, 'secretariat')
    ? permit('recovery.list', { id: actor.id, townId: alliance })
    : refuse('role')

/** The first officer has seen who it is. Whoever has no passkey yet is invited, not recovered. */
export function decideStart(
  actor: Actor,
  person: Actor & { readonly passkeys: number; readonly recovering: boolean },
): Decision<'recovery.start'> {
  if (actor.id === person.id) return refuse('own-work')
  if (!isSeen(actor, person)) return refuse('unseen')
  if (!mayStart(actor, person)) return refuse('role')
  return person.passkeys > 0 && !person.recovering ? permit('recovery.start', on(person)) : refuse('status')
}

/** The second officer: not the first, not the person; only then is there a code. */
export function decideApproval(actor: Actor, person: Actor, recovery: RecoveryFacts): Decision<'recovery.approve'> {
  if (actor.id === person.id) return refuse('own-work')
  if (!isSeen(actor, person)) return refuse('unseen')
  if (!maySecond(actor, person)) return refuse('role')
  if (recovery.startedBy === actor.id) return refuse('second')
  return recovery.state === 'asked' ? permit('recovery.approve', on(person)) : refuse('status')
}

/** Either officer's side may call it off until the new key exists. */
export function decideCancel(actor: Actor, person: Actor, recovery: RecoveryFacts): Decision<'recovery.cancel'> {
  if (!isSeen(actor, person)) return refuse('unseen')
  return recovery.state === 'asked' || recovery.state === 'approved' ? permit('recovery.cancel', on(person)) : refuse('status')
}

/** The ceremony with the code is its own permission, as at the first enrolment. */
export const decideUse = (person: Actor, recovery: RecoveryFacts): Decision<'recovery.use'> =>
  recovery.state === 'approved' ? permit('recovery.use', on(person)) : refuse('status')

/** "This was not me": a signature of an old key is enough to stop it, for as long as the hold lasts. */
export const decideStop = (
  signed: { readonly personId: string },
  person: Actor,
  recovery: RecoveryFacts,
): Decision<'recovery.stop'> =>
  signed.personId === recovery.personId && recovery.state !== 'over' ? permit('recovery.stop', on(person)) : refuse('status')

/** When the hold has passed in peace, the old keys go for good. */
export const decideSettling = (person: Actor, recovery: RecoveryFacts, holdOver: boolean): Decision<'recovery.settle'> =>
  recovery.state === 'used' && holdOver ? permit('recovery.settle', on(person)) : refuse('status')
