// Destruction: two different persons, nothing in the way, and the clock on its day; every combination that the tables leave out is refused.
import { expect, test } from 'vitest'
import type { Actor } from '../../policies/identity/people.ts'
import { defaultTownRules, loosestTownRules } from '../../policies/membership/towns.ts'
import { statuses } from '../../policies/packages/statuses.ts'
import {
  blockers,
  blockersOfClock,
  type DestructionFacts,
  decideAsk,
  decideBegin,
  decideCancel,
  decideDestructionRead,
  decideFinish,
  decidePostpone,
  decideReconcile,
  decideWitness,
  finalOn,
  keepUntil,
  postponable,
  reminderFor,
} from '../../policies/safety/destructions.ts'
import { decisionTable } from '../support/run/table.ts'

const town = '202151'
const people = ['asker', 'coordinator', 'manager', 'secretariat', 'auditor', 'neighbour', 'worker'] as const
const actors: Record<(typeof people)[number], Actor> = {
  asker: { id: 'asker', grants: [{ role: 'coordinator', townId: town }] },
  coordinator: { id: 'c', grants: [{ role: 'coordinator', townId: town }] },
  manager: { id: 'm', grants: [{ role: 'manager', townId: town }] },
  secretariat: { id: 's', grants: [{ role: 'secretariat', townId: null }] },
  auditor: { id: 'a', grants: [{ role: 'auditor', townId: null }] },
  neighbour: {
    id: 'n',
    grants: [
      { role: 'coordinator', townId: '203246' },
      { role: 'manager', townId: '203246' },
    ],
  },
  worker: { id: 'w', grants: [{ role: 'worker', townId: town }] },
}
const stages = ['none', 'asked', 'decided', 'done'] as const
const ways = ['clear', 'line', 'incident', 'delivery', 'untaken'] as const
const line = { lot: 3, holder: '小林 花', holderRomaji: 'Hana Kobayashi' }
const factsOf = (stage: string, status: string, way = 'clear'): DestructionFacts => ({
  id: 'p',
  townId: town,
  status: status as DestructionFacts['status'],
  dataClass: '2',
  keepUntil: '2026-11-21',
  frozen: way === 'incident',
  stage: stage as DestructionFacts['stage'],
  askedBy: stage === 'none' ? null : 'asker',
  openLines: way === 'line' ? [line] : [],
  waiting: way === 'delivery' ? 2 : 0,
  resultTaken: way !== 'untaken',
})
const space = { who: people, stage: stages, status: statuses, way: ways } as const

const decisions = {
  ask: [decideAsk, 'asker,coordinator none completed,concluded,withdrawn clear,untaken'],
  witness: [decideWitness, 'coordinator,manager,secretariat asked completed,concluded,withdrawn clear,untaken'],
  cancel: [decideCancel, 'asker,coordinator,manager,secretariat asked * *'],
  postpone: [decidePostpone, 'asker,coordinator none,asked completed,concluded,withdrawn *'],
  read: [decideDestructionRead, 'asker,coordinator,manager * * *\nsecretariat asked,decided,done * *\nauditor done * *'],
} as const
test.each(Object.entries(decisions))('to %s is allowed as the table says, and to nobody else', (_, [decide, text]) => {
  for (const { point, allowed } of decisionTable(space, text)) {
    const decision = decide(actors[point.who], factsOf(point.stage, point.status, point.way))
    expect([point, 'act' in decision]).toEqual([point, allowed])
    if (['neighbour', 'worker'].includes(point.who)) expect(decision).toMatchObject({ refused: 'unseen' })
  }
})

test('who asked is never the second person, whatever else they hold', () => {
  const both: Actor = { id: 'asker', grants: [...actors.manager.grants, ...actors.secretariat.grants, ...actors.asker.grants] }
  expect(decideWitness(both, factsOf('asked', 'completed'))).toMatchObject({ refused: 'second' })
})

test('everything that stands in the way is named at once', () => {
  const facts = { ...factsOf('none', 'completed'), frozen: true, waiting: 2, openLines: [line, { ...line, lot: 4 }] }
  const unmet = [
    { kind: 'incident' },
    { kind: 'delivery', lots: 2 },
    { kind: 'line', ...line },
    { kind: 'line', ...line, lot: 4 },
  ]
  expect(decideAsk(actors.coordinator, facts)).toEqual({ refused: 'incomplete', unmet })
  expect(decideWitness(actors.manager, { ...facts, stage: 'asked' })).toEqual({ refused: 'incomplete', unmet })
  expect(blockers(facts)).toEqual(unmet)
})

test('within the hold after a recovery nobody decides over what is not open to everybody', () => {
  const held = (who: 'coordinator' | 'manager') => ({ ...actors[who], heldUntil: '2026-11-24T03:00:00.000Z' })
  expect(decideAsk(held('coordinator'), factsOf('none', 'completed'))).toMatchObject({ refused: 'held' })
  expect(decideWitness(held('manager'), factsOf('asked', 'completed'))).toMatchObject({ refused: 'held' })
  expect('act' in decideAsk(held('coordinator'), { ...factsOf('none', 'completed'), dataClass: '1' })).toBe(true)
})

test('the clock destroys on the day and not before, what has ended, once its result is taken and nothing stands in the way', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-12-21'] as const
  const table = decisionTable(
    { day: days, stage: stages, status: statuses, way: ways },
    `
    2026-11-21,2026-12-21 none,asked completed,concluded clear
    2026-11-21,2026-12-21 none,asked withdrawn clear,untaken`,
  )
  for (const { point, allowed } of table) {
    const decision = decideBegin(factsOf(point.stage, point.status, point.way), point.day)
    expect([point, 'act' in decision]).toEqual([point, allowed])
  }
  expect(decideBegin({ ...factsOf('none', 'completed'), keepUntil: null }, '2030-01-01')).toMatchObject({ refused: 'status' })
  expect(blockersOfClock(factsOf('none', 'completed', 'untaken'))).toEqual([{ kind: 'result' }])
})

test('the coordinators hear once in the week before, and from the day on once a day', () => {
  const on = (day: `${number}-${number}-${number}`) => reminderFor(factsOf('none', 'completed', 'line'), day)?.since
  expect(on('2026-11-13')).toBeUndefined()
  expect([on('2026-11-14'), on('2026-11-20')]).toEqual(['2026-11-14', '2026-11-14'])
  expect([on('2026-11-21'), on('2026-12-24')]).toEqual(['2026-11-21', '2026-12-24'])
  for (const stage of ['decided', 'done']) expect(reminderFor(factsOf(stage, 'completed'), '2026-11-21')).toBeUndefined()
  for (const status of ['draft', 'ready', 'published', 'closed'])
    expect(reminderFor(factsOf('none', status), '2026-11-21')).toBeUndefined()
})

test('what follows from a decision follows from it only', () => {
  for (const stage of stages) expect('close' in decideFinish(factsOf(stage, 'completed'))).toBe(stage === 'decided')
  for (const destroyed of [true, false])
    for (const keyDestroyed of [true, false])
      expect('act' in decideReconcile({ id: 'p', townId: town, destroyed, keyDestroyed })).toBe(keyDestroyed && !destroyed)
})

test('days: kept by class and town, thirty for a withdrawn draft, put off by thirty, final after the last backup', () => {
  const rules = loosestTownRules
  const until = (dataClass: '1' | '2' | '3C' | '3B') => keepUntil('completed', { dataClass, rules }, '2026-11-21')
  expect([until('1'), until('2'), until('3C'), until('3B')]).toEqual(['2029-11-20', '2027-11-21', '2026-12-21', '2026-11-28'])
  const strict = { classes: { ...rules.classes, '2': { ...rules.classes['2'], keepDays: 10 } } }
  expect(keepUntil('completed', { dataClass: '2', rules: strict }, '2026-11-21')).toBe('2026-12-01')
  expect(keepUntil('withdrawn', { dataClass: null, rules: defaultTownRules }, '2026-11-21')).toBe('2026-12-21')
  expect(postponable('2026-12-01', '2026-11-21')).toEqual({ from: '2026-12-02', to: '2026-12-31' })
  expect(postponable('2026-11-01', '2026-11-21')).toEqual({ from: '2026-11-22', to: '2026-12-21' })
  expect(finalOn('2026-11-21')).toBe('2026-11-28')
})
