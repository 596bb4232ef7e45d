// Who may do what to a file of a package: the whole space of acts, readers, states and statuses, against tables of what is allowed.
import { expect, test } from 'vitest'
import { kinds } from '../../policies/files/files.ts'
import {
  type Around,
  decideAttachment,
  decideCheck,
  decideFile,
  decideList,
  decideLotFile,
  decideLotList,
  decideMaterial,
  decideRemoval,
  decideTakingBack,
  type FileFacts,
  isInTheWay,
  states,
} from '../../policies/files/package-files.ts'
import type { Actor } from '../../policies/identity/people.ts'
import { statuses } from '../../policies/packages/statuses.ts'
import { classes } from '../../policies/safety/classes.ts'
import {
  type AssignmentFacts,
  statuses as assignmentStatuses,
  decide as decideAssignment,
} from '../../policies/telework/assignments.ts'
import { decisionTable } from '../support/run/table.ts'

const town = '202151'
const readers = ['coordinator', 'manager', 'worker', 'other-town', 'nobody'] as const
const actors: Record<(typeof readers)[number], Actor> = {
  coordinator: { id: 'c', grants: [{ role: 'coordinator', townId: town }] },
  manager: { id: 'm', grants: [{ role: 'manager', townId: town }] },
  worker: { id: 'w', grants: [{ role: 'worker', townId: '203246' }] },
  'other-town': {
    id: 'o',
    grants: [
      { role: 'coordinator', townId: '203246' },
      { role: 'manager', townId: '203246' },
    ],
  },
  nobody: { id: 'n', grants: [] },
}
const around = (reader: string, status: string, more: Partial<Around> = {}): Around => ({
  ...{ id: 'p', townId: town, status: status as Around['status'], posted: reader === 'worker', assigned: reader === 'worker' },
  ...{ dataClass: '2', frozen: false, destroyed: false, ...more },
})
const fileOf = (more: Partial<FileFacts> = {}): FileFacts => ({
  ...{ id: 'f', townId: town, state: 'clean', removed: false, assignmentId: null, delivered: false, ...more },
})
const lot = (status: string, workerId = 'w'): AssignmentFacts => ({ id: 'a', townId: town, workerId, status: status as 'active' })
const may = (decision: object) => 'act' in decision

test('adding material and looking at its list', () => {
  const cases = decisionTable(
    { reader: readers, act: ['list', 'add'], status: statuses },
    `
    coordinator  list  *
    manager      list  *
    coordinator  add   draft
    manager      add   ready
  `,
  )
  for (const { point, allowed } of cases) {
    const pkg = around(point.reader, point.status)
    const actor = actors[point.reader]
    const decision = point.act === 'list' ? decideList(actor, pkg) : decideMaterial(actor, pkg, 'f')
    expect([point, may(decision)]).toEqual([point, allowed])
    if (point.reader === 'other-town' || point.reader === 'nobody') expect(decision).toMatchObject({ refused: 'unseen' })
    // Nothing goes into what is frozen or destroyed, nor from whoever a recovery still holds.
    for (const closed of [{ frozen: true }, { destroyed: true }])
      expect(may(decideMaterial(actor, { ...pkg, ...closed }, 'f'))).toBe(false)
    expect(may(decideMaterial({ ...actor, heldUntil: '2027-01-01' }, pkg, 'f'))).toBe(false)
  }
})

const files = {
  state: states,
  removed: ['removed', 'there'],
  owner: ['material', 'added'],
  delivered: ['delivered', 'kept'],
} as const
type FilePoint = { state: (typeof states)[number]; removed: string; owner: string; delivered: string }
const pointFile = ({ state, removed, owner, delivered }: FilePoint) =>
  fileOf({
    ...{ state, removed: removed === 'removed', delivered: delivered === 'delivered' },
    assignmentId: owner === 'added' ? 'a' : null,
  })

test('material is opened by staff, and only what is clean', () => {
  const cases = decisionTable({ reader: readers, ...files }, 'coordinator,manager clean there material *')
  for (const { point, allowed } of cases)
    for (const status of statuses)
      for (const act of ['file.open', 'file.download'] as const) {
        const decision = decideFile(act, actors[point.reader], pointFile(point), around(point.reader, status))
        expect([point, status, act, may(decision)]).toEqual([point, status, act, allowed])
      }
})

test('through a lot its worker opens material and what she added; others what she delivered; only what is clean, only in work', () => {
  const cases = decisionTable(
    { reader: readers, status: assignmentStatuses, ...files },
    `
    worker               active,submitted,returned  clean there *     *
    coordinator,manager  *                          clean there added delivered
  `,
  )
  for (const { point, allowed } of cases) {
    const assignment = lot(point.status)
    for (const act of ['file.open', 'file.download'] as const)
      expect([point, act, may(decideLotFile(act, actors[point.reader], pointFile(point), assignment))]).toEqual([
        point,
        act,
        allowed,
      ])
  }
  // What was added to another lot is not there, not even for who holds both.
  expect(decideLotFile('file.open', actors.worker, fileOf({ assignmentId: 'b', delivered: true }), lot('active'))).toMatchObject({
    refused: 'unseen',
  })
  // A role that has ended opens nothing.
  expect(may(decideLotFile('file.open', { id: 'w', grants: [] }, fileOf(), lot('active')))).toBe(false)
  expect(may(decideLotList({ id: 'w', grants: [] }, lot('active')))).toBe(false)
})

test('removing: material while it may be added to, what is held always, what was added until it has gone out', () => {
  const cases = decisionTable(
    { reader: readers, status: statuses, ...files },
    `
    coordinator          draft  scanning,clean,refused  there material *
    manager              ready  scanning,clean,refused  there material *
    coordinator,manager  *      held                    there *        *
  `,
  )
  for (const { point, allowed } of cases) {
    const pkg = around(point.reader, point.status)
    expect([point, may(decideRemoval(actors[point.reader], pointFile(point), pkg))]).toEqual([point, allowed])
    if (allowed) expect(may(decideRemoval(actors[point.reader], pointFile(point), { ...pkg, frozen: true }))).toBe(false)
  }
  const back = decisionTable(
    { reader: readers, status: assignmentStatuses, ...files },
    'worker active,returned * there added kept',
  )
  for (const { point, allowed } of back)
    expect([point, may(decideTakingBack(actors[point.reader], pointFile(point), lot(point.status)))]).toEqual([point, allowed])
})

test('adding to a delivery follows delivering, and stops where the package is frozen or destroyed', () => {
  for (const status of assignmentStatuses)
    for (const reader of readers) {
      const deliver = decideAssignment('assignment.submit', actors[reader], lot(status))
      expect(may(decideAttachment(deliver, around(reader, 'published'), 'f'))).toBe(may(deliver))
      for (const closed of [{ frozen: true }, { destroyed: true }])
        expect(may(decideAttachment(deliver, around(reader, 'published', closed), 'f'))).toBe(false)
    }
})

test('the platform checks once, and never what was removed', () => {
  for (const { point, allowed } of decisionTable(files, 'scanning there * *'))
    for (const act of ['file.check', 'file.hold'] as const) expect(may(decideCheck(act, pointFile(point)))).toBe(allowed)
})

test('what is unchecked, held, or cannot be shown where nothing leaves, stands in the way', () => {
  for (const state of states)
    for (const kind of [null, ...kinds])
      for (const download of [true, false]) {
        const shown = kind !== null && ['pdf', 'png', 'jpeg', 'csv', 'txt'].includes(kind)
        const expected = state === 'scanning' || state === 'held' || (state === 'clean' && !download && !shown)
        expect([state, kind, download, isInTheWay({ state, kind }, { download })]).toEqual([state, kind, download, expected])
      }
  expect(classes).toContain('3C')
})
