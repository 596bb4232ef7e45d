/** Lots that end before all of them is done: taken back by the manager, or handed back and settled; what was done is paid. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliveredBy, offeredTo, publishedPackage, reviewed, type TestPackage } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world)
})
afterEach(() => world.close())

const lot = (id: string) => world.db.read.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const dues = () => world.db.read.selectFrom('remuneration').selectAll().execute()
const free = async () => (await world.db.read.selectFrom('package').select('lotsFree').executeTakeFirstOrThrow()).lotsFree
const told = async (act: string) =>
  (
    await world.db.read
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  ).map(({ personId }) => Object.entries(world.cast).find(([, { id }]) => id === personId)?.[0])
const said = { reason: 'unreachable', words: '二週間お返事がなかったため', rows: '3' }

test('the manager takes a lot back: part of it is paid, she reads why, and somebody else gets the lot', async () => {
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  await hana.get(`/assignments/${id}/rows`)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/assignments/${id}`)).toContain(`/assignments/${id}/taking-back`)
  expect((await daisuke.post(`/assignments/${id}/taking-back`, said)).status).toBe(303)
  expect(await lot(id)).toMatchObject({ status: 'taken-back', endReason: said.words })
  expect(await dues()).toMatchObject([{ cause: 'taken-back', quantity: 3, unitPrice: 40, yen: 120, dueOn: '2026-12-25' }])
  expect([await free(), await told('assignment.take-back')]).toEqual([3, ['hana']])
  const page = await hana.text(`/assignments/${id}`)
  for (const words of [said.words, '済んだ3行の報酬120円を、2026年12月25日(金)にお支払いします']) expect(page).toContain(words)
  expect((await hana.get(`/assignments/${id}/rows`)).status).toBe(409)
  expect(await hana.text('/')).toContain('消去')
  expect((await world.audit()).find(({ act }) => act === 'assignment.take-back')?.detail).not.toContain('二週間')
  await offeredTo(world, 'ken', pkg, 1)
  expect((await daisuke.post(`/assignments/${id}/taking-back`, said)).status).toBe(409)
})

test('it works when the worker is suspended, and only for the manager of the town', async () => {
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await world.engine.writer.updateTable('workerProfile').set({ status: 'suspended' }).execute()
  const at = `/assignments/${id}/taking-back`
  for (const [who, status] of [
    ['yumi', 403],
    ['ken', 404],
    ['makoto', 404],
  ] as const)
    expect([who, (await (await world.as(who)).post(at, said)).status]).toEqual([who, status])
  const daisuke = await world.as('daisuke')
  const bare = await daisuke.post(at, { reason: 'late', words: '', rows: '5' })
  expect([bare.status, (await lot(id)).status]).toEqual([422, 'active'])
  expect(await bare.text()).toContain('入力してください')
  expect((await daisuke.post(at, { ...said, rows: '0' })).status).toBe(303)
  expect(await dues()).toMatchObject([{ quantity: 0, yen: 0 }])
})

test('for reasons of the town’s own the whole lot is paid', async () => {
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  const less = await daisuke.post(`/assignments/${id}/taking-back`, { ...said, reason: 'town' })
  expect([less.status, await less.text()]).toEqual([422, expect.stringContaining('全部の行の報酬')])
  await daisuke.post(`/assignments/${id}/taking-back`, { ...said, reason: 'town', rows: '4' })
  expect(await dues()).toMatchObject([{ quantity: 4, yen: 160 }])
})

test('what was delivered is judged, not taken back; after a return, rows without a fault are paid', async () => {
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  const at = `/assignments/${id}/taking-back`
  expect((await daisuke.post(at, said)).status).toBe(409)
  await reviewed(world, id, [{ criterion: 2, row: 2, words: '市外局番' }])
  expect(await daisuke.text(at)).toContain('value="3"')
  expect((await daisuke.post(at, { ...said, rows: '2' })).status).toBe(422)
  expect((await daisuke.post(at, said)).status).toBe(303)
})

test('nothing is taken back while the package is frozen', async () => {
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await world.engine.writer.updateTable('package').set({ frozenAt: world.clock() }).execute()
  expect((await (await world.as('daisuke')).post(`/assignments/${id}/taking-back`, said)).status).toBe(403)
  expect((await lot(id)).status).toBe('active')
})

test('who hands a lot back says what is done; the manager confirms it once, or says why it is less', async () => {
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  expect((await hana.post(`/assignments/${id}/hand-back`, { reason: '', rows: '5' })).status).toBe(422)
  expect((await hana.post(`/assignments/${id}/hand-back`, { reason: '', rows: '３' })).status).toBe(303)
  expect([(await lot(id)).rowsSaid, await dues()]).toEqual([3, []])
  expect(await hana.text(`/assignments/${id}`)).toContain('3行を、ディレクターが確かめています')
  const daisuke = await world.as('daisuke')
  const at = `/assignments/${id}/settlement`
  expect(await daisuke.text('/')).toContain(at)
  const less = await daisuke.post(at, { rows: '2', words: '' })
  expect([less.status, await less.text()]).toEqual([422, expect.stringContaining('少なくする理由')])
  expect((await daisuke.post(at, { rows: '2', words: '3行目は空でした' })).status).toBe(303)
  expect(await dues()).toMatchObject([{ cause: 'handed-back', quantity: 2, yen: 80, words: '3行目は空でした' }])
  expect((await daisuke.post(at, { rows: '3', words: '' })).status).toBe(409)
  expect(await daisuke.text('/')).not.toContain(at)
  expect(await told('assignment.settle')).toEqual(['hana'])
  for (const words of ['80円', '3行目は空でした']) expect(await hana.text(`/assignments/${id}`)).toContain(words)
})

test('nothing is asked about a lot that is handed back with nothing done', async () => {
  const id = await acceptedBy(world, 'hana', pkg, 1)
  await (await world.as('hana')).post(`/assignments/${id}/hand-back`, { reason: '', rows: '' })
  expect(await (await world.as('daisuke')).text('/')).not.toContain('settlement')
})
