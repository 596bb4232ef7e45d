/** Training: what a completion is worth, until when, and who may record one. */

import { type Actor, holds, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addMonths, type Day, daysBetween } from '../kernel/days.ts'
import { alliance, type Permit, type Refusal, type Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'

export const results = ['passed', 'failed', 'absent'] as const
export type Result = (typeof results)[number]
export const trainingActs = {
  'completion.record': {
    on: 'completion',
    by: ['trainer'],
    gates: ['not-own'],
    tells: ['learner'],
    letter: 'own',
    leads: 'training',
  },
  'course.read': { on: 'person', by: ['trainer'] },
  'course.add': { on: 'course', by: ['trainer'] },
  'course.add-session': { on: 'course', by: ['trainer'] },
  'training.read': { on: 'person', by: ['worker'] },
} as const satisfies Acts<Role>
export type Act = keyof typeof trainingActs
const { judge, anywhere } = rulesOf(trainingActs)

/** The last day on which a completion counts; null: for good. Security courses count for 12 months. */
export const validUntil = (completedOn: Day, validMonths: number | null): Day | null =>
  validMonths === null ? null : addMonths(completedOn, validMonths)

export type Held = { readonly result: Result; readonly completedOn: Day; readonly validUntil: Day | null }
export const standings = ['valid', 'expired', 'failed', 'missing'] as const
export type Standing = (typeof standings)[number]

/** What a person's records of one course amount to on a day: a valid pass outlives a later failure. */
export function standing(records: readonly Held[], on: Day): { state: Standing; until: Day | null } {
  const passes = records.filter((held) => held.result === 'passed' && held.completedOn <= on)
  const until = passes.some((held) => held.validUntil === null)
    ? null
    : (passes
        .map((held) => held.validUntil!)
        .sort()
        .at(-1) ?? undefined)
  if (until === null) return { state: 'valid', until: null }
  if (until !== undefined) return { state: until >= on ? 'valid' : 'expired', until }
  return { state: records.some((held) => held.result === 'failed') ? 'failed' : 'missing', until: null }
}

/** People are told this many days before a completion stops counting. */
export const soonDays = 30
/** How a standing is shown: valid, and about to end. */
export type Shown = Standing | 'soon'
export function shownStanding(records: readonly Held[], on: Day): { state: Shown; until: Day | null } {
  const { state, until } = standing(records, on)
  return { state: state === 'valid' && until !== null && daysBetween(on, until) <= soonDays ? 'soon' : state, until }
}

/** A trainer records for people of the towns that they teach, never for themselves. */
export function decideRecord(
  actor: Actor,
  learner: { id: string; townId: string },
  completionId: string,
): Permit<'completion.record'> | Refusal<Why> {
  const teaches = holds(actor, 'trainer', learner.townId)
  const facts = { id: completionId, townId: learner.townId, own: learner.id === actor.id }
  return judge('completion.record', actor, teaches ? ['trainer'] : [], facts)
}

export const decideCourses = (actor: Actor) => anywhere('course.read', actor)

/** Courses belong to the whole alliance: any trainer may add one, or a day on which it is taught. */
export const decideCourseChange = <A extends 'course.add' | 'course.add-session'>(act: A, actor: Actor, id: string) =>
  anywhere(act, actor, { id, townId: alliance })

/** Each worker reads their own record. */
export const decideOwnTraining = (actor: Actor) => anywhere('training.read', actor)
