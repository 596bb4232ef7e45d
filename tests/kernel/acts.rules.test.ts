// The table of acts as a whole: what a closed package leaves open, who hears, where machines lead; an act that forgets its gate is found.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Actor, roles } from '../../policies/identity/people.ts'
import {
  type Acts,
  type Closing,
  closing,
  type Declared,
  gatesOf,
  inside,
  isInside,
  type Kind,
} from '../../policies/kernel/act.ts'
import { type Act, acts, declaredOf, everyAct, isNoticed, machines, type Step } from '../../policies/kernel/acts.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { rulesOf } from '../../policies/kernel/judge.ts'
import { type AccessFacts, decideAccess } from '../../policies/safety/access.ts'
import { handling } from '../../policies/safety/classes.ts'

const everybody: Actor = { id: 'me', grants: roles.map((role) => ({ role, townId: null })) }
const fromOf = ({ from }: Pick<Declared, 'from'>): readonly string[] =>
  from === undefined ? [] : (Array.isArray(from) ? from : Object.values(from)).flat()
const statusesOf = (table: Acts) => [
  ...new Set(Object.values(table).flatMap((rule) => [...fromOf(rule), ...(rule.to ? [rule.to] : [])])),
]
const everyRelation = (table: Acts) => [...new Set(Object.values(table).flatMap(({ by }) => by))]

/** The acts that somebody, in some status, may do inside a package although this closes it. */
function openDespite(table: Acts, what: Closing): string[] {
  const { judge } = rulesOf(table)
  const facts = { id: 'x', townId: 'T', dataClass: '1' as const, [what]: true }
  const isOpen = (act: string) =>
    everyRelation(table).some((relation) =>
      [...statusesOf(table), undefined].some((status) => !isRefusal(judge(act, everybody, [relation], { ...facts, status }))),
    )
  return Object.keys(table).filter((act) => isInside(table[act]!.on) && table[act]!.reads === undefined && isOpen(act))
}

/** Whoever adds to these says why, beside the act. */
const despite: Readonly<Record<Closing, readonly Act[]>> = {
  frozen: [
    'application.withdraw',
    'assignment.cancel',
    'assignment.decline',
    'assignment.extend',
    'assignment.settle',
    'consent.withdraw',
    'destruction.cancel',
    'destruction.certify',
    'destruction.postpone',
    'destruction.reconcile',
    'destruction.remind',
    'file.check',
    'file.hold',
    'glass.end',
    'glass.review',
    'package.close',
    'package.create',
    'package.postpone',
    'package.succeed',
  ],
  destroyed: [
    'application.withdraw',
    'assignment.settle',
    'destruction.begin',
    'destruction.certify',
    'destruction.reconcile',
    'destruction.witness',
    'file.check',
    'file.hold',
    'glass.end',
    'glass.review',
    'package.close',
    'package.create',
    'package.succeed',
  ],
}
const closings = Object.keys(closing) as Closing[]
test.each(closings)('inside a package that is %s nothing is done but what is named here', (what) => {
  expect(openDespite(acts, what).sort()).toEqual(despite[what])
})

test.each(closings)('an act that forgets the gate of what is %s is seen', (what) => {
  const planted = { 'package.burn': { on: 'package', by: ['manager'], despite: [what] } } as const
  expect(openDespite({ ...acts, ...planted }, what)).toContain('package.burn')
  const closed = { 'package.burn': { on: 'package', by: ['manager'] } } as const
  expect(openDespite({ ...acts, ...closed }, what)).not.toContain('package.burn')
})

test('content is closed by the rule of access, whatever the use', () => {
  const facts: AccessFacts = {
    relation: 'manager',
    stage: 'none',
    dataClass: '1',
    handling: handling['1'],
    consent: 'given',
    standing: true,
    cleared: true,
    certified: true,
    place: 'centre',
    allowedPlaces: ['centre'],
    provedAgo: 0,
    deviceBound: true,
    heldUntil: null,
    frozen: false,
    destroyed: false,
    overdue: false,
  }
  for (const use of ['read', 'open', 'download', 'export'] as const) {
    expect(decideAccess(use, facts)).toMatchObject({ use })
    for (const what of closings) expect(decideAccess(use, { ...facts, [what]: true })).toMatchObject({ unmet: [what] })
  }
})

test('what only reads facts changes nothing, and what stands in no package is closed by none', () => {
  for (const act of everyAct) {
    const rule = declaredOf(act)
    if (rule.reads)
      expect([act, rule.to, rule.gates ?? []]).toEqual([act, undefined, rule.reads === 'facts' ? [] : (rule.gates ?? [])])
    if (!isInside(rule.on)) expect([act, rule.despite]).toEqual([act, undefined])
    if (!isInside(rule.on)) for (const gate of Object.values(closing)) expect(gatesOf(rule)).not.toContain(gate)
  }
})

/** First words of acts, and the kinds of things that they are done to: an act on another kind would pass by the gates of a package. */
const kindsBy: Readonly<Record<string, readonly Kind[]>> = {
  assignment: ['assignment', 'person'],
  offer: ['package'],
  review: ['person'],
  entry: ['assignment'],
  custody: ['assignment', 'package'],
  package: ['package', 'person'],
  content: ['package'],
  consent: ['package'],
  destruction: ['package'],
  file: ['file', 'package'],
  application: ['application'],
  glass: ['glass', 'person'],
}
test('an act on what stands inside a package is declared so, and only lists are about a person', () => {
  for (const act of everyAct) {
    const { on } = declaredOf(act)
    const kinds = kindsBy[act.split('.')[0]!]
    if (kinds) expect([act, kinds.includes(on)]).toEqual([act, true])
    else expect([act, (inside as readonly Kind[]).includes(on)]).toEqual([act, false])
    if (kinds && on === 'person') expect(act).toMatch(/\.list$/)
  }
})

test('permits are minted by the judge alone, and only for what lets go is a gate waived', () => {
  const sources = readdirSync('policies', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, readFileSync(`policies/${file}`, 'utf8')] as const)
  const minting = sources.filter(([, source]) =>
    /import \{[^}]*\bpermit\b[^}]*\} from '[./]*(kernel\/)?decision\.ts'/.test(source),
  )
  expect(minting.map(([file]) => file)).toEqual(['kernel/judge.ts'])
  const waiving = sources.flatMap(([file, source]) =>
    [...source.matchAll(/follow\([^\n]*\[('\w+')\]\)/g)].map(([, gate]) => `${file} ${gate}`),
  )
  expect(waiving.sort()).toEqual([
    "files/package-files.ts 'unheld'",
    "files/package-files.ts 'unheld'",
    "files/package-files.ts 'unheld'",
    "telework/assignments.ts 'thawed'",
  ])
})

test('whoever is told is led somewhere, and by the letter that the act deserves', () => {
  expect(everyAct.filter(isNoticed).length).toBeGreaterThan(60)
  for (const act of everyAct.filter(isNoticed)) expect([act, declaredOf(act).tells!.length > 0]).toEqual([act, true])
})

/** Every status that can be reached from some. */
function reachable(steps: readonly Step[], starts: readonly string[]): Set<string> {
  const found = new Set(starts)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const step of steps) if (fromOf(step).some((from) => found.has(from))) found.add(step.to)
  }
  return found
}
/** Where each machine begins and where it may end. A destruction that is called off may be asked for anew. */
const ways: Readonly<Record<keyof typeof machines, readonly [starts: readonly string[], ends: readonly string[]]>> = {
  application: [['raised'], ['lapsed', 'withdrawn']],
  assignment: [['offered'], ['approved', 'cancelled', 'declined', 'expired', 'taken-back', 'withdrawn']],
  custody: [['taken'], ['accounted']],
  destruction: [['none'], ['done']],
  glass: [['open'], ['reviewed']],
  incident: [['frozen'], ['closed']],
  member: [['active'], ['left']],
  package: [['draft'], ['closed']],
  // A hold passes by itself.
  recovery: [['asked', 'passed'], ['over']],
  vetting: [['open'], ['approved', 'declined', 'lapsed', 'withdrawn']],
}
test.each(Object.entries(machines))('from every status of %s that can be reached an end can be', (name, steps) => {
  const [starts, ends] = ways[name as keyof typeof ways]
  const statuses = [...reachable(steps, starts)]
  expect(statuses.filter((status) => !steps.some((step) => fromOf(step).includes(status))).sort()).toEqual(ends)
  for (const status of statuses)
    expect([status, [...reachable(steps, [status])].some((one) => ends.includes(one))]).toEqual([status, true])
})

/** Who may be gone, or silent: what waits for them alone is stuck. */
const absent = ['worker', 'candidate', 'self', 'applicant', 'reporter']
/** What happens only when everybody has done their part: no way out by itself. */
const conditional = ['package.complete', 'assignment.settle']
/** From where nothing leads to an end for somebody who is certainly there: staff, a second person, or the clock. */
function stuck(name: keyof typeof machines, without?: string): string[] {
  const [starts, ends] = ways[name]
  const all = machines[name].filter(({ act }) => act !== without)
  const relied = all.flatMap((step) => {
    const by = step.by.filter((who) => !absent.includes(who))
    const from =
      step.from === undefined || Array.isArray(step.from)
        ? step.from
        : by.flatMap((who) => fromOf({ from: { [who]: (step.from as Record<string, readonly string[]>)[who] ?? [] } }))
    return by.length > 0 && !conditional.includes(step.act) ? [{ ...step, by, from: from ?? [] }] : []
  })
  const isEnd = (status: string) => ends.includes(status)
  return [...reachable(machines[name], starts)].filter((status) => ![...reachable(relied, [status])].some(isEnd)).sort()
}
const names = Object.keys(machines) as (keyof typeof machines)[]
test.each(names)('%s comes to an end also where whoever it waits for never answers', (name) => {
  expect(stuck(name)).toEqual([])
})

test.each([
  ['package', 'package.conclude', ['published', 'stopped']],
  ['package', 'package.close', ['completed', 'concluded', 'draft', 'published', 'ready', 'stopped', 'withdrawn']],
  ['assignment', 'assignment.take-back', ['active', 'returned']],
  ['application', 'application.lapse', ['raised']],
  ['destruction', 'destruction.certify', ['asked', 'decided', 'none']],
] as const)('%s without %s is stuck, and the test above sees where', (name, act, where) => {
  expect(stuck(name, act)).toEqual(where)
})

/** Kinds whose acts give rights, end them, or open what is closed; and what destroys, pays, consents or shows content, wherever it stands. */
const weighty: readonly Kind[] = [
  'person',
  'member',
  'vetting',
  'correction',
  'glass',
  'incident',
  'network',
  'shared-pc',
  'town',
]
const isReading = (act: string) => /\.(read|list|find)(-|$)/.test(act)
const weighs = (act: string, { on, by, to, tells, reads }: Declared) =>
  !by.every((relation) => relation === 'system') &&
  (reads === 'content' ||
    ((weighty.includes(on) || /^(destruction|consent)\.|^assignment\.approve$/.test(act)) &&
      (!isReading(act) || to !== undefined || tells !== undefined)))
/** Acts that neither ask for the passkey nor say why not, or do both. */
const undecidedTouch = (table: Acts) =>
  Object.keys(table).filter((act) => {
    const { grave, untouched } = table[act]!
    return grave === undefined ? weighs(act, table[act]!) && untouched === undefined : untouched !== undefined
  })

test('whatever gives or ends rights, shows content, destroys or pays asks for the passkey, or says why it does not', () => {
  expect(undecidedTouch(acts)).toEqual([])
})

test('an act on a person that forgets to say so is seen', () => {
  expect(undecidedTouch({ 'person.promote': { on: 'person', by: ['secretariat'] } })).toEqual(['person.promote'])
})

test('what must be possible at once never asks for a touch', () => {
  const atOnce = ['incident.report', 'recovery.stop', 'recovery.cancel', 'session.end', 'session.end-all', 'glass.end'] as const
  for (const act of atOnce) expect([act, declaredOf(act).untouched]).toEqual([act, 'safe'])
})
