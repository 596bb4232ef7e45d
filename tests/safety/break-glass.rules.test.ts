// Broken glass: only the secretariat breaks it, only its breaker looks, anybody of the town ends it, somebody else reviews it.
import { expect, test } from 'vitest'
import { type Actor, roles } from '../../policies/identity/people.ts'
import {
  type Breakable,
  decideBreak,
  decideEnd,
  decideForm,
  decideList,
  decideLook,
  decideRead,
  decideReview,
  type GlassFacts,
  listScope,
  minutes,
  statuses,
  statusOf,
} from '../../policies/safety/break-glass.ts'
import { decisionTable } from '../support/run/table.ts'

const town = '202151'
const axes = { role: roles, reach: ['here', 'elsewhere', 'everywhere'], who: ['breaker', 'another'], status: statuses } as const
type Point = { role: (typeof roles)[number]; reach: string; who: string; status: (typeof statuses)[number] }
const actorOf = ({ role, reach, who }: Omit<Point, 'status'>): Actor => ({
  id: who,
  grants: [{ role, townId: reach === 'everywhere' ? null : reach === 'here' ? town : '203246' }],
})
const factsOf = ({ status }: Pick<Point, 'status'>): GlassFacts => ({ id: 'g', townId: town, personId: 'breaker', status })
const whole: Breakable = {
  id: 'p',
  townId: town,
  dataClass: '3C',
  frozen: false,
  destroyed: false,
  related: false,
  open: false,
}

test('it stays broken for thirty minutes at most', () => {
  expect(Math.max(...minutes.map(Number))).toBe(30)
})

test('open until its last instant, then over, then reviewed', () => {
  const glass = { endsAt: '2026-11-21T03:30:00.000Z', reviewedAt: null }
  expect(statusOf(glass, '2026-11-21T03:29:59.999Z')).toBe('open')
  expect(statusOf(glass, '2026-11-21T03:30:00.000Z')).toBe('over')
  expect(statusOf({ ...glass, reviewedAt: '2026-11-21T04:00:00.000Z' }, '2026-11-21T04:00:00.000Z')).toBe('reviewed')
})

test('breaking is the secretariat’s, for what it has nothing else to do with', () => {
  for (const { point, allowed } of decisionTable({ role: roles, reach: axes.reach }, 'secretariat *')) {
    const actor = actorOf({ ...point, who: 'another' })
    expect([point, 'act' in decideForm(actor)]).toEqual([point, allowed])
    expect([point, 'act' in decideBreak(actor, whole, 'g')]).toEqual([point, allowed])
    if (!allowed) expect(decideBreak(actor, whole, 'g')).toMatchObject({ refused: 'role' })
  }
  const makoto = actorOf({ role: 'secretariat', reach: 'everywhere', who: 'another' })
  expect(decideBreak(makoto, whole, 'g')).toEqual({ act: 'glass.break', on: 'g', chain: town })
  expect(decideBreak(makoto, { ...whole, related: true }, 'g')).toMatchObject({ refused: 'own-work' })
  expect(decideBreak(makoto, { ...whole, open: true }, 'g')).toMatchObject({ refused: 'status' })
  expect(decideBreak(makoto, { ...whole, frozen: true }, 'g')).toEqual({ refused: 'closed', unmet: ['frozen'] })
  expect(decideBreak(makoto, { ...whole, destroyed: true }, 'g')).toEqual({ refused: 'closed', unmet: ['destroyed'] })
  expect(decideBreak(makoto, { ...whole, dataClass: null }, 'g')).toEqual({ refused: 'closed', unmet: ['class'] })
  expect(decideBreak({ ...makoto, heldUntil: '2026-12-01' }, whole, 'g')).toMatchObject({ refused: 'held' })
})

test('only the breaker looks, while it is open and the role counts', () => {
  for (const { point, allowed } of decisionTable(axes, 'secretariat * breaker open')) {
    const decision = decideLook(actorOf(point), factsOf(point))
    expect([point, 'act' in decision]).toEqual([point, allowed])
  }
})

test('its breaker and every coordinator of the town end it, once', () => {
  const table = decisionTable(
    axes,
    `
    coordinator here,everywhere *       open
    *           *               breaker open
  `,
  )
  for (const { point, allowed } of table)
    expect([point, 'act' in decideEnd(actorOf(point), factsOf(point))]).toEqual([point, allowed])
})

test('somebody else reviews it, once it is over: a coordinator of the town or the secretariat, of another hand', () => {
  const table = decisionTable(
    axes,
    `
    coordinator here,everywhere another over
    secretariat *               another over
  `,
  )
  for (const { point, allowed } of table) {
    const [actor, facts] = [actorOf(point), factsOf(point)]
    expect([point, 'act' in decideReview(actor, facts, false)]).toEqual([point, allowed])
    expect(decideReview(actor, facts, true), 'one hand is one person').not.toHaveProperty('act')
    if (point.who === 'breaker') expect(decideReview(actor, facts, false)).toHaveProperty('refused')
  }
})

test('who may not know of it finds nothing; the list shows nothing more than each may read', () => {
  const table = decisionTable(
    axes,
    `
    *                   *               breaker  *
    secretariat,auditor *               *        *
    coordinator,manager here,everywhere *        *
  `,
  )
  for (const { point, allowed } of table) {
    const [actor, facts] = [actorOf(point), factsOf(point)]
    const read = decideRead(actor, facts)
    expect([point, 'act' in read]).toEqual([point, allowed])
    if (!allowed) {
      expect(read).toMatchObject({ refused: 'unseen' })
      for (const decide of [decideLook, decideEnd]) expect(decide(actor, facts)).toMatchObject({ refused: 'unseen' })
      expect(decideReview(actor, facts, false)).toMatchObject({ refused: 'unseen' })
    }
    if (!('act' in decideList(actor))) continue
    const scope = listScope(actor)
    if (scope === null || scope.includes(town)) expect([point, 'act' in read]).toEqual([point, true])
  }
})
