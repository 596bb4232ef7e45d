/** Whether a leak must be reported, by when, and when the clock warns (個人情報の保護に関する法律 68条). */
import { addDays, type Day, dayOf, daysBetween } from '../kernel/days.ts'
import { within } from '../kernel/statuses.ts'
import type { Outcome } from './incidents.ts'

/** Plain questions, in the order in which people can answer them. */
export const questions = ['personal', 'many', 'sensitive', 'damage', 'purpose', 'unread', 'sealed'] as const
export type Question = (typeof questions)[number]
export const answers = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof answers)[number]
export type Answers = Partial<Readonly<Record<Question, Answer>>>

/** Each of these is a reason to report: more than 100 people for a public body (`many`), all others from one person on. */
const triggers = ['many', 'sensitive', 'damage', 'purpose'] as const satisfies readonly Question[]
/** Each of these means that nothing is reported, whatever else holds: all of it came back unread, or nobody can read it. */
const exempting = ['unread', 'sealed'] as const satisfies readonly Question[]

/** `because`: the questions whose answer decides it; where it is unknown, those that still want one. */
export type Duty = { readonly due: 'yes' | 'no' | 'unknown'; readonly because: readonly Question[] }

export function dutyOf(said: Answers): Duty {
  const exempt = exempting.filter((question) => said[question] === 'yes')
  if (exempt.length > 0) return { due: 'no', because: exempt }
  if (said.personal === 'no') return { due: 'no', because: ['personal'] }
  const reasons = triggers.filter((question) => said[question] === 'yes')
  // Somebody who says that a hundred people are in it has said that people are.
  if (reasons.length > 0) return { due: 'yes', because: reasons }
  const open = (['personal', ...triggers] as const).filter((question) => said[question] !== 'yes' && said[question] !== 'no')
  return open.length > 0 ? { due: 'unknown', because: open } : { due: 'no', because: triggers }
}

/** The town's finding outweighs what was feared: what came back unread was no leak. */
export const isReportDue = (said: Answers, outcome: Outcome | null): Duty['due'] =>
  outcome === 'unread' ? 'no' : dutyOf(said).due

export const warningHours = 72
/**
 * The last day of each report, counted from the day on which the town came to know as the first: the stricter way to count, so that
 * nobody who counts otherwise is late. The first report is due in about 3 to 5 days; the final one in 30, or in 60 where a wrongful
 * purpose is suspected (個人情報の保護に関する法律).
 */
export const reportDays = { preliminary: 5, final: 30, finalOfPurpose: 60 } as const

export type Deadlines = {
  /** An instant (ISO text). */
  readonly warningAt: string
  readonly preliminaryOn: Day
  readonly finalOn: Day
}
export function deadlinesOf(knownAt: string, said: Answers): Deadlines {
  const knownOn = dayOf(knownAt)
  const days = said.purpose === 'yes' ? reportDays.finalOfPurpose : reportDays.final
  return {
    warningAt: new Date(Date.parse(knownAt) + warningHours * 3_600_000).toISOString(),
    preliminaryOn: addDays(knownOn, reportDays.preliminary - 1),
    finalOn: addDays(knownOn, days - 1),
  }
}

export type ClockFacts = {
  /** When the first report of the matter came in. */
  readonly knownAt: string
  readonly answers: Answers
  readonly outcome: Outcome | null
  readonly preliminaryFiled: boolean
  readonly finalFiled: boolean
  readonly closed: boolean
}

/** What a clock says now: done, not needed, late, soon, or simply running. */
export const clockStates = ['done', 'off', 'late', 'near', 'running'] as const
export type ClockState = (typeof clockStates)[number]
/** Nothing more is due: no warnings, and no days to count. */
export const settled = ['done', 'off'] as const satisfies readonly ClockState[]
export type Clock = {
  readonly kind: 'preliminary' | 'final'
  readonly on: Day
  readonly left: number
  readonly state: ClockState
}

/** Days before the end from which a clock is near. */
const nearHours = 24
const nearDays = { preliminary: 1, final: 5 } as const

/** Both clocks at an instant. `left`: whole days to the last day, negative when it has passed. A filed final report settles both. */
export function clocksOf(facts: ClockFacts, now: string): readonly Clock[] {
  const { preliminaryOn, finalOn } = deadlinesOf(facts.knownAt, facts.answers)
  const isOff = facts.closed || isReportDue(facts.answers, facts.outcome) === 'no'
  const clock = (kind: Clock['kind'], on: Day, filed: boolean): Clock => {
    const left = daysBetween(dayOf(now), on)
    const running = left < 0 ? 'late' : left <= nearDays[kind] ? 'near' : 'running'
    return { kind, on, left, state: filed ? 'done' : isOff ? 'off' : running }
  }
  return [
    clock('preliminary', preliminaryOn, facts.preliminaryFiled || facts.finalFiled),
    clock('final', finalOn, facts.finalFiled),
  ]
}

/** By when it must be known whether a report is due. `left`: whole hours, negative when they have passed. */
export function decisionClock({ knownAt, answers: said, outcome, closed }: ClockFacts, now: string) {
  const at = new Date(Date.parse(knownAt) + warningHours * 3_600_000).toISOString()
  const left = Math.floor((Date.parse(at) - Date.parse(now)) / 3_600_000)
  const isDecided = closed || isReportDue(said, outcome) !== 'unknown'
  const state: ClockState = isDecided ? 'done' : left < 0 ? 'late' : left <= nearHours ? 'near' : 'running'
  return { at, left, state }
}

/** What the clockwork tells the town, once each. */
export const marks = ['hours-72', 'preliminary-eve', 'preliminary-late', 'final-5', 'final-1', 'final-late'] as const
export type Mark = (typeof marks)[number]
export const isLate = (mark: string): boolean => /^(preliminary|final)-late/.test(mark)

/**
 * Every warning that is due at an instant and not among `warned`, oldest first. Each bears the day that it is about, so that a new
 * last day (a wrongful purpose came to light) is warned of anew.
 */
export function warningsDue(facts: ClockFacts, warned: readonly string[], now: string): string[] {
  const { warningAt, preliminaryOn, finalOn } = deadlinesOf(facts.knownAt, facts.answers)
  const today = dayOf(now)
  const [preliminary, final] = clocksOf(facts, now)
  const isOpen = (clock: Clock | undefined) => clock !== undefined && !within(settled, clock.state)
  const due: [Mark, Day, boolean][] = [
    ['hours-72', preliminaryOn, isOpen(preliminary) && now >= warningAt],
    ['preliminary-eve', preliminaryOn, isOpen(preliminary) && today >= addDays(preliminaryOn, -1)],
    ['preliminary-late', preliminaryOn, isOpen(preliminary) && today > preliminaryOn],
    ['final-5', finalOn, isOpen(final) && today >= addDays(finalOn, -5)],
    ['final-1', finalOn, isOpen(final) && today >= addDays(finalOn, -1)],
    ['final-late', finalOn, isOpen(final) && today > finalOn],
  ]
  return due.flatMap(([mark, day, isDue]) => (isDue ? [`${mark} ${day}`] : [])).filter((mark) => !warned.includes(mark))
}

/** The first day on which something is due, for lists that put what is urgent first; nothing where no clock runs. */
export const nextDay = (clocks: readonly Clock[]): Day | undefined =>
  clocks
    .filter(({ state }) => !within(settled, state))
    .map(({ on }) => on)
    .sort()[0]

/** What must be there before an incident is closed: the questions answered and, where a report is due, its final version filed. */
export type ClosingGap = 'answers' | 'final'
export function gapsBeforeClosing({
  answers: said,
  outcome,
  finalFiled,
}: Pick<ClockFacts, 'answers' | 'outcome' | 'finalFiled'>): readonly ClosingGap[] {
  const due = isReportDue(said, outcome)
  if (due === 'no' || finalFiled) return []
  return due === 'yes' ? ['final'] : ['answers']
}
