/** Vetting (審査): how a resident becomes, stays and ceases to be a teleworker. */

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addDays, addMonths, type Day, daysBetween } from '../kernel/days.ts'
import { alliance, type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { clock, rulesOf } from '../kernel/judge.ts'
import { which } from '../kernel/statuses.ts'
import { type DataClass, type Place, rank } from '../safety/classes.ts'
import { members, type WorkerStatus } from '../telework/applications.ts'

/** In the order in which they are usually taken; each may be done as soon as it suits. */
export const steps = ['residency', 'pledge', 'environment', 'interview'] as const
export type Step = (typeof steps)[number]
export type Kind = 'first' | 'renewal'
export const statuses = ['open', 'approved', 'declined', 'withdrawn', 'lapsed'] as const
export type Status = (typeof statuses)[number]
/** What each status means for what was told: whoever adds one says it here. */
const meanings = {
  open: 'open',
  approved: 'kept',
  declined: 'refused',
  withdrawn: 'refused',
  lapsed: 'erased',
} as const satisfies Record<Status, 'open' | 'kept' | 'refused' | 'erased'>
/** Came to its end, whatever that was: the list of finished vettings. */
export const ended = which(meanings, 'kept', 'refused', 'erased')
/** Came to nothing and is kept for questions: erased by the clock after `refusedMonths`. */
export const refused = which(meanings, 'refused')
/** How residency was seen. Never by a number: what is written on a card is looked at, not copied. */
export const residencyWays = ['card', 'certificate', 'letter', 'register'] as const
export const interviewWays = ['in-person', 'video', 'phone'] as const

/** A renewal asks again for what may have changed; who was met once need not be met again. */
export const stepsOf = (kind: Kind): readonly Step[] => (kind === 'first' ? steps : ['residency', 'pledge', 'environment'])

/** Months for which a vetting holds; the self-check of a home must be younger than that. */
export const validMonths = 12
/** Days before the end on which a renewal is asked for. */
export const reminderDays = [30, 7] as const
/** An application that nobody finishes ends by itself, and what was typed is erased. Days. */
export const lapseDays = 90
/** An application that was declined or withdrawn is kept for questions about it, then erased. Months. */
export const refusedMonths = 6
/** How long the link works by which an applicant makes a passkey. Minutes. */
export const applicantLinkMinutes = 24 * 60

/** The highest classes that a decision may open; above `aloneUpTo` a second person decides. */
export const grantable = ['1', '2', '3C', '3B'] as const satisfies readonly DataClass[]
export const aloneUpTo: DataClass = '2'
export const needsTwo = (clearance: DataClass): boolean => rank(clearance) > rank(aloneUpTo)

export type VettingFacts = {
  readonly id: string
  readonly townId: string
  readonly personId: string
  readonly kind: Kind
  readonly status: Status
  readonly done: readonly Step[]
  /** The pledge that was signed is the version that the town has in force now. */
  readonly pledgeCurrent: boolean
  readonly proposal: { readonly by: string; readonly clearance: DataClass } | null
  /** Keys of the person that cannot leave their device, and whether the town demands one for class 3. */
  readonly deviceBoundKeys: number
  readonly deviceBoundDemanded: boolean
  readonly passkeys: number
}

const byTown = { on: 'vetting', by: ['coordinator'], from: ['open'], gates: ['not-own'] } as const
const byApplicant = { on: 'vetting', by: ['applicant'], from: ['open'] } as const
const toCandidate = { tells: ['candidate'], letter: 'guard', leads: 'vetting' } as const
const toVetters = { tells: ['vetters'], letter: 'guard', leads: 'vetting' } as const
/** News about a person lead to the list, where the vetting is. */
const ofPerson = { letter: 'guard', leads: 'vettings' } as const
const toMember = { letter: 'guard', leads: 'standing', tells: ['self', 'officers', 'employers'] } as const
export const vettingActs = {
  'vetting.apply': { on: 'person', by: ['anybody'], untouched: 'own', tells: ['vetters'], ...ofPerson },
  'vetting.read': { on: 'vetting', by: ['applicant', 'coordinator', 'secretariat'] },
  'vetting.list': { on: 'person', by: ['coordinator', 'secretariat'] },
  'vetting.residency': { ...byTown, untouched: 'slight', ...toCandidate },
  'vetting.pledge': { ...byApplicant, grave: true, ...toVetters },
  'vetting.environment': { ...byApplicant, untouched: 'own', ...toVetters },
  'vetting.interview': { ...byTown, untouched: 'slight', ...toCandidate },
  'vetting.propose': { ...byTown, grave: true, ...toVetters, tells: ['seconds'] },
  'vetting.decide': {
    ...byTown,
    by: ['coordinator', 'secretariat'],
    to: 'approved',
    grave: true,
    ...toVetters,
    tells: ['candidate', 'vetters'],
  },
  'vetting.decline': { ...byTown, to: 'declined', grave: true, ...toCandidate },
  'vetting.withdraw': { ...byApplicant, to: 'withdrawn', untouched: 'own', ...toVetters },
  'vetting.lapse': { on: 'vetting', by: ['system'], from: ['open'], to: 'lapsed' },
  'vetting.renew': { on: 'person', by: ['self'], untouched: 'own', tells: ['vetters'], ...ofPerson },
  'vetting.remind': { on: 'person', by: ['system'], tells: ['self', 'officers'], ...ofPerson },
  'worker.suspend': {
    on: 'member',
    by: ['coordinator'],
    from: ['active'],
    to: 'suspended',
    gates: ['not-own'],
    grave: true,
    ...toMember,
  },
  'worker.resume': {
    on: 'member',
    by: ['coordinator'],
    from: ['suspended'],
    to: 'active',
    gates: ['not-own'],
    grave: true,
    ...toMember,
    tells: ['self', 'officers'],
  },
  'worker.leave': {
    on: 'member',
    by: ['self', 'coordinator'],
    from: members,
    to: 'left',
    grave: true,
    ...toMember,
  },
  'worker.forget': { on: 'person', by: ['system'] },
} as const satisfies Acts<Role | 'applicant' | 'anybody' | 'self' | 'system', Status | WorkerStatus>
export type Act = keyof typeof vettingActs
export type OwnAct = 'vetting.pledge' | 'vetting.environment' | 'vetting.withdraw'
export type TownAct = 'vetting.residency' | 'vetting.interview' | 'vetting.decline'
type Decision<A extends Act, Unmet = unknown> = Permit<A> | Refusal<Why, Unmet>
const { judge, anywhere, follow } = rulesOf(vettingActs)

/** What somebody is already: a vetting of theirs stands open, and how they stand as a worker, if they ever became one. */
export type Standing = { readonly applying: boolean; readonly status: Member['status'] | null }
export const newcomer: Standing = { applying: false, status: null }
/** Whether somebody may apply: newcomers, and whoever was declined, gave up or has left. */
export const mayApply = ({ applying, status }: Standing): boolean => !applying && (status === null || status === 'left')

/** Anybody may apply, to a town that belongs to the alliance. `id` is the person's, be they new or known. */
export const decideApply = (
  town: { readonly id: string; readonly leftOn: Day | null },
  id: string,
  standing: Standing = newcomer,
): Decision<'vetting.apply'> =>
  town.leftOn === null && mayApply(standing) ? follow('vetting.apply', { id, townId: town.id }) : refuse('status')

/** Everyone sees where they stand themselves. */
export const decideStanding = (actor: Actor): Permit<'vetting.read'> => follow('vetting.read', { id: actor.id, townId: alliance })

const isOfficer = (actor: Actor, { townId, personId }: Pick<VettingFacts, 'townId' | 'personId'>) =>
  actor.id !== personId && holds(actor, 'coordinator', townId)

/** The applicant reads their own; the town's coordinators read it; the secretariat only where a second person is asked for. */
export const decideRead = (actor: Actor, vetting: VettingFacts): Decision<'vetting.read'> =>
  judgeOne('vetting.read', actor, vetting)
const judgeOne = <A extends Act>(act: A, actor: Actor, vetting: VettingFacts): Decision<A> => {
  const relations: (Role | 'applicant')[] = []
  if (actor.id === vetting.personId) relations.push('applicant')
  if (isOfficer(actor, vetting)) relations.push('coordinator')
  if (isSecond(actor, vetting)) relations.push('secretariat')
  return judge(act, actor, relations, { ...subject(vetting), status: vetting.status, own: actor.id === vetting.personId })
}

/** The list of applications: coordinators for their towns, the secretariat for what waits for a second person. */
export const decideList = (actor: Actor): Decision<'vetting.list'> => anywhere('vetting.list', actor)

/** What the applicant does: sign, answer, or give up. What is done is not done again, but a newer pledge is signed anew. */
export function decideOwn<A extends OwnAct>(act: A, actor: Actor, vetting: VettingFacts): Decision<A> {
  const may = judgeOne(act, actor, vetting)
  return 'act' in may && !isOpenTo(act, vetting) ? refuse('status') : may
}
const isOpenTo = (act: OwnAct, { done, pledgeCurrent }: VettingFacts): boolean => {
  if (act === 'vetting.pledge') return !done.includes('pledge') || !pledgeCurrent
  return act === 'vetting.withdraw' || !done.includes('environment')
}

/** What the town does alone: see where somebody lives, talk with them, say no. Never about oneself. */
export const decideTown = <A extends TownAct>(act: A, actor: Actor, vetting: VettingFacts): Decision<A> =>
  judgeOne(act, actor, vetting)

export type Lack = Step | 'pledge-version' | 'device-bound-key' | 'passkey'
/** All that is missing before somebody can be let in with this class. */
export function lacks(vetting: VettingFacts, clearance: DataClass): Lack[] {
  const missing: Lack[] = stepsOf(vetting.kind).filter((step) => !vetting.done.includes(step))
  if (vetting.done.includes('pledge') && !vetting.pledgeCurrent) missing.push('pledge-version')
  if (vetting.passkeys === 0) missing.push('passkey')
  if (needsTwo(clearance) && vetting.deviceBoundDemanded && vetting.deviceBoundKeys === 0) missing.push('device-bound-key')
  return missing
}

/** The first of two persons names a class above `aloneUpTo`; someone else decides. */
export function decideProposal(actor: Actor, vetting: VettingFacts, clearance: DataClass): Decision<'vetting.propose', Lack> {
  const may = judgeOne('vetting.propose', actor, vetting)
  if ('refused' in may) return refuse(may.refused)
  if (!(grantable as readonly DataClass[]).includes(clearance)) return refuse('class')
  const missing = lacks(vetting, clearance)
  return missing.length > 0 ? refuse('incomplete', missing) : may
}

/**
 * Letting somebody in. Up to class 2 one coordinator decides; above it, another person than the one who proposed:
 * a coordinator of the same town, or the secretariat. Nobody decides about themselves (OWASP ASVS v5.0.0-2.3.5).
 */
export function decideClearance(actor: Actor, vetting: VettingFacts, clearance: DataClass): Decision<'vetting.decide', Lack> {
  const may = judgeOne('vetting.decide', actor, vetting)
  if ('refused' in may) return refuse(may.refused)
  if (!(grantable as readonly DataClass[]).includes(clearance)) return refuse('class')
  if (needsTwo(clearance)) {
    if (vetting.proposal === null || vetting.proposal.clearance !== clearance) return refuse('second')
    if (vetting.proposal.by === actor.id) return refuse('second')
  } else if (!isOfficer(actor, vetting)) return refuse('role')
  const missing = lacks(vetting, clearance)
  return missing.length > 0 ? refuse('incomplete', missing) : may
}

/** The secretariat is the second person of small towns, from the moment that a town has proposed. */
const isSecond = (actor: Actor, vetting: VettingFacts): boolean =>
  actor.id !== vetting.personId && vetting.proposal !== null && holdsAnywhere(actor, 'secretariat')

export type Member = {
  readonly id: string
  readonly townId: string
  readonly status: WorkerStatus
  readonly vettedUntil: Day
  /** A vetting of this person stands open already. */
  readonly renewing: boolean
  /** False once the town has published another pledge than the one that was signed. */
  readonly pledgeCurrent?: boolean
}
/** Why a worker may renew now: the town has another pledge than the one signed, or the end is near. */
export type RenewalReason = 'pledge' | 'end'
export const renewalReason = ({ vettedUntil, pledgeCurrent }: Member, on: Day): RenewalReason | undefined => {
  if (pledgeCurrent === false) return 'pledge'
  return daysBetween(on, vettedUntil) <= reminderDays[0] ? 'end' : undefined
}
/** The worker begins a renewal, from `reminderDays[0]` days before the end on, or as soon as there is a newer pledge to sign. */
export function decideRenewal(actor: Actor, member: Member, on: Day): Decision<'vetting.renew'> {
  if (actor.id !== member.id) return refuse('unseen')
  return isRenewable(member, on) ? follow('vetting.renew', subjectOf(member)) : refuse('status')
}
export const isRenewable = (member: Member, on: Day): boolean =>
  member.status === 'active' && !member.renewing && renewalReason(member, on) !== undefined

/** Stopping somebody, and letting them go on: a coordinator of their town, never about themselves. */
export const decideMember = <A extends 'worker.suspend' | 'worker.resume'>(act: A, actor: Actor, member: Member): Decision<A> =>
  judge(act, actor, holds(actor, 'coordinator', member.townId) ? ['coordinator'] : [], {
    ...subjectOf(member),
    status: member.status,
    own: actor.id === member.id,
  })

/** Leaving: oneself, or the town for somebody who can no longer. Who has left stays so; they may apply anew. */
export function decideLeaving(actor: Actor, member: Member): Decision<'worker.leave'> {
  const relation = actor.id === member.id ? 'self' : holds(actor, 'coordinator', member.townId) ? 'coordinator' : undefined
  return judge('worker.leave', actor, relation ? [relation] : [], { ...subjectOf(member), status: member.status })
}

/** What was kept of somebody is erased (policies/membership/membership.ts says when). */
export const forgetting = (person: Subject): Permit<'worker.forget'> => follow('worker.forget', person)

/** The day until which a decision of a day holds. */
export const validUntil = (decidedOn: Day): Day => addMonths(decidedOn, validMonths)

/**
 * The reminder that is due on a day for a vetting that ends on another, and since when; nothing before the first and after the end.
 * A clock that stood still on the very day catches up: each is given once from its day on.
 */
export function reminderOn(vettedUntil: Day, today: Day): { readonly days: number; readonly since: Day } | undefined {
  const days = reminderDays.findLast((days) => addDays(vettedUntil, -days) <= today)
  return days === undefined || today > vettedUntil ? undefined : { days, since: addDays(vettedUntil, -days) }
}
/** The clock reminds of renewals and ends applications that nobody finished. */
export const decideReminder = (member: Member): Decision<'vetting.remind'> =>
  member.status === 'active' && !member.renewing ? follow('vetting.remind', subjectOf(member)) : refuse('status')
export const decideLapse = (vetting: VettingFacts & { readonly appliedOn: Day }, today: Day): Decision<'vetting.lapse'> =>
  daysBetween(vetting.appliedOn, today) > lapseDays
    ? judge('vetting.lapse', clock, ['system'], { ...subject(vetting), status: vetting.status })
    : refuse('status')

/** What a workplace must have before anything is handed over (MHLW 自営型テレワークの適正な実施のためのガイドライン). */
export const environmentQuestions = ['updates', 'antivirus', 'lock', 'own-account', 'network', 'private', 'attachments'] as const
export type EnvironmentQuestion = (typeof environmentQuestions)[number]
/** At a centre the machine is the centre's: only one's own habits are asked for. */
export const questionsFor = (places: readonly Place[]): readonly EnvironmentQuestion[] =>
  places.includes('home') ? environmentQuestions : ['lock', 'private', 'attachments']
/** The questions that were not answered with yes: with one of them left there is no pass. */
export const failedQuestions = (
  places: readonly Place[],
  said: Readonly<Partial<Record<EnvironmentQuestion, 'yes' | 'no'>>>,
): EnvironmentQuestion[] => questionsFor(places).filter((question) => said[question] !== 'yes')

/** An antivirus that was last renewed longer ago than this protects nobody. Days. */
export const antivirusMostDays = 31
export const isRecentUpdate = (updatedOn: Day, today: Day): boolean => daysBetween(updatedOn, today) <= antivirusMostDays

const subject = ({ id, townId }: VettingFacts) => ({ id, townId })
const subjectOf = ({ id, townId }: Member) => ({ id, townId })
