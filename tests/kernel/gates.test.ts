// The gates of an act inside its write: what shuts between the permit and the write undoes the write, for every act of the table.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPackageFile } from '../../db/files/package-files.ts'
import { Stale, type Tx } from '../../db/kernel/database.ts'
import { gates } from '../../db/kernel/gates.ts'
import { newId } from '../../db/kernel/ids.ts'
import { editPackage, movePackage } from '../../db/packages/edit.ts'
import { breakGlass } from '../../db/safety/break-glass.ts'
import { raiseHand } from '../../db/telework/applications.ts'
import { extendDue, offerLot, reviewDelivery } from '../../db/telework/assignments/move.ts'
import { gatesOf, type Inside, isInside } from '../../policies/kernel/act.ts'
import { type Act, declaredOf, everyAct } from '../../policies/kernel/acts.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  acceptedBy,
  deliveredBy,
  draftPackage,
  offeredTo,
  publishedPackage,
  type TestPackage,
  write,
} from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
let subjects: Record<Inside, string>
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { rows: 40 })
  const assignment = await acceptedBy(world, 'hana', pkg, 1)
  const [application, file, glass] = [newId(world.clock()), newId(world.clock()), newId(world.clock())]
  await write(world, 'ken', (tx) => raiseHand(tx, permit('application.raise', on(application)), wish(world.cast.ken.id)))
  await write(world, 'hana', (tx) => addPackageFile(tx, permit('file.add', on(file)), attachment(assignment)))
  await write(world, 'makoto', (tx) => breakGlass(tx, permit('glass.break', on(glass)), breaking))
  subjects = { package: pkg.id, assignment, application, file, glass }
})
afterEach(() => world.close())

const on = (id: string) => ({ id, townId: pkg.townId })
const wish = (personId: string) => ({ packageId: pkg.id, personId, lotsWished: 1, note: '' })
const bytes = { storageKey: 'A'.repeat(24), size: 1, sha256: 'b'.repeat(64) }
const attachment = (assignmentId: string) => ({ packageId: pkg.id, assignmentId, name: 'a.txt', bytes })
const breaking = {
  get packageId() {
    return pkg.id
  },
  dataClass: '1',
  reason: '障害',
  ticket: 'T-1',
  minutes: 10,
} as const
const set = (change: Record<string, unknown>) =>
  world.engine.writer
    .updateTable('package')
    .set(change as never)
    .where('id', '=', pkg.id)
    .execute()
const decided = () =>
  world.engine.writer
    .insertInto('destruction')
    .values({
      ...{
        id: newId(world.clock()),
        packageId: pkg.id,
        askedBy: null,
        askedAt: world.clock(),
        reason: 'kept',
        witnessedBy: null,
      },
      ...{ cancelledBy: null, cancelledAt: null, doneAt: null, finalOn: null, certificate: '{}' as never, sha256: null },
    })
    .execute()

const recordable = everyAct.filter((act) => isInside(declaredOf(act).on))
const recorded = async (act: Act): Promise<boolean> => {
  const { on: kind } = declaredOf(act)
  const record = permit(act, on(subjects[kind as Inside]))
  const by = { actor: null, at: world.clock() }
  // Undone in any case, so that one act is in no other's way.
  const undone = new Error('undone')
  const outcome = await world.db
    .write(by, async (tx) => {
      await tx.record(record)
      throw undone
    })
    .catch((error: unknown) => error)
  if (outcome === undone) return true
  expect(outcome).toBeInstanceOf(Stale)
  return false
}

test('an act is recorded where nothing is shut', async () => {
  for (const act of recordable) expect([act, await recorded(act)]).toEqual([act, true])
})

test.each([
  ['thawed', () => set({ frozenAt: world.clock() })],
  ['whole', () => set({ destroyedAt: world.clock() })],
  ['whole', decided],
] as const)('what is not %s any more takes no act that asks for it, and any other', async (gate, shut) => {
  await shut()
  for (const act of recordable) expect([act, await recorded(act)]).toEqual([act, !gatesOf(declaredOf(act)).includes(gate)])
})

test('a permit that waives a gate passes by it, and by no other', async () => {
  await set({ frozenAt: world.clock() })
  const by = { actor: null, at: world.clock() }
  const waiving = { ...permit('assignment.hand-back', on(subjects.assignment)), waives: ['thawed'] as const }
  await world.db.write(by, (tx) => tx.record(waiving))
  await set({ destroyedAt: world.clock() })
  await expect(world.db.write(by, (tx) => tx.record(waiving))).rejects.toThrow(Stale)
})

test('what stands in no package, and in another town’s, is nobody’s to record as an act inside one', async () => {
  const by = { actor: null, at: world.clock() }
  const nowhere = permit('assignment.submit', { id: newId(world.clock()), townId: pkg.townId })
  await expect(world.db.write(by, (tx) => tx.record(nowhere))).rejects.toThrow(Stale)
  const elsewhere = permit('assignment.submit', { id: subjects.assignment, townId: '203246' })
  await expect(world.db.write(by, (tx) => tx.record(elsewhere))).rejects.toThrow(Stale)
})

const asHana = (act: Act) => write(world, 'hana', (tx) => tx.record(permit(act, on(subjects.assignment))))
test('a role that was stopped, and a hold that began, since the permit', async () => {
  await asHana('assignment.submit')
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ status: 'suspended' })
    .where('personId', '=', world.cast.hana.id)
    .execute()
  await expect(asHana('assignment.submit')).rejects.toThrow('standing')
  await asHana('assignment.hand-back')
  await set({ dataClass: '2' })
  const look = () => write(world, 'daisuke', (tx) => tx.record(permit('assignment.open', on(subjects.assignment))))
  await look()
  const heldUntil = '2099-01-01T00:00:00.000Z' as never
  await world.engine.writer.updateTable('person').set({ heldUntil }).where('id', '=', world.cast.daisuke.id).execute()
  await expect(look()).rejects.toThrow('unheld')
  await set({ dataClass: '1' })
  await look()
})

test('a posting that closed to the worker’s town, and a consent that ended, since the permit', async () => {
  await asHana('assignment.accept')
  await world.engine.writer.updateTable('packageTown').set({ closed: 1 }).where('packageId', '=', pkg.id).execute()
  await expect(asHana('assignment.accept')).rejects.toThrow('posted')
  const given = { givenBy: world.cast.yumi.id, givenAt: '2026-01-01T00:00:00.000Z' as never, secondedBy: null, secondedAt: null }
  const ended = { withdrawnBy: world.cast.yumi.id, withdrawnAt: world.clock(), withdrawnWords: '' }
  await world.engine.writer
    .insertInto('consent')
    .values({ packageId: pkg.id, townId: '203246', ...given, ...ended })
    .execute()
  await asHana('assignment.submit')
  // What may leave as a file is delivered after that as well; what is only shown is not.
  await set({ dataClass: '3C' })
  await expect(asHana('assignment.submit')).rejects.toThrow('consented')
})

test('a gate that no write asks says why', () => {
  for (const gate of Object.values(gates)) if (typeof gate !== 'function') expect(gate.settled.length).toBeGreaterThan(30)
})

test('each way of writing inside a package is undone where a freeze came first', async () => {
  const draft = await draftPackage(world)
  const submitted = await deliveredBy(world, 'hana', pkg, 2)
  const offered = await offeredTo(world, 'ken', pkg, 3)
  const submission = await world.engine.reader
    .selectFrom('submission')
    .select('id')
    .where('assignmentId', '=', submitted)
    .executeTakeFirstOrThrow()
  const freeLot = await world.engine.reader
    .selectFrom('lot')
    .select('id')
    .where('packageId', '=', pkg.id)
    .where('number', '=', 9)
    .executeTakeFirstOrThrow()
  const today = world.clock().slice(0, 10) as never
  const offer = {
    id: newId(world.clock()),
    packageId: pkg.id,
    workerId: world.cast.ken.id,
    reason: '',
    offerEndsOn: today,
    dueOn: today,
    price: 1,
    clauses: [],
  }
  const review = { submissionId: submission.id, verdict: 'approve', words: '', points: [] } as const
  const ways: readonly [string, (tx: Tx) => Promise<unknown>][] = [
    ['edit', (tx) => editPackage(tx, permit('package.edit', { id: draft.id, townId: draft.townId }), { title: 'x' })],
    ['complete', (tx) => movePackage(tx, permit('package.complete', on(pkg.id)))],
    ['raise', (tx) => raiseHand(tx, permit('application.raise', on(newId(tx.at))), wish(world.cast.hana.id))],
    ['offer', (tx) => offerLot(tx, permit('assignment.offer', on(freeLot.id)), offer)],
    ['review', (tx) => reviewDelivery(tx, permit('assignment.approve', on(submitted)), review)],
    ['add', (tx) => addPackageFile(tx, permit('file.add', on(newId(tx.at))), attachment(subjects.assignment))],
    ['break', (tx) => breakGlass(tx, permit('glass.break', on(newId(tx.at))), breaking)],
  ]
  await world.engine.writer.updateTable('package').set({ frozenAt: world.clock() }).execute()
  for (const [way, work] of ways) {
    const outcome = await write(world, way === 'break' ? 'reiko' : 'daisuke', work).catch((error: unknown) => error)
    expect([way, outcome]).toEqual([way, expect.any(Stale)])
    expect((outcome as Stale).message, way).toContain('thawed')
  }
  // More time is given in a freeze, too: it helps, and shows nothing.
  await write(world, 'daisuke', (tx) => extendDue(tx, permit('assignment.extend', on(subjects.assignment)), '2099-01-01'))
  expect(offered).toBeTruthy()
})
