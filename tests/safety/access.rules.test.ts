// The rule of access over its whole space: every use, relation, stage, class, place, proof, consent and flag, and what must hold there.
import { beforeAll, expect, test } from 'vitest'
import {
  type AccessFacts,
  consents,
  decideAccess,
  leavesWordsOut,
  obligations,
  opensWords,
  relations,
  stages,
  touched,
  type Use,
  uses,
} from '../../policies/safety/access.ts'
import { classes, handling, type Place, places } from '../../policies/safety/classes.ts'

const flags = ['standing', 'cleared', 'certified', 'deviceBound', 'inTime', 'unheld'] as const
/** A worker stands at one of six stages; nobody else at any. */
const stands = [
  ...stages.filter((stage) => stage !== 'none').map((stage) => ({ relation: 'worker' as const, stage })),
  ...relations.filter((relation) => relation !== 'worker').map((relation) => ({ relation, stage: 'none' as const })),
]
const axes = {
  use: uses,
  stand: stands,
  dataClass: [...classes, null],
  /** Where the reader is; the package is open for every place but in the last, where it is not open for this one. */
  place: [...places, 'ruled-out'] as const,
  provedAgo: [Number.POSITIVE_INFINITY, 1],
  state: ['destroyed', 'frozen', 'whole'],
  consent: [...consents].reverse(),
  flags: Array.from({ length: 1 << flags.length }, (_, bits) => bits),
} as const
type Axis = keyof typeof axes
const names = Object.keys(axes) as Axis[]
const sizes = names.map((name) => axes[name].length)
const steps = names.map((_, i) => sizes.slice(i + 1).reduce((product, size) => product * size, 1))
const total = sizes.reduce((product, size) => product * size, 1)
const stepOf = (axis: Axis) => steps[names.indexOf(axis)]!
const sizeOf = (axis: Axis) => sizes[names.indexOf(axis)]!
const at = (point: number, axis: Axis): number => Math.floor(point / stepOf(axis)) % sizeOf(axis)
const flag = (name: (typeof flags)[number]) => 1 << flags.indexOf(name)

/** Bit 0: allowed; then one bit for each obligation. The highest: hidden. */
const answers = new Uint16Array(total)
const hidden = 0x8000
const bitOf = Object.fromEntries(obligations.map((name, i) => [name, 1 << (i + 1)])) as Record<
  (typeof obligations)[number],
  number
>

const onlyDesktops: readonly Place[] = ['vdi']
function factsAt(point: number): AccessFacts {
  const bits = at(point, 'flags')
  const dataClass = axes.dataClass[at(point, 'dataClass')]!
  const { relation, stage } = stands[at(point, 'stand')]!
  const place = axes.place[at(point, 'place')]!
  const state = axes.state[at(point, 'state')]!
  return {
    relation,
    stage,
    dataClass,
    handling: handling[dataClass ?? '2'],
    place: place === 'ruled-out' ? 'centre' : place,
    allowedPlaces: place === 'ruled-out' ? onlyDesktops : places,
    provedAgo: axes.provedAgo[at(point, 'provedAgo')]!,
    consent: axes.consent[at(point, 'consent')]!,
    standing: (bits & flag('standing')) !== 0,
    cleared: (bits & flag('cleared')) !== 0,
    certified: (bits & flag('certified')) !== 0,
    deviceBound: (bits & flag('deviceBound')) !== 0,
    frozen: state === 'frozen',
    destroyed: state === 'destroyed',
    overdue: (bits & flag('inTime')) === 0,
    heldUntil: (bits & flag('unheld')) === 0 ? '2026-11-25T00:00:00.000Z' : null,
  }
}
const useAt = (point: number): Use => axes.use[at(point, 'use')]!

/** Every point that is allowed: what must hold is asked of these. */
const allowed: number[] = []
beforeAll(() => {
  for (let point = 0; point < total; point++) {
    const decision = decideAccess(useAt(point), factsAt(point))
    if ('refused' in decision) answers[point] = decision.refused === 'unseen' ? hidden : 0
    else {
      for (const name of decision.obligations) answers[point]! |= bitOf[name]
      answers[point]! |= 1
      allowed.push(point)
    }
  }
}, 120_000)

const isAllowed = (point: number) => answers[point] !== hidden && (answers[point]! & 1) === 1
/** Allowed points that break a rule, as facts; the first few say enough. */
function breaking(breaks: (point: number, answer: number) => boolean): unknown[] {
  const found: unknown[] = []
  for (const point of allowed) {
    if (breaks(point, answers[point]!)) found.push({ use: useAt(point), ...factsAt(point), handling: undefined })
    if (found.length === 3) break
  }
  return found
}
const contents: readonly Use[] = ['read', 'open', 'download', 'export']
const isContent = (point: number) => contents.includes(useAt(point))
const relationAt = (point: number) => stands[at(point, 'stand')]!.relation
const classAt = (point: number) => axes.dataClass[at(point, 'dataClass')]
const has = (point: number, name: (typeof flags)[number]) => (at(point, 'flags') & flag(name)) !== 0

test('the space is whole, and both answers occur for every use but letters', () => {
  expect(total).toBe(9 * 11 * 6 * 4 * 2 * 3 * 3 * 64)
  expect([...new Set(allowed.map(useAt))].sort()).toEqual(uses.filter((use) => use !== 'mail').sort())
})

test('nobody outside learns that it exists, and letters never name it', () => {
  expect(breaking((point) => relationAt(point) === 'outsider' || useAt(point) === 'mail')).toEqual([])
})

test('who is suspended, gone or not yet there works on nothing', () => {
  expect(breaking((point) => !has(point, 'standing') && (isContent(point) || useAt(point) === 'claim'))).toEqual([])
})

test('frozen or destroyed, no content moves, and candidates see nothing of what is frozen', () => {
  const stateAt = (point: number) => axes.state[at(point, 'state')]
  const closed = (point: number) => stateAt(point) !== 'whole'
  expect(breaking((point) => closed(point) && (isContent(point) || useAt(point) === 'claim'))).toEqual([])
  expect(breaking((point) => stateAt(point) === 'frozen' && relationAt(point) === 'candidate')).toEqual([])
})

test('without the consent that its class asks for, and after any withdrawal, only the town itself opens it', () => {
  const lacks = (point: number) => {
    const consent = axes.consent[at(point, 'consent')]
    const asked = handling[classAt(point) ?? '2'].consents > 0
    return consent === 'withdrawn' || (asked && consent === 'none')
  }
  const isTown = (point: number) => ['coordinator', 'breaker'].includes(relationAt(point))
  expect(breaking((point) => lacks(point) && !isTown(point) && (isContent(point) || useAt(point) === 'claim'))).toEqual([])
  expect(breaking((point) => lacks(point) && relationAt(point) === 'candidate')).toEqual([])
})

test('secret documents are nobody’s, and what is not classed yet is only its coordinators’', () => {
  expect(breaking((point) => classAt(point) === '3A')).toEqual([])
  expect(breaking((point) => classAt(point) === null && isContent(point) && relationAt(point) !== 'coordinator')).toEqual([])
})

test('grave data are not hinted at to a candidate who is not cleared', () => {
  expect(breaking((point) => classAt(point) === '3B' && relationAt(point) === 'candidate' && !has(point, 'cleared'))).toEqual([])
})

test('a worker’s content opens with the accepted terms and closes with the work, the deadline and every missing condition', () => {
  const open = ['active', 'submitted', 'returned']
  const wrong = (point: number) => {
    const { stage } = stands[at(point, 'stand')]!
    const strict = classAt(point) === '3C' || classAt(point) === '3B'
    return !open.includes(stage) || !has(point, 'inTime') || !has(point, 'cleared') || (strict && !has(point, 'certified'))
  }
  expect(breaking((point) => relationAt(point) === 'worker' && isContent(point) && wrong(point))).toEqual([])
})

test('strict data open only where their class allows it, and grave ones only by a key that stays in its device', () => {
  const outside = (point: number) => {
    const code = classAt(point)
    const place = axes.place[at(point, 'place')]!
    if (code == null || useAt(point) === 'read' || !isContent(point)) return false
    if (relationAt(point) === 'worker') return place === 'ruled-out' || !handling[code].places.includes(place)
    return ['manager', 'breaker'].includes(relationAt(point)) && code === '3B' && place === 'home'
  }
  expect(breaking(outside)).toEqual([])
  const looking = (point: number) => isContent(point) && useAt(point) !== 'read'
  expect(breaking((point) => classAt(point) === '3B' && looking(point) && !has(point, 'deviceBound'))).toEqual([])
})

test('of strict data no file leaves but the result, to the town itself, with a reason and the town told', () => {
  const strict = (point: number) => classAt(point) === '3C' || classAt(point) === '3B'
  expect(breaking((point) => strict(point) && useAt(point) === 'download')).toEqual([])
  expect(breaking((point) => strict(point) && useAt(point) === 'export' && relationAt(point) !== 'coordinator')).toEqual([])
  const told = bitOf.reason | bitOf['notify-town'] | bitOf.log
  expect(breaking((point, answer) => strict(point) && useAt(point) === 'export' && (answer & told) !== told)).toEqual([])
  const shown = bitOf['view-only'] | bitOf.watermark
  expect(breaking((point, answer) => strict(point) && useAt(point) === 'open' && (answer & shown) !== shown)).toEqual([])
})

test('everything that leaves, and from class 2 on everything that is read, is recorded; nothing is ever kept by a cache', () => {
  const recorded = (point: number) =>
    ['download', 'export'].includes(useAt(point)) || (isContent(point) && handling[classAt(point) ?? '2'].recorded)
  expect(breaking((point, answer) => recorded(point) && (answer & bitOf.log) === 0)).toEqual([])
  expect(breaking((_, answer) => (answer & bitOf['no-store']) === 0)).toEqual([])
})

test('content opens after a touch of the passkey that is as fresh as the class asks', () => {
  const stale = (point: number) => axes.provedAgo[at(point, 'provedAgo')]! > handling[classAt(point) ?? '2'].freshMinutes
  const looking = (point: number) => isContent(point) && useAt(point) !== 'read'
  expect(breaking((point, answer) => looking(point) && stale(point) !== ((answer & bitOf['step-up']) !== 0))).toEqual([])
  const asks = new Set(allowed.filter((point) => (answers[point]! & bitOf['step-up']) !== 0).map(useAt))
  expect([...asks].sort()).toEqual([...touched].sort())
})

test('broken glass only ever looks, at pages with a mark, with a reason and the town told', () => {
  const only = ['view', 'search', 'notify', 'read', 'open']
  expect(breaking((point) => relationAt(point) === 'breaker' && !only.includes(useAt(point)))).toEqual([])
  const asked = bitOf.log | bitOf['view-only'] | bitOf.watermark | bitOf.reason | bitOf['notify-town']
  const breaks = (point: number, answer: number) =>
    relationAt(point) === 'breaker' && useAt(point) === 'open' && (answer & asked) !== asked
  expect(breaking(breaks)).toEqual([])
})

test('words about what is only shown open with it, other words close with a freeze and without consent only, and take no other way out', () => {
  const wrong: unknown[] = []
  for (let point = 0; point < total && wrong.length < 3; point++) {
    if (useAt(point) !== 'open' || relationAt(point) === 'outsider' || relationAt(point) === 'candidate') continue
    const facts = factsAt(point)
    const { handling: how, consent, frozen } = facts
    const isTown = ['coordinator', 'breaker'].includes(facts.relation)
    const lacks = consent === 'withdrawn' || (how.consents > 0 && consent === 'none')
    const isOpen = isAllowed(point) || (how.download && !frozen && (isTown || !lacks))
    const why = how.download ? (frozen || lacks ? 'closed' : undefined) : 'shown-only'
    if (opensWords(facts) !== isOpen || leavesWordsOut(facts) !== why) wrong.push(facts)
  }
  expect(wrong).toEqual([])
})

test('a worker never takes home the result, and never claims twice', () => {
  expect(breaking((point) => relationAt(point) === 'worker' && useAt(point) === 'export')).toEqual([])
  const claims = (point: number) => relationAt(point) === 'worker' && useAt(point) === 'claim'
  expect(breaking((point) => claims(point) && stands[at(point, 'stand')]!.stage !== 'offered')).toEqual([])
})

/** Towards the better end of an axis no right is ever lost: a lower class, a better place, a fresher touch, a given consent. */
const better: Record<string, (point: number) => number | undefined> = {
  class: (point) => (at(point, 'dataClass') === 0 || at(point, 'dataClass') === 5 ? undefined : point - stepOf('dataClass')),
  // From home over the desktop to the centre; what is ruled out there is better anywhere else.
  place: (point) => {
    const [here, there] = [at(point, 'place'), [2, undefined, 1, 1][at(point, 'place')]]
    return there === undefined ? undefined : point + (there - here) * stepOf('place')
  },
  proof: (point) => (at(point, 'provedAgo') === 1 ? undefined : point + stepOf('provedAgo')),
  consent: (point) => (at(point, 'consent') === 2 ? undefined : point + stepOf('consent')),
  state: (point) => (at(point, 'state') === 2 ? undefined : point + (2 - at(point, 'state')) * stepOf('state')),
  ...Object.fromEntries(
    flags.map((name) => [name, (point: number) => (has(point, name) ? undefined : point + flag(name) * stepOf('flags'))]),
  ),
}
test.each(Object.keys(better))('a better %s never takes a right away', (axis) => {
  const next = better[axis]!
  const lost = (point: number) => {
    const to = next(point)
    return to !== undefined && !isAllowed(to)
  }
  expect(breaking(lost)).toEqual([])
})

test('what nobody has decided is refused: unknown words, and a time that is no number', () => {
  const facts: AccessFacts = {
    relation: 'worker',
    stage: 'active',
    dataClass: '2',
    handling: handling['2'],
    consent: 'none',
    standing: true,
    cleared: true,
    certified: true,
    place: 'home',
    allowedPlaces: ['home'],
    provedAgo: 1,
    deviceBound: true,
    heldUntil: null,
    frozen: false,
    destroyed: false,
    overdue: false,
  }
  expect(decideAccess('open', facts)).toMatchObject({ use: 'open' })
  const strange = [
    { relation: 'owner' },
    { stage: 'paid' },
    { consent: 'maybe' },
    { place: 'café' },
  ] as unknown as Partial<AccessFacts>[]
  for (const odd of strange) expect(decideAccess('open', { ...facts, ...odd }), JSON.stringify(odd)).toHaveProperty('refused')
  expect(decideAccess('copy' as Use, facts)).toHaveProperty('refused')
  expect(decideAccess('open', { ...facts, provedAgo: Number.NaN })).toMatchObject({
    obligations: expect.arrayContaining(['step-up']),
  })
})

test('a change of the rule shows as a readable difference', async () => {
  const lines = new Map<string, number>()
  const places = sizeOf('state') * sizeOf('provedAgo') * sizeOf('consent') * sizeOf('flags')
  for (const point of allowed) {
    const { relation, stage } = stands[at(point, 'stand')]!
    const key = [useAt(point), relation, stage, classAt(point) ?? 'none', axes.place[at(point, 'place')]].join(' ')
    lines.set(key, (lines.get(key) ?? 0) + 1)
  }
  const text = [...lines].map(([key, n]) => `${key}: ${n} of ${places}`)
  await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('./access.txt')
})
