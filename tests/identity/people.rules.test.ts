// Who may bring in whom, see whom, and do what with an account: every combination, and what is not listed is refused.
import { expect, test } from 'vitest'
import type { Actor, Role } from '../../policies/identity/people.ts'
import {
  decideAccount,
  decideConsoleRenewal,
  decideEnrolment,
  decideFounding,
  decideInvite,
  decidePeopleList,
  decidePerson,
  maxPasskeys,
  roles,
} from '../../policies/identity/people.ts'
import { decideTown } from '../../policies/membership/towns.ts'
import { decisionTable } from '../support/run/table.ts'

const towns = ['here', 'there', 'alliance'] as const
const townId = (town: string) => (town === 'alliance' ? null : town)
const one = (id: string, role: string, town: string): Actor => ({ id, grants: [{ role: role as Role, townId: townId(town) }] })
const keyless = (person: Actor) => ({ ...person, passkeys: 0 })
const isYes = (decision: object) => 'act' in decision

test('inviting', () => {
  const table = decisionTable(
    { actor: roles, actorTown: towns, role: roles, town: towns },
    `
    coordinator here         worker                     here
    coordinator there        worker                     there
    coordinator alliance     worker                     here,there
    secretariat *            coordinator,manager        here,there
    secretariat *            trainer                    *
    secretariat *            secretariat,auditor        alliance
    `,
  )
  for (const { point, allowed } of table) {
    const grant = { role: point.role, townId: townId(point.town) }
    const decision = decideInvite(one('a', point.actor, point.actorTown), grant, 'new')
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (isYes(decision)) expect(decision).toMatchObject({ on: 'new', chain: grant.townId ?? 'alliance' })
  }
})

test('seeing one person, and issuing a code', () => {
  const table = decisionTable(
    { actor: roles, actorTown: towns, role: roles, town: towns },
    `
    coordinator here         worker                     here
    coordinator there        worker                     there
    coordinator alliance     worker                     here,there
    secretariat *            coordinator,manager        here,there
    secretariat *            trainer                    *
    secretariat *            secretariat,auditor        alliance
    `,
  )
  for (const { point, allowed } of table) {
    const [actor, person] = [one('a', point.actor, point.actorTown), one('b', point.role, point.town)]
    expect(isYes(decidePerson(actor, person)), JSON.stringify(point)).toBe(allowed)
    expect(isYes(decideEnrolment(actor, keyless(person))), JSON.stringify(point)).toBe(allowed)
    expect(isYes(decideEnrolment(actor, keyless({ ...person, id: 'a' }))), 'for oneself').toBe(false)
    expect(isYes(decideEnrolment(actor, { ...person, passkeys: 1 })), 'into a living account').toBe(false)
  }
})

test('a person with two roles: seen by either side, given a code only by who may give both', () => {
  const both: Actor = { id: 'b', grants: [...one('b', 'worker', 'here').grants, ...one('b', 'manager', 'here').grants] }
  const coordinator = one('c', 'coordinator', 'here')
  const secretariat = one('s', 'secretariat', 'alliance')
  for (const actor of [coordinator, secretariat]) {
    expect(isYes(decidePerson(actor, both))).toBe(true)
    expect(decideEnrolment(actor, keyless(both))).toMatchObject({ refused: 'role' })
  }
  const holder = { id: 'h', grants: [...coordinator.grants, ...secretariat.grants] }
  expect(isYes(decideEnrolment(holder, keyless(both)))).toBe(true)
  expect(decidePerson(coordinator, { id: 'n', grants: [] })).toMatchObject({ refused: 'unseen' })
})

test('the list of people and the towns', () => {
  for (const role of roles) {
    const actor = one('a', role, 'here')
    expect(isYes(decidePeopleList(actor)), role).toBe(role === 'coordinator' || role === 'secretariat')
    for (const act of ['town.list', 'town.add', 'operating-body.edit'] as const)
      expect(isYes(decideTown(act, actor, 'here')), `${role} ${act}`).toBe(role === 'secretariat')
  }
})

const accountActs = [
  'account.read',
  'account.edit',
  'account.read-data',
  'account.export',
  'passkey.add',
  'passkey.remove',
  'session.end',
  'session.end-all',
] as const
test('one’s own account', () => {
  const counts = { none: 0, one: 1, two: 2, most: maxPasskeys }
  const table = decisionTable(
    { act: accountActs, proof: ['fresh', 'stale'], passkeys: ['none', 'one', 'two', 'most'] },
    `
    account.read,account.edit,account.read-data             *      *
    account.export,session.end,session.end-all              *      *
    passkey.add                                             fresh  none
    passkey.add                                             *      one,two
    passkey.remove                                          *      two,most
    `,
  )
  for (const { point, allowed } of table) {
    const own = { fresh: point.proof === 'fresh', passkeys: counts[point.passkeys] }
    expect(isYes(decideAccount(point.act, one('a', 'worker', 'here'), own)), JSON.stringify(point)).toBe(allowed)
    const held = { ...one('a', 'worker', 'here'), heldUntil: '2026-11-24T00:00:00.000Z' }
    const decision = isYes(decideAccount(point.act, held, own))
    expect(decision, `held ${JSON.stringify(point)}`).toBe(allowed && point.act !== 'account.export')
  }
})

test('the console: founding once, and renewing only for a secretariat person without a passkey', () => {
  expect([isYes(decideFounding(false, 'x')), isYes(decideFounding(true, 'x'))]).toEqual([true, false])
  for (const role of roles)
    for (const passkeys of [0, 1])
      expect(isYes(decideConsoleRenewal({ ...one('a', role, 'alliance'), passkeys }))).toBe(
        role === 'secretariat' && passkeys === 0,
      )
})
