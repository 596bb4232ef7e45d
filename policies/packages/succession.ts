/** Who answers for packages when their manager moves on (引き継ぎ) or is away for some days (代理). */
import { type Actor, holds, holdsAnywhere } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addDays, type Day } from '../kernel/days.ts'
import type { Permit, Refusal, Subject, Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'

const ofManager = {
  on: 'person',
  by: ['self', 'coordinator', 'secretariat'],
  tells: ['self', 'stand-in', 'stand-in-officers'],
  letter: 'own',
  leads: 'packages',
  untouched: 'slight',
} as const

/**
 * What is open of a manager in one town passes to another manager of that town, or somebody stands in from a day to a day. Whoever holds
 * the role may do the work of every package of the town; this is about who answers for it and hears of it. Nothing of a package is
 * shown or changed, so that it may be done whatever has closed one.
 */
export const successionActs = {
  'manager.succeed': ofManager,
  'manager.deputise': ofManager,
  'manager.resume': ofManager,
  'package.succeed': { on: 'package', by: ['system'], despite: ['frozen', 'destroyed'] },
} as const satisfies Acts<'self' | 'coordinator' | 'secretariat' | 'system'>
const { judge, follow } = rulesOf(successionActs)
export type Act = 'manager.succeed' | 'manager.deputise' | 'manager.resume'

/** By the manager, by a coordinator of the town, or by the secretariat where the manager has gone. */
export function decide<A extends Act>(
  act: A,
  actor: Actor,
  { managerId, townId }: { readonly managerId: string; readonly townId: string },
): Permit<A> | Refusal<Why> {
  const relations = [
    ...(managerId === actor.id && holds(actor, 'manager', townId) ? ['self'] : []),
    ...(holds(actor, 'coordinator', townId) ? ['coordinator'] : []),
    ...(holdsAnywhere(actor, 'secretariat') ? ['secretariat'] : []),
  ]
  return judge(act, actor, relations, { id: managerId, townId })
}

/** Each package that passes on has a record of its own. */
export const succeeding = (pkg: Subject): Permit<'package.succeed'> => follow('package.succeed', pkg)

/** The longest that somebody stands in, days, and how far ahead it may begin; longer is a succession. */
export const mostDeputyDays = 92
type DeputyFlaw = 'from-past' | 'until-early' | 'until-long'
/** What is wrong with the days on which somebody is to stand in, both included. */
export function deputyFlaw(
  { fromOn, untilOn }: { readonly fromOn: Day; readonly untilOn: Day },
  today: Day,
): DeputyFlaw | undefined {
  if (fromOn < today) return 'from-past'
  if (untilOn < fromOn) return 'until-early'
  return untilOn > addDays(today, mostDeputyDays) ? 'until-long' : undefined
}
