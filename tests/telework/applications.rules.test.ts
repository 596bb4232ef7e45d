/** Conditions of a job: every combination of what is met and lacking, and what a closed door says. */
import { expect, test } from 'vitest'
import { roles } from '../../policies/identity/people.ts'
import { classes, clears } from '../../policies/safety/classes.ts'
import {
  type Condition,
  decideFind,
  decideRaise,
  decideWithdraw,
  eligibility,
  type PostingFacts,
  unmet,
  type WorkerFacts,
} from '../../policies/telework/applications.ts'
import { decisionTable } from '../support/run/table.ts'

const today = '2026-11-21'
const kinds = ['open', 'town', 'vetted', 'clearance', 'place', 'course'] as const
const yesNo = ['yes', 'no'] as const
/** How a vetting may fail: the worker was stopped or has left, or it ran out yesterday. */
const vettings = ['holds', 'ends-today', 'ran-out', 'suspended', 'left'] as const
type Point = Record<Exclude<(typeof kinds)[number], 'vetted'>, 'yes' | 'no'> & { vetted: (typeof vettings)[number] }
const isMet = (point: Point, kind: (typeof kinds)[number]) =>
  kind === 'vetted' ? point.vetted === 'holds' || point.vetted === 'ends-today' : point[kind] === 'yes'

/** A worker and a posting of which exactly the named conditions are met. */
function facts(met: Point): [WorkerFacts, PostingFacts] {
  const is = (kind: (typeof kinds)[number]) => isMet(met, kind)
  const passed = { courseId: 'c', result: 'passed', completedOn: '2026-01-10', validUntil: null } as const
  return [
    {
      id: 'w',
      townId: 'T',
      status: met.vetted === 'suspended' || met.vetted === 'left' ? met.vetted : 'active',
      vettedUntil: met.vetted === 'ran-out' ? '2026-11-20' : met.vetted === 'ends-today' ? today : '2027-11-20',
      clearance: is('clearance') ? '2' : '1',
      places: is('place') ? ['home', 'centre'] : ['home'],
      completions: is('course') ? [passed] : [],
    },
    {
      id: 'p',
      townId: 'O',
      status: 'published',
      dataClass: '2',
      places: ['centre', 'vdi'],
      towns: is('town') ? ['S', 'T'] : ['S'],
      courses: [{ courseId: 'c', nextOn: '2026-11-24' }],
      lotsLeft: is('open') ? 1 : 0,
      dueOn: today,
    },
  ]
}
const cases = decisionTable(
  { open: yesNo, town: yesNo, vetted: vettings, clearance: yesNo, place: yesNo, course: yesNo },
  'yes yes holds,ends-today yes yes yes',
)

test('a hand goes up when all six conditions are met, and a refusal names exactly those that are not', () => {
  expect(cases).toHaveLength(160)
  for (const { point, allowed } of cases) {
    const [worker, posting] = facts(point)
    const decision = decideRaise(worker, posting, today, 'a')
    const lacking = kinds.filter((kind) => !isMet(point, kind))
    if (allowed) expect(decision).toEqual({ act: 'application.raise', on: 'a', chain: 'O' })
    else if (point.town === 'no') expect(decision).toMatchObject({ refused: 'unseen' })
    else expect(decision).toMatchObject({ refused: 'ineligible', unmet: lacking.map((kind) => ({ kind })) })
    expect(unmet(eligibility(worker, posting, today)).map(({ kind }) => kind)).toEqual(lacking)
  }
})

test('only what is published is open', () => {
  const [worker, posting] = facts({ open: 'yes', town: 'yes', vetted: 'holds', clearance: 'yes', place: 'yes', course: 'yes' })
  for (const status of ['draft', 'ready', 'completed', 'withdrawn'])
    expect(decideRaise(worker, { ...posting, status }, today, 'a')).toMatchObject({ refused: 'ineligible' })
})

test('a closed course says how it stands, until when it counted, and when it is taught next', () => {
  const [worker, posting] = facts({ open: 'yes', town: 'yes', vetted: 'holds', clearance: 'yes', place: 'yes', course: 'no' })
  const course = (completions: WorkerFacts['completions']): Condition | undefined =>
    eligibility({ ...worker, completions }, posting, today).find(({ kind }) => kind === 'course')
  expect(course([])).toMatchObject({ met: false, state: 'missing', until: null, nextOn: '2026-11-24' })
  const passed = { courseId: 'c', result: 'passed', completedOn: '2025-11-20' } as const
  expect(course([{ ...passed, validUntil: '2026-11-20' }])).toMatchObject({ met: false, state: 'expired', until: '2026-11-20' })
  expect(course([{ ...passed, validUntil: '2026-11-21' }])).toMatchObject({ met: true, state: 'valid', until: '2026-11-21' })
  expect(course([{ ...passed, courseId: 'other', validUntil: null }])).toMatchObject({ met: false, state: 'missing' })
})

test('a vetting that has run out says when, whatever else is met', () => {
  const all = { open: 'yes', town: 'yes', clearance: 'yes', place: 'yes', course: 'yes' } as const
  const vetted = (how: (typeof vettings)[number]) =>
    eligibility(...facts({ ...all, vetted: how }), today).find(({ kind }) => kind === 'vetted')
  expect(vetted('ran-out')).toEqual({ kind: 'vetted', met: false, status: 'active', until: '2026-11-20' })
  expect(vetted('ends-today')).toMatchObject({ met: true, until: today })
})

test('a clearance covers its own class and every lower one', () => {
  for (const [i, held] of classes.entries())
    for (const [j, needed] of classes.entries()) expect(clears(held, needed)).toBe(i >= j)
})

test('finding work is for workers', () => {
  for (const role of roles) expect('act' in decideFind({ id: 'x', grants: [{ role, townId: 'T' }] })).toBe(role === 'worker')
})

test('only one’s own raised hand can be lowered', () => {
  const hand = { id: 'a', townId: 'T', personId: 'w', status: 'raised' } as const
  expect(decideWithdraw({ id: 'w', grants: [] }, hand)).toEqual({ act: 'application.withdraw', on: 'a', chain: 'T' })
  expect(decideWithdraw({ id: 'x', grants: [] }, hand)).toMatchObject({ refused: 'unseen' })
  expect(decideWithdraw({ id: 'w', grants: [] }, { ...hand, status: 'withdrawn' })).toMatchObject({ refused: 'status' })
})
