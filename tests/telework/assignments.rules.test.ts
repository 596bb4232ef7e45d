/** Who may do what to an assignment in which status: the whole space, and all that the table does not list is refused. */
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../policies/identity/people.ts'
import type { PostingFacts, WorkerFacts } from '../../policies/telework/applications.ts'
import {
  type Act,
  type AssignmentFacts,
  assignmentActs,
  decide,
  decideBy,
  decideExpiry,
  decideExtend,
  decideOffer,
  extendable,
  isOverdue,
  live,
  mendUntil,
  relations,
  relationTo,
  statuses,
} from '../../policies/telework/assignments.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

type OfLot = Exclude<Act, 'assignment.offer' | 'assignment.extend' | `${string}.list` | 'offer.plan'>
const isOfLot = (act: Act): act is OfLot =>
  assignmentActs[act].on === 'assignment' && act !== 'assignment.offer' && act !== 'assignment.extend'
const acts = (Object.keys(assignmentActs) as Act[]).filter(isOfLot)
const anybody: Actor = { id: '', grants: [{ role: 'worker', townId: null }] }
const decideAs = (act: (typeof acts)[number], relation: (typeof relations)[number], lot: AssignmentFacts) =>
  decideBy(act, anybody, relation, lot)
const table = decisionTable(
  { act: acts, relation: relations, status: statuses },
  `
  assignment.accept         worker                      offered
  assignment.decline        worker                      offered
  assignment.expire         system                      offered
  assignment.cancel         manager                     offered
  assignment.hand-back      worker                      active,returned
  assignment.take-back      manager                     active,returned
  assignment.settle         manager                     withdrawn
  assignment.submit         worker                      active,returned
  assignment.return         manager                     submitted
  assignment.approve        manager                     submitted
  assignment.read           worker,manager,coordinator  *
  assignment.read-brief     manager,coordinator         *
  assignment.read-brief     worker                      active,returned,submitted
  assignment.open           manager,coordinator         *
  assignment.open           worker                      active,submitted,returned
  assignment.download       manager,coordinator         *
  assignment.download       worker                      active,returned
  assignment.read-delivery  manager,coordinator         *
  assignment.read-delivery  worker                      active,submitted,returned
  `,
)
const facts = (status: AssignmentFacts['status']): AssignmentFacts => ({ id: 'a', townId: 'T', workerId: 'w', status })

testAll('who does what with an assignment, and when', table, ({ point, allowed }) => {
  const decision = decideAs(point.act, point.relation, facts(point.status))
  expect('act' in decision).toBe(allowed)
  if ('act' in decision) expect(decision).toEqual({ act: point.act, on: 'a', chain: 'T' })
})

test('an outsider is told that nothing is there, and a worker that nobody judges their own work', () => {
  for (const act of acts) expect(decideAs(act, 'outsider', facts('submitted'))).toMatchObject({ refused: 'unseen' })
  expect(decideAs('assignment.approve', 'worker', facts('submitted'))).toMatchObject({ refused: 'own-work' })
})

test('who works on a lot is its worker, whatever other roles they hold', () => {
  const all: Actor = {
    id: 'w',
    grants: [
      { role: 'manager', townId: 'T' },
      { role: 'coordinator', townId: null },
    ],
  }
  expect(relationTo(all, facts('submitted'))).toBe('worker')
  expect(decide('assignment.approve', all, facts('submitted'))).toMatchObject({ refused: 'own-work' })
  expect(relationTo({ ...all, id: 'x' }, facts('active'))).toBe('manager')
  expect(relationTo({ id: 'x', grants: [{ role: 'manager', townId: 'U' }] }, facts('active'))).toBe('outsider')
  expect(relationTo({ id: 'x', grants: [{ role: 'coordinator', townId: 'T' }] }, facts('active'))).toBe('coordinator')
})

test('a worker whose role does not count keeps the lot and its terms, and what stands in the rows is closed', () => {
  const contents = ['read-brief', 'open', 'download', 'read-delivery', 'submit'].map((name) => `assignment.${name}`)
  for (const act of acts)
    for (const status of statuses) {
      const stopped = decide(act, { id: 'w', grants: [] }, facts(status))
      if (contents.includes(act)) expect([act, status, stopped]).toEqual([act, status, { refused: 'role', unmet: [] }])
      else expect([act, status, stopped]).toEqual([act, status, decideAs(act, 'worker', facts(status))])
    }
})

test('a lot is free again exactly when its assignment has left the living statuses', () => {
  const left = Object.values(assignmentActs)
    .flatMap((act) => ('to' in act ? act.to : []))
    .filter((to) => !(live as readonly string[]).includes(to))
  expect([...new Set(left)].sort()).toEqual(['cancelled', 'declined', 'expired', 'taken-back', 'withdrawn'])
})

test('an offer runs out after its last day, not on it, and only while it is an offer', () => {
  const offer = { ...facts('offered'), offerEndsOn: '2026-11-28' as const }
  expect(decideExpiry(offer, '2026-11-28')).toMatchObject({ refused: 'status' })
  expect(decideExpiry(offer, '2026-11-29')).toMatchObject({ act: 'assignment.expire' })
  expect(decideExpiry({ ...offer, status: 'active' }, '2026-11-29')).toMatchObject({ refused: 'status' })
})

test('only the manager gives more time, only to a lot in work', () => {
  const actors: Record<string, Actor> = {
    worker: { id: 'w', grants: [{ role: 'manager', townId: 'T' }] },
    manager: { id: 'm', grants: [{ role: 'manager', townId: 'T' }] },
    coordinator: { id: 'c', grants: [{ role: 'coordinator', townId: 'T' }] },
    neighbour: { id: 'n', grants: [{ role: 'manager', townId: 'U' }] },
  }
  for (const [who, actor] of Object.entries(actors))
    for (const status of statuses) {
      const decision = decideExtend(actor, facts(status))
      const inWork = status === 'active' || status === 'returned'
      const refused = { worker: 'own-work', coordinator: 'role', neighbour: 'unseen', manager: inWork ? undefined : 'status' }[
        who
      ]
      expect([who, status, 'refused' in decision ? decision.refused : undefined]).toEqual([who, status, refused])
    }
})

test('more time is later time, ninety days at most, and reaches the future even where the day has long passed', () => {
  expect(extendable('2026-12-05', '2026-11-21')).toEqual({ from: '2026-12-06', to: '2027-03-05' })
  expect(extendable('2026-11-21', '2026-11-21')).toEqual({ from: '2026-11-22', to: '2027-02-19' })
  expect(extendable('2026-06-01', '2026-11-21')).toEqual({ from: '2026-11-21', to: '2027-02-19' })
})

test('content closes after the due day of what is in hand', () => {
  for (const status of ['active', 'returned', 'submitted'] as const) {
    expect(isOverdue({ dueOn: '2026-12-05', status }, '2026-12-05')).toBe(false)
    expect(isOverdue({ dueOn: '2026-12-05', status }, '2026-12-06')).toBe(true)
  }
  for (const status of statuses.filter((one) => !['active', 'submitted', 'returned'].includes(one)))
    expect(isOverdue({ dueOn: '2026-12-05', status }, '2027-12-06')).toBe(false)
})

test('a return leaves seven days at least', () => {
  expect(mendUntil('2026-12-05', '2026-11-21')).toBe('2026-12-05')
  expect(mendUntil('2026-12-05', '2026-12-10')).toBe('2026-12-17')
})

describe('an offer', () => {
  const manager: Actor = { id: 'm', grants: [{ role: 'manager', townId: 'T' }] }
  const lot = { id: 'lot', townId: 'T', taken: false }
  const worker: WorkerFacts = {
    id: 'w',
    townId: 'U',
    status: 'active',
    clearance: '2',
    vettedUntil: '2027-11-21',
    places: ['home'],
    completions: [],
  }
  const posting: PostingFacts = {
    id: 'p',
    townId: 'T',
    status: 'published',
    dataClass: '1',
    places: ['home'],
    towns: ['U'],
    courses: [],
    lotsLeft: 1,
    dueOn: null,
  }
  const offer = (change: { actor?: Actor; lot?: Partial<typeof lot>; worker?: Partial<WorkerFacts> } = {}) =>
    decideOffer(change.actor ?? manager, { ...lot, ...change.lot }, { ...worker, ...change.worker }, posting, '2026-11-21')

  test('is the manager’s to make, of a free lot, to somebody else who meets every condition', () => {
    expect(offer()).toEqual({ act: 'assignment.offer', on: 'lot', chain: 'T' })
    expect(offer({ actor: { id: 'm', grants: [{ role: 'coordinator', townId: 'T' }] } })).toMatchObject({ refused: 'unseen' })
    expect(offer({ actor: { id: 'm', grants: [{ role: 'manager', townId: 'U' }] } })).toMatchObject({ refused: 'unseen' })
    expect(offer({ lot: { taken: true } })).toMatchObject({ refused: 'status' })
    expect(offer({ worker: { id: 'm' } })).toMatchObject({ refused: 'own-work' })
    expect(offer({ worker: { status: 'suspended', places: ['centre'] } })).toMatchObject({
      refused: 'ineligible',
      unmet: [{ kind: 'vetted' }, { kind: 'place' }],
    })
  })
})
