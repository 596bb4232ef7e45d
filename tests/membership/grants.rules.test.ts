// Giving and ending roles, their days, and who is found when no role counts any more: every combination; what is not listed is refused.
import { expect, test } from 'vitest'
import { type Actor, decidePerson, type Grant, type Role, roles, servesMember } from '../../policies/identity/people.ts'
import { addDays, addMonths, type Day } from '../../policies/kernel/days.ts'
import {
  decideEnd,
  decideGive,
  decideGiving,
  givableGrants,
  isInForce,
  lastStart,
  mayReadReasons,
  periodFlaws,
  standingOf,
} from '../../policies/membership/grants.ts'
import { decisionTable } from '../support/run/table.ts'

const towns = ['here', 'there', 'alliance'] as const
const townId = (town: string) => (town === 'alliance' ? null : town)
const grantOf = (role: string, town: string): Grant => ({ role: role as Role, townId: townId(town) })
const one = (id: string, role: string, town: string): Actor => ({ id, grants: [grantOf(role, town)] })
const isYes = (decision: object) => 'act' in decision
const today = '2026-11-21' as Day

test('giving a role', () => {
  const table = decisionTable(
    { actor: roles, actorTown: towns, to: ['self', 'other'], held: ['none', 'same', 'elsewhere'], role: roles, town: towns },
    `
    secretariat *  other  none,elsewhere  coordinator,manager   here,there
    secretariat *  other  none,elsewhere  trainer               *
    secretariat *  other  none,elsewhere  secretariat,auditor   alliance
    `,
  )
  for (const { point, allowed } of table) {
    const { actor, actorTown, to, held, role, town } = point
    const grant = grantOf(role, town)
    const elsewhere = { role: grant.role, townId: 'elsewhere' }
    const person = { id: to === 'self' ? 'a' : 'b', held: { none: [], same: [grant], elsewhere: [elsewhere] }[held] }
    const decision = decideGive(one('a', actor, actorTown), person, grant)
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (allowed) expect(decision).toMatchObject({ act: 'grant.give', on: 'b', chain: grant.townId ?? 'alliance' })
    if (allowed) expect(isYes(decideGiving(one('a', actor, actorTown), person)), 'the form is shown').toBe(true)
  }
})

test('the form is shown to the secretariat, for others only, and offers exactly what may be given', () => {
  for (const role of roles)
    for (const town of towns)
      for (const id of ['a', 'b'])
        expect(isYes(decideGiving(one('a', role, town), { id })), `${role} ${town} ${id}`).toBe(
          role === 'secretariat' && id === 'b',
        )
  const held = [grantOf('manager', 'here'), grantOf('auditor', 'alliance')]
  const offered = givableGrants(one('a', 'secretariat', 'alliance'), { id: 'b', held }, ['here', 'there'])
  expect(offered.map(({ role, townId }) => `${role} ${townId}`)).toEqual([
    'coordinator here',
    'coordinator there',
    'manager there',
    'trainer null',
    'trainer here',
    'trainer there',
    'secretariat null',
  ])
  expect(givableGrants(one('a', 'coordinator', 'here'), { id: 'b', held: [] }, ['here'])).toEqual([])
})

const periods: Record<string, { fromOn: Day; untilOn: Day | null }> = {
  open: { fromOn: addDays(today, -9), untilOn: null },
  lastDay: { fromOn: addDays(today, -9), untilOn: today },
  over: { fromOn: addDays(today, -9), untilOn: addDays(today, -1) },
  endedToday: { fromOn: today, untilOn: addDays(today, -1) },
  toCome: { fromOn: addDays(today, 1), untilOn: null },
  calledOff: { fromOn: addDays(today, 9), untilOn: addDays(today, -1) },
}
const periodNames = ['open', 'lastDay', 'over', 'endedToday', 'toCome', 'calledOff'] as const

test('ending a role', () => {
  const table = decisionTable(
    {
      actor: roles,
      actorTown: towns,
      of: ['self', 'other'],
      role: roles,
      town: towns,
      period: periodNames,
      others: ['0', '1', '2'],
    },
    `
    secretariat *  other  coordinator,manager,trainer,auditor  *  open,lastDay,toCome  *
    secretariat *  other  secretariat                          *  open,lastDay,toCome  1,2
    `,
  )
  for (const { point, allowed } of table) {
    const { actor, actorTown, of, role, town, period, others } = point
    const grant = { ...grantOf(role, town), ...periods[period]!, id: 'g', personId: of === 'self' ? 'a' : 'b' }
    const decision = decideEnd(one('a', actor, actorTown), grant, today, { secretariat: Number(others) })
    if (isYes(decision) !== allowed) expect(decision, JSON.stringify(point)).toBe(allowed)
    if (allowed && isYes(decision)) expect(decision).toMatchObject({ on: 'b', chain: grant.townId ?? 'alliance' })
  }
})

test('where a role stands by its days', () => {
  const standings = Object.fromEntries(periodNames.map((name) => [name, standingOf(periods[name]!, today)]))
  expect(standings).toEqual({
    open: 'in-force',
    lastDay: 'in-force',
    over: 'over',
    endedToday: 'over',
    toCome: 'to-come',
    calledOff: 'over',
  })
  for (const name of periodNames) expect(isInForce(periods[name]!, today), name).toBe(standings[name] === 'in-force')
  for (const days of [9, 10, 400]) expect(isInForce(periods.calledOff!, addDays(today, days)), 'never again').toBe(false)
})

test('the days of a role that is given', () => {
  const flaws = (fromOn: Day, untilOn: Day | null) => periodFlaws({ fromOn, untilOn }, today)
  expect(flaws(today, null)).toEqual([])
  expect(flaws(addDays(today, -1), null)).toEqual(['from-past'])
  expect(lastStart(today)).toBe('2027-11-21')
  expect(flaws('2027-11-21', null)).toEqual([])
  expect(flaws('2027-11-22', null)).toEqual(['from-far'])
  expect(flaws(today, today)).toEqual(['until-early'])
  expect(flaws(today, addDays(today, 1))).toEqual([])
  expect(flaws(today, addMonths(today, 36))).toEqual([])
  expect(flaws(today, addDays(addMonths(today, 36), 1))).toEqual(['until-long'])
  expect(flaws(addDays(today, -1), addDays(today, -2))).toEqual(['from-past', 'until-early'])
})

test('reasons are read by who may give the role', () => {
  const table = decisionTable(
    { actor: roles, actorTown: ['here', 'there'], role: roles, town: towns },
    `
    coordinator here   worker               here
    coordinator there  worker               there
    secretariat *      coordinator,manager  here,there
    secretariat *      trainer              *
    secretariat *      secretariat,auditor  alliance
    `,
  )
  for (const { point, allowed } of table)
    expect(mayReadReasons(one('a', point.actor, point.actorTown), grantOf(point.role, point.town)), JSON.stringify(point)).toBe(
      allowed,
    )
})

test('who is found when no role counts: former and future staff by the secretariat, a town’s own members by its coordinators', () => {
  const table = decisionTable(
    { actor: roles, actorTown: ['here', 'there'], memberOf: ['none', 'here', 'there'], wasStaff: ['yes', 'no'] },
    `
    coordinator here   here   *
    coordinator there  there  *
    secretariat *      *      yes
    `,
  )
  for (const { point, allowed } of table) {
    const memberOf = point.memberOf === 'none' ? null : point.memberOf
    const actor = one('a', point.actor, point.actorTown)
    const person = { id: 'b', grants: [], memberOf, wasStaff: point.wasStaff === 'yes' }
    const decision = decidePerson(actor, person)
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (allowed) expect(decision).toMatchObject({ on: 'b', chain: memberOf ?? 'alliance' })
    const serves = point.actor === 'coordinator' && point.actorTown === point.memberOf
    expect(servesMember(actor, person), 'what members told their town').toBe(serves)
  }
})
