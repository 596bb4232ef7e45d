// Consents: how a hop stands, who may give, second and withdraw, over the whole space; and never one person twice.
import { expect, test } from 'vitest'
import { type Actor, roles } from '../../policies/identity/people.ts'
import { permit } from '../../policies/kernel/decision.ts'
import {
  asking,
  awaiting,
  type ConsentFacts,
  decideGive,
  decideRead,
  decideSecond,
  decideWithdraw,
  type Hop,
  lacking,
  stateOf,
  unconsented,
  withdrawable,
} from '../../policies/packages/consents.ts'
import { statuses } from '../../policies/packages/statuses.ts'
import { decideCancelling } from '../../policies/telework/assignments.ts'
import { decisionTable } from '../support/run/table.ts'

const town = '202151'
const other = '203246'
const hops = {
  none: undefined,
  first: { givenBy: 'giver', secondedBy: null, withdrawnAt: null },
  both: { givenBy: 'giver', secondedBy: 'second', withdrawnAt: null },
  withdrawn: { givenBy: 'giver', secondedBy: 'second', withdrawnAt: '2026-11-21T03:00:00.000Z' },
} as const satisfies Record<string, Hop | undefined>
const hopNames = Object.keys(hops) as (keyof typeof hops)[]

const standing = decisionTable(
  { needed: ['0', '1', '2'], hop: hopNames, state: ['none', 'waiting', 'given', 'withdrawn'] },
  `
  *   withdrawn  withdrawn
  0   none,first,both  given
  1,2 none       none
  1   first,both given
  2   first      waiting
  2   both       given
`,
)
test.each(standing)('a hop: $point is $allowed', ({ point, allowed }) => {
  const needed = Number(point.needed) as 0 | 1 | 2
  expect(stateOf(hops[point.hop], needed) === point.state).toBe(allowed)
})

type Point = {
  role: (typeof roles)[number]
  reach: 'here' | 'elsewhere' | 'everywhere'
  who: 'giver' | 'anybody'
  status: (typeof statuses)[number]
  needed: '0' | '1' | '2'
  hop: keyof typeof hops
  small: 'small' | 'large'
}
const axes = {
  role: roles,
  reach: ['here', 'elsewhere', 'everywhere'],
  who: ['giver', 'anybody'],
  status: statuses,
  needed: ['0', '1', '2'],
  hop: hopNames,
  small: ['small', 'large'],
} as const
const actorOf = ({ role, reach, who }: Point): Actor => ({
  id: who,
  grants: [{ role, townId: reach === 'everywhere' ? null : reach === 'here' ? town : other }],
})
const factsOf = ({ status, needed, hop, small }: Point, more: Partial<ConsentFacts> = {}): ConsentFacts => ({
  id: 'p',
  townId: town,
  status,
  dataClass: needed === '0' ? '2' : needed === '1' ? '3C' : '3B',
  needed: Number(needed) as 0 | 1 | 2,
  frozen: false,
  destroyed: false,
  towns: [{ townId: other, hop: hops[hop] }],
  coordinators: small === 'small' ? 1 : 3,
  ...more,
})
const allowedBy = (decision: object) => 'act' in decision

const giving = decisionTable(
  axes,
  `
  coordinator here,everywhere *  ready,published,stopped,completed,concluded  1,2  none       *
  coordinator here,everywhere *  ready,published,stopped,completed,concluded  *    withdrawn  *
`,
)
test('giving is the town’s own coordinators’, for what lacks it, while there is something to consent to', () => {
  for (const { point, allowed } of giving)
    expect([point, allowedBy(decideGive(actorOf(point), factsOf(point), [other]))]).toEqual([point, allowed])
})

const seconding = decisionTable(
  axes,
  `
  coordinator here,everywhere anybody  ready,published,stopped,completed,concluded  2  first  *
  secretariat *               anybody  ready,published,stopped,completed,concluded  2  first  small
`,
)
test('the second person is another coordinator, or the secretariat where the town has no other; never the giver', () => {
  for (const { point, allowed } of seconding) {
    const facts = factsOf(point)
    expect([point, allowedBy(decideSecond(actorOf(point), facts, [other], false))]).toEqual([point, allowed])
    expect(allowedBy(decideSecond(actorOf(point), facts, [other], true)), 'one hand is one person').toBe(false)
  }
})

const withdrawing = decisionTable(
  axes,
  `
  coordinator here,everywhere *  published,stopped,completed,concluded  0    none,first,both  *
  coordinator here,everywhere *  ready                0    first,both       *
  coordinator here,everywhere *  ready,published,stopped,completed,concluded  1,2  first,both  *
`,
)
test('withdrawing is the town’s own coordinators’, in every class, wherever there is something to stop', () => {
  for (const { point, allowed } of withdrawing) {
    const actor = actorOf(point)
    expect([point, allowedBy(decideWithdraw(actor, factsOf(point), [other]))]).toEqual([point, allowed])
    const frozen = factsOf(point, { frozen: true })
    expect(allowedBy(decideWithdraw(actor, frozen, [other])), 'also while it is frozen').toBe(allowed)
    const held = { ...actor, heldUntil: '2026-12-01T00:00:00.000Z' }
    expect(allowedBy(decideWithdraw(held, factsOf(point), [other])), 'also in a hold').toBe(allowed)
  }
})

const reading = decisionTable(
  axes,
  `
  coordinator,manager here,everywhere *  *  *  *      *
  secretariat         *               *  *  2  first  small
`,
)
test('the page is the town’s, its manager’s, and the secretariat’s where it is the second person; for others there is none', () => {
  for (const { point, allowed } of reading) {
    const decision = decideRead(actorOf(point), factsOf(point))
    expect([point, allowed ? allowedBy(decision) : decision]).toEqual([point, allowed || { refused: 'unseen', unmet: [] }])
    if (allowed) continue
    for (const refusal of [
      decideGive(actorOf(point), factsOf(point), [other]),
      decideSecond(actorOf(point), factsOf(point), [other], false),
      decideWithdraw(actorOf(point), factsOf(point), [other]),
    ])
      expect([point, refusal]).toEqual([point, { refused: 'unseen', unmet: [] }])
  }
})

const coordinator: Actor = { id: 'c', grants: [{ role: 'coordinator', townId: town }] }
const many = (status: ConsentFacts['status'], needed: 0 | 1 | 2): ConsentFacts => ({
  ...factsOf({ role: 'coordinator', reach: 'here', who: 'anybody', status, needed: '2', hop: 'none', small: 'large' }),
  needed,
  towns: [
    { townId: town, hop: hops.both },
    { townId: other, hop: hops.first },
    { townId: '152161', hop: undefined },
    { townId: '202029', hop: hops.withdrawn },
  ],
})

test('what is asked for, waits, keeps from publishing and can be taken back, town by town', () => {
  expect(lacking(many('ready', 2))).toEqual(['152161', '202029'])
  expect(awaiting(many('ready', 2), { id: 'giver' })).toEqual([])
  expect(awaiting(many('ready', 2), { id: 'x' })).toEqual([other])
  expect(unconsented(many('ready', 2))).toEqual([other, '152161', '202029'])
  expect(unconsented(many('ready', 1))).toEqual(['152161', '202029'])
  expect(unconsented(many('ready', 0)), 'where nobody is asked a withdrawn consent still is one').toEqual(['202029'])
  expect(withdrawable(many('ready', 0))).toEqual([town, other])
  expect(withdrawable(many('published', 0))).toEqual([town, other, '152161'])
})

test('towns that are not asked about, none at all, and one of several wrong ones are refused', () => {
  const facts = many('ready', 2)
  for (const towns of [[], ['999999'], [town], ['152161', town], [other]])
    expect([towns, decideGive(coordinator, facts, towns)]).toEqual([towns, { refused: 'status', unmet: [] }])
  expect(allowedBy(decideGive(coordinator, facts, ['152161', '202029']))).toBe(true)
  expect(decideSecond({ ...coordinator, id: 'giver' }, facts, [other], false)).toMatchObject({ refused: 'second' })
  for (const towns of [[], ['152161'], [other, '152161']])
    expect(decideSecond(coordinator, facts, towns, false)).toMatchObject({ refused: 'status' })
  for (const towns of [[], ['202029'], [other, '999999']])
    expect(decideWithdraw(coordinator, many('published', 2), towns)).toMatchObject({ refused: 'status' })
})

test('nothing is opened while it is frozen, destroyed, or its officer is in a hold', () => {
  const held = { ...coordinator, heldUntil: '2026-12-01T00:00:00.000Z' }
  for (const more of [{ frozen: true }, { destroyed: true }]) {
    const facts = { ...many('ready', 2), ...more }
    expect(decideGive(coordinator, facts, ['152161'])).toMatchObject({ refused: 'status' })
    expect(decideSecond(coordinator, facts, [other], false)).toMatchObject({ refused: 'status' })
  }
  expect(decideGive(held, many('ready', 2), ['152161'])).toMatchObject({ refused: 'held' })
  expect(decideSecond(held, many('ready', 2), [other], false)).toMatchObject({ refused: 'held' })
  const destroyed = { ...many('completed', 2), destroyed: true }
  expect(decideWithdraw(coordinator, destroyed, [other]), 'there is nothing left to stop').toMatchObject({ refused: 'status' })
})

test('who withdraws may cancel open offers of that package, and nothing else', () => {
  const withdrawn = permit('consent.withdraw', { id: 'p', townId: town })
  const offer = { id: 'a', townId: town, workerId: 'w', packageId: 'p', status: 'offered' as const }
  expect(decideCancelling(withdrawn, offer)).toMatchObject({ act: 'assignment.cancel', on: 'a', chain: town })
  expect(decideCancelling(withdrawn, { ...offer, status: 'active' })).toMatchObject({ refused: 'status' })
  expect(decideCancelling(withdrawn, { ...offer, packageId: 'q' })).toMatchObject({ refused: 'unseen' })
})

test('a plan asks for consents by the permit of the plan', () => {
  expect(asking(permit('package.plan', { id: 'p', townId: town }))).toEqual({ act: 'consent.ask', on: 'p', chain: town })
})
