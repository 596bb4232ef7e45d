/** The dates that the law counts, and the items that must stand in writing. */
import { expect, test } from 'vitest'
import { firstUnlawfulOf, isBankHoliday, paidOn } from '../../db/packages/payment.ts'
import { addDays, type Day, daysBetween } from '../../policies/kernel/days.ts'
import { inspectionEnd, items, latestPayment, missingItems, type PaymentTerms } from '../../policies/packages/terms.ts'

const monthEnd: PaymentTerms = { closing: 31, months: 1, pay: 25 }
test.each([
  ['2026-11-21', '2026-12-25'],
  ['2026-11-30', '2026-12-25'],
  ['2026-12-01', '2027-01-25'],
  ['2026-09-30', '2026-10-23'],
  ['2028-02-29', '2028-03-24'],
  ['2026-08-01', '2026-09-25'],
] as const)('work received on %s is paid on %s, a Friday where the 25th is no business day', (received, paid) =>
  expect(paidOn(monthEnd, received)).toBe(paid),
)

test.each([
  [{ closing: 10, months: 0, pay: 25 }, '2026-11-10', '2026-11-25'],
  [{ closing: 10, months: 0, pay: 25 }, '2026-11-11', '2026-12-25'],
  [{ closing: 15, months: 1, pay: 31 }, '2026-12-10', '2027-01-29'],
  [{ closing: 31, months: 0, pay: 31 }, '2026-12-01', '2026-12-30'],
  [{ closing: 20, months: 1, pay: 5 }, '2026-12-21', '2027-02-05'],
] as const)('terms %o pay what came on %s on %s', (terms, received, paid) => expect(paidOn(terms, received)).toBe(paid))

test.each([
  ['2025-05-15', '2025-07-13'],
  ['2026-11-30', '2027-01-28'],
  ['2027-01-01', '2027-03-01'],
  ['2027-12-31', '2028-02-28'],
  ['2028-01-01', '2028-02-29'],
] as const)('for work received on %s the law’s last day is %s, the 60th', (received, latest) =>
  expect(latestPayment(received)).toBe(latest),
)

test('banks are closed at weekends, on public holidays, and from 31 December to 3 January', () => {
  const closed: Day[] = ['2026-10-24', '2026-10-25', '2026-09-22', '2026-12-31', '2027-01-01', '2027-01-02', '2028-01-03']
  expect(closed.filter((day) => !isBankHoliday(day))).toEqual([])
  expect((['2026-12-30', '2027-01-04', '2026-10-23'] as Day[]).filter(isBankHoliday)).toEqual([])
})

test('no terms pay later than the law allows, or on a day on which banks are closed, in ten years', () => {
  for (const terms of [monthEnd, { closing: 31, months: 2, pay: 31 }, { closing: 5, months: 1, pay: 31 }])
    for (let day: Day = '2025-01-01'; day < '2035-01-01'; day = addDays(day, 1)) {
      const paid = paidOn(terms, day)
      expect(daysBetween(day, paid), day).toBeLessThanOrEqual(59)
      expect(paid > day && !isBankHoliday(paid), day).toBe(true)
    }
})

test('terms are taken only where they are lawful for every day of receipt', () => {
  expect(firstUnlawfulOf(monthEnd, '2026-12-01')).toBeUndefined()
  expect(firstUnlawfulOf({ closing: 10, months: 0, pay: 25 }, '2026-12-01')).toBeUndefined()
  // 1 July is paid on 31 August, the 62nd day.
  expect(firstUnlawfulOf({ closing: 31, months: 1, pay: 31 }, '2025-07-01')).toBe('2025-07-01')
  expect(firstUnlawfulOf({ closing: 31, months: 2, pay: 5 }, '2026-12-01')).toBe('2026-12-01')
  // The 11th may be a Monday: the business day before lies before the period has closed.
  expect(firstUnlawfulOf({ closing: 10, months: 0, pay: 11 }, '2026-12-01')).toBeDefined()
})

test('where no day of payment was agreed, the day of receipt is it', () =>
  expect(paidOn(undefined, '2026-12-01')).toBe('2026-12-01'))

test('inspection ends ten days after receipt', () => expect(inspectionEnd('2026-12-25')).toBe('2027-01-04'))

test('an item counts only when it stands in both languages', () => {
  const whole = items.map((item) => ({ item, ja: '条件', en: 'terms' }))
  expect(missingItems(whole)).toEqual([])
  expect(missingItems([])).toEqual(items)
  for (const item of items) {
    expect(missingItems(whole.filter((clause) => clause.item !== item))).toEqual([item])
    for (const locale of ['ja', 'en'])
      expect(missingItems(whole.map((clause) => (clause.item === item ? { ...clause, [locale]: ' ' } : clause)))).toEqual([item])
  }
})
