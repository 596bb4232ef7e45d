import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, departs, propose, rank, share, wishLeft } from '../../policies/telework/allocation.ts'

const someone = (personId: string, more: Partial<Candidate> = {}): Candidate => ({
  personId,
  qualifies: true,
  recentYen: 0,
  weeklyHours: 10,
  raisedAt: '2026-11-21T00:00:00.000Z',
  openLots: 0,
  lotsWished: 2,
  ...more,
})
const anyone = fc.record({
  personId: fc.uuid(),
  qualifies: fc.boolean(),
  recentYen: fc.integer({ min: 0, max: 3 }),
  weeklyHours: fc.integer({ min: 0, max: 2 }),
  raisedAt: fc.constantFrom('2026-11-20', '2026-11-21'),
  openLots: fc.integer({ min: 0, max: 3 }),
  lotsWished: fc.integer({ min: 1, max: 3 }),
})
const anybody = fc.uniqueArray(anyone, { selector: ({ personId }) => personId, maxLength: 8 })

test('least yen for the hours wished comes first, then whoever waits longest', () => {
  const order = rank([
    someone('c', { recentYen: 9_000, weeklyHours: 10 }),
    someone('a', { recentYen: 10_000, weeklyHours: 20 }),
    someone('d', { qualifies: false }),
    someone('e', { openLots: 2 }),
    someone('b', { recentYen: 10_000, weeklyHours: 20, raisedAt: '2026-11-20T00:00:00.000Z' }),
  ])
  expect(order.map(({ personId, reason }) => [personId, reason])).toEqual([
    ['b', 'waits-longest'],
    ['a', 'waits-longest'],
    ['c', 'least-recent'],
    ['e', 'has-enough'],
    ['d', 'qualifies-not'],
  ])
})

test('the order is the same whoever is listed first, and nobody is lost', () => {
  fc.assert(
    fc.property(anybody, (people) => {
      const order = rank(people)
      expect(order.map(({ personId }) => personId)).toEqual(rank([...people].reverse()).map(({ personId }) => personId))
      expect(order).toHaveLength(people.length)
      for (const [i, one] of order.entries()) {
        const next = order[i + 1]
        if (next && one.qualifies && next.qualifies && wishLeft(one) > 0 && wishLeft(next) > 0)
          expect(share(one)).toBeLessThanOrEqual(share(next))
        if (next && !one.qualifies) expect(next.qualifies).toBe(false)
      }
    }),
  )
})

test('the proposal gives out no more than is free or wished, keeps the order and needs no reason', () => {
  fc.assert(
    fc.property(anybody, fc.integer({ min: 0, max: 12 }), (people, free) => {
      const order = rank(people)
      const proposal = propose(order, free)
      expect([...proposal.values()].reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(free)
      for (const one of order) expect(proposal.get(one.personId) ?? 0).toBeLessThanOrEqual(wishLeft(one))
      expect(departs(order, proposal)).toBe(false)
    }),
  )
})

test('passing over, giving more than wished, and giving to who has enough depart from the order', () => {
  const order = rank([someone('a'), someone('b'), someone('c', { openLots: 2 })])
  const offers = (pairs: [string, number][]) => departs(order, new Map(pairs))
  expect(offers([['a', 1]])).toBe(false)
  expect(
    offers([
      ['a', 2],
      ['b', 2],
    ]),
  ).toBe(false)
  expect(offers([['b', 1]])).toBe(true)
  expect(
    offers([
      ['a', 1],
      ['b', 1],
    ]),
  ).toBe(true)
  expect(offers([['a', 3]])).toBe(true)
  expect(
    offers([
      ['a', 2],
      ['b', 2],
      ['c', 1],
    ]),
  ).toBe(true)
})
