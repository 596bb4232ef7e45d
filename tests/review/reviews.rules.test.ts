import { expect, test } from 'vitest'
import { roles } from '../../policies/identity/people.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { statuses } from '../../policies/packages/statuses.ts'
import { checkPoints, maxPoints, type Point } from '../../policies/review/reviews.ts'
import { decideOfferPlan, decideReviewList } from '../../policies/telework/assignments.ts'
import { decideCourseChange, decideRecord, shownStanding } from '../../policies/training/training.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const lot = { firstRow: 11, lastRow: 20 }
const good: Point = { criterion: 1, row: 11, words: '直す' }

test('a point stands on a criterion, inside the lot, in words', () => {
  expect(checkPoints([good, { ...good, row: null }, { ...good, criterion: 2, row: 20 }], 2, lot)).toBeUndefined()
  expect(checkPoints([], 2, lot)).toBe('none')
  expect(checkPoints(Array(maxPoints).fill(good), 2, lot)).toBeUndefined()
  expect(checkPoints(Array(maxPoints + 1).fill(good), 2, lot)).toBe('too-many')
  for (const criterion of [0, 3, 1.5, Number.NaN]) expect(checkPoints([{ ...good, criterion }], 2, lot)).toBe('criterion')
  for (const row of [10, 21, 12.5, Number.NaN]) expect(checkPoints([{ ...good, row }], 2, lot)).toBe('row')
  expect(checkPoints([good, { ...good, words: ' 　' }], 2, lot)).toBe('words')
})

const towns = ['own', 'other', 'all'] as const
const grant = (role: (typeof roles)[number], town: (typeof towns)[number]) => ({
  role,
  townId: town === 'all' ? null : town,
})
const person = (role: (typeof roles)[number], town: (typeof towns)[number]) => ({ id: 'p', grants: [grant(role, town)] })

testAll(
  'who draws up offers',
  decisionTable({ role: roles, town: towns, status: statuses }, 'manager own,all published'),
  ({ point, allowed }) => {
    const decision = decideOfferPlan(person(point.role, point.town), { id: 'x', townId: 'own', status: point.status })
    expect('act' in decision).toBe(allowed)
    if (!allowed && point.town === 'other') expect(decision).toMatchObject({ refused: 'unseen' })
  },
)

testAll(
  'who records training',
  decisionTable({ role: roles, town: towns, learner: ['self', 'another'] }, 'trainer own,all another'),
  ({ point, allowed }) => {
    const learner = { id: point.learner === 'self' ? 'p' : 'q', townId: 'own' }
    expect('act' in decideRecord(person(point.role, point.town), learner, 'c')).toBe(allowed)
  },
)

testAll('who changes courses', decisionTable({ role: roles, town: towns }, 'trainer *'), ({ point, allowed }) => {
  for (const act of ['course.add', 'course.add-session'] as const)
    expect('act' in decideCourseChange(act, person(point.role, point.town), 'c')).toBe(allowed)
})

testAll('who has the review queue', decisionTable({ role: roles, town: towns }, 'manager *'), ({ point, allowed }) => {
  expect('act' in decideReviewList(person(point.role, point.town))).toBe(allowed)
})

test('a completion is shown as ending for its last thirty days, the last one included', () => {
  const held = [{ result: 'passed' as const, completedOn: '2025-12-21' as Day, validUntil: '2026-12-21' as Day }]
  const on = (day: Day) => shownStanding(held, day).state
  expect(on('2026-11-20')).toBe('valid')
  expect(on('2026-11-21')).toBe('soon')
  expect(on('2026-12-21')).toBe('soon')
  expect(on('2026-12-22')).toBe('expired')
  expect(shownStanding([{ ...held[0]!, validUntil: null }], '2030-01-01').state).toBe('valid')
})
