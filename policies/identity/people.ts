/** Who people are to the alliance: roles, how far each reaches, and what may be done with an account. */
import type { Acts } from '../kernel/act.ts'
import { alliance, type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'

export const roles = ['worker', 'coordinator', 'manager', 'trainer', 'secretariat', 'auditor'] as const
export type Role = (typeof roles)[number]

/** `townId` null: the whole alliance. */
export type Grant = { readonly role: Role; readonly townId: string | null }
/** `heldUntil`: while a recovery's hold lasts, the instant until which class 2 and above stays closed to them (policies/identity/hold.ts). */
export type Actor = { readonly id: string; readonly grants: readonly Grant[]; readonly heldUntil?: string | null | undefined }

/** Whether the actor holds a role that reaches this town. */
export const holds = (actor: Actor, role: Role, townId: string): boolean =>
  actor.grants.some((grant) => grant.role === role && (grant.townId === null || grant.townId === townId))
export const holdsAnywhere = (actor: Actor, role: Role): boolean => actor.grants.some((grant) => grant.role === role)

/** The towns that a role of the actor reaches; null: all of them. */
export const townsOf = (actor: Actor, role: Role): readonly string[] | null => {
  const reach = actor.grants.filter((grant) => grant.role === role).map(({ townId }) => townId)
  return reach.includes(null) ? null : (reach as string[])
}

/** Staff sessions are short because staff see other people's data. Minutes. */
export const sessionLimits = {
  staff: { idle: 15, absolute: 12 * 60 },
  worker: { idle: 60, absolute: 24 * 60 },
  shared: { idle: 10, absolute: 4 * 60 },
} as const
/** On a shared PC everybody's session is short, whoever they are. */
export const sessionKind = (grants: readonly Grant[], onSharedPc = false): keyof typeof sessionLimits =>
  onSharedPc ? 'shared' : grants.some((grant) => grant.role !== 'worker') ? 'staff' : 'worker'

/** Who is about to be signed out is told so long before, in seconds (WCAG 2.2.1: at least twenty). */
export const warningSeconds = 120
/** A form that did not come through waits so long for its writer; a draft, which is left on purpose, so many days. */
export const keptFormMinutes = 60
export const keptDraftDays = 30
type Sliding = { readonly createdAt: string; readonly seenAt?: string; readonly idleMinutes: number; readonly endsAt: string }
/** What a session still has, in seconds: it slides once a quarter of its idle limit has gone, and never past its absolute end. */
export function secondsLeft({ createdAt, seenAt = createdAt, idleMinutes, endsAt }: Sliding, at: string): number {
  const [now, seen, idle] = [Date.parse(at), Date.parse(seenAt), idleMinutes * 60_000]
  const slid = now >= seen + idle / 4 ? now : seen
  return Math.max(0, Math.floor((Math.min(slid + idle, Date.parse(endsAt)) - now) / 1000))
}

/** A passkey used this recently still counts as "here and now" for grave acts (OWASP ASVS v5.0.0-7.5.3). Minutes. */
export const freshMinutes = 5
/** A one-time link handed over in person expires after this. Minutes. */
export const enrolmentMinutes = { counter: 10, console: 15 } as const
export const maxPasskeys = 10

const ofOne = { on: 'person', by: ['self'] } as const
const tellsSelf = { tells: ['self'], letter: 'guard', leads: 'account' } as const
export const peopleActs = {
  'person.invite': { on: 'person', by: ['coordinator', 'secretariat'], grave: true },
  'person.read': { on: 'person', by: ['coordinator', 'secretariat'] },
  'people.list': { on: 'person', by: ['coordinator', 'secretariat'] },
  'enrolment.issue': { on: 'person', by: ['coordinator', 'secretariat'], gates: ['not-own'], grave: true, ...tellsSelf },
  'enrolment.use': { ...ofOne, untouched: 'key', ...tellsSelf },
  'passkey.add': { ...ofOne, untouched: 'key', ...tellsSelf },
  'passkey.remove': { ...ofOne, grave: true, ...tellsSelf },
  'passkey.counter-fell': { ...ofOne, untouched: 'key', ...tellsSelf, tells: ['self', 'officers'] },
  'session.start': { ...ofOne, untouched: 'key' },
  'session.end': { ...ofOne, untouched: 'safe' },
  'session.end-all': { ...ofOne, untouched: 'safe' },
  'account.resend': { on: 'person', by: ['self', 'coordinator', 'secretariat'], from: [], untouched: 'slight' },
  'account.read': ofOne,
  'account.edit': { ...ofOne, untouched: 'own' },
  'account.read-data': ofOne,
  // After a recovery whoever came in may not take the data away yet.
  'account.export': { ...ofOne, gates: ['unheld'], grave: true, ...tellsSelf },
} as const satisfies Acts<Role | 'self'>
export type Act = keyof typeof peopleActs
type Decision<A extends Act> = Permit<A> | Refusal<Why>
const { judge, anywhere, follow } = rulesOf(peopleActs)

/** How far a role reaches: one town, the whole alliance, or as the inviter says. */
export const reach = {
  worker: 'town',
  coordinator: 'town',
  manager: 'town',
  trainer: 'either',
  secretariat: 'alliance',
  auditor: 'alliance',
} as const satisfies Record<Role, 'town' | 'alliance' | 'either'>
const fits = ({ role, townId }: Grant) => reach[role] === 'either' || (reach[role] === 'town') === (townId !== null)

/**
 * Who may bring in whom: the secretariat anyone but workers; a town's coordinator that town's workers.
 * `id` is the newcomer's; the record stands in the chain of their town.
 */
export function decideInvite(actor: Actor, grant: Grant, id: string): Decision<'person.invite'> {
  const may =
    grant.role === 'worker'
      ? grant.townId !== null && holds(actor, 'coordinator', grant.townId)
      : holdsAnywhere(actor, 'secretariat')
  return may && fits(grant) ? follow('person.invite', { id, townId: grant.townId ?? alliance }) : refuse('role')
}
const mayInvite = (actor: Actor, grant: Grant): boolean => 'act' in decideInvite(actor, grant, '')

/** The console brings in the first of the secretariat, once, so that no first visitor can; after that only people bring in people. */
export const decideFounding = (founded: boolean, id: string): Decision<'person.invite'> =>
  founded ? refuse('status') : follow('person.invite', { id, townId: alliance })

/** The console renews a link only for a secretariat person who never had a passkey: it is no way into a living account. */
export const decideConsoleRenewal = (person: Actor & { readonly passkeys: number }): Decision<'enrolment.issue'> =>
  holdsAnywhere(person, 'secretariat') && person.passkeys === 0
    ? follow('enrolment.issue', { id: person.id, townId: alliance })
    : refuse('status')

/** Every pair of role and town that the actor may give; the form and the handler both ask here. */
export const invitableGrants = (actor: Actor, towns: readonly string[]): readonly Grant[] =>
  roles.flatMap((role) => [null, ...towns].map((townId) => ({ role, townId }))).filter((grant) => mayInvite(actor, grant))

/**
 * A one-time link for somebody's first passkey: by whoever may invite all that they are, and never for oneself.
 * `applyingTo`: the town of their open vetting, whose coordinators may bring them in. Who has passkeys already comes back
 * by a recovery only, which takes two officers (policies/identity/recovery.ts).
 */
export function decideEnrolment(
  actor: Actor,
  person: Actor & { readonly passkeys: number; readonly applyingTo?: string | null },
): Decision<'enrolment.issue'> {
  const { applyingTo = null } = person
  const town = person.grants.find((grant) => grant.townId !== null)?.townId ?? applyingTo ?? alliance
  const vets = applyingTo !== null && holds(actor, 'coordinator', applyingTo)
  if (!isSeen(actor, person) && !vets) return refuse('unseen')
  if (person.id === actor.id) return refuse('own-work')
  const all = person.grants.every((grant) => mayInvite(actor, grant))
  if (all && person.passkeys > 0) return refuse('status')
  return all ? follow('enrolment.issue', { id: person.id, townId: town }) : refuse('role')
}

const isSeen = (actor: Actor, person: Actor): boolean => person.grants.some((grant) => mayInvite(actor, grant))

/**
 * Somebody as staff may look for them, also when no role counts any more. `memberOf`: the town whose worker they are or were,
 * suspended and left ones too. `wasStaff`: they were ever given another role than worker's, be it over or still to come.
 */
export type Known = Actor & { readonly memberOf?: string | null; readonly wasStaff?: boolean }

/** Who looks after the members of a town sees what a worker told the town: contact, wishes, standing. */
export const servesMember = (actor: Actor, { memberOf }: Pick<Known, 'memberOf'>): boolean =>
  memberOf != null && holds(actor, 'coordinator', memberOf)

/** INVARIANT: `peopleScope` says the same to the list in db/membership/directory.ts (tests/membership/directory.test.ts compares them). */
const isFound = (actor: Actor, person: Known): boolean =>
  isSeen(actor, person) || servesMember(actor, person) || (person.wasStaff === true && holdsAnywhere(actor, 'secretariat'))

/**
 * One person's page: for whoever may give at least one of the roles held, for the coordinators of a worker's own town, and for the
 * secretariat where somebody was ever staff. The record stands in the chain of the person's town, where there is one.
 */
export function decidePerson(actor: Actor, person: Known): Decision<'person.read'> {
  const townId = person.memberOf ?? person.grants.find((grant) => grant.townId !== null)?.townId ?? alliance
  return isFound(actor, person) ? follow('person.read', { id: person.id, townId }) : refuse('unseen')
}

/** What was given up is sent once more: one's own letters, or those to `person` by whoever may open the person's page. */
export function decideResend(actor: Actor, person?: Known): Decision<'account.resend'> {
  if (!person) return follow('account.resend', { id: actor.id, townId: alliance })
  return isFound(actor, person)
    ? follow('account.resend', { id: person.id, townId: person.memberOf ?? alliance })
    : refuse('unseen')
}

export type PeopleScope = { readonly workersOf: readonly string[]; readonly staff: boolean }
/** Whom the list of people shows: a coordinator's workers of all standings, and to the secretariat whoever is or was staff. */
export const peopleScope = (actor: Actor): PeopleScope => ({
  workersOf: actor.grants.flatMap(({ role, townId }) => (role === 'coordinator' && townId !== null ? [townId] : [])),
  staff: holdsAnywhere(actor, 'secretariat'),
})
export const decidePeopleList = (actor: Actor): Decision<'people.list'> => anywhere('people.list', actor)

type OwnAccount = { readonly fresh: boolean; readonly passkeys: number }
/**
 * Everyone owns their account; the last key stays. Adding and removing a key each take a touch of a key for just that, which the ceremony
 * and the proof ask for; who has no key yet adds one within `freshMinutes` of signing in.
 */
export function decideAccount<
  A extends Extract<Act, `account.${string}` | `passkey.${string}` | 'session.end' | 'session.end-all'>,
>(act: A, actor: Actor, own: OwnAccount): Decision<A> {
  const may = judge(act, actor, ['self'], { id: actor.id, townId: alliance })
  if ('refused' in may) return may
  if (act === 'passkey.add' && own.passkeys === 0 && !own.fresh) return refuse('stale-passkey')
  if (act === 'passkey.remove' && own.passkeys <= 1) return refuse('last')
  return act === 'passkey.add' && own.passkeys >= maxPasskeys ? refuse('too-many') : may
}

/** A ceremony that has been verified is its own permission: the caller proves the key, the rule names the record. */
export const decideCeremony = <A extends 'session.start' | 'enrolment.use' | 'passkey.counter-fell'>(
  act: A,
  verified: { personId: string },
): Permit<A> => follow(act, { id: verified.personId, townId: alliance })
