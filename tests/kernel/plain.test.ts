// The gate for letters that nobody sees: addresses, forms and names.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cleanName } from '../../policies/files/files.ts'
import { plainText } from '../../policies/kernel/marks.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('controls, formatting, bidirectional marks and blanks go; line ends, tabs and variation selectors stay', () => {
  expect(plainText('\u0000\u0007\u200b\u202e\u2066\ufeff\u00ad\u2800\u3164\u115f\uffa0\u034f\u{e0041}')).toBe('')
  const kept = '辻\u{e0100}さん\t一行目\r\n二行目 葛\ufe00 が\u3099'
  expect(plainText(kept)).toBe(kept.replace('\r', ''))
  expect(cleanName('\u202egpj.\u2800\u3164exe')).toBe('gpj.exe')
})

test.each([
  ['/people/%00', 404],
  ['/people/%E2%80%AEx', 404],
  ['/people/%zz', 404],
  ['/people?q=%00', 400],
  ['/people?after=%00', 400],
  ['/reviews?after=%00~%00', 400],
])('%s is answered with %i, on either database', async (path, status) => {
  const daisuke = await world.as('daisuke')
  expect((await daisuke.get(path)).status).toBe(status)
})

test('a line end counts as one letter, as the browser counts it', async () => {
  const yumi = await world.as('yumi')
  const sized = (more: string) => ({ title: '題', client: '', purpose: `${'あ'.repeat(499)}\r\n${'あ'.repeat(500)}${more}` })
  expect((await yumi.post('/packages', sized(''))).status).toBe(303)
  expect((await yumi.post('/packages', sized('あ'))).status).toBe(422)
  const { purpose } = await world.engine.reader.selectFrom('package').select('purpose').executeTakeFirstOrThrow()
  expect(purpose).toHaveLength(1_000)
})

test('a search that was pasted with hidden letters goes on without them', async () => {
  const answer = await (await world.as('yumi')).get('/people?q=%E8%8A%B1%E2%80%8B')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/people?q=%E8%8A%B1'])
})

test('a name of hidden letters alone is empty', async () => {
  const form = { name: '\u2800\u3164\u200b', from: '2026-11-21', source: '条例', kana: 'マチ', romaji: 'Machi' }
  const answer = await (await world.as('makoto')).post('/towns/202151/name', form)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('入力してください')])
})

test('a list goes on after nobody whom the reader may not list', async () => {
  const yumi = await world.as('yumi')
  const foreign = await world.engine.reader
    .selectFrom('workerProfile')
    .select('personId')
    .where('townId', '!=', '202151')
    .executeTakeFirstOrThrow()
  const listed = (await yumi.text(`/people?after=${foreign.personId}`)).match(/href="\/people\/[0-9a-f-]{36}"/g)
  expect(listed).toBeNull()
})
