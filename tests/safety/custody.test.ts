/** The ledger as people meet it: written by the acts themselves, declared by workers, kept by the town. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOfDay } from '../../db/kernel/time.ts'
import { listToRemind } from '../../db/safety/custody.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { reminderDays } from '../../policies/safety/custody.ts'
import { remindHolders } from '../../server/safety/custody/clock.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { lift, report } from '../support/stories/incident.ts'
import { acceptedBy, deliverAgain, deliveredBy, offeredTo, publishedPackage, reviewed } from '../support/stories/package.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const lineOf = async (assignmentId: string) =>
  (await world.engine.reader.selectFrom('custody').selectAll().where('assignmentId', '=', assignmentId).execute())[0]
const heard = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .selectAll()
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => Object.entries(world.cast).find(([, { id }]) => id === personId)?.[0])
    .sort()
const records = async (act: string) => (await world.audit()).filter((record) => record.act === act)

/** 花's lot 1 with its rows taken, delivered and approved. */
async function takenAndApproved(pkg: Awaited<ReturnType<typeof publishedPackage>>, lot = 1) {
  const id = await acceptedBy(world, 'hana', pkg, lot)
  expect((await (await world.as('hana')).get(`/assignments/${id}/rows`)).status).toBe(200)
  await deliverAgain(world, 'hana', id)
  await reviewed(world, id)
  return id
}

test('a line begins with the accepted terms, and notes the first look, every taking, and the end', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const offered = await offeredTo(world, 'hana', pkg, 2)
  expect(await lineOf(offered)).toBeUndefined()
  const id = await acceptedBy(world, 'hana', pkg, 1)
  expect(await lineOf(id)).toMatchObject({ holderId: world.cast.hana.id, handedAt: world.clock(), openedAt: null, takes: 0 })
  world.later(1)
  const hana = await world.as('hana')
  await hana.text(`/assignments/${id}`)
  expect(await lineOf(id), 'the brief is no content').toMatchObject({ openedAt: null })
  await hana.get(`/assignments/${id}/rows`)
  const first = world.clock()
  world.later(30)
  await hana.get(`/assignments/${id}/rows`)
  expect(await lineOf(id)).toMatchObject({ openedAt: first, takenAt: world.clock(), takes: 2, returnedAt: null })
  await deliverAgain(world, 'hana', id)
  await reviewed(world, id, [{ criterion: 1, row: null, words: '名称' }])
  expect(await lineOf(id), 'a return ends nothing').toMatchObject({ returnedAt: null })
  await deliverAgain(world, 'hana', id)
  await reviewed(world, id)
  expect(await lineOf(id)).toMatchObject({ returnedAt: world.clock(), returnedHow: 'delivered', accountedAt: null })
  expect(await records('assignment.download')).toHaveLength(2)
})

test('what staff read and take is not in the worker’s line', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  for (const who of ['yumi', 'daisuke'] satisfies CastKey[]) {
    const staff = await world.as(who)
    expect((await staff.get(`/assignments/${id}/rows`)).status).toBe(200)
    await staff.text(`/assignments/${id}`)
  }
  expect(await lineOf(id)).toMatchObject({ openedAt: null, takes: 0 })
})

test('the first look at a page is noted once, in the record of it, even where the class records no reading', async () => {
  const pkg = await publishedPackage(world, { dataClass: '1' })
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  await hana.text(`/assignments/${id}`)
  const { openedAt } = (await lineOf(id))!
  expect(openedAt).toBe(world.clock())
  world.later(1)
  await hana.text(`/assignments/${id}`)
  expect((await lineOf(id))!.openedAt).toBe(openedAt)
  expect((await records('assignment.read-delivery')).filter(({ actorId }) => actorId === world.cast.hana.id)).toHaveLength(1)
})

test('a lot of which no file left accounts for itself when it ends, however it ends', async () => {
  const pkg = await publishedPackage(world, { rows: 16 })
  const approved = await deliveredBy(world, 'hana', pkg, 1)
  await reviewed(world, approved)
  const handed = await acceptedBy(world, 'hana', pkg, 2)
  await (await world.as('hana')).post(`/assignments/${handed}/hand-back`, { reason: '' })
  const own = { accountedHow: 'never-left', accountedAt: world.clock(), accountedBy: null }
  expect(await lineOf(approved)).toMatchObject({ ...own, returnedHow: 'delivered' })
  expect(await lineOf(handed)).toMatchObject({ ...own, returnedHow: 'handed-back' })
})

test('she says that everything is deleted: two taps from home, and from the page of the lot', async () => {
  const id = await takenAndApproved(await publishedPackage(world))
  const hana = await world.as('hana')
  const place = `/assignments/${id}/deletion`
  for (const from of ['/', '/assignments', `/assignments/${id}`]) expect(await hana.text(from), from).toContain(`href="${place}"`)
  const page = await hana.text(place)
  for (const words of ['ダウンロード', 'USB', '印刷した紙', 'メール', 'ごみ箱', 'すべて消去しました'])
    expect(page).toContain(words)
  expect((await hana.post(place)).headers.get('location')).toBe(`/assignments/${id}`)
  expect(await lineOf(id)).toMatchObject({ accountedHow: 'deleted', accountedBy: world.cast.hana.id })
  expect(await hana.text('/')).not.toContain(place)
  expect(await hana.text(`/assignments/${id}`)).toContain('本人が消去を報告した')
  expect((await hana.post(place)).status).toBe(409)
  expect((await records('custody.declare')).map(({ detail }) => JSON.parse(detail))).toEqual([{ how: 'deleted' }])
})

test('pressed twice at once it is said once', async () => {
  const id = await takenAndApproved(await publishedPackage(world))
  const hana = await world.as('hana')
  const answers = await Promise.all([1, 2, 3].map(() => hana.post(`/assignments/${id}/deletion`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
  expect(await records('custody.declare')).toHaveLength(1)
})

test('nobody else says it for her here, and not while the work goes on', async () => {
  const pkg = await publishedPackage(world)
  const id = await takenAndApproved(pkg)
  for (const who of ['ken', 'yumi', 'daisuke', 'makoto'] satisfies CastKey[])
    expect((await (await world.as(who)).post(`/assignments/${id}/deletion`)).status, who).toBe(404)
  const active = await acceptedBy(world, 'hana', pkg, 2)
  const hana = await world.as('hana')
  await hana.get(`/assignments/${active}/rows`)
  expect((await hana.get(`/assignments/${active}/deletion`)).status).toBe(409)
})

test('the town’s page shows every line, filters what is open, and gives it as a table that no spreadsheet runs', async () => {
  const pkg = await publishedPackage(world, { rows: 16 })
  const open = await takenAndApproved(pkg)
  const settled = await deliveredBy(world, 'ken', pkg, 2)
  await reviewed(world, settled)
  await world.engine.writer.updateTable('person').set({ name: '=cmd()' }).where('id', '=', world.cast.ken.id).execute()
  for (const who of ['yumi', 'daisuke'] satisfies CastKey[]) {
    const staff = await world.as(who)
    const text = await staff.text(`/packages/${pkg.id}/custody`)
    for (const words of ['情報管理台帳', '小林 花', '作業1', '作業2', '本人の報告待ち', '画面で見ただけ', '1回'])
      expect(text).toContain(words)
    const filtered = await staff.text(`/packages/${pkg.id}/custody?only=open`)
    expect(filtered).toContain(open)
    expect(filtered).not.toContain(settled)
  }
  const csv = await (await world.as('yumi')).text(`/packages/${pkg.id}/custody/table`)
  expect(csv.startsWith('作業,扱った人,')).toBe(true)
  expect(csv).toContain("作業2,'=cmd(),")
  expect(csv.trim().split('\n')).toHaveLength(3)
  for (const who of ['hana', 'makoto', 'akira', 'reiko'] satisfies CastKey[])
    for (const path of ['', '/table', `/${open}`])
      expect((await (await world.as(who)).get(`/packages/${pkg.id}/custody${path}`)).status, who).toBe(404)
  const other = await officer(world, '203246')
  expect((await other.browser.get(`/packages/${pkg.id}/custody`)).status).toBe(404)
})

test('the town says it where she cannot: how it knows and why, by a coordinator only', async () => {
  const pkg = await publishedPackage(world)
  const id = await takenAndApproved(pkg)
  const place = `/packages/${pkg.id}/custody/${id}`
  const form = { how: 'heard', reason: 'unreachable' }
  expect((await (await world.as('daisuke')).post(place, form)).status).toBe(403)
  const yumi = await world.as('yumi')
  expect(await yumi.text(`/packages/${pkg.id}/custody`)).toContain(`href="${place}"`)
  const bad = await yumi.post(place, { how: 'guessed', reason: '' })
  expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('選んでください')])
  expect((await yumi.post(`/packages/${await otherPackage()}/custody/${id}`, form)).status, 'through another package').toBe(404)
  expect((await yumi.post(place, form)).status).toBe(303)
  expect(await lineOf(id)).toMatchObject({ accountedHow: 'heard', accountedBy: world.cast.yumi.id })
  expect((await records('custody.account')).map(({ detail }) => JSON.parse(detail))).toEqual([form])
  expect(await heard('custody.account')).toEqual(['hana'])
  expect((await yumi.post(place, form)).status).toBe(409)
})
const otherPackage = async () => (await publishedPackage(world, { title: '別の案件' })).id

test('on her home page a coordinator sees what is left of a package that is done', async () => {
  const pkg = await publishedPackage(world, { rows: 4 })
  const id = await takenAndApproved(pkg)
  await world.engine.writer.updateTable('package').set({ status: 'completed' }).where('id', '=', pkg.id).execute()
  const yumi = await world.as('yumi')
  expect(await yumi.text('/')).toContain('の台帳に未処分1件')
  await (await world.as('hana')).post(`/assignments/${id}/deletion`)
  expect(await yumi.text('/')).not.toContain('の台帳に未処分')
})

test('the clock reminds her on the third day, the town too on the tenth, and nobody twice or after it is said', async () => {
  const pkg = await publishedPackage(world, { rows: 8 })
  const id = await takenAndApproved(pkg)
  const other = await takenAndApproved(pkg, 2)
  await (await world.as('hana')).post(`/assignments/${other}/deletion`)
  const day = 60 * 24
  expect(await remindHolders(world)).toBe(0)
  world.later(2 * day)
  expect(await remindHolders(world)).toBe(0)
  world.later(day)
  expect([await remindHolders(world), await remindHolders(world)]).toEqual([1, 0])
  expect(await heard('custody.remind')).toEqual(['hana'])
  world.later(6 * day)
  expect(await remindHolders(world)).toBe(0)
  world.later(day)
  expect((await Promise.all([remindHolders(world), remindHolders(world)])).reduce((a, b) => a + b)).toBe(1)
  expect(await heard('custody.urge')).toEqual(['hana', 'yumi'])
  expect((await records('custody.urge')).map(({ subjectId }) => subjectId)).toEqual([id])
  world.later(30 * day)
  expect(await remindHolders(world)).toBe(0)
})

test('while its package is frozen nobody asks her to delete, and what she or the town says of it is not taken', async () => {
  const pkg = await publishedPackage(world)
  const id = await takenAndApproved(pkg)
  const [hana, yumi] = [await world.as('hana'), await world.as('yumi')]
  const incident = await report(world, yumi, pkg.id)
  const [place, town] = [`/assignments/${id}/deletion`, `/packages/${pkg.id}/custody/${id}`]
  for (const from of ['/', '/assignments', `/assignments/${id}`]) expect(await hana.text(from), from).not.toContain(place)
  expect(await hana.text(`/assignments/${id}`)).toContain('消したり、だれかに送ったりしないでください')
  expect(await yumi.text(`/packages/${pkg.id}/custody`)).not.toContain(town)
  const answers = [
    await hana.get(place),
    await hana.post(place),
    await yumi.get(town),
    await yumi.post(town, { how: 'heard', reason: 'unreachable' }),
  ]
  for (const answer of answers)
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('消さずにそのままにしておいてください')])
  expect(await lineOf(id)).toMatchObject({ accountedAt: null })
  world.later(1)
  await lift(yumi, incident)
  expect((await hana.post(place)).status).toBe(303)
})

test('lines that nobody answers for stand in no newer one’s way', async () => {
  const pkg = await publishedPackage(world, { rows: 8 })
  const [old, newer] = [await takenAndApproved(pkg), await takenAndApproved(pkg, 2)]
  const day = 60 * 24
  world.later(10 * day)
  const { writer } = world.engine
  await writer.updateTable('custody').set({ returnedAt: world.clock() }).where('assignmentId', '=', newer).execute()
  expect(await remindHolders(world)).toBe(1)
  world.later(3 * day)
  const endedBefore = (days: number) => startOfDay(addDays(dayOf(world.clock()), 1 - days))
  const due = { remind: endedBefore(reminderDays.worker), urge: endedBefore(reminderDays.town) }
  const waiting = await listToRemind(world.db.read, due, 1)
  expect(
    waiting.map(({ id }) => id),
    'the older one was told of for the last time',
  ).toEqual([newer])
  expect([await remindHolders(world), await remindHolders(world)]).toEqual([1, 0])
  expect((await records('custody.urge')).map(({ subjectId }) => subjectId)).toEqual([old])
  expect((await records('custody.remind')).map(({ subjectId }) => subjectId)).toEqual([newer])
})

test('in English the ledger and its question say the same', async () => {
  const pkg = await publishedPackage(world)
  const id = await takenAndApproved(pkg)
  const [hana, yumi] = [await world.as('hana'), await world.as('yumi')]
  for (const browser of [hana, yumi]) await browser.post('/locale', { locale: 'en' })
  expect(await hana.text(`/assignments/${id}/deletion`)).toContain('I have deleted everything')
  expect(await yumi.text(`/packages/${pkg.id}/custody`)).toContain('Waiting for the worker to confirm')
})
