/** What hangs on a membership: freed only by its own end, only for its own worker, and only what is not delivered. */
import { expect, test } from 'vitest'
import { permit } from '../../policies/kernel/decision.ts'
import {
  decideForgetting,
  decideForgettingApplicant,
  decideLettingGo,
  decideLowering,
  decideOrphan,
  decideRelease,
  kept,
  keptUntil,
  lastDayOf,
} from '../../policies/membership/membership.ts'
import { statuses } from '../../policies/telework/assignments.ts'
import { decisionTable } from '../support/run/table.ts'

const endings = ['worker.suspend', 'worker.leave'] as const
test('stopping frees offers; leaving frees all that is not delivered; nobody else’s lots', () => {
  const table = decisionTable(
    { ending: endings, worker: ['theirs', 'other'], status: statuses },
    `
    worker.suspend  theirs  offered
    worker.leave    theirs  offered,active,returned
    `,
  )
  for (const { point, allowed } of table) {
    const ending = permit(point.ending, { id: 'w', townId: 'T' })
    const lot = { id: 'a', townId: 'U', workerId: point.worker === 'theirs' ? 'w' : 'x', status: point.status }
    const act = point.status === 'offered' ? 'assignment.cancel' : 'assignment.hand-back'
    const decision = decideRelease(ending, lot)
    expect('act' in decision, JSON.stringify(point)).toBe(allowed)
    // Who lets go of everything lets go of what is frozen; an offer is given up in a freeze in any case.
    const waives = act === 'assignment.hand-back' ? { waives: ['thawed'] } : {}
    if (allowed) expect(decision).toEqual({ act, on: 'a', chain: 'U', ...waives })
  }
})

test('the clock frees the lots of those who have left, and of nobody else', () => {
  const table = decisionTable({ member: ['active', 'suspended', 'left'], status: statuses }, 'left offered,active,returned')
  for (const { point, allowed } of table)
    expect('act' in decideOrphan({ id: 'a', townId: 'U', workerId: 'w', status: point.status, workerStatus: point.member })).toBe(
      allowed,
    )
})

test('a hand is lowered for its own person only', () => {
  for (const act of endings) {
    const ending = permit(act, { id: 'w', townId: 'T' })
    expect(decideLowering(ending, { id: 'h', townId: 'U', personId: 'w' })).toEqual({
      act: 'application.withdraw',
      on: 'h',
      chain: 'U',
    })
    expect(decideLowering(ending, { id: 'h', townId: 'U', personId: 'x' })).toMatchObject({ refused: 'unseen' })
  }
})

test('the town lets others go; who leaves themselves has a page of their own', () => {
  const member = { id: 'p', townId: 'T', status: 'active', vettedUntil: '2027-01-01', renewing: false } as const
  const coordinator = (id: string) => ({ id, grants: [{ role: 'coordinator' as const, townId: 'T' }] })
  expect(decideLettingGo(coordinator('a'), member)).toMatchObject({ act: 'worker.leave' })
  expect(decideLettingGo(coordinator('p'), member)).toMatchObject({ refused: 'own-work' })
  expect(decideLettingGo({ id: 'x', grants: [] }, member)).toMatchObject({ refused: 'unseen' })
})

test('what is kept is kept for three years from leaving, and a role that ends today was last in force yesterday', () => {
  for (const what of kept) expect(keptUntil(what, '2026-11-21')).toBe('2029-11-21')
  expect(lastDayOf('2026-12-01')).toBe('2026-11-30')
})

test('nobody is forgotten while they are somebody, nor before the last day of what is kept has passed', () => {
  const table = decisionTable(
    { kind: ['member', 'applicant'], is: ['somebody', 'nobody'], day: ['before', 'last', 'after'] },
    `
    *  nobody  after
    `,
  )
  const ends = {
    member: ['2029-11-20', '2029-11-21', '2029-11-22'],
    applicant: ['2027-05-20', '2027-05-21', '2027-05-22'],
  } as const
  for (const { point, allowed } of table) {
    const who = {
      id: 'p',
      townId: 'T',
      leftOn: '2026-11-21',
      endedOn: '2026-11-21',
      isSomebody: point.is === 'somebody',
    } as const
    const today = ends[point.kind][['before', 'last', 'after'].indexOf(point.day)]!
    const decision = point.kind === 'member' ? decideForgetting(who, today) : decideForgettingApplicant(who, today)
    expect('act' in decision, JSON.stringify(point)).toBe(allowed)
  }
})
