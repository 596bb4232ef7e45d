/** Vetting and membership as rules: the whole space of who, where, in which status and with which proposal; the rest is refused. */
import { expect, test } from 'vitest'
import { decideEnrolment, type Role, roles } from '../../policies/identity/people.ts'
import { addDays } from '../../policies/kernel/days.ts'
import {
  decideClearance,
  decideLapse,
  decideLeaving,
  decideList,
  decideMember,
  decideProposal,
  decideRead,
  decideReminder,
  decideTown,
  grantable,
  lacks,
  type Member,
  reminderOn,
  steps,
  stepsOf,
  type VettingFacts,
  validUntil,
} from '../../policies/membership/vetting.ts'
import { classes } from '../../policies/safety/classes.ts'
import { decisionTable } from '../support/run/table.ts'

const isYes = (decision: object) => 'act' in decision
const statuses = ['open', 'approved', 'declined', 'withdrawn', 'lapsed'] as const
const proposals = ['none', 'mine', 'theirs'] as const
const whose = ['own', 'other'] as const
const where = ['here', 'there', 'alliance'] as const
const who = { role: roles, at: where, of: whose }

type Who = { role: Role; at: (typeof where)[number]; of: (typeof whose)[number] }
const townId = { here: 'T', there: 'U', alliance: null }
const actorOf = ({ role, at, of }: Who) => ({ id: of === 'own' ? 'p' : 'a', grants: [{ role, townId: townId[at] }] })

function vettingOf(
  { status = 'open', proposal = 'none' }: { status?: VettingFacts['status']; proposal?: (typeof proposals)[number] },
  actorId: string,
  more: Partial<VettingFacts> = {},
): VettingFacts {
  return {
    id: 'v',
    townId: 'T',
    personId: 'p',
    kind: 'first',
    status,
    done: steps,
    pledgeCurrent: true,
    proposal: proposal === 'none' ? null : { by: proposal === 'mine' ? actorId : 'z', clearance: '3C' },
    deviceBoundKeys: 1,
    deviceBoundDemanded: true,
    passkeys: 1,
    ...more,
  }
}

test('who reads a vetting: the applicant, the town’s coordinators, the secretariat once a second person is asked for', () => {
  const table = decisionTable(
    { ...who, status: statuses, proposal: proposals },
    `
    *            *              own    *  *
    coordinator  here,alliance  other  *  *
    secretariat  *              other  *  mine,theirs
    `,
  )
  for (const { point, allowed } of table) {
    const actor = actorOf(point)
    const decision = decideRead(actor, vettingOf(point, actor.id))
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    expect(decision).toMatchObject(allowed ? { act: 'vetting.read', on: 'v', chain: 'T' } : { refused: 'unseen' })
  }
})

test('the list is for coordinators and the secretariat', () => {
  for (const role of roles)
    expect(isYes(decideList({ id: 'a', grants: [{ role, townId: 'T' }] })), role).toBe(
      role === 'coordinator' || role === 'secretariat',
    )
})

const townActs = ['vetting.residency', 'vetting.interview', 'vetting.decline'] as const
test('what the town does alone: its coordinators, while it is open, never about themselves', () => {
  const table = decisionTable(
    { act: townActs, ...who, status: statuses, proposal: proposals },
    '* coordinator here,alliance other open *',
  )
  for (const { point, allowed } of table) {
    const actor = actorOf(point)
    const decision = decideTown(point.act, actor, vettingOf(point, actor.id))
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (point.of === 'own') expect(decision).toMatchObject({ refused: 'own-work' })
    else if (!isYes(decideRead(actor, vettingOf(point, actor.id)))) expect(decision).toMatchObject({ refused: 'unseen' })
  }
})

test('a proposal names a class that may be granted', () => {
  const table = decisionTable(
    { ...who, status: statuses, proposal: proposals, clearance: classes },
    'coordinator here,alliance other open * 1,2,3C,3B',
  )
  for (const { point, allowed } of table) {
    const actor = actorOf(point)
    expect(isYes(decideProposal(actor, vettingOf(point, actor.id), point.clearance)), JSON.stringify(point)).toBe(allowed)
  }
})

test('a decision: one coordinator up to class 2; above it exactly the class that another person proposed; nobody about themselves', () => {
  const table = decisionTable(
    { ...who, status: statuses, proposal: proposals, clearance: classes },
    `
    coordinator  here,alliance  other  open  *       1,2
    coordinator  here,alliance  other  open  theirs  3C
    secretariat  *              other  open  theirs  3C
    `,
  )
  for (const { point, allowed } of table) {
    const actor = actorOf(point)
    const decision = decideClearance(actor, vettingOf(point, actor.id), point.clearance)
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    if (point.of === 'own') expect(decision).toMatchObject({ refused: 'own-work' })
  }
  const both = {
    id: 'a',
    grants: [
      { role: 'coordinator' as const, townId: 'T' },
      { role: 'secretariat' as const, townId: null },
    ],
  }
  expect(decideClearance(both, vettingOf({ proposal: 'mine' }, 'a'), '3C'), 'a second role is no second person').toMatchObject({
    refused: 'second',
  })
})

test('nothing is proposed or decided before all is there, and the refusal names all that is missing', () => {
  const coordinator = { id: 'a', grants: [{ role: 'coordinator' as const, townId: 'T' }] }
  const bare = { done: [], pledgeCurrent: false, deviceBoundKeys: 0, passkeys: 0 }
  for (const clearance of grantable) {
    const strict = clearance === '3C' || clearance === '3B'
    const missing = [...steps, 'passkey', ...(strict ? ['device-bound-key'] : [])]
    const facts = vettingOf({}, 'a', { ...bare, proposal: { by: 'z', clearance } })
    expect(lacks(facts, clearance)).toEqual(missing)
    expect(decideProposal(coordinator, facts, clearance)).toEqual({ refused: 'incomplete', unmet: missing })
    expect(decideClearance(coordinator, facts, clearance)).toEqual({ refused: 'incomplete', unmet: missing })
    for (const lack of missing) {
      const part = vettingOf({}, 'a', {
        proposal: { by: 'z', clearance },
        done: steps.filter((step) => step !== lack),
        passkeys: lack === 'passkey' ? 0 : 1,
        deviceBoundKeys: lack === 'device-bound-key' ? 0 : 1,
      })
      expect(decideClearance(coordinator, part, clearance), `${clearance} ${lack}`).toEqual({
        refused: 'incomplete',
        unmet: [lack],
      })
    }
  }
  expect(lacks(vettingOf({}, 'a', { pledgeCurrent: false }), '1')).toEqual(['pledge-version'])
  expect(lacks(vettingOf({}, 'a', { deviceBoundKeys: 0, deviceBoundDemanded: false }), '3B')).toEqual([])
  expect(stepsOf('renewal')).not.toContain('interview')
  expect(lacks(vettingOf({}, 'a', { kind: 'renewal', done: ['residency', 'pledge', 'environment'] }), '2')).toEqual([])
})

const standings = ['active', 'suspended', 'left'] as const
const memberOf = (status: Member['status'], more: Partial<Member> = {}): Member => ({
  id: 'p',
  townId: 'T',
  status,
  vettedUntil: '2026-12-21',
  renewing: false,
  ...more,
})

test('stopping and letting go on: a coordinator of their town, never about themselves', () => {
  const table = decisionTable(
    { act: ['worker.suspend', 'worker.resume'], ...who, status: standings },
    `
    worker.suspend  coordinator  here,alliance  other  active
    worker.resume   coordinator  here,alliance  other  suspended
    `,
  )
  for (const { point, allowed } of table) {
    const decision = decideMember(point.act, actorOf(point), memberOf(point.status))
    expect(isYes(decision), JSON.stringify(point)).toBe(allowed)
    const isOfficer = point.role === 'coordinator' && point.at !== 'there'
    if (!isOfficer) expect(decision).toMatchObject({ refused: 'unseen' })
    else if (point.of === 'own') expect(decision).toMatchObject({ refused: 'own-work' })
  }
})

test('leaving: oneself, or the town; once', () => {
  const table = decisionTable(
    { ...who, status: standings },
    `
    *            *              own    active,suspended
    coordinator  here,alliance  other  active,suspended
    `,
  )
  for (const { point, allowed } of table)
    expect(isYes(decideLeaving(actorOf(point), memberOf(point.status))), JSON.stringify(point)).toBe(allowed)
})

test('a code for an applicant: by the coordinators of the town of their open vetting, for the first passkey only', () => {
  const table = decisionTable(
    { ...who, applying: ['here', 'no'], passkeys: ['0', '1'] },
    'coordinator here,alliance other here 0',
  )
  for (const { point, allowed } of table) {
    const person = { id: 'p', grants: [], passkeys: Number(point.passkeys), applyingTo: point.applying === 'here' ? 'T' : null }
    expect(isYes(decideEnrolment(actorOf(point), person)), JSON.stringify(point)).toBe(allowed)
  }
  const coordinator = { id: 'a', grants: [{ role: 'coordinator' as const, townId: 'T' }] }
  const staff = { id: 'p', grants: [{ role: 'secretariat' as const, townId: null }], passkeys: 0, applyingTo: 'T' }
  expect(decideEnrolment(coordinator, staff), 'an application opens no other account').toMatchObject({ refused: 'role' })
})

test('reminders are due from their day on, the later one in place of the earlier, and end with the vetting', () => {
  const until = '2027-03-31'
  const due = (left: number) => reminderOn(until, addDays(until, -left))?.days
  expect([31, 30, 29, 8, 7, 1, 0, -1].map(due)).toEqual([undefined, 30, 30, 30, 7, 7, 7, undefined])
  expect(reminderOn(until, '2027-03-20')).toEqual({ days: 30, since: '2027-03-01' })
  for (const status of standings)
    for (const renewing of [true, false])
      expect(isYes(decideReminder(memberOf(status, { renewing })))).toBe(status === 'active' && !renewing)
})

test('a decision holds for a year, and an application stands open for ninety days', () => {
  expect(validUntil('2028-02-29')).toBe('2029-02-28')
  for (const status of statuses)
    for (const days of [0, 90, 91]) {
      const facts = { ...vettingOf({ status }, 'a'), appliedOn: addDays('2026-11-21', -days) }
      expect(isYes(decideLapse(facts, '2026-11-21')), `${status} ${days}`).toBe(status === 'open' && days > 90)
    }
})
