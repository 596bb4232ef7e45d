/** What hangs on a worker's membership, and what becomes of it when the membership stops or ends. */

import type { Actor } from '../identity/people.ts'
import { addDays, addMonths, type Day } from '../kernel/days.ts'
import { type Permit, type Refusal, refuse, type Why } from '../kernel/decision.ts'
import { lowering } from '../telework/applications.ts'
import { type AssignmentFacts, freeing } from '../telework/assignments.ts'
import { decideLeaving, forgetting, type Member, refusedMonths } from './vetting.ts'

/** Why a town stops somebody: the choice goes into the audit, the words only to the person and their town. */
export const suspensionReasons = ['asked', 'unreachable', 'pledge', 'data', 'other'] as const
export type SuspensionReason = (typeof suspensionReasons)[number]
/** Why a town lets somebody go who can no longer do it themselves. */
export const leavingReasons = ['asked', 'unreachable', 'moved', 'pledge', 'other'] as const
export type LeavingReason = (typeof leavingReasons)[number]
/** What is known of the files that were downloaded: deleted as the person says, as the town saw or heard, or not known. */
export const deletions = ['self', 'town', 'unknown', 'none'] as const
export type Deletion = (typeof deletions)[number]

/** The town lets somebody go: who leaves themselves has a page of their own, where they say what they deleted. */
export const decideLettingGo = (actor: Actor, member: Member): Permit<'worker.leave'> | Refusal<Why> => {
  const decision = decideLeaving(actor, member)
  return 'act' in decision && actor.id === member.id ? refuse('own-work') : decision
}

export type Ending = 'worker.suspend' | 'worker.leave'
type Release = 'assignment.cancel' | 'assignment.hand-back'
const releases = {
  'worker.suspend': { offered: 'assignment.cancel' },
  'worker.leave': { offered: 'assignment.cancel', active: 'assignment.hand-back', returned: 'assignment.hand-back' },
} as const satisfies Record<Ending, Partial<Record<AssignmentFacts['status'], Release>>>

export type Releasable = keyof (typeof releases)['worker.leave']
/** The statuses of a worker's lots that are freed when the membership stops or ends. */
export const freedBy = (act: Ending): readonly Releasable[] => Object.keys(releases[act]) as Releasable[]

/**
 * A lot comes free because its worker was stopped or has left: whoever was permitted that is permitted this, for this worker
 * only. What was delivered stays where it is and is paid. Refuses with `unseen` for anybody else's lot, `status` for any other.
 */
export function decideRelease(ending: Permit<Ending>, assignment: AssignmentFacts): Permit<Release> | Refusal<Why> {
  if (assignment.workerId !== ending.on) return refuse('unseen')
  const act = (releases[ending.act] as Partial<Record<AssignmentFacts['status'], Release>>)[assignment.status]
  return act ? freeing(act, assignment) : refuse('status')
}

/** A raised hand is lowered for the same reason, and under the same condition. */
export const decideLowering = (
  ending: Permit<Ending>,
  application: { readonly id: string; readonly townId: string; readonly personId: string },
): Permit<'application.withdraw'> | Refusal<Why> =>
  application.personId === ending.on ? lowering(application) : refuse('unseen')

/** A delivery may be returned after its worker has left: nobody is there to mend it, so the clock frees the lot. */
export const decideOrphan = (
  assignment: AssignmentFacts & { readonly workerStatus: string },
): Permit<'assignment.cancel' | 'assignment.hand-back'> | Refusal<Why> => {
  const act = (releases['worker.leave'] as Partial<Record<AssignmentFacts['status'], Release>>)[assignment.status]
  return act && assignment.workerStatus === 'left' ? freeing(act, assignment) : refuse('status')
}

/**
 * Months for which the platform keeps what it holds on somebody who left: the three years for which MHLW
 * 自営型テレワークの適正な実施のためのガイドライン wants records of orders kept, and everything else no longer than those.
 */
export const keptMonths = { audit: 36, terms: 36, payments: 36, training: 36, vetting: 36, contact: 36 } as const
export const kept = Object.keys(keptMonths) as (keyof typeof keptMonths)[]
/** After these everything is forgotten. */
export const forgottenMonths = Math.max(...Object.values(keptMonths))
/** The last day on which each is kept. */
export const keptUntil = (what: keyof typeof keptMonths, leftOn: Day): Day => addMonths(leftOn, keptMonths[what])

/**
 * What the statement of leaving promised: once the last day of everything that is kept has passed, the clock erases it. Who came
 * back, or holds another role, is still somebody here.
 */
export const decideForgetting = (
  member: { readonly id: string; readonly townId: string; readonly leftOn: Day; readonly isSomebody: boolean },
  today: Day,
): Permit<'worker.forget'> | Refusal<Why> =>
  !member.isSomebody && kept.every((what) => keptUntil(what, member.leftOn) < today)
    ? forgetting({ id: member.id, townId: member.townId })
    : refuse('status')

/** An application that came to nothing is erased after `refusedMonths`, unless its person is anything else here by then. */
export const decideForgettingApplicant = (
  applicant: { readonly id: string; readonly townId: string; readonly endedOn: Day; readonly isSomebody: boolean },
  today: Day,
): Permit<'worker.forget'> | Refusal<Why> =>
  !applicant.isSomebody && addMonths(applicant.endedOn, refusedMonths) < today
    ? forgetting({ id: applicant.id, townId: applicant.townId })
    : refuse('status')

/** The last day of a role that ends today: no longer in force today. */
export const lastDayOf = (today: Day): Day => addDays(today, -1)

/** A vetting or a course that ends within this many days is marked in the list of people. Days. */
export const expiringDays = 60
/** Who has neither accepted nor delivered for this long is found as without work. Days. */
export const idleDays = 28
