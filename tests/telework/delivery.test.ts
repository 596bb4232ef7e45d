/** What becomes of a delivered file: checked against the lot's own rows, stored once, refused with every reason. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inside } from '../../policies/safety/access.ts'
import { shiftJis } from '../support/outside/csv-sources.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  acceptedBy,
  csvFile,
  csvOf,
  deliverAgain,
  deliveredBy,
  offeredTo,
  publishedPackage,
  reviewed,
} from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const statusOf = async (id: string) =>
  (await world.db.read.selectFrom('assignment').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
const lotsFree = async () => (await world.db.read.selectFrom('package').select('lotsFree').executeTakeFirstOrThrow()).lotsFree
const kept = () => readdirSync(join(world.config.dataDir, 'kept')).length
const corrected = (from: number, to: number) => csvOf(from, to, (row, n) => (n === from ? row.with(1, '新しい店') : row))

test('what was delivered is stored as rows only, with the corrected cells and their whole number', async () => {
  const pkg = await publishedPackage(world)
  const id = await acceptedBy(world, 'hana', pkg, 2)
  const before = kept()
  await (await world.as('hana')).post(`/assignments/${id}/submission`, { file: csvFile(corrected(5, 8)), note: '' })
  const submission = await world.db.read.selectFrom('submission').selectAll().executeTakeFirstOrThrow()
  expect(submission).toMatchObject({ version: 1, changeCount: 1 })
  expect(submission.changes).not.toContain('店')
  const changes = JSON.parse(await world.store.openText(inside(pkg.id), submission.changes))
  expect(changes).toEqual([{ row: 5, column: '名称', before: '店舗5', after: '新しい店' }])
  expect(kept()).toBe(before + 1)
})

test('a delivery saved by Excel in Shift_JIS is understood', async () => {
  const id = await acceptedBy(world, 'hana', await publishedPackage(world), 2)
  const file = csvFile(new Uint8Array(shiftJis(corrected(5, 8))))
  expect((await (await world.as('hana')).post(`/assignments/${id}/submission`, { file, note: '' })).status).toBe(303)
})

test('every problem of a file is told with its line, the note stays, and nothing is stored', async () => {
  const id = await acceptedBy(world, 'hana', await publishedPackage(world), 2)
  const before = kept()
  const hana = await world.as('hana')
  const wrong = csvOf(5, 8, (row, n) => (n === 6 ? row.with(1, '=1+1') : n === 8 ? row.with(0, '999') : row))
  const answer = await hana.post(`/assignments/${id}/submission`, { file: csvFile(wrong), note: '見てください' })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const words of [
    '3行目の「名称」が「=」や「@」で始まっています',
    '5行目の「番号」が「008」から「999」',
    '見てください',
    'href="#file"',
  ])
    expect(text).toContain(words)
  const none = await hana.post(`/assignments/${id}/submission`, { file: csvFile(''), note: '' })
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('ファイルを選んでください')])
  const long = await hana.post(`/assignments/${id}/submission`, { file: csvFile(corrected(5, 8)), note: 'あ'.repeat(1001) })
  expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('1000文字以内で入力してください')])
  expect([kept(), await statusOf(id)]).toEqual([before, 'active'])
})

test('two answers at once: one stands, the lot is counted once', async () => {
  const id = await offeredTo(world, 'hana', await publishedPackage(world), 1)
  const hana = await world.as('hana')
  const answers = await Promise.all([
    hana.post(`/assignments/${id}/acceptance`, { read: 'yes' }),
    hana.post(`/assignments/${id}/refusal`, { reason: '' }),
    hana.post(`/assignments/${id}/refusal`, { reason: '' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
  expect(await lotsFree()).toBe((await statusOf(id)) === 'active' ? 2 : 3)
})

test('a delivery sent twice at once is kept once, and leaves no file behind', async () => {
  const id = await acceptedBy(world, 'hana', await publishedPackage(world), 2)
  const before = kept()
  const hana = await world.as('hana')
  const send = () => hana.post(`/assignments/${id}/submission`, { _once: 'same', file: csvFile(corrected(5, 8)), note: '' })
  const answers = await Promise.all([send(), send()])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await world.db.read.selectFrom('submission').selectAll().execute()).toHaveLength(1)
  expect(kept()).toBe(before + 1)
})

test('a lot that was returned twice keeps the first payment date', async () => {
  const id = await deliveredBy(world, 'hana', await publishedPackage(world), 1)
  await reviewed(world, id, [{ criterion: 1, row: 1, words: '名称' }])
  world.later(60 * 24 * 30)
  await deliverAgain(world, 'hana', id)
  const { paymentOn } = await world.db.read.selectFrom('assignment').select('paymentOn').executeTakeFirstOrThrow()
  expect(paymentOn).toBe('2026-12-25')
})

test('zeros that a spreadsheet has eaten are asked about: put back, or left as they came', async () => {
  const zeros = (from: number, to: number) => csvOf(from, to, (row) => row.with(1, `0${row[1]!.replace(/\D/g, '')}64`))
  const pkg = await publishedPackage(world, { csv: zeros(1, 10) } as never)
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const eaten = zeros(1, 4).replaceAll(',0', ',')
  const deliver = (more: Record<string, string>) =>
    hana.post(`/assignments/${id}/submission`, { file: csvFile(eaten), note: '迷いました', ...more })
  const asked = await deliver({})
  const text = await asked.text()
  expect([
    asked.status,
    text.includes('先頭の0が消えたところが4か所あります（例: 0164 → 164）'),
    text.includes('迷いました'),
  ]).toEqual([422, true, true])
  expect(text).toContain('name="zeros" value="back"')
  expect((await deliver({ zeros: 'back' })).status).toBe(303)
  expect(await hana.text(`/assignments/${id}/submissions/1`)).toContain(',0164,')
  await reviewed(world, id, [{ criterion: 1, row: 1, words: '0を消してください' }])
  expect((await deliver({ zeros: 'keep' })).status).toBe(303)
  expect(await hana.text(`/assignments/${id}/submissions/2`)).toContain(',164,')
})

test('a file in which nothing was corrected is asked about, and taken when that was meant', async () => {
  const pkg = await publishedPackage(world)
  const id = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const before = kept()
  const deliver = (more: Record<string, string>) =>
    hana.post(`/assignments/${id}/submission`, { file: csvFile(csvOf(1, 4)), note: '', ...more })
  const asked = await deliver({})
  expect([asked.status, (await asked.text()).includes('name="unchanged"'), kept()]).toEqual([422, true, before])
  expect((await deliver({ unchanged: 'yes' })).status).toBe(303)
})
