/** Packages pass from a manager to another one of the town, and a deputy stands in from a day to a day. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliverAgain, publishedPackage, type TestPackage } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
let at: string
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world)
  at = `/towns/202151/managers/${world.cast.daisuke.id}`
  const role = { role: 'manager', townId: '202151', fromOn: '2026-01-01', untilOn: null } as const
  const given = { grantedBy: world.cast.makoto.id, reason: '', endedBy: null, endReason: null }
  const row = { id: 'second-manager', personId: world.cast.reiko.id, ...role, ...given }
  await world.engine.writer.insertInto('roleGrant').values(row).execute()
})
afterEach(() => world.close())

const managerOf = async (id: string) =>
  (await world.db.read.selectFrom('package').select('managerId').where('id', '=', id).executeTakeFirstOrThrow()).managerId
const told = async (act: string) =>
  (
    await world.db.read
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => Object.entries(world.cast).find(([, { id }]) => id === personId)?.[0])
    .sort()

test('a manager hands packages over: the successor answers for them, both and the coordinators hear of it', async () => {
  const other = await publishedPackage(world, { title: '別の案件' })
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/packages/${pkg.id}`)).toContain(`${at}/succession`)
  expect(await daisuke.text(`${at}/succession`)).toContain('別の案件')
  const to = world.cast.reiko.id
  expect((await daisuke.post(`${at}/succession`, { to })).status).toBe(422)
  expect((await daisuke.post(`${at}/succession`, { to, packages: pkg.id })).status).toBe(303)
  expect([await managerOf(pkg.id), await managerOf(other.id)]).toEqual([to, world.cast.daisuke.id])
  expect(await told('manager.succeed')).toEqual(['daisuke', 'reiko', 'yumi'])
  expect((await daisuke.post(`${at}/succession`, { to, packages: pkg.id })).status).toBe(422)
  expect(await (await world.as('reiko')).text(`/packages/${pkg.id}`)).toContain('担当が入れ替わりました')
})

test('a coordinator of the town or the secretariat does it for a manager who is gone; nobody else, and only to a manager', async () => {
  const form = { to: world.cast.reiko.id, packages: pkg.id }
  for (const [who, status] of [
    ['hana', 404],
    ['reiko', 404],
    ['akira', 404],
  ] as const)
    expect([who, (await (await world.as(who)).post(`${at}/succession`, form)).status]).toEqual([who, status])
  const yumi = await world.as('yumi')
  expect((await yumi.post(`${at}/succession`, { ...form, to: world.cast.hana.id })).status).toBe(422)
  const makoto = await world.as('makoto')
  expect(await makoto.text(`${at}/succession`)).not.toContain('店舗')
  expect(await makoto.text(`/people/${world.cast.daisuke.id}`)).toContain(`${at}/succession`)
  expect((await makoto.post(`${at}/succession`, form)).status).toBe(303)
  expect(await managerOf(pkg.id)).toBe(world.cast.reiko.id)
})

test('a deputy hears of the packages from the first day to the last, and no longer', async () => {
  const lots = [await acceptedBy(world, 'hana', pkg, 1), await acceptedBy(world, 'hana', pkg, 2)]
  const daisuke = await world.as('daisuke')
  const form = { to: world.cast.reiko.id, from: '2026-11-21', until: '2026-11-22' }
  expect((await daisuke.post(`${at}/deputy`, { ...form, until: '2026-11-20' })).status).toBe(422)
  expect((await daisuke.post(`${at}/deputy`, { ...form, from: '2026-11-20' })).status).toBe(422)
  expect((await daisuke.post(`${at}/deputy`, form)).status).toBe(303)
  expect(await told('manager.deputise')).toEqual(['daisuke', 'reiko', 'yumi'])
  expect(await daisuke.text(`${at}/deputy`)).toContain('2026年11月22日')
  world.later(60 * 24)
  await deliverAgain(world, 'hana', lots[0]!)
  expect(await told('assignment.submit')).toEqual(['daisuke', 'reiko'])
  world.later(60 * 24)
  await deliverAgain(world, 'hana', lots[1]!)
  expect(await told('assignment.submit')).toEqual(['daisuke', 'daisuke', 'reiko'])
  expect(await managerOf(pkg.id)).toBe(world.cast.daisuke.id)
})

test('a manager who is back early ends the deputy, once; the others hear of it', async () => {
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  const form = { to: world.cast.reiko.id, from: '2026-11-20', until: '2026-11-25' }
  const today = new Date(world.clock()).toISOString().slice(0, 10)
  expect((await daisuke.post(`${at}/deputy`, { ...form, from: today })).status).toBe(303)
  const [, ending] = /href="([^"]+\/deputy\/[\w-]+\/ending)"/.exec(await daisuke.text(`${at}/deputy`))!
  expect((await (await world.as('hana')).post(ending!, {})).status).toBe(404)
  expect((await daisuke.post(ending!, {})).status).toBe(303)
  expect(await told('manager.resume')).toEqual(['daisuke', 'reiko', 'yumi'])
  expect((await daisuke.post(ending!, {})).status).toBe(404)
  await deliverAgain(world, 'hana', lot)
  expect(await told('assignment.submit')).toEqual(['daisuke'])
})
