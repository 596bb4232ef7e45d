// A freeze and what happens in the same second: acceptances, destructions, writes that were decided before, a download that is running.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale, type Tx } from '../../db/kernel/database.ts'
import { newId } from '../../db/kernel/ids.ts'
import { giveConsents, withdrawConsents } from '../../db/packages/consents.ts'
import { accountFor } from '../../db/safety/custody.ts'
import { askDestruction, beginDestruction, witnessDestruction } from '../../db/safety/destructions/decide.ts'
import { findDestruction } from '../../db/safety/destructions/find.ts'
import { takeInventory } from '../../db/safety/destructions/inventory.ts'
import { reportIncident } from '../../db/safety/incidents/report.ts'
import { findAssignment } from '../../db/telework/assignments/find.ts'
import { acceptTerms, moveAssignment } from '../../db/telework/assignments/move.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { decide } from '../../policies/telework/assignments.ts'
import { slowly } from '../support/outside/slow.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { completedPackage, declared } from '../support/stories/ended.ts'
import { incidentsOf, lift, report, told } from '../support/stories/incident.ts'
import {
  acceptedBy,
  actorOf,
  allowed,
  csvOf,
  offeredTo,
  publishedPackage,
  type TestPackage,
  write,
} from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { title: '名簿の照合', rows: 40 })
})
afterEach(() => world.close())

const lotOf = (id: string) =>
  world.engine.reader.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('whoever accepts at the same moment came before the freeze, or not at all', { timeout: 60_000 }, async () => {
  const [ken, hana, yumi] = [await world.as('ken'), await world.as('hana'), await world.as('yumi')]
  await acceptedBy(world, 'hana', pkg, 10)
  const outcomes = new Set<number>()
  for (let lot = 1; lot <= 6; lot++) {
    const offered = await offeredTo(world, 'ken', pkg, lot)
    const [accepted, reported] = await Promise.all([
      ken.post(`/assignments/${offered}/acceptance`, { read: 'yes' }),
      (lot % 2 ? hana : yumi).post('/incidents', told(pkg.id)),
    ])
    expect(reported.status).toBe(303)
    outcomes.add(accepted.status)
    const records = (await world.audit()).filter(({ chain }) => chain === '202151')
    const frozenSeq = records.findLast(({ act }) => act === 'incident.report')!.seq
    const acceptSeq = records.find(({ act, subjectId }) => act === 'assignment.accept' && subjectId === offered)?.seq
    if (accepted.status === 303) expect(acceptSeq).toBeLessThan(frozenSeq)
    else expect([accepted.status >= 403, acceptSeq, (await lotOf(offered)).status]).toEqual([true, undefined, 'offered'])
    world.later(1)
    await lift(yumi, (await incidentsOf(world, pkg.id)).at(-1)!.id)
    world.later(1)
  }
  expect(outcomes.size).toBeGreaterThan(0)
})

test('a write that was decided before the freeze, and comes after it, is undone', async () => {
  const offered = await offeredTo(world, 'ken', pkg, 1)
  const active = await acceptedBy(world, 'hana', pkg, 2)
  const facts = async (id: string) => (await findAssignment(world.db.read, id))!.facts
  const accept = allowed(decide('assignment.accept', await actorOf(world, 'ken'), await facts(offered)))
  const back = allowed(decide('assignment.hand-back', await actorOf(world, 'hana'), await facts(active)))
  await report(world, await world.as('hana'), pkg.id)
  const before = (await world.audit()).length
  await expect(write(world, 'ken', (tx) => acceptTerms(tx, accept))).rejects.toThrow(Stale)
  await expect(write(world, 'hana', (tx) => moveAssignment(tx, back))).rejects.toThrow(Stale)
  expect([(await lotOf(offered)).status, (await lotOf(active)).status]).toEqual(['offered', 'active'])
  expect((await world.audit()).length).toBe(before)
  // Whoever leaves the alliance is not held back by it.
  expect((await (await world.as('hana')).post('/account/leaving', { deleted: 'yes', _proof: 'demo' })).status).toBe(200)
  expect((await lotOf(active)).status).toBe('withdrawn')
})

/** Another process tells of a leak: everything of its write is done but the end of it, while `work` tries to be first. */
async function whileReporting(packageId: string, work: () => Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
  let commit = () => {}
  const committing = new Promise<void>((go) => {
    commit = go
  })
  const told = { packageId, assignmentId: null, kind: 'device', words: '', noticedAt: world.clock() } as const
  const reporting = permit('incident.report', { id: newId(world.clock()), townId: pkg.townId })
  let reported: Promise<void> = Promise.resolve()
  await new Promise<void>((there) => {
    reported = write(world, 'yumi', async (tx) => {
      await reportIncident(tx, reporting, told)
      there()
      await committing
    })
  })
  const trying = Promise.allSettled([work()])
  await sleep(300)
  commit()
  await reported
  return (await trying)[0]!
}

test('a destruction that waits for a report to be written down is not asked for, witnessed or begun', async () => {
  const ended = await completedPackage(world)
  await declared(world, ended.lots)
  const subject = { id: ended.id, townId: ended.townId }
  const inventory = await takeInventory(world.db.read, world.store, ended.id)
  const ask = (tx: Tx) => askDestruction(tx, permit('destruction.ask', subject), 'finished')
  const ways: [string, (tx: Tx) => Promise<void>][] = [
    ['ask', ask],
    ['witness', (tx) => witnessDestruction(tx, permit('destruction.witness', subject), inventory)],
    ['begin', (tx) => beginDestruction(tx, permit('destruction.begin', subject), inventory)],
  ]
  for (const [way, work] of ways) {
    if (way === 'witness') await write(world, 'yumi', ask)
    const before = (await findDestruction(world.db.read, ended.id))!.facts.stage
    const outcome = await whileReporting(ended.id, () => write(world, 'daisuke', work))
    expect(outcome, way).toMatchObject({ status: 'rejected', reason: expect.any(Stale) })
    const { facts } = (await findDestruction(world.db.read, ended.id))!
    expect([facts.frozen, facts.stage], way).toEqual([true, before])
    world.later(1)
    await lift(await world.as('yumi'), (await incidentsOf(world, ended.id)).at(-1)!.id)
  }
})

test('that everything is deleted is not taken down while a report is written', async () => {
  const { lots, ...ended } = await completedPackage(world)
  const declaring = permit('custody.declare', { id: lots[0]!, townId: ended.townId })
  const say = () => write(world, 'hana', (tx) => accountFor(tx, declaring, 'deleted'))
  expect(await whileReporting(ended.id, say)).toMatchObject({ status: 'rejected', reason: expect.any(Stale) })
})

test('a consent that is given while a report is written down opens nothing that is frozen', async () => {
  const [subject, towns] = [{ id: pkg.id, townId: pkg.townId }, ['203246']]
  await write(world, 'yumi', (tx) => withdrawConsents(tx, permit('consent.withdraw', subject), towns, '契約'))
  const give = () => write(world, 'yumi', (tx) => giveConsents(tx, permit('consent.give', subject), towns, true))
  expect(await whileReporting(pkg.id, give)).toMatchObject({ status: 'rejected', reason: expect.any(Stale) })
  const postings = await world.engine.reader.selectFrom('packageTown').select('closed').where('packageId', '=', pkg.id).execute()
  expect(postings.map(({ closed }) => closed)).toEqual([1, 1, 1])
})

test('what is opened while a report is written down does not come, and leaves no record of having come', async () => {
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const asked = await whileReporting(pkg.id, () => hana.get(`/assignments/${lot}/rows`))
  expect(asked).toMatchObject({ status: 'fulfilled', value: { status: 409 } })
  expect((await world.audit()).filter(({ subjectId, act }) => subjectId === lot && act === 'assignment.download')).toEqual([])
})

test('over real HTTP: a download that is running breaks within a second of the report', { timeout: 60_000 }, async () => {
  const big = await publishedPackage(world, { title: '大きな名簿', rows: 150_000, rowsPerLot: 150_000 })
  const lot = await acceptedBy(world, 'hana', big, 1)
  const yumi = await world.as('yumi')
  const cut = await slowly(world, await world.as('hana'), `/assignments/${lot}/rows`, () => report(world, yumi, big.id))
  expect(cut).toMatchObject({ status: 200, openBefore: true, broken: true })
  expect(cut.seconds).toBeLessThan(1.5)
  expect(cut.got).toBeLessThan(Buffer.byteLength(csvOf(1, 150_000).replaceAll('\r', '')))
})
