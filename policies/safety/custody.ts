/** The ledger (情報管理台帳) that towns' contracts ask for: a line for each lot that was handed out, open until it is accounted for. */

import { type Actor, holds, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { type Day, daysBetween } from '../kernel/days.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { clock, rulesOf } from '../kernel/judge.ts'

/** How a lot came back: delivered and approved, handed back, taken back or cancelled by the town's side, or freed because its worker left. */
export const returns = ['delivered', 'handed-back', 'taken-back', 'cancelled', 'left'] as const
export type Return = (typeof returns)[number]

/**
 * What is known of the copies. `never-left`: no file was ever taken. `deleted`: its worker says that every copy is gone. `seen`,
 * `heard`: the town saw it, or was told, because the worker cannot say it here. `destroyed`: nothing left, and the key is gone.
 */
export const accountings = ['never-left', 'deleted', 'seen', 'heard', 'destroyed'] as const
export type Accounting = (typeof accountings)[number]
/** How a town knows, and why the worker does not say it themselves; both choices go into the audit. */
export const townAccountings = ['seen', 'heard'] as const satisfies readonly Accounting[]
export const townReasons = ['left', 'unreachable', 'unwell', 'no-device', 'other'] as const
export type TownReason = (typeof townReasons)[number]
/** Where copies hide: the page asks after each. */
export const hidingPlaces = ['computer', 'downloads', 'usb', 'paper', 'mail', 'bin'] as const

export type LineFacts = {
  /** The assignment. */
  readonly id: string
  readonly townId: string
  readonly holderId: string
  /** How many times a file was taken. */
  readonly takes: number
  readonly returnedAt: string | null
  readonly accountedAt: string | null
  /** Since when its package is frozen. */
  readonly frozenAt: string | null
}

/** `taken`: files are out and somebody has to say what became of them. `held`: still in work. */
export const lineStates = ['held', 'taken', 'accounted'] as const
export type LineState = (typeof lineStates)[number]
export function stateOf({ takes, returnedAt, accountedAt }: Pick<LineFacts, 'takes' | 'returnedAt' | 'accountedAt'>): LineState {
  if (accountedAt !== null) return 'accounted'
  return returnedAt !== null && takes > 0 ? 'taken' : 'held'
}
/** The days after a lot's end on which its worker is reminded, and on which the town's coordinators are told as well. */
export const reminderDays = { worker: 3, town: 10 } as const

const ofLine = { on: 'assignment', from: ['taken'] } as const
const tellsWorker = { tells: ['worker'], letter: 'own', leads: 'custody' } as const
/** While a suspected leak is looked into nobody is asked to delete anything: everything stays as it is until the town has looked. */
export const custodyActs = {
  'custody.read': { on: 'package', by: ['coordinator', 'manager'], reads: 'facts' },
  'custody.declare': { ...ofLine, by: ['holder'], to: 'accounted' },
  'custody.account': { ...ofLine, by: ['coordinator'], to: 'accounted', gates: ['not-own'], ...tellsWorker },
  'custody.remind': { ...ofLine, by: ['system'], ...tellsWorker },
  'custody.urge': { ...ofLine, by: ['system'], ...tellsWorker, tells: ['worker', 'coordinators'] },
} as const satisfies Acts<Role | 'holder' | 'system', LineState>
export type Act = keyof typeof custodyActs
const { judge } = rulesOf(custodyActs)

const staffOf = (actor: Actor, townId: string) =>
  (['coordinator', 'manager'] as const).filter((role) => holds(actor, role, townId))
const factsOf = (line: LineFacts) => ({ id: line.id, townId: line.townId, status: stateOf(line), frozen: line.frozenAt !== null })

/** The ledger of a package: the coordinators of its town and its manager. */
export const decideLedger = (actor: Actor, pkg: Subject): Permit<'custody.read'> | Refusal<Why> =>
  judge('custody.read', actor, staffOf(actor, pkg.townId), pkg)

/**
 * Who was handed the lot says that every copy is gone, once the work has ended: whatever role they still hold, since a duty outlasts
 * it. `status`: still in work, or nothing is left to say. `closed`: frozen.
 */
export const decideDeclare = ({ id }: Pick<Actor, 'id'>, line: LineFacts): Permit<'custody.declare'> | Refusal<Why> =>
  judge('custody.declare', { id, grants: [] }, line.holderId === id ? ['holder'] : [], factsOf(line))

/** The town says it for those who cannot: a coordinator, never about their own lot. A manager may look, but has no say in it. */
export const decideAccount = (actor: Actor, line: LineFacts): Permit<'custody.account'> | Refusal<Why> =>
  judge('custody.account', actor, staffOf(actor, line.townId), { ...factsOf(line), own: line.holderId === actor.id })

/** Who is reminded of a lot that ended on a day, if anybody is by now: first its worker, later the coordinators too. */
export function decideReminder(
  line: LineFacts & { readonly returnedOn: Day },
  today: Day,
): Permit<'custody.remind' | 'custody.urge'> | Refusal<Why> {
  const days = daysBetween(line.returnedOn, today)
  if (days < reminderDays.worker) return refuse('status')
  return judge(days < reminderDays.town ? 'custody.remind' : 'custody.urge', clock, ['system'], factsOf(line))
}
