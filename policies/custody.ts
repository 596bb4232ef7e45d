/** The ledger (情報管理台帳) that towns' contracts ask for: a line for each lot that was handed out, open until it is accounted for. */
import { type Day, daysBetween } from './days.ts'
import { type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'
import { type Actor, holds } from './people.ts'

/** How a lot came back: delivered and approved, handed back, cancelled by the town's side, or freed because its worker left. */
export const returns = ['delivered', 'handed-back', 'cancelled', 'left'] as const
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
/** While a suspected leak is looked into nobody is asked to delete anything: everything stays as it is until the town has looked. */
function closedUnlessTaken(line: LineFacts): Refusal<Why> | undefined {
  if (stateOf(line) !== 'taken') return refuse('status')
  return line.frozenAt === null ? undefined : refuse('closed', ['frozen'])
}

/** The days after a lot's end on which its worker is reminded, and on which the town's coordinators are told as well. */
export const reminderDays = { worker: 3, town: 10 } as const

export type Act = 'custody.read' | 'custody.declare' | 'custody.account' | 'custody.remind' | 'custody.urge'

/** The ledger of a package: the coordinators of its town and its manager. */
export function decideLedger(actor: Actor, pkg: Subject): Permit<'custody.read'> | Refusal<Why> {
  const isStaff = holds(actor, 'coordinator', pkg.townId) || holds(actor, 'manager', pkg.townId)
  return isStaff ? permit('custody.read', pkg) : refuse('unseen')
}

/**
 * Who was handed the lot says that every copy is gone, once the work has ended: whatever role they still hold, since a duty outlasts
 * it. `status`: still in work, or nothing is left to say. `closed`: frozen.
 */
export function decideDeclare(actor: Pick<Actor, 'id'>, line: LineFacts): Permit<'custody.declare'> | Refusal<Why> {
  if (line.holderId !== actor.id) return refuse('unseen')
  return closedUnlessTaken(line) ?? permit('custody.declare', line)
}

/** The town says it for those who cannot: a coordinator, never about their own lot. A manager may look, but has no say in it. */
export function decideAccount(actor: Actor, line: LineFacts): Permit<'custody.account'> | Refusal<Why> {
  if (!holds(actor, 'coordinator', line.townId)) return refuse(holds(actor, 'manager', line.townId) ? 'role' : 'unseen')
  if (line.holderId === actor.id) return refuse('own-work')
  return closedUnlessTaken(line) ?? permit('custody.account', line)
}

/** Who is reminded of a lot that ended on a day, if anybody is by now: first its worker, later the coordinators too. */
export function decideReminder(
  line: LineFacts & { readonly returnedOn: Day },
  today: Day,
): Permit<'custody.remind' | 'custody.urge'> | Refusal<Why> {
  const days = daysBetween(line.returnedOn, today)
  const closed = days < reminderDays.worker ? refuse('status') : closedUnlessTaken(line)
  return closed ?? permit(days < reminderDays.town ? 'custody.remind' : 'custody.urge', line)
}
