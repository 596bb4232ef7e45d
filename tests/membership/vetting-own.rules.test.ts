// What applicants and workers do about their own vetting: every combination, and what is not listed is refused.
import { expect, test } from 'vitest'
import type { Actor, Role } from '../../policies/identity/people.ts'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import {
  antivirusMostDays,
  decideApply,
  decideOwn,
  decideRenewal,
  decideStanding,
  environmentQuestions,
  failedQuestions,
  isRecentUpdate,
  isRenewable,
  questionsFor,
  renewalReason,
  type Step,
  stepsOf,
  type VettingFacts,
} from '../../policies/membership/vetting.ts'
import { places } from '../../policies/safety/classes.ts'
import { decisionTable } from '../support/run/table.ts'

const today: Day = '2026-11-21'
const isYes = (decision: object) => 'act' in decision
const holder = (id: string, role?: Role, townId: string | null = 'here'): Actor => ({
  id,
  grants: role ? [{ role, townId }] : [],
})

test('applying', () => {
  const table = decisionTable(
    { town: ['allied', 'left'], vetting: ['none', 'open'], worker: ['never', 'active', 'suspended', 'left'] },
    `
    allied none never,left
    `,
  )
  for (const { point, allowed } of table) {
    const town = { id: 'here', leftOn: point.town === 'left' ? today : null }
    const status = point.worker === 'never' ? null : point.worker
    const decision = decideApply(town, 'new', { applying: point.vetting === 'open', status })
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (isYes(decision)) expect(decision).toMatchObject({ act: 'vetting.apply', on: 'new', chain: 'here' })
    else expect(decision).toMatchObject({ refused: 'status' })
  }
  expect(isYes(decideApply({ id: 'here', leftOn: null }, 'new')), 'a newcomer').toBe(true)
})

const facts = (changes: Partial<VettingFacts>): VettingFacts => ({
  id: 'v',
  townId: 'here',
  personId: 'p',
  kind: 'first',
  status: 'open',
  done: [],
  pledgeCurrent: false,
  proposal: null,
  deviceBoundKeys: 0,
  deviceBoundDemanded: true,
  passkeys: 1,
  ...changes,
})
const actors: Record<string, Actor> = {
  self: holder('p'),
  selfAsOfficer: holder('p', 'coordinator'),
  officer: holder('c', 'coordinator'),
  stranger: holder('x', 'coordinator', 'there'),
  secretariat: holder('s', 'secretariat', null),
}
const ownActs = ['vetting.pledge', 'vetting.environment', 'vetting.withdraw'] as const

test('signing, answering and giving up', () => {
  const table = decisionTable(
    {
      act: ownActs,
      actor: ['self', 'selfAsOfficer', 'officer', 'stranger', 'secretariat'],
      status: ['open', 'approved', 'declined', 'withdrawn', 'lapsed'],
      kind: ['first', 'renewal'],
      done: ['nothing', 'pledge', 'environment', 'both'],
      pledge: ['current', 'older'],
    },
    `
    vetting.withdraw    self,selfAsOfficer open * *                   *
    vetting.environment self,selfAsOfficer open * nothing,pledge      *
    vetting.pledge      self,selfAsOfficer open * nothing,environment *
    vetting.pledge      self,selfAsOfficer open * pledge,both         older
    `,
  )
  const doneOf = { nothing: [], pledge: ['pledge'], environment: ['environment'], both: ['pledge', 'environment'] } as const
  for (const { point, allowed } of table) {
    const { status, kind } = point
    const vetting = facts({ status, kind, done: doneOf[point.done], pledgeCurrent: point.pledge === 'current' })
    const decision = decideOwn(point.act, actors[point.actor]!, vetting)
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (isYes(decision)) expect(decision).toMatchObject({ act: point.act, on: 'v', chain: 'here' })
    else if (point.actor === 'officer') expect(decision).toMatchObject({ refused: 'role' })
    else if (!point.actor.startsWith('self')) expect(decision).toMatchObject({ refused: 'unseen' })
    else expect(decision).toMatchObject({ refused: 'status' })
  }
})

test('renewing', () => {
  const table = decisionTable(
    {
      actor: ['self', 'other'],
      status: ['active', 'suspended', 'left'],
      vetting: ['none', 'open'],
      left: ['-1', '0', '29', '30', '31', '300'],
      pledge: ['unknown', 'current', 'older'],
    },
    `
    self active none -1,0,29,30 *
    self active none *          older
    `,
  )
  const current = { unknown: undefined, current: true, older: false }
  for (const { point, allowed } of table) {
    const signed = current[point.pledge]
    const member = {
      id: 'p',
      townId: 'here',
      status: point.status,
      vettedUntil: addDays(today, Number(point.left)),
      renewing: point.vetting === 'open',
      ...(signed === undefined ? {} : { pledgeCurrent: signed }),
    }
    const decision = decideRenewal(holder(point.actor === 'self' ? 'p' : 'x', 'worker'), member, today)
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (point.actor === 'self') expect(isRenewable(member, today)).toBe(allowed)
    else expect(decision).toMatchObject({ refused: 'unseen' })
    if (isYes(decision)) expect(decision).toMatchObject({ on: 'p', chain: 'here' })
    const end = Number(point.left) <= 30 ? 'end' : undefined
    expect(renewalReason(member, today)).toBe(point.pledge === 'older' ? 'pledge' : end)
  }
})

test('everyone sees where they stand, and only themselves', () => {
  for (const actor of Object.values(actors)) expect(decideStanding(actor)).toMatchObject({ act: 'vetting.read', on: actor.id })
})

test('a renewal asks for all but the interview', () => {
  expect(stepsOf('first').filter((step) => !stepsOf('renewal').includes(step))).toEqual(['interview'] satisfies Step[])
})

test('the self-check: all of it at home, one’s own habits elsewhere, and only yes is yes', () => {
  for (const place of places) {
    const asked = questionsFor([place])
    expect(asked).toEqual(place === 'home' ? environmentQuestions : ['lock', 'private', 'attachments'])
    const yes = Object.fromEntries(asked.map((question) => [question, 'yes' as const]))
    expect(failedQuestions([place], yes)).toEqual([])
    expect(failedQuestions([place], {})).toEqual(asked)
    for (const question of asked) {
      expect(failedQuestions([place], { ...yes, [question]: 'no' })).toEqual([question])
      const { [question]: _, ...others } = yes
      expect(failedQuestions([place], others)).toEqual([question])
    }
  }
  expect(questionsFor(['centre', 'home'])).toEqual(environmentQuestions)
})

test('an antivirus renewed a month ago is recent, the day before is not', () => {
  expect(isRecentUpdate(addDays(today, -antivirusMostDays), today)).toBe(true)
  expect(isRecentUpdate(addDays(today, -antivirusMostDays - 1), today)).toBe(false)
})
