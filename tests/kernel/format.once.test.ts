/** How days are written: near ones shortly, but never so that another year could be meant. */
import { expect, test } from 'vitest'
import { isMeant } from '../../policies/kernel/days.ts'
import { sayIn } from '../../views/kernel/say.tsx'

test.each([
  ['ja', '2026', '2026-12-01', '12月1日(火)'],
  ['ja', '2026', '2027-10-11', '2027年10月11日(月)'],
  ['en', '2026', '2026-12-01', 'Tue 1 Dec'],
  ['en', '2026', '2027-10-11', 'Mon, 11 Oct 2027'],
  ['ja', '2027', '2026-12-01', '2026年12月1日(火)'],
  // Midnight in Japan is 15:00 of the day before in UTC.
  ['ja', '2026', '2026-12-31T15:00:00.000Z', '2027年1月1日(金)'],
  ['ja', '2027', '2026-12-31T15:00:00.000Z', '1月1日(金)'],
] as const)('%s in %s: %s is %s', (locale, year, day, words) => {
  expect(sayIn(locale, year).shortDay(day)).toBe(words)
})

test.each([
  ['0026-11-21', false],
  ['1899-12-31', false],
  ['1900-01-01', true],
  ['2026-11-21', true],
  ['2036-11-21', true],
  ['2036-11-22', false],
  ['9999-12-31', false],
] as const)('typed on 21 November 2026, %s may be meant: %s', (day, may) => {
  expect(isMeant(day, '2026-11-21')).toBe(may)
})
