/** What a completion is worth on a day, and who may record one. */
import { expect, test } from 'vitest'
import { roles } from '../../policies/identity/people.ts'
import { decideOwnTraining, decideRecord, type Held, standing, validUntil } from '../../policies/training/training.ts'
import { decisionTable } from '../support/run/table.ts'

const held = (result: Held['result'], completedOn: Held['completedOn'], until: Held['validUntil'] = null): Held => ({
  result,
  completedOn,
  validUntil: until,
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2027-12-15', 12, '2028-12-15'],
  ['2028-02-29', 12, '2029-02-28'],
] as const)('a completion of %s that counts %s months lasts until %s', (day, months, until) =>
  expect(validUntil(day, months)).toBe(until),
)
test('a course without a limit counts for good', () => expect(validUntil('2026-01-31', null)).toBe(null))

test.each([
  ['nothing', [], 'missing', null],
  ['an absence', [held('absent', '2026-01-01')], 'missing', null],
  ['a failure', [held('failed', '2026-01-01')], 'failed', null],
  ['a pass for good', [held('passed', '2026-01-01')], 'valid', null],
  ['a pass up to today', [held('passed', '2025-11-21', '2026-11-21')], 'valid', '2026-11-21'],
  ['a pass up to yesterday', [held('passed', '2025-11-20', '2026-11-20')], 'expired', '2026-11-20'],
  ['a pass that begins tomorrow', [held('passed', '2026-11-22')], 'missing', null],
  [
    'a pass and a later failure',
    [held('passed', '2026-01-01', '2027-01-01'), held('failed', '2026-06-01')],
    'valid',
    '2027-01-01',
  ],
  [
    'an old pass and a new one',
    [held('passed', '2024-01-01', '2025-01-01'), held('passed', '2026-01-01', '2027-01-01')],
    'valid',
    '2027-01-01',
  ],
  [
    'an old pass and a failure',
    [held('passed', '2024-01-01', '2025-01-01'), held('failed', '2026-01-01')],
    'expired',
    '2025-01-01',
  ],
] as const)('%s', (_, records, state, until) => expect(standing(records, '2026-11-21')).toEqual({ state, until }))

const recording = decisionTable(
  { role: roles, reach: ['here', 'everywhere', 'elsewhere'], whose: ['own', 'another'] },
  'trainer here,everywhere another',
)
test('only a trainer of the learner’s town records, and never for themselves', () => {
  for (const { point, allowed } of recording) {
    const townId = { here: 'T', everywhere: null, elsewhere: 'U' }[point.reach]
    const actor = { id: 'x', grants: [{ role: point.role, townId }] }
    const decision = decideRecord(actor, { id: point.whose === 'own' ? 'x' : 'y', townId: 'T' }, 'c')
    expect('act' in decision, JSON.stringify(point)).toBe(allowed)
  }
})
test('one’s own record of training is for workers', () => {
  for (const role of roles)
    expect('act' in decideOwnTraining({ id: 'x', grants: [{ role, townId: null }] })).toBe(role === 'worker')
})
