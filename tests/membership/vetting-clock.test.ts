// Vettings by the clock: reminders once each, and applications that nobody finished.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lapseUnfinished, remindRenewals } from '../../server/membership/vetting-clock.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { applicant, officer, signedIn, towns, typed } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const days = (n: number) => world.later(n * 24 * 60)
const all = <T extends 'notification' | 'passkey' | 'session' | 'vettingStep'>(table: T) =>
  world.engine.reader
    .selectFrom(table as 'notification')
    .selectAll()
    .execute() as Promise<Record<string, unknown>[]>
const actsOf = async (act: string) => (await world.audit()).filter((one) => one.act === act)
const told = async (personId: string, act: string) =>
  (await all('notification')).filter((one) => one.personId === personId && one.act === act)

test('renewals are reminded of a month and a week ahead, once each, however often the clock looks', async () => {
  const reminders = async () =>
    (await actsOf('vetting.remind')).map(({ subjectId, detail }) => [subjectId, JSON.parse(detail).days])
  const desk = await officer(world, towns.itoigawa)
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ vettedUntil: '2026-12-22' })
    .where('personId', '=', world.cast.ken.id)
    .execute()
  expect(await remindRenewals(world)).toBe(0)
  days(1)
  expect(await Promise.all([remindRenewals(world), remindRenewals(world)]).then(([a, b]) => a! + b!)).toBe(1)
  world.later(1)
  expect(await remindRenewals(world)).toBe(0)
  days(15)
  expect(await remindRenewals(world)).toBe(0)
  // The day itself may be missed: the clock catches up.
  days(9)
  expect([await remindRenewals(world), await remindRenewals(world)]).toEqual([1, 0])
  expect(await reminders()).toEqual([
    [world.cast.ken.id, 30],
    [world.cast.ken.id, 7],
  ])
  expect(await told(world.cast.ken.id, 'vetting.remind')).toHaveLength(2)
  expect(await told(desk.id, 'vetting.remind')).toHaveLength(2)
  days(10)
  expect(await remindRenewals(world), 'after the end').toBe(0)
})

test('who is suspended, has left or is renewing already is not reminded', async () => {
  await world.engine.writer.updateTable('workerProfile').set({ vettedUntil: '2026-12-01' }).execute()
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ status: 'suspended' })
    .where('personId', '=', world.cast.ken.id)
    .execute()
  expect((await (await world.as('hana')).get('/vetting')).status).toBe(200)
  const vetting = { townId: towns.tateshina, kind: 'renewal', status: 'open', weeklyHours: 10, places: '[]', skills: '' } as const
  await world.engine.writer
    .insertInto('vetting')
    .values({ id: 'v', personId: world.cast.hana.id, ...vetting, appliedAt: world.clock() })
    .execute()
  expect(await remindRenewals(world)).toBe(0)
})

test('an application that nobody finished ends after ninety days, and what was typed is gone', async () => {
  const one = await applicant(world)
  const yumi = await world.as('yumi')
  await yumi.post(`${one.path}/interview`, { how: 'phone', on: '2026-11-21', note: '静かな部屋があるとのこと' })
  const renewal = { townId: towns.tateshina, kind: 'renewal', status: 'open', weeklyHours: 10, places: '[]' } as const
  await world.engine.writer
    .insertInto('vetting')
    .values({ id: 'v', personId: world.cast.hana.id, ...renewal, skills: '表計算', appliedAt: world.clock() })
    .execute()
  const session = await signedIn(world, one.personId)
  expect((await session.get('/account')).status).toBe(200)
  days(90)
  expect(await lapseUnfinished(world)).toBe(0)
  days(1)
  const late = await applicant(world)
  expect(await lapseUnfinished(world)).toBe(2)
  expect(await lapseUnfinished(world)).toBe(0)
  const persons = await world.engine.reader.selectFrom('person').selectAll().execute()
  const [erased] = persons.filter(({ id }) => id === one.personId)
  expect(erased).toMatchObject({ name: '（消去済み）', email: null, phone: null })
  expect(persons.find(({ id }) => id === world.cast.hana.id)!.name, 'a worker stays who they are').toBe(world.cast.hana.name)
  const own = (await all('vettingStep')).filter(({ vettingId }) => vettingId === one.id)
  expect(own.map(({ note, answers }) => [note, answers])).toEqual([
    ['', '{}'],
    ['', '{}'],
    ['', '{}'],
  ])
  const vettings = await world.engine.reader.selectFrom('vetting').selectAll().where('id', '!=', late.id).execute()
  expect(vettings.map(({ status, skills }) => [status, skills])).toEqual([
    ['lapsed', ''],
    ['lapsed', ''],
  ])
  for (const table of ['passkey', 'session'] as const)
    expect((await all(table)).filter(({ personId }) => personId === one.personId)).toEqual([])
  const left = JSON.stringify([erased, own, vettings])
  for (const word of Object.values(typed)) expect(left).not.toContain(word)
})
