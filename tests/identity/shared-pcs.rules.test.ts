// Shared PCs: a town's coordinators register them and take them out; everybody's session on one is short.
import { expect, test } from 'vitest'
import { type Actor, type Grant, roles, sessionKind, sessionLimits } from '../../policies/identity/people.ts'
import { decide, decideList } from '../../policies/identity/shared-pcs.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const town = '202151'
const actorOf = ({ role, reach }: { role: (typeof roles)[number]; reach: string }): Actor => ({
  id: 'a',
  grants: [{ role, townId: reach === 'everywhere' ? null : reach === 'here' ? town : '203246' }],
})
const axes = { role: roles, reach: ['here', 'elsewhere', 'everywhere'] } as const

const acts = decisionTable(
  { ...axes, state: ['living', 'ended'], act: ['shared-pc.register', 'shared-pc.end'] },
  'coordinator here,everywhere living *',
)
testAll('who does what with a shared PC', acts, ({ point, allowed }) => {
  const decision = decide(point.act, actorOf(point), { id: 'pc', townId: town, ended: point.state === 'ended' })
  if (allowed) return expect(decision).toMatchObject({ act: point.act, on: 'pc', chain: town })
  const own = point.role === 'coordinator' && point.reach !== 'elsewhere'
  const stranger = point.act === 'shared-pc.end' ? 'unseen' : 'role'
  expect(decision).toMatchObject({ refused: own ? 'status' : stranger })
})

testAll('who has the list', decisionTable(axes, 'coordinator *'), ({ point, allowed }) => {
  expect('act' in decideList(actorOf(point))).toBe(allowed)
})

const every: Grant[][] = [[], ...roles.map((role) => [{ role, townId: null }])]
testAll(
  'on a shared PC a session is short whoever holds it',
  every.map((grants) => ({ grants })),
  ({ grants }) => {
    expect(sessionKind(grants, true)).toBe('shared')
    expect(sessionKind(grants)).toBe(grants.some(({ role }) => role !== 'worker') ? 'staff' : 'worker')
  },
)
test('ten minutes without a click, four hours in all', () => {
  expect(sessionLimits.shared).toEqual({ idle: 10, absolute: 240 })
})
