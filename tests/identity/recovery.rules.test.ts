// Who may give keys back to whom, and who may stop it: every combination, and what is not listed is refused.
import { expect, test } from 'vitest'
import type { Actor, Grant, Role } from '../../policies/identity/people.ts'
import { roles } from '../../policies/identity/people.ts'
import {
  decideApproval,
  decideCancel,
  decideConsole,
  decideList,
  decideRead,
  decideSettling,
  decideStart,
  decideStop,
  decideUse,
  type RecoveryFacts,
  states,
} from '../../policies/identity/recovery.ts'
import { decisionTable } from '../support/run/table.ts'

const towns = ['here', 'there', 'alliance'] as const
const grant = (role: string, town: string): Grant => ({ role: role as Role, townId: town === 'alliance' ? null : town })
const one = (id: string, ...grants: Grant[]): Actor => ({ id, grants })
const isYes = (decision: object) => 'act' in decision
const why = (decision: object) => ('refused' in decision ? decision.refused : 'yes')
const keyed = (person: Actor) => ({ ...person, passkeys: 1, recovering: false })
type Asked = RecoveryFacts & { sameHand: boolean }
const facts = (change: Partial<Asked> = {}): Asked => ({
  id: 'r',
  personId: 'p',
  startedBy: 'first',
  state: 'asked',
  sameHand: false,
  ...change,
})

/** Whom a recovery is for. Roles of the whole alliance stand without a town. */
const people = {
  'worker-here': one('p', grant('worker', 'here')),
  'coordinator-here': one('p', grant('coordinator', 'here')),
  secretariat: one('p', grant('secretariat', 'alliance')),
  'both-here': one('p', grant('worker', 'here'), grant('manager', 'here')),
  nobody: one('p'),
}
type Whom = keyof typeof people
const whom = Object.keys(people) as [Whom, ...Whom[]]
const axes = { actor: roles, actorTown: towns, person: whom }
const actorOf = (point: { actor: string; actorTown: string }, id = 'a') => one(id, grant(point.actor, point.actorTown))

test('the first officer: coordinators for their own workers, the secretariat for staff and for who is both', () => {
  const table = decisionTable(
    axes,
    `
    coordinator  here,alliance  worker-here
    secretariat  *              coordinator-here,secretariat,both-here
    `,
  )
  for (const { point, allowed } of table)
    expect([point, isYes(decideStart(actorOf(point), keyed(people[point.person])))]).toEqual([point, allowed])
})

test('the second officer: whoever might be the first, and the secretariat everywhere', () => {
  const table = decisionTable(
    axes,
    `
    coordinator  here,alliance  worker-here
    secretariat  *              worker-here,coordinator-here,secretariat,both-here
    `,
  )
  for (const { point, allowed } of table)
    expect([point, isYes(decideApproval(actorOf(point), people[point.person], facts()))]).toEqual([point, allowed])
})

test('seeing and calling off: the coordinators of a worker and the secretariat; for all others it does not exist', () => {
  const table = decisionTable(
    axes,
    `
    coordinator  here,alliance  worker-here,both-here
    secretariat  *              worker-here,coordinator-here,secretariat,both-here
    `,
  )
  for (const { point, allowed } of table) {
    const person = people[point.person]
    expect([point, why(decideRead(actorOf(point), person))]).toEqual([point, allowed ? 'yes' : 'unseen'])
    expect([point, why(decideCancel(actorOf(point), person, facts()))]).toEqual([point, allowed ? 'yes' : 'unseen'])
    if (!allowed) {
      expect(why(decideStart(actorOf(point), keyed(person)))).toBe('unseen')
      expect(why(decideApproval(actorOf(point), person, facts()))).toBe('unseen')
    }
  }
})

test('one person alone: never for oneself, never twice, never two of one hand, not while held', () => {
  const table = decisionTable(
    { relation: ['self', 'first', 'another'], hand: ['same', 'different'], held: ['yes', 'no'], state: states },
    'another different no asked',
  )
  for (const { point, allowed } of table) {
    const id = { self: 'p', first: 'first', another: 'a' }[point.relation]
    const actor = { ...one(id, grant('secretariat', 'alliance')), heldUntil: point.held === 'yes' ? '2026-11-24' : null }
    const recovery = facts({ state: point.state, sameHand: point.hand === 'same' })
    expect([point, isYes(decideApproval(actor, people['worker-here'], recovery))]).toEqual([point, allowed])
  }
  const second = (id: string, change = {}) =>
    why(decideApproval(one(id, grant('secretariat', 'alliance')), people['worker-here'], facts(change)))
  expect([second('p'), second('first'), second('a', { sameHand: true })]).toEqual(['own-work', 'second', 'second'])
})

test('starting: only for who has keys, while none is open, by who is not held and is somebody else', () => {
  const table = decisionTable(
    { relation: ['self', 'another'], keys: ['0', '1'], recovering: ['yes', 'no'], held: ['yes', 'no'] },
    'another 1 no no',
  )
  for (const { point, allowed } of table) {
    const actor = {
      ...one(point.relation === 'self' ? 'p' : 'a', grant('coordinator', 'here')),
      heldUntil: point.held === 'yes' ? '2026-11-24' : null,
    }
    const person = { ...people['worker-here'], passkeys: Number(point.keys), recovering: point.recovering === 'yes' }
    expect([point, isYes(decideStart(actor, person))]).toEqual([point, allowed])
  }
})

test('each step has its states', () => {
  const table = decisionTable(
    { act: ['approve', 'cancel', 'use', 'stop-living', 'stop-suspended', 'settle'], state: states },
    `
    approve         asked
    cancel          asked,approved
    use             approved
    stop-living     asked,approved
    stop-suspended  used
    settle          passed
    `,
  )
  const person = people['worker-here']
  const officer = one('a', grant('secretariat', 'alliance'))
  for (const { point, allowed } of table) {
    const recovery = facts({ state: point.state })
    const decision = {
      approve: () => decideApproval(officer, person, recovery),
      cancel: () => decideCancel(officer, person, recovery),
      use: () => decideUse(person, recovery),
      'stop-living': () => decideStop({ personId: 'p', key: 'living' }, person, recovery),
      'stop-suspended': () => decideStop({ personId: 'p', key: 'suspended' }, person, recovery),
      settle: () => decideSettling(person, recovery),
    }[point.act]()
    expect([point, why(decision)]).toEqual([point, allowed ? 'yes' : 'status'])
    if (allowed) expect(decision).toMatchObject({ on: 'p', chain: 'here' })
  }
})

test('what belongs to one person is not used, stopped or settled for another', () => {
  const other = one('q', grant('worker', 'here'))
  expect(isYes(decideUse(other, facts({ state: 'approved' })))).toBe(false)
  expect(isYes(decideSettling(other, facts({ state: 'passed' })))).toBe(false)
  for (const key of ['living', 'suspended'] as const)
    for (const state of states) {
      expect(isYes(decideStop({ personId: 'q', key }, people['worker-here'], facts({ state })))).toBe(false)
      expect(isYes(decideStop({ personId: 'p', key }, other, facts({ state })))).toBe(false)
    }
})

test('who holds no role any more has no way back', () => {
  expect(isYes(decideUse(people.nobody, facts({ state: 'approved' })))).toBe(false)
})

test('the list is for officers', () => {
  const table = decisionTable({ actor: roles, actorTown: towns }, 'coordinator,secretariat *')
  for (const { point, allowed } of table) expect([point, isYes(decideList(actorOf(point)))]).toEqual([point, allowed])
})

test('the console: one of the secretariat who has keys, while nobody else of it can sign in', () => {
  const table = decisionTable(
    { person: whom, keys: ['0', '1'], recovering: ['yes', 'no'], others: ['0', '1', '2'] },
    'secretariat 1 no 0',
  )
  for (const { point, allowed } of table) {
    const person = { ...people[point.person], passkeys: Number(point.keys), recovering: point.recovering === 'yes' }
    const decision = decideConsole(person, { secretariatWithKey: Number(point.others) })
    expect([point, isYes(decision)]).toEqual([point, allowed])
  }
})
