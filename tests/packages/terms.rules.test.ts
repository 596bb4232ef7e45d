/** The dates that the law counts, and the items that must stand in writing. */
import { expect, test } from 'vitest'
import { addDays, type Day, daysBetween } from '../../policies/kernel/days.ts'
import { inspectionEnd, items, missingItems, paymentDate } from '../../policies/packages/terms.ts'

test.each([
  ['2026-11-21', '2026-12-25'],
  ['2026-11-30', '2026-12-25'],
  ['2026-12-01', '2027-01-25'],
  ['2026-12-31', '2027-01-25'],
  ['2028-02-29', '2028-03-25'],
] as const)('work received on %s is paid on %s', (received, paid) => expect(paymentDate(received)).toBe(paid))

/** The law's last day is the 60th, with the day of receipt as the first. */
const isLawfulPayment = (receivedOn: Day, paidOn: Day) => paidOn >= receivedOn && daysBetween(receivedOn, paidOn) <= 59

test('the payment date is lawful for every day of ten years', () => {
  for (let day: Day = '2025-01-01'; day < '2035-01-01'; day = addDays(day, 1)) {
    expect(isLawfulPayment(day, paymentDate(day)), day).toBe(true)
    expect(paymentDate(day) > day).toBe(true)
  }
})

test('the day of receipt is the first of the sixty', () => {
  expect(isLawfulPayment('2025-05-15', '2025-07-13')).toBe(true)
  expect(isLawfulPayment('2025-05-15', '2025-07-14')).toBe(false)
  expect(isLawfulPayment('2025-05-15', '2025-05-14')).toBe(false)
  expect(isLawfulPayment('2025-07-01', '2025-08-31')).toBe(false)
})

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
