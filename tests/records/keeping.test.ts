/** Kept until a day: counted by class and town, put off by people, ended by the clock, or waited for with a reminder a day. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toJson } from '../../db/kernel/schema.ts'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import { defaultTownRules } from '../../policies/membership/towns.ts'
import { endKeeping } from '../../server/safety/custody/clock.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { asked, completedPackage, declared, witnessed } from '../support/stories/ended.ts'
import { draftPackage } from '../support/stories/package.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const day = 60 * 24
const today = '2026-11-21'
const rowOf = async (id: string) =>
  world.engine.reader.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const acts = async (act: string) => (await world.audit()).filter((record) => record.act === act)
const told = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .selectAll()
      .where('act', '=', act as never)
      .execute()
  ).map(({ personId }) => Object.entries(world.cast).find(([, { id }]) => id === personId)?.[0])
/** Completed, declared and with its result taken; kept until `days` from now. */
async function ended({ days = 10, taken = true, declares = true } = {}) {
  const pkg = await completedPackage(world)
  if (declares) await declared(world, pkg.lots)
  if (taken) await (await world.as('yumi')).get(`/packages/${pkg.id}/result`)
  await world.engine.writer
    .updateTable('package')
    .set({ keepUntil: addDays(today, days) })
    .where('id', '=', pkg.id)
    .execute()
  return pkg
}

test('completion sets the day, by the class and the rules of the town; a withdrawn draft has thirty days', async () => {
  expect((await rowOf((await completedPackage(world)).id)).keepUntil).toBe('2027-11-21')
  const classes = { ...defaultTownRules.classes, '2': { ...defaultTownRules.classes['2'], keepDays: 10 } }
  await world.engine.writer
    .insertInto('townDocument')
    .values({
      id: 'rules',
      townId: '202151',
      kind: 'rules',
      version: 99,
      body: toJson({ ...defaultTownRules, classes }),
      sha256: '',
      publishedBy: null,
      publishedAt: world.clock(),
    })
    .execute()
  expect((await rowOf((await completedPackage(world)).id)).keepUntil).toBe('2026-12-01')
  const draft = await draftPackage(world)
  const yumi = await world.as('yumi')
  expect((await yumi.post(`/packages/${draft.id}/withdrawal`)).status).toBe(303)
  expect((await rowOf(draft.id)).keepUntil).toBe('2026-12-21')
  expect(await yumi.text(`/packages/${draft.id}`)).toContain('2026年12月21日')
})

test('the clock tells the coordinators a week before, once, and destroys on the day, not before', async () => {
  const pkg = await ended()
  expect(await endKeeping(world)).toEqual({ destroyed: 0, reminded: 0 })
  world.later(3 * day)
  expect([await endKeeping(world), await endKeeping(world)]).toEqual([
    { destroyed: 0, reminded: 1 },
    { destroyed: 0, reminded: 0 },
  ])
  expect(await told('destruction.remind')).toEqual(['yumi'])
  expect(await (await world.as('yumi')).text('/')).toContain('保存期限を確かめる')
  world.later(6 * day)
  expect(await endKeeping(world)).toEqual({ destroyed: 0, reminded: 0 })
  expect((await rowOf(pkg.id)).destroyedAt).toBeNull()
  world.later(day)
  expect(await endKeeping(world)).toEqual({ destroyed: 1, reminded: 0 })
  expect(await rowOf(pkg.id)).toMatchObject({ status: 'closed', destroyedAt: world.clock() })
  const [one] = await world.engine.reader.selectFrom('destruction').selectAll().execute()
  expect(one).toMatchObject({ askedBy: null, witnessedBy: null, finalOn: '2026-12-08' })
  const text = await (await world.as('yumi')).text(`/packages/${pkg.id}/certificate`)
  expect(text).toContain('保存期限による自動の廃棄')
  expect((await acts('destruction.begin'))[0]!.actorId).toBeNull()
})

test('the day begins at midnight in Japan', async () => {
  await ended({ days: 1 })
  world.later(11 * 60 + 59)
  expect((await endKeeping(world)).destroyed).toBe(0)
  world.later(1)
  expect((await endKeeping(world)).destroyed).toBe(1)
})

test.each([
  ['result', { taken: false }],
  ['line', { declares: false }],
] as const)('without its %s it stays, and the coordinators hear once a day what is missing', async (kind, without) => {
  const pkg = await ended({ days: 0, ...without })
  expect([await endKeeping(world), await endKeeping(world)]).toEqual([
    { destroyed: 0, reminded: 1 },
    { destroyed: 0, reminded: 0 },
  ])
  world.later(day)
  const both = await Promise.all([endKeeping(world), endKeeping(world)])
  expect(both.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1)
  const reminders = await acts('destruction.remind')
  expect(reminders.map(({ detail }) => JSON.parse(detail).missing)).toEqual([[kind], [kind]])
  expect((await rowOf(pkg.id)).destroyedAt).toBeNull()
  await declared(world, pkg.lots)
  await (await world.as('yumi')).get(`/packages/${pkg.id}/result`)
  expect(await endKeeping(world)).toEqual({ destroyed: 1, reminded: 0 })
})

test('a package that is frozen is not destroyed by the clock', async () => {
  const pkg = await ended({ days: 0 })
  await world.engine.writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', pkg.id).execute()
  expect(await endKeeping(world)).toEqual({ destroyed: 0, reminded: 1 })
  expect(JSON.parse((await acts('destruction.remind'))[0]!.detail)).toEqual({ missing: ['incident'] })
})

test('a withdrawn draft goes on its day, without a result, its rows and all', async () => {
  const draft = await draftPackage(world)
  await (await world.as('yumi')).post(`/packages/${draft.id}/withdrawal`)
  world.later(30 * day)
  expect(await endKeeping(world)).toEqual({ destroyed: 1, reminded: 0 })
  expect(await rowOf(draft.id)).toMatchObject({ status: 'closed', brief: '' })
})

test('the clock goes on with what one person has asked for, and two persons with what the clock waits for', async () => {
  const one = await ended({ days: 0 })
  await asked(world, one.id)
  expect(await endKeeping(world)).toEqual({ destroyed: 1, reminded: 0 })
  const [row] = await world.engine.reader.selectFrom('destruction').selectAll().execute()
  expect(row).toMatchObject({ askedBy: world.cast.yumi.id, witnessedBy: null })
  const two = await ended({ days: 0, taken: false })
  expect((await endKeeping(world)).destroyed).toBe(0)
  await asked(world, two.id)
  expect((await witnessed(world, two.id)).status).toBe(303)
  expect((await rowOf(two.id)).status).toBe('closed')
})

test('two clocks at once destroy once', async () => {
  await ended({ days: 0 })
  const both = await Promise.all([endKeeping(world), endKeeping(world)])
  expect(both.reduce((sum, { destroyed }) => sum + destroyed, 0)).toBeGreaterThanOrEqual(1)
  expect(await acts('destruction.certify')).toHaveLength(1)
  expect(await acts('destruction.begin')).toHaveLength(1)
})

test('a coordinator puts the day off, with a reason, by thirty days at most, and only later', async () => {
  const pkg = await ended()
  const place = `/packages/${pkg.id}/destruction/postponement`
  const yumi = await world.as('yumi')
  const post = (to: string, why = 'dispute') => yumi.post(place, { to, why })
  for (const to of [addDays(today, 10), addDays(today, 41), '2026-11-01' as Day]) {
    const answer = await post(to)
    expect([to, answer.status, await answer.text()]).toEqual([to, 422, expect.stringContaining('までの日を選んでください')])
  }
  expect((await post(addDays(today, 40), '')).status).toBe(422)
  expect((await post('2026-02-30')).status).toBe(422)
  expect((await post(addDays(today, 40))).status).toBe(303)
  expect((await rowOf(pkg.id)).keepUntil).toBe(addDays(today, 40))
  expect(JSON.parse((await acts('destruction.postpone'))[0]!.detail)).toEqual({
    from: addDays(today, 10),
    to: addDays(today, 40),
    reason: 'dispute',
  })
  expect(await told('destruction.postpone')).toEqual(['daisuke'])
  expect((await (await world.as('daisuke')).post(place, { to: addDays(today, 60), why: 'other' })).status).toBe(403)
  const second = await officer(world, '202151')
  const at = addDays(today, 60)
  const answers = await Promise.all([post(at), second.browser.post(place, { to: at, why: 'other' })])
  // Whoever comes second is told so: "changed meanwhile" beside the first, "only later" after it.
  expect(answers.map(({ status }) => status).sort()).toEqual([303, expect.toBeOneOf([409, 422])])
  expect(await acts('destruction.postpone')).toHaveLength(2)
})
