// Corrections on the screen: what is refused and how it is said, how they are kept, and two hands at once.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { listEntries, putEntries } from '../../db/telework/entries.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { inside } from '../../policies/safety/access.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  atCentre,
  type Correction,
  centreMark,
  corrections,
  prepareForStrict,
  strictPackage,
  touch,
} from '../support/stories/guarded.ts'
import { acceptedBy, rowOf, type TestPackage, write } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
let id: string
let mark: string
let ken: Browser
beforeEach(async () => {
  world = await newWorld()
  await prepareForStrict(world)
  pkg = await strictPackage(world, { rows: 30, rowsPerLot: 15 })
  id = await acceptedBy(world, 'ken', pkg, 2)
  mark = await centreMark(world)
  ken = await atCentre(world, 'ken', mark)
  await touch(ken, pkg.id, id)
})
afterEach(() => world.close())

const at = (rest: string) => `/assignments/${id}${rest}`
const put = (lines: readonly Correction[], more: Record<string, string> = {}, by = ken) =>
  by.post(at('/entries'), corrections(1, lines, more))
const values = async () => {
  const kept = await listEntries(world.db.read, id)
  return Promise.all(
    kept.map(async ({ row, columnIndex, sealed }) => [row, columnIndex + 1, await world.store.openText(inside(pkg.id), sealed)]),
  )
}
const deliver = (more: Record<string, string>) => ken.post(at('/entries/submission'), { note: '', ...more })
const audited = async (act: string) => (await world.audit()).filter((record) => record.act === act)

const myNumber = '123456789018'
test.for<[string, Correction | Record<string, string>, string, string]>([
  ['a row of another page', [28, 2, 'x'], 'row-1', 'このページの行'],
  ['a row of another lot', [3, 2, 'x'], 'row-1', 'このページの行'],
  ['no column', [16, 0, 'x'], 'column-1', '列を選んで'],
  ['a column that there is not', [16, 5, 'x'], 'column-1', '列を選んで'],
  ['the column that tells rows apart', [16, 1, 'x'], 'column-1', '行を見分ける列'],
  ['no value', [16, 2, ' 　'], 'value-1', '新しい値を入れて'],
  ['a value and “empty” as well', { 'row-1': '16', 'column-1': '2', 'value-1': 'x', 'empty-1': 'yes' }, 'value-1', 'どちらか'],
  ['what stands there already', [16, 2, rowOf(16)[1]!], 'value-1', '元の値と同じ'],
  ['a formula', [16, 2, '=HYPERLINK("x")'], 'value-1', '「=」や「@」'],
  ['a formula in wide letters', [16, 2, '＝1+1'], 'value-1', '「=」や「@」'],
  ['an individual number', [16, 2, `番号は ${myNumber} です`], 'value-1', 'マイナンバー'],
  ['a tab', [16, 2, 'a\tb'], 'value-1', '目に見えない文字'],
  ['a letter that turns others', [16, 2, 'a\u202eb'], 'value-1', '目に見えない文字'],
  ['a value that no cell holds', [16, 2, 'a'.repeat(32_768)], 'value-1', '長すぎます'],
])('%s is refused beside its field, with everything typed kept', async ([, said, field, words]) => {
  const fields = Array.isArray(said) ? corrections(1, [said as Correction]) : corrections(1, [], said as Record<string, string>)
  const answer = await ken.post(at('/entries'), { ...fields, 'value-2': 'そのほかの値', 'column-2': '3', 'row-2': '17' })
  const text = await answer.text()
  expect(answer.status).toBe(422)
  expect(text).toContain(`href="#${field}"`)
  expect(text.slice(text.indexOf(`id="${field}-problem"`))).toContain(words)
  expect(text).toContain('value="そのほかの値"')
  expect(text).toContain('<option value="17" selected')
  if (Array.isArray(said) && said[2] === '=HYPERLINK("x")') expect(text).toContain('value="=HYPERLINK(&quot;x&quot;)"')
  expect(await values()).toEqual([])
})

test('an empty form says what is missing; more lines keep what was typed; a long value may have line breaks', async () => {
  const none = await put([])
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('直すところを1つ以上')])
  const more = await put([[18, 3, '0263-00-0000']], { more: 'yes' })
  const text = await more.text()
  expect([more.status, text.includes('name="value-6"'), text.includes('value="0263-00-0000"')]).toEqual([200, true, true])
  expect(await values()).toEqual([])
  expect(await ken.text(at('/pages/1?long=yes'))).toContain('<textarea id="value-1"')
  expect((await put([[18, 2, ' 一行目\r\n二行目 ']], { long: 'yes' })).headers.get('location')).toContain('long=yes')
  expect(await values()).toEqual([[18, 2, '一行目\n二行目']])
  const twice = await put([
    [19, 2, 'a'],
    [19, 2, 'b'],
  ])
  expect([twice.status, await twice.text()]).toEqual([422, expect.stringContaining('同じところが2つ')])
})

test('a value is sealed, kept once for its cell, taken back by the button or by what stood there first', async () => {
  await put([[16, 2, '新しい店']])
  await put([
    [16, 2, 'もっと新しい店'],
    [17, 4, '0263-00-0000'],
  ])
  expect(await values()).toEqual([
    [16, 2, 'もっと新しい店'],
    [17, 4, '0263-00-0000'],
  ])
  expect(JSON.stringify(await world.engine.reader.selectFrom('entry').selectAll().execute())).not.toMatch(/新しい|0263/)
  expect(await audited('entry.put')).toMatchObject([{ detail: '{"cells":"16:2"}' }, { detail: '{"cells":"16:2 17:4"}' }])
  await put([[16, 2, rowOf(16)[1]!]])
  expect(await values()).toHaveLength(1)
  const taken = await ken.post(at('/entries/removal'), { page: '1', row: '17', column: '4' })
  expect(taken.headers.get('location')).toBe(at('/pages/1?row=17&removed=yes#row-1'))
  expect(await values()).toEqual([])
  expect(await audited('entry.remove')).toHaveLength(2)
  expect((await ken.post(at('/entries/removal'), { page: '1', row: '17', column: '4' })).status).toBe(409)
  expect((await ken.post(at('/entries/removal'), { page: '1', row: 'x', column: '4' })).status).toBe(404)
})

test('with nothing to correct a tick is due; the count that was seen must be the count there is', async () => {
  const bare = await deliver({ counted: '0' })
  expect([bare.status, await bare.text()]).toEqual([422, expect.stringContaining('id="none-problem"')])
  await put([[16, 2, '新しい店']])
  const stale = await deliver({ counted: '0', none: 'yes', note: '持ち帰ったひとこと' })
  const text = await stale.text()
  expect([stale.status, text.includes('1か所になりました'), text.includes('持ち帰ったひとこと')]).toEqual([422, true, true])
  await ken.post(at('/entries/removal'), { page: '1', row: '16', column: '2' })
  expect((await deliver({ counted: '0', none: 'yes' })).status).toBe(303)
  const submission = await world.db.read.selectFrom('submission').selectAll().executeTakeFirstOrThrow()
  expect(submission.changeCount).toBe(0)
  expect((await deliver({ counted: '0', none: 'yes' })).status, 'delivered is delivered').toBe(409)
})

test('what has become wrong since it was entered is told by its cell, and nothing is delivered', async () => {
  const sealed = await world.store.sealText(pkg.id, '=1+1')
  await write(world, 'ken', (tx) =>
    putEntries(tx, permit('entry.put', { id, townId: pkg.townId }), [{ row: 20, columnIndex: 1, sealed }]),
  )
  const answer = await deliver({ counted: '1' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('20行目 名称')])
  expect(await world.db.read.selectFrom('submission').selectAll().execute()).toEqual([])
})

test('a correction that comes after the delivery, or after the lot was handed back, is too late', async () => {
  const late = permit('entry.put', { id, townId: pkg.townId })
  const sealed = await world.store.sealText(pkg.id, '遅れて来た値')
  await deliver({ counted: '0', none: 'yes' })
  const putting = () => write(world, 'ken', (tx) => putEntries(tx, late, [{ row: 16, columnIndex: 1, sealed }]))
  await expect(putting()).rejects.toThrow(Stale)
  await world.engine.writer.updateTable('assignment').set({ status: 'withdrawn' }).execute()
  await expect(putting()).rejects.toThrow(Stale)
  expect(await values()).toEqual([])
  await world.engine.writer.updateTable('assignment').set({ status: 'returned' }).execute()
  const { updatedAt } = await world.db.read.selectFrom('assignment').select('updatedAt').executeTakeFirstOrThrow()
  world.later(5)
  await putting()
  // Days for mending count from the return, not from the last correction.
  expect(await world.db.read.selectFrom('assignment').select('updatedAt').executeTakeFirstOrThrow()).toEqual({ updatedAt })
})

test('two tabs save the same cell: both are heard, the later value stands', async () => {
  const other = await atCentre(world, 'ken', mark)
  const answers = await Promise.all([put([[16, 2, 'いち']]), put([[16, 2, 'に']], {}, other)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await values()).toHaveLength(1)
  const [[, , value]] = (await values()) as [[number, number, string]]
  expect(['いち', 'に']).toContain(value)
  const once = { _once: 'the-same-form' }
  const twice = await Promise.all([put([[17, 2, 'さん']], once), put([[17, 2, 'さん']], once)])
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect(await audited('entry.put')).toHaveLength(3)
})

test('saving while delivering: what was said to be saved is in the delivery, or the delivery has not happened', async () => {
  await put([[16, 2, 'はじめの値']])
  for (let round = 0; round < 12; round++) {
    const [saved, delivered] = await Promise.all([put([[17, 2, `値${round}`]]), deliver({ counted: '1' })])
    const [last] = await world.db.read.selectFrom('submission').selectAll().orderBy('version', 'desc').limit(1).execute()
    const outcome = [saved!.status, delivered!.status]
    if (delivered!.status === 303) {
      // Who came second was told so: nothing lies beside the delivery.
      expect(outcome).toEqual([expect.any(Number), 303])
      expect([last?.changeCount, await values()]).toEqual([saved!.status === 303 ? 2 : 1, expect.anything()])
      expect((await values()).length).toBe(last!.changeCount)
      break
    }
    expect(outcome).toEqual([303, expect.any(Number)])
    expect(last).toBeUndefined()
    await ken.post(at('/entries/removal'), { page: '1', row: '17', column: '2' })
  }
})
