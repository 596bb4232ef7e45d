import { expect, test } from 'vitest'
import type { Role } from '../../policies/identity/people.ts'
import { type AccessFacts, decideAccess, type reasons } from '../../policies/safety/access.ts'
import { handling } from '../../policies/safety/classes.ts'
import { statuses } from '../../policies/telework/assignments.ts'
import { changePages, decideDelivery, decideEntry, keptChanges, pageOfRow, pagesOf } from '../../policies/telework/entries.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const facts: AccessFacts = {
  relation: 'worker',
  stage: 'active',
  dataClass: '3C',
  handling: handling['3C'],
  consent: 'given',
  standing: true,
  cleared: true,
  certified: true,
  place: 'centre',
  allowedPlaces: ['centre'],
  provedAgo: 0,
  deviceBound: true,
  heldUntil: null,
  frozen: false,
  destroyed: false,
  overdue: false,
}
const lot = (status: (typeof statuses)[number]) => ({ id: 'a', townId: 't', workerId: 'w', status, dataClass: '3C' as const })
const who = {
  worker: { id: 'w', grants: [{ role: 'worker' as Role, townId: 't' }] },
  'former worker': { id: 'w', grants: [] },
  manager: { id: 'm', grants: [{ role: 'manager' as Role, townId: 't' }] },
  coordinator: { id: 'c', grants: [{ role: 'coordinator' as Role, townId: 't' }] },
  'other worker': { id: 'o', grants: [{ role: 'worker' as Role, townId: 't' }] },
}
const people = Object.keys(who) as (keyof typeof who)[]
const kinds = ['shown', 'file'] as const
const opens = ['open', 'untouched', 'closed'] as const
const openingOf = (open: (typeof opens)[number], kind: (typeof kinds)[number]) =>
  decideAccess('open', {
    ...facts,
    handling: handling[kind === 'shown' ? '3C' : '2'],
    dataClass: kind === 'shown' ? '3C' : '2',
    provedAgo: open === 'untouched' ? 1e9 : 0,
    frozen: open === 'closed',
  })

testAll(
  'who corrects, and when',
  decisionTable({ who: people, status: statuses, kind: kinds, open: opens }, 'worker active,returned shown open,untouched'),
  ({ point, allowed }) => {
    for (const act of ['entry.put', 'entry.remove'] as const) {
      const decision = decideEntry(act, who[point.who as keyof typeof who], lot(point.status), openingOf(point.open, point.kind))
      expect('act' in decision).toBe(allowed)
      if (point.who === 'other worker') expect(decision).toMatchObject({ refused: 'unseen' })
    }
  },
)

const ways = ['file', 'entries'] as const
testAll(
  'who delivers, and how',
  decisionTable(
    { who: people, status: statuses, kind: kinds, way: ways },
    `worker active,returned shown entries
     worker active,returned file file`,
  ),
  ({ point, allowed }) => {
    const own = { ...facts, handling: handling[point.kind === 'shown' ? '3C' : '2'] }
    const decision = decideDelivery(point.way, who[point.who as keyof typeof who], lot(point.status), own)
    expect('act' in decision).toBe(allowed)
    if (point.who === 'other worker') expect(decision).toMatchObject({ refused: 'unseen' })
  },
)

test('a file that is sent for what is only shown is refused as a file', () => {
  expect(decideDelivery('file', who.worker, lot('active'), facts)).toEqual({ refused: 'closed', unmet: ['file'] })
})

/** Each of what can stand in the way of opening, one by one. */
const against: Partial<Record<(typeof reasons)[number], Partial<AccessFacts>>> = {
  standing: { standing: false },
  clearance: { cleared: false },
  certificate: { certified: false },
  consent: { consent: 'withdrawn' },
  place: { place: 'home' },
  deadline: { overdue: true },
  held: { heldUntil: '2026-12-01T00:00:00.000Z' },
  frozen: { frozen: true },
  destroyed: { destroyed: true },
}
test.each(Object.keys(against))('delivering although opening is closed by: %s', (reason) => {
  const changed = { ...facts, ...against[reason as keyof typeof against] }
  expect(decideAccess('open', changed)).toMatchObject({ refused: 'closed', unmet: [reason] })
  const stops = ['standing', 'consent', 'frozen', 'destroyed'].includes(reason)
  const decision = decideDelivery('entries', who.worker, lot('active'), changed)
  if (stops) expect(decision).toEqual({ refused: 'closed', unmet: [reason] })
  else expect(decision).toMatchObject({ act: 'assignment.submit' })
})

test('ten rows on a page, fewer where they are long, each row on the page that is told', () => {
  const ends = Array.from({ length: 95 }, (_, i) => (i + 1) * 60)
  const pages = pagesOf(ends, 6)
  expect([pages.length, pages[0], pages[9]]).toEqual([
    10,
    { firstRow: 0, lastRow: 9, byteFrom: 0, byteTo: 600 },
    { firstRow: 90, lastRow: 94, byteFrom: 5400, byteTo: 5700 },
  ])
  for (let row = 0; row < 95; row++) expect(pageOfRow(pages, row)).toBe(Math.floor(row / 10) + 1)
  expect(pagesOf(ends, 40)[0]).toMatchObject({ firstRow: 0, lastRow: 1 })
  expect(pagesOf([1_000_000, 1_000_010], 6).map(({ lastRow }) => lastRow)).toEqual([0, 1])
  expect(pagesOf([], 6)).toEqual([])
})

test('changes take pages of 25, and no more than are kept', () => {
  expect([0, 1, 25, 26, keptChanges, 10_000].map(changePages)).toEqual([0, 1, 1, 2, 20, 20])
})
