// Who may do what to a package: the whole space of acts, relations and statuses, against a table of what is allowed.
import { describe, expect, test } from 'vitest'
import { type Actor, roles } from '../../policies/identity/people.ts'
import { defaultTownRules, loosestTownRules } from '../../policies/membership/towns.ts'
import {
  type Act,
  decide,
  decideComplete,
  decideCreate,
  decideList,
  decideResult,
  relations as everyRelation,
  gapsBeforeHandOver,
  gapsBeforePublishing,
  type PackageFacts,
  packageActs,
} from '../../policies/packages/packages.ts'
import { statuses } from '../../policies/packages/statuses.ts'
import { decisionTable } from '../support/run/table.ts'

const relations = [...everyRelation, 'outsider'] as const
const isOfOne = (act: Act): act is Exclude<Act, 'package.create' | 'package.list'> =>
  act !== 'package.create' && act !== 'package.list'
const acts = (Object.keys(packageActs) as Act[]).filter(isOfOne)
const town = '202151'
const actors: Record<(typeof relations)[number], Actor> = {
  coordinator: { id: 'c', grants: [{ role: 'coordinator', townId: town }] },
  manager: { id: 'm', grants: [{ role: 'manager', townId: town }] },
  worker: { id: 'w', grants: [{ role: 'worker', townId: '203246' }] },
  outsider: { id: 'o', grants: [{ role: 'coordinator', townId: '203246' }] },
}
const factsOf = (relation: string, status: string): PackageFacts => ({
  id: 'p',
  townId: town,
  status: status as PackageFacts['status'],
  posted: relation === 'worker',
  assigned: false,
})

const cases = decisionTable(
  { relation: relations, act: acts, status: statuses },
  `
  coordinator  package.edit,package.import,package.hand-over  draft
  coordinator  package.withdraw                               draft,ready
  manager      package.send-back,package.split                ready
  manager      package.plan,package.publish                   ready
  manager      package.postpone,package.correct-price         published,stopped
  manager      package.complete                               published,stopped
  manager      package.end-posting                            published
  manager      package.conclude                               published,stopped
  manager      package.reopen                                 stopped
  coordinator  package.follow,package.read                    *
  manager      package.follow,package.read                    *
  coordinator  package.result,package.export                  published,stopped,completed,concluded,closed
  manager      package.result                                 published,stopped,completed,concluded,closed
  worker       package.read                                   published,stopped,completed,concluded,closed
`,
)

test('acts on a package are allowed as the table says, and nothing else is', () => {
  expect(cases).toHaveLength(relations.length * acts.length * statuses.length)
  for (const { point, allowed } of cases) {
    const { relation, act, status } = point
    const decision = decide(act, actors[relation], factsOf(relation, status))
    expect('act' in decision, `${relation} ${act} ${status}`).toBe(allowed)
    if ('act' in decision) expect(decision).toEqual({ act, on: 'p', chain: town })
  }
})

test('what may not be seen is unseen, a wrong hand is a matter of role, a wrong moment one of status', () => {
  for (const { point } of cases) {
    const { relation, act, status } = point
    const decision = decide(act, actors[relation], factsOf(relation, status))
    if ('act' in decision) continue
    const hidden = relation === 'outsider' || (relation === 'worker' && ['draft', 'ready', 'withdrawn'].includes(status))
    if (hidden) expect(decision.refused).toBe('unseen')
    else expect(decision.refused).not.toBe('unseen')
  }
})

test('every role of another town is an outsider, and a worker sees only what is posted or assigned to her', () => {
  for (const role of roles)
    for (const act of acts) {
      const decision = decide(act, { id: 'x', grants: [{ role, townId: '152161' }] }, factsOf('outsider', 'published'))
      expect(decision).toMatchObject({ refused: 'unseen' })
    }
  const assigned = { ...factsOf('outsider', 'completed'), assigned: true }
  expect('act' in decide('package.read', actors.worker, assigned)).toBe(true)
})

test('who is coordinator and manager at once may do what either may', () => {
  const both = { id: 'b', grants: [...actors.coordinator.grants, ...actors.manager.grants] }
  for (const act of acts)
    for (const status of statuses)
      expect('act' in decide(act, both, factsOf('outsider', status))).toBe(
        'act' in decide(act, actors.coordinator, factsOf('outsider', status)) ||
          'act' in decide(act, actors.manager, factsOf('outsider', status)),
      )
})

test('no move leads out of a final status', () => {
  const from = Object.values(packageActs).flatMap((act): readonly string[] => ('to' in act ? act.from : []))
  expect(statuses.filter((status) => !from.includes(status))).toEqual(['closed'])
})

test('nobody closes a package alone: two persons or the clock decide its destruction, and it follows from that', () => {
  for (const status of statuses)
    for (const role of roles) {
      const decision = decide('package.close', { id: 'x', grants: [{ role, townId: town }] }, factsOf('outsider', status))
      expect('act' in decision, `${role} ${status}`).toBe(false)
    }
  expect(packageActs['package.close']).toMatchObject({ from: ['completed', 'concluded', 'withdrawn'], to: 'closed' })
})

test('only a coordinator of that town makes a package; coordinators and managers list them', () => {
  for (const role of roles) {
    const actor: Actor = { id: 'x', grants: [{ role, townId: town }] }
    expect('act' in decideCreate(actor, town, 'p'), role).toBe(role === 'coordinator')
    expect('act' in decideCreate(actor, '203246', 'p')).toBe(false)
    expect('act' in decideList(actor), role).toBe(role === 'coordinator' || role === 'manager')
  }
})

test('a result exists from the first approved lot on', () => {
  const facts = factsOf('outsider', 'published')
  for (const act of ['package.result', 'package.export'] as const) {
    expect(decideResult(act, actors.coordinator, facts, 0)).toMatchObject({ refused: 'status' })
    expect('act' in decideResult(act, actors.coordinator, facts, 1)).toBe(true)
    expect(decideResult(act, actors.worker, facts, 1)).toMatchObject({ refused: 'unseen' })
  }
})

const draft = {
  title: 'a',
  purpose: 'b',
  rowCount: 1,
  brief: 'c',
  criteria: ['d'],
  dataClass: '1' as const,
  managerId: 'm',
  filesReady: true,
  rules: defaultTownRules,
}
const plan = {
  lotCount: 1,
  unitPrice: 1,
  dueOn: '2026-12-01',
  towns: [town],
  hasOperatingBody: true,
  filesReady: true,
  dataClass: '1' as const,
  places: ['home' as const],
  courses: [] as readonly string[],
  unconsented: [] as readonly string[],
  rules: defaultTownRules,
}
/** What a town of class 3C has, complete. */
const guarded = {
  ...plan,
  dataClass: '3C' as const,
  places: ['centre' as const],
  courses: ['security'],
  rules: loosestTownRules,
}
/** A town that keeps class 1 to its centre and takes class 2 out altogether. */
const strict = {
  classes: {
    ...defaultTownRules.classes,
    '1': { ...defaultTownRules.classes['1'], places: ['centre' as const] },
    '2': { ...defaultTownRules.classes['2'], accepted: false, places: [] },
  },
}

describe('gaps', () => {
  test.each([
    [{ title: '' }, 'title'],
    [{ purpose: '' }, 'purpose'],
    [{ rowCount: null }, 'rows'],
    [{ rowCount: 0 }, 'rows'],
    [{ brief: '' }, 'brief'],
    [{ criteria: [] }, 'criteria'],
    [{ dataClass: null }, 'class-open'],
    [{ dataClass: '3A' as const }, 'class-never'],
    [{ dataClass: '3B' as const }, 'class-town'],
    [{ dataClass: '3C' as const }, 'class-town'],
    [{ managerId: null }, 'manager'],
    [{ filesReady: false }, 'files'],
    [{ dataClass: '2' as const, rules: strict }, 'class-town'],
  ])('a draft with %o lacks %s', (without, gap) => {
    expect(gapsBeforeHandOver(draft)).toEqual([])
    expect(gapsBeforeHandOver({ ...draft, ...without })).toEqual([gap])
  })
  test.each([
    [{ lotCount: 0 }, 'lots'],
    [{ unitPrice: null }, 'price'],
    [{ dueOn: null }, 'due'],
    [{ towns: [] }, 'towns'],
    [{ hasOperatingBody: false }, 'operating-body'],
    [{ filesReady: false }, 'files'],
    [{ dataClass: '2' as const, rules: strict }, 'class-since'],
    [{ rules: strict }, 'places'],
    [{ unconsented: [town] }, 'consent'],
  ])('a plan with %o lacks %s', (without, gap) => {
    expect(gapsBeforePublishing(plan)).toEqual([])
    expect(gapsBeforePublishing({ ...plan, ...without })).toEqual([gap])
  })
  test('what is strictly controlled is published with a course, a place that its class allows, and every consent', () => {
    expect(gapsBeforeHandOver({ ...draft, dataClass: '3C', rules: loosestTownRules })).toEqual([])
    expect(gapsBeforePublishing(guarded)).toEqual([])
    expect(gapsBeforePublishing({ ...guarded, courses: [] })).toEqual(['course'])
    expect(gapsBeforePublishing({ ...guarded, unconsented: ['203246'] })).toEqual(['consent'])
    expect(gapsBeforePublishing({ ...guarded, places: ['home'] })).toEqual(['places'])
    expect(gapsBeforePublishing({ ...plan, dataClass: '3C', rules: loosestTownRules, unconsented: [town] })).toEqual([
      'places',
      'course',
      'consent',
    ])
  })
  test('all gaps are told at once, and a refusal stays the refusal that it was', () => {
    const permit = decide('package.hand-over', actors.coordinator, factsOf('coordinator', 'draft'))
    expect(decideComplete(permit, ['rows', 'brief'])).toEqual({ refused: 'incomplete', unmet: ['rows', 'brief'] })
    expect(decideComplete(permit, [])).toBe(permit)
    const refusal = decide('package.hand-over', actors.manager, factsOf('manager', 'draft'))
    expect(decideComplete(refusal, ['rows'])).toMatchObject({ refused: 'role' })
  })
})
