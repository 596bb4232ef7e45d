import { expect, test } from 'vitest'
import {
  type Answer,
  type Answers,
  answers,
  type ClockFacts,
  clocksOf,
  deadlinesOf,
  decisionClock,
  dutyOf,
  gapsBeforeClosing,
  isLate,
  isReportDue,
  nextDay,
  type Question,
  questions,
  warningsDue,
} from '../../policies/safety/incident-duty.ts'
import { gapsBeforeFiling, type Items, reportItems, sealedReport } from '../../policies/safety/incident-reports.ts'

const no: Answers = { personal: 'yes', many: 'no', sensitive: 'no', damage: 'no', purpose: 'no', unread: 'no', sealed: 'no' }

test.for([
  [{}, 'unknown', ['personal', 'many', 'sensitive', 'damage', 'purpose']],
  [no, 'no', ['many', 'sensitive', 'damage', 'purpose']],
  [{ ...no, many: 'yes' }, 'yes', ['many']],
  [{ ...no, sensitive: 'yes' }, 'yes', ['sensitive']],
  [{ ...no, damage: 'yes' }, 'yes', ['damage']],
  [{ ...no, purpose: 'yes' }, 'yes', ['purpose']],
  [{ ...no, many: 'yes', purpose: 'yes' }, 'yes', ['many', 'purpose']],
  [{ ...no, many: 'unknown' }, 'unknown', ['many']],
  [{ ...no, many: 'unknown', damage: 'yes' }, 'yes', ['damage']],
  [{ ...no, personal: 'no' }, 'no', ['personal']],
  [{ ...no, personal: 'no', many: 'yes' }, 'no', ['personal']],
  [{ ...no, personal: 'unknown' }, 'unknown', ['personal']],
  [{ ...no, many: 'yes', sealed: 'yes' }, 'no', ['sealed']],
  [{ ...no, many: 'yes', unread: 'yes' }, 'no', ['unread']],
  [{ ...no, many: 'yes', unread: 'unknown', sealed: 'unknown' }, 'yes', ['many']],
] as const)('%j: %s because of %j', ([said, due, because]) => {
  expect(dutyOf(said)).toEqual({ due, because })
})

/** The same rule, written by counting instead of by cases: over every way to answer. */
test('over all answers: exempt, impersonal, a reason, an open question, or none', () => {
  const values: (Answer | undefined)[] = [...answers, undefined]
  let tried = 0
  const walk = (said: Answers, [next, ...rest]: readonly Question[]): void => {
    if (next) {
      for (const value of values) walk(value ? { ...said, [next]: value } : said, rest)
      return
    }
    tried++
    const yes = (...of: Question[]) => of.filter((question) => said[question] === 'yes').length
    const known = (...of: Question[]) => of.every((question) => said[question] === 'yes' || said[question] === 'no')
    const four = ['many', 'sensitive', 'damage', 'purpose'] as const
    const due =
      yes('unread', 'sealed') > 0 || said.personal === 'no'
        ? 'no'
        : yes(...four) > 0
          ? 'yes'
          : known('personal', ...four)
            ? 'no'
            : 'unknown'
    expect(dutyOf(said).due).toBe(due)
    expect(dutyOf(said).because.length).toBeGreaterThan(0)
  }
  walk({}, questions)
  expect(tried).toBe(4 ** 7)
})

test('what came back unread is no leak, whatever was feared', () => {
  expect(isReportDue({ many: 'yes' }, 'unread')).toBe('no')
  expect(isReportDue({ many: 'yes' }, 'leak')).toBe('yes')
  expect(isReportDue({ many: 'yes' }, 'unconfirmed')).toBe('yes')
})

// Known at noon in Japan on the 21st: that day is the first.
const known = '2026-11-21T03:00:00.000Z'
test('the days count from the day of knowing, in Japan', () => {
  expect(deadlinesOf(known, {})).toEqual({
    warningAt: '2026-11-24T03:00:00.000Z',
    preliminaryOn: '2026-11-25',
    finalOn: '2026-12-20',
  })
  expect(deadlinesOf(known, { purpose: 'yes' }).finalOn).toBe('2027-01-19')
  expect(deadlinesOf(known, { purpose: 'unknown' }).finalOn).toBe('2026-12-20')
  // One second before midnight in Japan, and midnight: the same day in London, two days in Japan.
  expect(deadlinesOf('2026-11-21T14:59:59.999Z', {}).preliminaryOn).toBe('2026-11-25')
  expect(deadlinesOf('2026-11-21T15:00:00.000Z', {}).preliminaryOn).toBe('2026-11-26')
  // Over the end of a month and of a leap February.
  expect(deadlinesOf('2028-01-31T03:00:00.000Z', {}).finalOn).toBe('2028-02-29')
})

const facts = (more: Partial<ClockFacts> = {}): ClockFacts => ({
  knownAt: known,
  answers: {},
  outcome: null,
  preliminaryFiled: false,
  finalFiled: false,
  closed: false,
  ...more,
})
const states = (now: string, more: Partial<ClockFacts> = {}) => clocksOf(facts(more), now).map(({ state, left }) => [state, left])

test.for([
  ['2026-11-21T03:00:00.000Z', 'running', 4, 'running', 29],
  ['2026-11-23T14:59:59.999Z', 'running', 2, 'running', 27],
  ['2026-11-23T15:00:00.000Z', 'near', 1, 'running', 26],
  ['2026-11-25T14:59:59.999Z', 'near', 0, 'running', 25],
  ['2026-11-25T15:00:00.000Z', 'late', -1, 'running', 24],
  ['2026-12-14T15:00:00.000Z', 'late', -20, 'near', 5],
  ['2026-12-20T14:59:59.999Z', 'late', -25, 'near', 0],
  ['2026-12-20T15:00:00.000Z', 'late', -26, 'late', -1],
] as const)('at %s: %s %i, %s %i', ([now, ...said]) => {
  expect(states(now).flat()).toEqual(said)
})

test('whether a report is due is to be known within 72 hours', () => {
  const after = (hours: number) => new Date(Date.parse(known) + hours * 3_600_000).toISOString()
  const said = (hours: number, more: Partial<ClockFacts> = {}) => decisionClock(facts({ answers: {}, ...more }), after(hours))
  expect([1, 47.5, 48, 71.5, 72, 72.5].map((hours) => [said(hours).state, said(hours).left])).toEqual([
    ['running', 71],
    ['near', 24],
    ['near', 24],
    ['near', 0],
    ['near', 0],
    ['late', -1],
  ])
  for (const answer of [no, { many: 'yes' }] as const) expect(said(80, { answers: answer }).state).toBe('done')
  expect([said(80, { outcome: 'unread' }).state, said(80, { closed: true }).state]).toEqual(['done', 'done'])
})

test('a clock stops when its report is filed, when none is due, and when the papers are closed', () => {
  const now = '2027-06-01T00:00:00.000Z'
  const only = (more: Partial<ClockFacts>) => states(now, more).map(([state]) => state)
  expect(only({ preliminaryFiled: true })).toEqual(['done', 'late'])
  expect(only({ finalFiled: true })).toEqual(['done', 'done'])
  expect(only({ answers: no })).toEqual(['off', 'off'])
  expect(only({ outcome: 'unread', answers: { many: 'yes' } })).toEqual(['off', 'off'])
  expect(only({ closed: true })).toEqual(['off', 'off'])
  expect(nextDay(clocksOf(facts(), known))).toBe('2026-11-25')
  expect(nextDay(clocksOf(facts({ preliminaryFiled: true }), known))).toBe('2026-12-20')
  expect(nextDay(clocksOf(facts({ closed: true }), known))).toBeUndefined()
})

const due = (now: string, warned: readonly string[] = [], more: Partial<ClockFacts> = {}) =>
  warningsDue(facts(more), warned, now).map((mark) => mark.split(' ')[0])
test.for([
  ['2026-11-23T14:59:59.999Z', []],
  ['2026-11-23T15:00:00.000Z', ['preliminary-eve']],
  ['2026-11-24T02:59:59.999Z', ['preliminary-eve']],
  ['2026-11-24T03:00:00.000Z', ['hours-72', 'preliminary-eve']],
  ['2026-11-25T14:59:59.999Z', ['hours-72', 'preliminary-eve']],
  ['2026-11-25T15:00:00.000Z', ['hours-72', 'preliminary-eve', 'preliminary-late']],
  ['2026-12-14T14:59:59.999Z', ['hours-72', 'preliminary-eve', 'preliminary-late']],
  ['2026-12-14T15:00:00.000Z', ['hours-72', 'preliminary-eve', 'preliminary-late', 'final-5']],
  ['2026-12-18T15:00:00.000Z', ['hours-72', 'preliminary-eve', 'preliminary-late', 'final-5', 'final-1']],
  ['2026-12-20T14:59:59.999Z', ['hours-72', 'preliminary-eve', 'preliminary-late', 'final-5', 'final-1']],
  ['2026-12-20T15:00:00.000Z', ['hours-72', 'preliminary-eve', 'preliminary-late', 'final-5', 'final-1', 'final-late']],
] as const)('by %s is due: %j', ([now, marks]) => {
  expect(due(now)).toEqual(marks)
})

test('each warning once, none for what is settled, anew for a new last day', () => {
  const late = '2026-12-20T15:00:00.000Z'
  const all = warningsDue(facts(), [], late)
  expect(warningsDue(facts(), all, late)).toEqual([])
  expect(due(late, [], { preliminaryFiled: true })).toEqual(['final-5', 'final-1', 'final-late'])
  expect(due(late, [], { finalFiled: true })).toEqual([])
  expect(due(late, [], { answers: no })).toEqual([])
  expect(due(late, [], { closed: true })).toEqual([])
  const purpose = { answers: { purpose: 'yes' as const }, preliminaryFiled: true }
  expect(due(late, all, purpose)).toEqual([])
  expect(due('2027-01-13T15:00:00.000Z', all, purpose)).toEqual(['final-5'])
  expect(all.filter(isLate).map((mark) => mark.split(' ')[0])).toEqual(['preliminary-late', 'final-late'])
})

test('what must be there before closing', () => {
  const gaps = (more: Partial<ClockFacts>) => gapsBeforeClosing(facts({ outcome: 'leak', ...more }))
  expect(gaps({})).toEqual(['answers'])
  expect(gaps({ answers: { many: 'yes' } })).toEqual(['final'])
  expect(gaps({ answers: { many: 'yes' }, preliminaryFiled: true })).toEqual(['final'])
  expect(gaps({ answers: { many: 'yes' }, finalFiled: true })).toEqual([])
  expect(gaps({ answers: no })).toEqual([])
  expect(gaps({ outcome: 'unread' })).toEqual([])
})

const items = (say: (item: string) => string) => Object.fromEntries(reportItems.map((item) => [item, say(item)])) as Items
test('a preliminary report says what is known; a final one leaves nothing open', () => {
  expect(
    gapsBeforeFiling(
      'final',
      items(() => 'x'),
    ),
  ).toEqual([])
  expect(
    gapsBeforeFiling(
      'final',
      items((item) => (item === 'other' ? ' ' : 'x')),
    ),
  ).toEqual(['other'])
  expect(
    gapsBeforeFiling(
      'preliminary',
      items(() => ''),
    ),
  ).toEqual(['outline', 'data', 'persons'])
  expect(
    gapsBeforeFiling(
      'preliminary',
      items((item) => (['outline', 'data', 'persons'].includes(item) ? 'x' : '')),
    ),
  ).toEqual([])
  expect(reportItems).toHaveLength(9)
})

test('no two reports share a text', () => {
  const one = { incidentId: 'i', kind: 'draft' as const, version: 1, items: items((item) => item) }
  const texts = [
    one,
    { ...one, kind: 'final' as const },
    { ...one, version: 11 },
    { ...one, incidentId: 'i1' },
    { ...one, items: { ...one.items, outline: 'outlined', data: 'ata' } },
    { ...one, items: { ...one.items, outline: '', data: 'outlinedata' } },
  ].map(sealedReport)
  expect(new Set(texts).size).toBe(texts.length)
})
