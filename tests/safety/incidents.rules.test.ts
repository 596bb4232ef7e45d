import { expect, test } from 'vitest'
import { type Actor, type Grant, roles } from '../../policies/identity/people.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decide as decidePackage, type Act as PackageAct, packageActs } from '../../policies/packages/packages.ts'
import { statuses as packageStatuses } from '../../policies/packages/statuses.ts'
import { classes } from '../../policies/safety/classes.ts'
import {
  type Deed,
  decide,
  decideLift,
  decideList,
  decideRead,
  decideReport,
  type IncidentFacts,
  listScope,
  type Status,
  statuses,
  statusOf,
  takesTwo,
  viewOf,
} from '../../policies/safety/incidents.ts'
import {
  assignmentActs,
  decide as decideAssignment,
  type Act as LotAct,
  type Move as LotMove,
  relations as lotRelations,
  statuses as lotStatuses,
} from '../../policies/telework/assignments.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const towns = { own: '202151', resident: '203246', other: '152161', none: null } as const
const reach = ['own', 'resident', 'other', 'none'] as const
const everyRole = [...roles, 'nobody'] as const
const actorOf = (role: (typeof everyRole)[number], at: (typeof reach)[number]): Actor => ({
  id: 'me',
  grants: role === 'nobody' ? [] : [{ role, townId: towns[at] } as Grant],
})
const facts = (more: Partial<IncidentFacts> = {}): IncidentFacts => ({
  id: 'i',
  townId: towns.own,
  status: 'frozen',
  dataClass: '2',
  reporterTowns: [towns.resident],
  liftedBy: null,
  worked: false,
  ...more,
})

const telling = decisionTable(
  { role: everyRole, reach, worked: ['never', 'has-or-had-a-lot'] },
  `
  *                    *         has-or-had-a-lot
  coordinator,manager  own,none  never
  `,
)
testAll('who may tell of an incident', telling, ({ point, allowed }) => {
  const pkg = { townId: towns.own, worked: point.worked !== 'never' }
  const decision = decideReport(actorOf(point.role, point.reach), pkg, 'new')
  expect(!isRefusal(decision)).toBe(allowed)
  if (isRefusal(decision)) expect(decision.refused).toBe('unseen')
  else expect(decision).toMatchObject({ act: 'incident.report', on: 'new', chain: towns.own })
})

const seeing = decisionTable(
  { role: everyRole, reach, status: statuses },
  `
  coordinator  own,resident,none  *
  manager      own,none           *
  secretariat  *                  *
  `,
)
testAll('who sees an incident', seeing, ({ point, allowed }) => {
  const decision = decideRead(actorOf(point.role, point.reach), facts({ status: point.status }))
  expect(!isRefusal(decision)).toBe(allowed)
  if (isRefusal(decision)) expect(decision.refused).toBe('unseen')
})

test('how much each sees', () => {
  const view = (role: (typeof everyRole)[number], at: (typeof reach)[number]) => viewOf(actorOf(role, at), facts())
  expect(view('coordinator', 'own')).toBe('owner')
  expect(view('manager', 'own')).toBe('manager')
  expect(view('secretariat', 'none')).toBe('secretariat')
  expect(view('coordinator', 'resident')).toBe('reporter-town')
  expect(view('coordinator', 'other')).toBeUndefined()
  expect(view('worker', 'own')).toBeUndefined()
  const both: Actor = {
    id: 'me',
    grants: [
      { role: 'secretariat', townId: null },
      { role: 'coordinator', townId: towns.own },
    ],
  }
  expect(viewOf(both, facts())).toBe('owner')
})

const doing = decisionTable(
  {
    act: [
      'incident.assess',
      'incident.write',
      'incident.file',
      'incident.export',
      'incident.propose-lift',
      'incident.keep-frozen',
      'incident.close',
    ],
    role: everyRole,
    reach,
    status: statuses,
    worked: ['no', 'yes'],
  },
  `
  incident.assess,incident.write,incident.file  coordinator  own,none  frozen,asked,lifted  *
  incident.export                               coordinator  own,none  *                    *
  incident.propose-lift                         coordinator  own,none  frozen               no
  incident.keep-frozen                          coordinator  own,none  asked                *
  incident.keep-frozen                          secretariat  *         asked                *
  incident.close                                coordinator  own,none  lifted               no
  `,
)
testAll('who does what about an incident', doing, ({ point, allowed }) => {
  const incident = facts({ status: point.status, worked: point.worked === 'yes' })
  const actor = actorOf(point.role, point.reach)
  const decision = decide(point.act as Deed, actor, incident)
  expect(!isRefusal(decision)).toBe(allowed)
  if (isRefusal(decision)) expect(decision.refused === 'unseen').toBe(viewOf(actor, incident) === undefined)
})

const lifting = decisionTable(
  {
    data: [...classes, 'none'],
    role: everyRole,
    reach,
    status: statuses,
    askedBy: ['nobody', 'me', 'they'],
    worked: ['no', 'yes'],
  },
  `
  1,2            coordinator  own,none  frozen  *     no
  3C,3B,3A,none  coordinator  own,none  asked   they,nobody  no
  3C,3B,3A,none  secretariat  *         asked   they,nobody  no
  `,
)
testAll('who lifts a freeze', lifting, ({ point, allowed }) => {
  const dataClass = point.data === 'none' ? null : point.data
  const liftedBy = point.askedBy === 'nobody' ? null : point.askedBy
  const incident = facts({ status: point.status as Status, dataClass, liftedBy, worked: point.worked === 'yes' })
  const decision = decideLift(actorOf(point.role, point.reach), incident)
  expect(!isRefusal(decision)).toBe(allowed)
})

test('strictly controlled data and what nobody has classed take two persons', () => {
  expect(classes.filter(takesTwo)).toEqual(['3C', '3B', '3A'])
  expect(takesTwo(null)).toBe(true)
})

test('the list reaches as far as the rule, for every role', () => {
  for (const role of everyRole)
    for (const at of reach) {
      const actor = actorOf(role, at)
      const { all, towns: staffed, residentsOf } = listScope(actor)
      for (const reporterTowns of [[], [towns.resident], [towns.other]]) {
        const incident = facts({ reporterTowns })
        const listed = all || staffed.includes(incident.townId) || reporterTowns.some((town) => residentsOf.includes(town))
        expect([role, at, reporterTowns, listed]).toEqual([role, at, reporterTowns, !isRefusal(decideRead(actor, incident))])
        if (listed) expect(isRefusal(decideList(actor))).toBe(false)
      }
    }
})

test('how far it is follows from what has been done', () => {
  const none = { liftedBy: null, liftedAt: null, closedAt: null }
  expect(statusOf(none)).toBe('frozen')
  expect(statusOf({ ...none, liftedBy: 'a' })).toBe('asked')
  expect(statusOf({ ...none, liftedBy: 'a', liftedAt: 'x' })).toBe('lifted')
  expect(statusOf({ liftedBy: 'a', liftedAt: 'x', closedAt: 'y' })).toBe('closed')
})

const isMove = (act: LotAct): act is LotMove => act !== 'assignment.offer' && 'to' in assignmentActs[act]
const lotMoves = (Object.keys(assignmentActs) as LotAct[]).filter(isMove)
const isOfOne = (act: PackageAct): act is Exclude<PackageAct, 'package.create' | 'package.list'> =>
  act !== 'package.create' && act !== 'package.list'
/** What a freeze leaves open to whom it was open before. */
const frozenLots = ['assignment.decline', 'assignment.cancel', 'assignment.expire']
const lotActor = (relation: (typeof lotRelations)[number]): Actor => ({
  id: relation === 'worker' ? 'worker' : 'staff',
  grants:
    relation === 'worker'
      ? [{ role: 'worker', townId: towns.own }]
      : relation === 'manager' || relation === 'coordinator'
        ? [{ role: relation, townId: towns.own }]
        : [],
})
test('a freeze closes every move of a lot but giving up an offer, and only adds refusals', () => {
  for (const act of lotMoves)
    for (const relation of lotRelations)
      for (const status of lotStatuses) {
        const lot = { id: 'a', townId: towns.own, workerId: 'worker', status, dataClass: '1' as const }
        const before = !isRefusal(decideAssignment(act, lotActor(relation), lot))
        const frozen = decideAssignment(act, lotActor(relation), { ...lot, frozen: true })
        expect([act, relation, status, !isRefusal(frozen)]).toEqual([act, relation, status, before && frozenLots.includes(act)])
        if (before && isRefusal(frozen)) expect(frozen).toEqual({ refused: 'closed', unmet: ['frozen'] })
      }
})

test('a frozen package is only followed, and known to those who knew of it', () => {
  for (const act of (Object.keys(packageActs) as PackageAct[]).filter(isOfOne))
    for (const role of ['coordinator', 'manager', 'worker'] as const)
      for (const status of packageStatuses) {
        const pkg = { id: 'p', townId: towns.own, status, posted: false, assigned: true, dataClass: '1' as const }
        const actor = { id: 'me', grants: [{ role, townId: towns.own }] }
        const before = !isRefusal(decidePackage(act, actor, pkg))
        const frozen = decidePackage(act, actor, { ...pkg, frozen: true })
        const open = ['package.follow', 'package.read', 'package.postpone'].includes(act)
        expect([act, role, status, !isRefusal(frozen)]).toEqual([act, role, status, before && open])
      }
})
