/** Destruction (廃棄): when a package's content goes for good, who decides that, and what must be settled first (OWASP ASVS v5.0.0-14.2.7). */

import { type Actor, holds, holdsAnywhere, type Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { addDays, type Day, daysBetween } from '../kernel/days.ts'
import { type Permit, type Refusal, refuse, type Subject, type Why } from '../kernel/decision.ts'
import { clock, rulesOf } from '../kernel/judge.ts'
import { within } from '../kernel/statuses.ts'
import { handlingIn, type TownRules } from '../membership/towns.ts'
import { closing } from '../packages/packages.ts'
import { delivered, type Ended, ended, type Status } from '../packages/statuses.ts'
import type { DataClass } from './classes.ts'

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
  /** The town has taken it, or there is none. */
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

const byOwner = { on: 'package', by: ['coordinator'] } as const
const bySeconds = { on: 'package', by: ['coordinator', 'manager', 'secretariat'] } as const
const byClock = { on: 'package', by: ['system'] } as const
const led = { letter: 'own', leads: 'destruction' } as const
export const destructionActs = {
  'destruction.read': { on: 'package', by: ['coordinator', 'manager', 'secretariat', 'auditor'], reads: 'facts' },
  'destruction.ask': {
    ...byOwner,
    from: ['none'],
    to: 'asked',
    gates: ['unheld'],
    grave: true,
    tells: ['witnesses'],
    ...led,
  },
  // To decide it is to destroy.
  'destruction.witness': {
    ...bySeconds,
    from: ['asked'],
    to: 'decided',
    gates: ['second', 'unheld'],
    grave: true,
    despite: ['destroyed'],
  },
  // Taking it back and putting it off keep everything as it is; so does a reminder.
  'destruction.cancel': {
    ...bySeconds,
    from: ['asked'],
    to: 'none',
    untouched: 'safe',
    despite: ['frozen'],
    tells: ['coordinators', 'manager'],
    ...led,
  },
  'destruction.postpone': {
    ...byOwner,
    from: undecided,
    untouched: 'safe',
    despite: ['frozen'],
    tells: ['coordinators', 'manager'],
    ...led,
  },
  'destruction.remind': { ...byClock, from: undecided, despite: ['frozen'], tells: ['coordinators'], ...led },
  'destruction.begin': { ...byClock, from: undecided, to: 'decided', despite: ['destroyed'] },
  // The key has gone, whatever is told of afterwards.
  'destruction.certify': { ...byClock, from: ['decided'], to: 'done', despite: ['frozen', 'destroyed'] },
  'destruction.reconcile': { ...byClock, despite: ['frozen', 'destroyed'], tells: ['coordinators'], ...led },
} as const satisfies Acts<Role | 'system', Stage>
export type Act = keyof typeof destructionActs
const { judge, follow } = rulesOf(destructionActs)

/** The town's own; the secretariat knows of a destruction from when a second person is needed, auditors of one that is done. */
const relationsTo = (actor: Actor, { townId, stage }: Pick<DestructionFacts, 'townId' | 'stage'>): Role[] => [
  ...(['coordinator', 'manager'] as const).filter((role) => holds(actor, role, townId)),
  ...(stage !== 'none' && holdsAnywhere(actor, 'secretariat') ? (['secretariat'] as const) : []),
  ...(stage === 'done' && holdsAnywhere(actor, 'auditor') ? (['auditor'] as const) : []),
]
/** While its package has not ended there is nothing to destroy. */
const asked = (facts: DestructionFacts) => ({ ...facts, status: within(ended, facts.status) ? facts.stage : undefined })
/** A freeze is named with everything else that stands in the way. */
const unlessBlocked = <A extends Act>(
  may: Permit<A> | Refusal<Why>,
  unmet: readonly Blocker[],
): Permit<A> | Refusal<Why, Blocker> => {
  if ('refused' in may && may.refused !== 'closed') return refuse(may.refused)
  return 'refused' in may || unmet.length > 0 ? refuse('incomplete', unmet) : may
}

/** Its page: the town's coordinators and manager; the secretariat and auditors where there is one. */
export const decideDestructionRead = (actor: Actor, facts: DestructionFacts): Permit<'destruction.read'> | Refusal<Why> =>
  judge('destruction.read', actor, relationsTo(actor, facts), facts)

/** The text of its certificate: whoever reads the page, but where it holds the title, the town's own people only. */
export function decideCertificateText(
  actor: Actor,
  facts: DestructionFacts & { readonly holdsTitle: boolean },
): Permit<'destruction.read'> | Refusal<Why> {
  const read = decideDestructionRead(actor, facts)
  const isOwn = relationsTo(actor, facts).some((role) => role === 'coordinator' || role === 'manager')
  return 'refused' in read || !facts.holdsTitle || isOwn ? read : refuse('role')
}

/** Asking: a coordinator of the town, for what has ended, with nothing in the way. */
export const decideAsk = (actor: Actor, facts: DestructionFacts): Permit<'destruction.ask'> | Refusal<Why, Blocker> =>
  unlessBlocked(judge('destruction.ask', actor, relationsTo(actor, facts), asked(facts)), blockers(facts))

/**
 * Witnessing: another coordinator of the town, its manager, or the secretariat. INVARIANT: never who asked; db/destructions repeats
 * that in the WHERE. Everything is asked again, since days may lie between.
 */
export function decideWitness(actor: Actor, facts: DestructionFacts): Permit<'destruction.witness'> | Refusal<Why, Blocker> {
  const may = judge('destruction.witness', actor, relationsTo(actor, facts), { ...asked(facts), first: facts.askedBy })
  return unlessBlocked(may, blockers(facts))
}

/** Taking it back while it waits: whoever may ask or witness. */
export const decideCancel = (actor: Actor, facts: DestructionFacts): Permit<'destruction.cancel'> | Refusal<Why> =>
  judge('destruction.cancel', actor, relationsTo(actor, facts), { ...facts, status: facts.stage })

/** Putting the day off: a coordinator of the town, while nothing is decided. */
export function decidePostpone(actor: Actor, facts: DestructionFacts): Permit<'destruction.postpone'> | Refusal<Why> {
  const may = judge('destruction.postpone', actor, relationsTo(actor, facts), asked(facts))
  return 'act' in may && facts.keepUntil === null ? refuse('status') : may
}
/** The days to which it may be put off: later than the day that stands and than today, and at most `mostPostponedDays` after both. */
export function postponable(keepUntil: Day, today: Day): { readonly from: Day; readonly to: Day } {
  const later = keepUntil > today ? keepUntil : today
  return { from: addDays(later, 1), to: addDays(later, mostPostponedDays) }
}

/** What the clock waits for: all that people wait for, and that the town has taken what was made for it. */
export const blockersOfClock = (facts: DestructionFacts): Blocker[] => [
  ...blockers(facts),
  ...(within(delivered, facts.status) && !facts.resultTaken ? [{ kind: 'result' as const }] : []),
]

/** On its day a package is destroyed by the clock, nobody asking. */
export function decideBegin(facts: DestructionFacts, today: Day): Permit<'destruction.begin'> | Refusal<Why, Blocker> {
  if (facts.keepUntil === null || facts.keepUntil > today) return refuse('status')
  return unlessBlocked(judge('destruction.begin', clock, ['system'], asked(facts)), blockersOfClock(facts))
}

/** Whether the coordinators are reminded on a day, and since when one reminder is enough: once before it is due, then once a day. */
export function reminderFor(
  facts: DestructionFacts,
  today: Day,
): { readonly permit: Permit<'destruction.remind'>; readonly since: Day } | undefined {
  const may = judge('destruction.remind', clock, ['system'], asked(facts))
  if (facts.keepUntil === null || 'refused' in may) return
  const days = daysBetween(today, facts.keepUntil)
  if (days > noticeDays) return
  const since = days > 0 ? addDays(facts.keepUntil, -noticeDays) : today
  return { permit: may, since }
}

/** Whoever decided a destruction, people or the clock, is permitted all that follows from it. */
export const decideFinish = (facts: Pick<DestructionFacts, 'id' | 'townId' | 'stage'>) =>
  facts.stage === 'decided' ? { close: closing(facts), certify: follow('destruction.certify', facts) } : refuse('status')

/**
 * An older copy of the database came back: it knows nothing of a destruction, the mark in the folder of keys does, and the mark is
 * right, since nothing opens any more.
 */
export const decideReconcile = (
  pkg: Subject & { readonly destroyed: boolean; readonly keyDestroyed: boolean },
): Permit<'destruction.reconcile'> | Refusal<Why> =>
  pkg.keyDestroyed && !pkg.destroyed ? follow('destruction.reconcile', pkg) : refuse('status')
