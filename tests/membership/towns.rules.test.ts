// Towns: who keeps their list, who writes their words, when one may leave, and which rules are too loose.
import { expect, test } from 'vitest'
import { type Actor, roles } from '../../policies/identity/people.ts'
import {
  type ClassRules,
  decideTown,
  decideTownDocument,
  decideTownLeaving,
  decideTownRead,
  defaultTownRules,
  handlingIn,
  isTownCode,
  looserThanAllowed,
  loosestTownRules,
  prefectureOf,
} from '../../policies/membership/towns.ts'
import { classes, handling, type Place, places } from '../../policies/safety/classes.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const town = '202151'
const reaches = ['here', 'elsewhere', 'everywhere'] as const
const actorOf = ({ role, reach }: { role: (typeof roles)[number]; reach: (typeof reaches)[number] }): Actor => ({
  id: 'a',
  grants: [{ role, townId: reach === 'everywhere' ? null : reach === 'here' ? town : '203246' }],
})
const factsOf = ({ left }: { left: string }) => ({ id: town, leftOn: left === 'left' ? ('2026-11-01' as const) : null })
const axes = { role: roles, reach: reaches, left: ['here', 'left'] } as const

const keeping = decisionTable({ ...axes, act: ['town.list', 'town.add', 'operating-body.edit'] }, 'secretariat * * *')
testAll('who keeps the list of towns', keeping, ({ point, allowed }) => {
  expect('act' in decideTown(point.act, actorOf(point), town)).toBe(allowed)
})

const reading = decisionTable(
  axes,
  `secretariat *               *
   coordinator here,everywhere *`,
)
testAll('who reads a town', reading, ({ point, allowed }) => {
  const decision = decideTownRead(actorOf(point), factsOf(point))
  expect(allowed ? 'act' in decision : decision).toEqual(allowed || expect.objectContaining({ refused: 'unseen' }))
})

const writing = decisionTable(
  { ...axes, act: ['town.edit', 'pledge.publish', 'town-rules.publish'] },
  'coordinator here,everywhere here *',
)
testAll('who writes a town’s own words', writing, ({ point, allowed }) => {
  const decision = decideTownDocument(point.act, actorOf(point), factsOf(point))
  if (allowed) return expect(decision).toMatchObject({ act: point.act, on: town, chain: town })
  const own = point.role === 'coordinator' && point.reach !== 'elsewhere'
  expect(decision).toMatchObject({ refused: own ? 'status' : point.role === 'secretariat' ? 'role' : 'unseen' })
})

const leaving = decisionTable({ ...axes, open: ['0', '1', '40'] }, 'secretariat * here 0')
testAll('who lets a town leave, and when', leaving, ({ point, allowed }) => {
  const decision = decideTownLeaving(actorOf(point), { ...factsOf(point), open: Number(point.open) })
  if (allowed) return expect(decision).toMatchObject({ act: 'town.leave', on: town, chain: 'alliance' })
  const why = point.role !== 'secretariat' ? 'role' : point.left === 'left' ? 'status' : 'incomplete'
  expect(decision).toMatchObject({ refused: why })
})

const subsets = (all: readonly Place[]): Place[][] =>
  Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, i) => bits & (1 << i)))
testAll(
  'rules are looser exactly where the alliance allows less',
  classes.flatMap((code) => [true, false].flatMap((accepted) => subsets(places).map((allowed) => ({ code, accepted, allowed })))),
  ({ code, accepted, allowed }) => {
    const { intake, places: most, download, keepDays } = handling[code]
    const strictest = { accepted, places: allowed, download: false, keepDays: 0 }
    const looser = (own: Partial<ClassRules>) =>
      looserThanAllowed({ ...defaultTownRules, classes: { ...defaultTownRules.classes, [code]: { ...strictest, ...own } } })
    const tooLoose = (accepted && intake === 'never') || allowed.some((place) => !most.includes(place))
    expect(looser({})).toEqual(tooLoose ? [code] : [])
    expect(looser({ download: true })).toEqual(tooLoose || !download ? [code] : [])
    expect(looser({ keepDays })).toEqual(tooLoose ? [code] : [])
    expect(looser({ keepDays: keepDays + 1 })).toEqual([code])
  },
)
test('neither the defaults nor the most that is allowed are too loose, and the defaults demand a key that stays in its device', () => {
  expect([looserThanAllowed(defaultTownRules), looserThanAllowed(loosestTownRules)]).toEqual([[], []])
  expect(defaultTownRules.deviceBoundFor3).toBe(true)
  expect(classes.filter((code) => defaultTownRules.classes[code].accepted)).toEqual(['1', '2'])
  expect(classes.filter((code) => loosestTownRules.classes[code].accepted)).toEqual(['1', '2', '3C', '3B'])
})

test.each(classes)('class %s is handled as it demands, made stricter by what the town says', (code) => {
  const own = { accepted: true, places: ['vdi' as const], download: false, keepDays: 5 }
  const rules = { classes: { ...loosestTownRules.classes, [code]: own } }
  const most = handling[code]
  expect(handlingIn(loosestTownRules, code)).toEqual(most)
  expect(handlingIn(rules, code)).toEqual({
    ...most,
    places: most.places.filter((place) => place === 'vdi'),
    download: false,
    keepDays: Math.min(5, most.keepDays),
  })
})

test.each([
  ['202151', true],
  ['203246', true],
  ['152161', true],
  ['202152', false],
  ['20215', false],
  ['2021511', false],
  ['992151', false],
  ['２０２１５１', false],
])('%s is a town code: %s', (code, is) => expect(isTownCode(code)).toBe(is))
test('the prefecture follows from the code', () => {
  expect([prefectureOf('202151'), prefectureOf('152161'), prefectureOf('480002')]).toEqual(['長野県', '新潟県', undefined])
})
