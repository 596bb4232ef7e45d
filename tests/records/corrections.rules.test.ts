import { expect, test } from 'vitest'
import { type Grant, roles } from '../../policies/identity/people.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import {
  answersFor,
  changeable,
  correctable,
  correctableBy,
  decideAnswer,
  decideAsk,
  decideList,
  dueOn,
  holderOf,
  isChangeable,
  isGrave,
  mostOpen,
} from '../../policies/records/corrections.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const towns = { own: '203246', other: '152161', none: null } as const
const places = ['own', 'other', 'none'] as const

const answering = decisionTable(
  {
    role: [...roles, 'nobody'],
    reach: places,
    holder: ['town', 'alliance'],
    asker: ['somebody', 'self'],
    status: ['open', 'done', 'declined'],
  },
  `
  coordinator  own   town      somebody  open
  coordinator  none  *         somebody  open
  secretariat  *     alliance  somebody  open
  `,
)
testAll('who answers a request', answering, ({ point, allowed }) => {
  const grants: Grant[] = point.role === 'nobody' ? [] : [{ role: point.role, townId: towns[point.reach] }]
  const townId = point.holder === 'town' ? towns.own : 'alliance'
  const personId = point.asker === 'self' ? 'me' : 'they'
  const decision = decideAnswer({ id: 'me', grants }, { id: 'c', townId, personId, status: point.status })
  expect(!isRefusal(decision)).toBe(allowed)
  if (!isRefusal(decision)) expect(decision).toMatchObject({ act: 'correction.answer', on: 'c', chain: townId })
})

test('what may not be answered for does not exist; one’s own is somebody else’s to answer; what was answered stays so', () => {
  const facts = { id: 'c', townId: towns.own, personId: 'they', status: 'open' as const }
  const of = (role: Grant['role'], townId: string | null, more: object = {}) =>
    decideAnswer({ id: 'me', grants: [{ role, townId }] }, { ...facts, ...more })
  expect(of('coordinator', towns.other)).toMatchObject({ refused: 'unseen' })
  expect(of('coordinator', towns.other, { status: 'done', personId: 'me' })).toMatchObject({ refused: 'unseen' })
  expect(of('coordinator', towns.own, { personId: 'me' })).toMatchObject({ refused: 'own-work' })
  expect(of('coordinator', towns.own, { status: 'done' })).toMatchObject({ refused: 'status' })
})

const listing = decisionTable({ role: roles, reach: places }, 'coordinator,secretariat *')
testAll('who lists requests', listing, ({ point, allowed }) => {
  const actor = { id: 'me', grants: [{ role: point.role, townId: towns[point.reach] }] }
  expect(!isRefusal(decideList(actor))).toBe(allowed)
})

test('the list shows what may be answered, and nothing else', () => {
  for (const role of roles)
    for (const townId of [towns.own, towns.other, null]) {
      if (role === 'coordinator' && townId === null) continue
      const actor = { id: 'me', grants: [{ role, townId }] }
      for (const holder of [towns.own, towns.other, 'alliance']) {
        const decision = decideAnswer(actor, { id: 'c', townId: holder, personId: 'they', status: 'open' })
        expect([role, townId, holder, answersFor(actor).includes(holder)]).toEqual([role, townId, holder, !isRefusal(decision)])
      }
    }
})

test.for([
  ['a teleworker', 'A', false, null, 'A'],
  ['who renews in the same town', 'A', false, 'A', 'A'],
  ['who moves to another town before leaving the first', 'A', false, 'B', 'A'],
  ['who left and applies elsewhere', 'A', true, 'B', 'B'],
  ['who left', 'A', true, null, 'A'],
  ['who applies', null, false, 'B', 'B'],
  ['staff without a town', null, false, null, 'alliance'],
] as const)('%s is answered by the holder', ([, memberOf, hasLeft, applyingTo, holder]) => {
  expect(holderOf({ memberOf, hasLeft, applyingTo })).toBe(holder)
})

test('ten requests may wait, not eleven', () => {
  expect(decideAsk('203246', mostOpen - 1, 'c')).toMatchObject({ act: 'correction.ask', on: 'c', chain: '203246' })
  expect(decideAsk('203246', mostOpen, 'c')).toMatchObject({ refused: 'too-many' })
})

test('an answer is due after thirty days', () => {
  expect(dueOn('2026-11-21')).toBe('2026-12-21')
  expect(dueOn('2027-02-01')).toBe('2027-03-03')
})

test('fields: what can be asked about, changed by the answer, and only with the passkey', () => {
  expect(correctableBy(true)).toEqual(correctable)
  expect(correctable.filter((field) => !correctableBy(false).includes(field))).toEqual(['places', 'weeklyHours'])
  expect(correctable.filter((field) => !isChangeable(field))).toEqual(['training', 'other'])
  expect(changeable.filter((field) => !isGrave(field))).toEqual(['places', 'weeklyHours'])
  expect(isGrave('training')).toBe(false)
})
