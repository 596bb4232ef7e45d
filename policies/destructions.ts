/** Destruction (廃棄): when a package's content goes for good, who decides that, and what must be settled first (OWASP ASVS v5.0.0-14.2.7). */
import type { DataClass } from './classes.ts'
import { addDays, type Day, daysBetween } from './days.ts'
import { type Permit, permit, type Refusal, refuse, type Subject, type Why } from './decision.ts'
import { isClosedTo } from './hold.ts'
import { type Ended, ended, type Status } from './packages.ts'
import { type Actor, holds, holdsAnywhere } from './people.ts'
import { within } from './statuses.ts'
import { handlingIn, type TownRules } from './towns.ts'

export const askingReasons = ['finished', 'withdrawn', 'requested', 'other'] as const
export type AskingReason = (typeof askingReasons)[number]
export const postponingReasons = ['inspection', 'dispute', 'unfetched', 'other'] as const
export type PostponingReason = (typeof postponingReasons)[number]

/** A draft that was withdrawn is destroyed after this many days. */
export const withdrawnDays = 30
/** The coordinators are told this many days before the clock destroys. */
export const noticeDays = 7
/** The most by which the day may be put off at once. */
export const mostPostponedDays = 30
/** Backups of the folder of keys live this long (README), so a certificate is final on the day after the last of them. */
export const keyBackupDays = 7

/** The day on which the clock destroys: counted from completion by the class and the town's rules, or from the withdrawal. */
export const keepUntil = (
  how: Ended,
  { dataClass, rules }: { readonly dataClass: DataClass | null; readonly rules: Pick<TownRules, 'classes'> },
  today: Day,
): Day => addDays(today, how === 'withdrawn' || dataClass === null ? withdrawnDays : handlingIn(rules, dataClass).keepDays)

/** The day from which no backup of the destroyed key is left. */
export const finalOn = (destroyedOn: Day): Day => addDays(destroyedOn, keyBackupDays)

/** `line`: a lot whose copies nobody has accounted for. */
export type Blocker =
  | { readonly kind: 'line'; readonly lot: number; readonly holder: string; readonly holderRomaji: string }
  | { readonly kind: 'incident' }
  | { readonly kind: 'delivery'; readonly lots: number }
  | { readonly kind: 'result' }

export const stages = ['none', 'asked', 'decided', 'done'] as const
export type Stage = (typeof stages)[number]
/** Nobody has decided it: the day may be put off, and the clock may come first. */
export const undecided = ['none', 'asked'] as const satisfies readonly Stage[]
export type DestructionFacts = {
  /** The package. */
  readonly id: string
  readonly townId: string
  readonly status: Status
  readonly dataClass: DataClass | null
  readonly keepUntil: Day | null
  readonly frozen: boolean
  /** How far it is: asked for by one person, decided and being carried out, or done with a certificate. */
  readonly stage: Stage
  readonly askedBy: string | null
  readonly openLines: readonly Omit<Extract<Blocker, { kind: 'line' }>, 'kind'>[]
  /** Deliveries that nobody has decided on. */
  readonly waiting: number
  readonly resultTaken: boolean
}

/** Everything that stands in the way, each by its name. An untaken result stops the clock, not two people who know of it. */
export function blockers({ openLines, frozen, waiting }: DestructionFacts): Blocker[] {
  return [
    ...(frozen ? [{ kind: 'incident' as const }] : []),
    ...(waiting > 0 ? [{ kind: 'delivery' as const, lots: waiting }] : []),
    ...openLines.map((line) => ({ kind: 'line' as const, ...line })),
  ]
}

export type Act =
  | 'destruction.read'
  | 'destruction.ask'
  | 'destruction.witness'
  | 'destruction.cancel'
  | 'destruction.postpone'
  | 'destruction.remind'
  | 'destruction.begin'
  | 'destruction.certify'
  | 'destruction.reconcile'

const isOwn = (actor: Actor, { townId }: Pick<Subject, 'townId'>) =>
  holds(actor, 'coordinator', townId) || holds(actor, 'manager', townId)
/** The secretariat knows of a destruction from the moment on in which a second person is needed. */
const isSecond = (actor: Actor, { stage }: Pick<DestructionFacts, 'stage'>) =>
  stage !== 'none' && holdsAnywhere(actor, 'secretariat')

/** Its page: the town's coordinators and manager; the secretariat and auditors where there is one. */
export const decideDestructionRead = (actor: Actor, facts: DestructionFacts): Permit<'destruction.read'> | Refusal<Why> =>
  isOwn(actor, facts) || isSecond(actor, facts) || (facts.stage === 'done' && holdsAnywhere(actor, 'auditor'))
    ? permit('destruction.read', facts)
    : refuse('unseen')

/** The text of its certificate: whoever reads the page, but where it holds the title, the town's own people only. */
export function decideCertificateText(
  actor: Actor,
  facts: DestructionFacts & { readonly holdsTitle: boolean },
): Permit<'destruction.read'> | Refusal<Why> {
  const read = decideDestructionRead(actor, facts)
  return 'refused' in read || !facts.holdsTitle || isOwn(actor, facts) ? read : refuse('role')
}

/** Asking: a coordinator of the town, for what has ended, with nothing in the way. */
export function decideAsk(actor: Actor, facts: DestructionFacts): Permit<'destruction.ask'> | Refusal<Why, Blocker> {
  if (!isOwn(actor, facts) && !isSecond(actor, facts)) return refuse('unseen')
  if (!holds(actor, 'coordinator', facts.townId)) return refuse('role')
  if (!within(ended, facts.status) || facts.stage !== 'none') return refuse('status')
  if (isClosedTo(actor, facts.dataClass)) return refuse('held')
  const unmet = blockers(facts)
  return unmet.length > 0 ? refuse('incomplete', unmet) : permit('destruction.ask', facts)
}

/**
 * Witnessing: another coordinator of the town, its manager, or the secretariat. INVARIANT: never who asked; db/destructions repeats
 * that in the WHERE. Everything is asked again, since days may lie between.
 */
export function decideWitness(actor: Actor, facts: DestructionFacts): Permit<'destruction.witness'> | Refusal<Why, Blocker> {
  if (!isOwn(actor, facts) && !isSecond(actor, facts)) return refuse('unseen')
  if (!within(ended, facts.status) || facts.stage !== 'asked') return refuse('status')
  if (facts.askedBy === actor.id) return refuse('second')
  if (isClosedTo(actor, facts.dataClass)) return refuse('held')
  const unmet = blockers(facts)
  return unmet.length > 0 ? refuse('incomplete', unmet) : permit('destruction.witness', facts)
}

/** Taking it back while it waits: whoever may ask or witness. */
export function decideCancel(actor: Actor, facts: DestructionFacts): Permit<'destruction.cancel'> | Refusal<Why> {
  if (!isOwn(actor, facts) && !isSecond(actor, facts)) return refuse('unseen')
  return facts.stage === 'asked' ? permit('destruction.cancel', facts) : refuse('status')
}

/** Putting the day off: a coordinator of the town, while nothing is decided. */
export function decidePostpone(actor: Actor, facts: DestructionFacts): Permit<'destruction.postpone'> | Refusal<Why> {
  if (!isOwn(actor, facts)) return refuse('unseen')
  if (!holds(actor, 'coordinator', facts.townId)) return refuse('role')
  const open = within(ended, facts.status) && within(undecided, facts.stage) && facts.keepUntil !== null
  return open ? permit('destruction.postpone', facts) : refuse('status')
}
/** The days to which it may be put off: later than the day that stands and than today, and at most `mostPostponedDays` after both. */
export function postponable(keepUntil: Day, today: Day): { readonly from: Day; readonly to: Day } {
  const later = keepUntil > today ? keepUntil : today
  return { from: addDays(later, 1), to: addDays(later, mostPostponedDays) }
}

/** What the clock waits for: all that people wait for, and that the town has taken what was made for it. */
export const blockersOfClock = (facts: DestructionFacts): Blocker[] => [
  ...blockers(facts),
  ...(facts.status === 'completed' && !facts.resultTaken ? [{ kind: 'result' as const }] : []),
]

/** On its day a package is destroyed by the clock, nobody asking. */
export function decideBegin(facts: DestructionFacts, today: Day): Permit<'destruction.begin'> | Refusal<Why, Blocker> {
  const isDue = facts.keepUntil !== null && facts.keepUntil <= today && within(ended, facts.status)
  if (!isDue || !within(undecided, facts.stage)) return refuse('status')
  const unmet = blockersOfClock(facts)
  return unmet.length > 0 ? refuse('incomplete', unmet) : permit('destruction.begin', facts)
}

/** Whether the coordinators are reminded on a day, and since when one reminder is enough: once before it is due, then once a day. */
export function reminderFor(
  facts: DestructionFacts,
  today: Day,
): { readonly permit: Permit<'destruction.remind'>; readonly since: Day } | undefined {
  if (facts.keepUntil === null || !within(ended, facts.status) || !within(undecided, facts.stage)) return
  const days = daysBetween(today, facts.keepUntil)
  if (days > noticeDays) return
  const since = days > 0 ? addDays(facts.keepUntil, -noticeDays) : today
  return { permit: permit('destruction.remind', facts), since }
}

/** Whoever decided a destruction, people or the clock, is permitted all that follows from it. */
export const decideFinish = (facts: Pick<DestructionFacts, 'id' | 'townId' | 'stage'>) =>
  facts.stage === 'decided'
    ? { close: permit('package.close', facts), certify: permit('destruction.certify', facts) }
    : refuse('status')

/**
 * An older copy of the database came back: it knows nothing of a destruction, the mark in the folder of keys does, and the mark is
 * right, since nothing opens any more.
 */
export const decideReconcile = (
  pkg: Subject & { readonly destroyed: boolean; readonly keyDestroyed: boolean },
): Permit<'destruction.reconcile'> | Refusal<Why> =>
  pkg.keyDestroyed && !pkg.destroyed ? permit('destruction.reconcile', pkg) : refuse('status')
