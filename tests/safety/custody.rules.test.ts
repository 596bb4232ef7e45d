// Lines of the ledger: which state they are in, and who may say what became of copies, over the whole space.
import { expect, test } from 'vitest'
import { type Actor, roles } from '../../policies/identity/people.ts'
import { addDays } from '../../policies/kernel/days.ts'
import {
  decideAccount,
  decideDeclare,
  decideLedger,
  decideReminder,
  type LineFacts,
  stateOf,
} from '../../policies/safety/custody.ts'
import { decisionTable } from '../support/run/table.ts'

const town = '202151'
const lineOf = (takes: string, end: string, said: string, ice = 'open'): LineFacts => ({
  id: 'a',
  townId: town,
  holderId: 'w',
  takes: Number(takes),
  returnedAt: end === 'ended' ? '2026-11-21T03:00:00.000Z' : null,
  accountedAt: said === 'said' ? '2026-11-22T03:00:00.000Z' : null,
  frozenAt: ice === 'frozen' ? '2026-11-23T03:00:00.000Z' : null,
})
const relations = ['holder', 'holder-coordinator', 'coordinator', 'manager', 'neighbour', 'secretariat'] as const
const actors: Record<(typeof relations)[number], Actor> = {
  holder: { id: 'w', grants: [] },
  'holder-coordinator': { id: 'w', grants: [{ role: 'coordinator', townId: town }] },
  coordinator: { id: 'c', grants: [{ role: 'coordinator', townId: town }] },
  manager: { id: 'm', grants: [{ role: 'manager', townId: town }] },
  neighbour: { id: 'n', grants: [{ role: 'coordinator', townId: '203246' }] },
  secretariat: { id: 's', grants: [{ role: 'secretariat', townId: null }] },
}
const axes = { takes: ['0', '1', '7'], end: ['ended', 'in-work'], said: ['said', 'unsaid'], ice: ['open', 'frozen'] } as const

test('who took files says so once the work has ended, whatever role is left to them; nobody else says it as they do', () => {
  const table = decisionTable({ who: relations, ...axes }, 'holder,holder-coordinator 1,7 ended unsaid open')
  for (const { point, allowed } of table) {
    const decision = decideDeclare(actors[point.who], lineOf(point.takes, point.end, point.said, point.ice))
    expect([point, 'act' in decision]).toEqual([point, allowed])
    if (!point.who.startsWith('holder')) expect(decision).toMatchObject({ refused: 'unseen' })
  }
})

test('the town says it through another coordinator, never its own lot’s holder, never a manager', () => {
  const table = decisionTable({ who: relations, ...axes }, 'coordinator 1,7 ended unsaid open')
  for (const { point, allowed } of table) {
    const decision = decideAccount(actors[point.who], lineOf(point.takes, point.end, point.said, point.ice))
    expect([point, 'act' in decision]).toEqual([point, allowed])
    const refused = {
      holder: 'unseen',
      neighbour: 'unseen',
      secretariat: 'unseen',
      manager: 'role',
      'holder-coordinator': 'own-work',
    }
    if (point.who !== 'coordinator') expect(decision).toMatchObject({ refused: refused[point.who] })
  }
})

test('a line is held in work, taken when files are out, and accounted for from then on', () => {
  for (const takes of axes.takes)
    for (const end of axes.end) {
      expect(stateOf(lineOf(takes, end, 'said'))).toBe('accounted')
      expect(stateOf(lineOf(takes, end, 'unsaid'))).toBe(end === 'ended' && takes !== '0' ? 'taken' : 'held')
    }
})

test('while its package is frozen nobody is asked whether copies are gone, nor may say so', () => {
  const line = { ...lineOf('1', 'ended', 'unsaid', 'frozen'), returnedOn: addDays('2026-11-21', -10) }
  const closed = { refused: 'closed', unmet: ['frozen'] }
  expect(decideDeclare(actors.holder, line)).toEqual(closed)
  expect(decideAccount(actors.coordinator, line)).toEqual(closed)
  expect(decideReminder(line, '2026-11-21')).toEqual(closed)
  expect(decideDeclare(actors.holder, { ...line, accountedAt: 'x' })).toMatchObject({ refused: 'status' })
})

test('the ledger is read by its town’s coordinators and managers only', () => {
  for (const role of roles)
    for (const townId of [town, '203246', null]) {
      const reaches = (role === 'coordinator' || role === 'manager') && townId !== '203246'
      const decision = decideLedger({ id: 'x', grants: [{ role, townId }] }, { id: 'p', townId: town })
      expect([role, townId, 'act' in decision]).toEqual([role, townId, reaches])
    }
})

test('a worker is reminded from the third day on, the town from the tenth, and nobody before or after all is said', () => {
  const on = (day: number) => ({
    ...lineOf('1', 'ended', 'unsaid'),
    returnedOn: addDays('2026-11-21', -day),
  })
  const act = (day: number) => {
    const decision = decideReminder(on(day), '2026-11-21')
    return 'act' in decision ? decision.act : decision.refused
  }
  expect([0, 2, 3, 9, 10, 20].map(act)).toEqual([
    'status',
    'status',
    'custody.remind',
    'custody.remind',
    'custody.urge',
    'custody.urge',
  ])
  expect(decideReminder({ ...on(20), accountedAt: 'x' }, '2026-11-21')).toMatchObject({ refused: 'status' })
  expect(decideReminder({ ...on(20), takes: 0 }, '2026-11-21')).toMatchObject({ refused: 'status' })
  expect(decideReminder({ ...on(20), returnedAt: null }, '2026-11-21')).toMatchObject({ refused: 'status' })
})
