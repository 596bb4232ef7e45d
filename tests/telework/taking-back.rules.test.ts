import { expect, test } from 'vitest'
import { leastRows, rowsDone, rowsFlaw, waitsToSettle } from '../../policies/telework/taking-back.ts'

const entered = { rows: 10, entered: 3 }
const returned = { rows: 10, points: [4, 4, 6], entered: 0 }
const whole = { rows: 10, points: [4, null], entered: 2 }

test('what was delivered well is done, else what was entered, else nobody knows', () => {
  expect([returned, entered, whole, { rows: 10, entered: 0 }].map(rowsDone)).toEqual([8, 3, 2, undefined])
})

test('never fewer rows are paid than were delivered well, and all where the reason lies with the town', () => {
  expect([returned, entered, whole].map((done) => leastRows(done))).toEqual([8, 0, 0])
  expect([returned, entered, whole].map((done) => leastRows(done, 'town'))).toEqual([10, 10, 10])
})

test.each([
  ['too-many', entered, { rows: 11, words: '' }],
  ['town', entered, { rows: 9, reason: 'town', words: 'x' }],
  [undefined, entered, { rows: 10, reason: 'town', words: 'x' }],
  ['delivered', returned, { rows: 7, reason: 'late', words: 'x' }],
  [undefined, returned, { rows: 8, reason: 'late', words: 'x' }],
  ['unexplained', entered, { rows: 4, said: 5, words: ' ' }],
  [undefined, entered, { rows: 4, said: 5, words: 'x' }],
  [undefined, entered, { rows: 5, said: 5, words: '' }],
  [undefined, entered, { rows: 0, said: null, words: '' }],
] as const)('%s: %o with %o', (flaw, done, wish) => expect(rowsFlaw(done, wish)).toBe(flaw))

test('a lot handed back waits for its manager where rows were told of, or it had been delivered and nothing was said', () => {
  const lots = [
    { rowsSaid: 3, submittedAt: null },
    { rowsSaid: 0, submittedAt: 'x' },
    { rowsSaid: null, submittedAt: 'x' },
    { rowsSaid: null, submittedAt: null },
  ]
  expect(lots.map(waitsToSettle)).toEqual([true, false, true, false])
})
