// Working on rows that are only shown: opening, correcting, delivering, reviewing, and the result, with nothing of the rows in any page.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../../server/app.tsx'
import { look } from '../support/outside/pictures.ts'
import { type Browser, createBrowser } from '../support/run/browser.ts'
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
import { acceptedBy, type TestPackage } from '../support/stories/package.ts'

/** Words that stand in rows and in corrections, and so in nothing but pictures and the town's own result. */
const canary = (n: number) => [`ひみつの氏名${n}`, `0700-99-${1000 + n}`, `内緒町${n}番地`]
const mended = 'なおした内緒の値'
const csv = `番号,氏名,電話番号,住所\n${Array.from({ length: 30 }, (_, i) => [`Q${i + 1}`, ...canary(i + 1)].join(',')).join('\n')}\n`
const secret = /ひみつ|0700-99|内緒/

let world: TestWorld
let pkg: TestPackage
let id: string
let ken: Browser
let daisuke: Browser
beforeEach(async () => {
  world = await newWorld()
  await prepareForStrict(world)
  pkg = await strictPackage(world, { csv, rowsPerLot: 15, title: '転入者アンケートの入力確認' })
  id = await acceptedBy(world, 'ken', pkg, 2)
  ken = await atCentre(world, 'ken', await centreMark(world))
  daisuke = await world.as('daisuke')
})
afterEach(() => world.close())

const at = (rest: string) => `/assignments/${id}${rest}`
const put = (page: number, lines: readonly Correction[], more: Record<string, string> = {}) =>
  ken.post(at('/entries'), corrections(page, lines, more))
const entries = () => world.db.read.selectFrom('entry').selectAll().orderBy('row').orderBy('columnIndex').execute()
const status = async () => (await world.db.read.selectFrom('assignment').select('status').executeTakeFirstOrThrow()).status
const deliver = (counted: number, more: Record<string, string> = {}) =>
  ken.post(at('/entries/submission'), { counted: String(counted), note: '', ...more })
const png = async (browser: Browser, path: string) => {
  const answer = await browser.get(path)
  expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'image/png'])
  return Buffer.from(await answer.arrayBuffer())
}
/** An old value above a new one takes a line more. */
const heightOf = async (browser: Browser, path: string) => (await look(await png(browser, path))).height

test('from the first page to the town’s file: opened, corrected, returned, mended, approved, taken home', async () => {
  expect((await ken.get(at('/pages'))).headers.get('location')).toMatch(/^\/openings\//)
  expect(await touch(ken, pkg.id, id)).toBe(303)
  const page = await ken.text(at('/pages/1'))
  for (const words of [
    '16〜25行目',
    '2ページのうち1ページ目',
    '行16〜25の画像。内容は画面で見るだけです',
    at('/pages/1/picture'),
  ])
    expect(page).toContain(words)
  const before = await png(ken, at('/pages/1/picture'))
  const saved = await put(
    1,
    [
      [17, 2, mended],
      [25, 4, ''],
    ],
    { 'empty-2': 'yes' },
  )
  expect(saved.headers.get('location')).toBe(at('/pages/1?row=25&saved=2#row-1'))
  const again = await ken.text(at('/pages/1?row=25&saved=2'))
  for (const words of ['17行目 氏名', '25行目 住所', '2か所を保存しました', '<option value="25" selected'])
    expect(again).toContain(words)
  expect((await png(ken, at('/pages/1/picture'))).equals(before)).toBe(false)
  expect((await put(2, [[30, 3, '0700-99-0000']])).status).toBe(303)

  await touch(daisuke, pkg.id, id)
  const untouched = await heightOf(daisuke, at('/pages/2/picture'))
  world.later(6)

  const lot = await ken.text(at(''))
  expect(lot).toContain('直したところは3か所です')
  expect(lot).not.toContain('/rows"')
  expect((await deliver(3, { note: '30行目は自信がありません' })).headers.get('location')).toBe(at(''))
  const [first] = await world.db.read.selectFrom('submission').innerJoin('file', 'file.id', 'fileId').selectAll().execute()
  expect(first).toMatchObject({ version: 1, changeCount: 3 })
  expect(await ken.text(at(''))).toContain(first!.sha256)

  const waiting = await daisuke.text(at('/review'))
  expect(waiting).toContain(`/openings/${pkg.id}?use=open&amp;assignment=${id}`)
  expect(waiting).not.toMatch(/submissions\/1|<img/)
  await touch(daisuke, pkg.id, id)
  expect(await daisuke.text(at('/review'))).toContain(at('/changes/1/pages/1/picture'))
  expect((await look(await png(daisuke, at('/changes/1/pages/1/picture')))).width).toBeGreaterThan(900)
  await daisuke.post(at('/returns'), { 'criterion-1': '1', 'row-1': '26', 'words-1': '住所', words: '' })
  expect(await status()).toBe('returned')
  expect(await entries(), 'corrections stay for mending').toHaveLength(3)
  const watched = await daisuke.text(at('/pages/2'))
  expect([watched.includes('手直しをお願いするところ'), watched.includes('name="value-1"')]).toEqual([true, false])

  await touch(ken, pkg.id, id)
  const mending = await ken.text(at('/pages/1'))
  expect(mending).toContain(`href="${at('/pages/2?row=26#row-1')}"`)
  expect((await put(2, [[26, 4, '塩尻市大門1番町']])).status).toBe(303)
  await deliver(4)
  await daisuke.post(at('/approval'))
  expect([await status(), await entries()]).toEqual(['approved', []])
  // What was delivered is what staff see afterwards, and what the worker sees no more.
  expect(await heightOf(daisuke, at('/pages/2/picture'))).toBeGreaterThan(untouched)
  expect((await ken.get(at('/pages/1'))).status).toBe(409)

  const yumi = await world.as('yumi')
  const result = `/packages/${pkg.id}/result`
  const asked = (await yumi.get(result)).headers.get('location')!
  expect(asked).toContain('use=export')
  expect(await yumi.text(asked)).toContain('成果をダウンロードする')
  const wish = { use: 'export', assignment: '', next: result }
  expect((await yumi.post(`/openings/${pkg.id}`, { ...wish, reason: '' })).status).toBe(422)
  const ready = await yumi.post(`/openings/${pkg.id}`, { ...wish, reason: 'handover', _proof: 'demo' })
  expect(await yumi.text(ready.headers.get('location')!)).toContain(`href="${result}"`)
  const rows = csv.split('\n').slice(16, 31)
  rows[1] = rows[1]!.replace(canary(17)[0]!, mended)
  rows[9] = rows[9]!.replace(canary(25)[2]!, '')
  rows[10] = rows[10]!.replace(canary(26)[2]!, '塩尻市大門1番町')
  rows[14] = rows[14]!.replace(canary(30)[1]!, '0700-99-0000')
  expect(await yumi.text(result)).toBe(`番号,氏名,電話番号,住所\n${rows.slice(0, 15).join('\n')}\n`)
  expect((await daisuke.get(result)).status, 'nobody but the town takes it home').toBe(403)
  expect(await daisuke.text(`/packages/${pkg.id}`)).toContain('町の担当者だけです')
})

test('nothing of the rows or the corrections is in any page, header, address, log, letter or record', async () => {
  const told: string[] = []
  const say = (...words: unknown[]) => void told.push(JSON.stringify(words))
  const log = { debug: say, info: say, warn: say, error: say }
  const app = createApp({ ...world, log: log as never })
  const listening = (cookies: Browser['cookies']) => {
    const browser = createBrowser(app)
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    const listen = async (answer: Response) => {
      const isText = !/^image\//.test(answer.headers.get('content-type') ?? '')
      told.push(decodeURIComponent(JSON.stringify([...answer.headers])), isText ? await answer.text() : '')
      return answer.status
    }
    return {
      get: async (path: string) => listen(await browser.get(path)),
      post: async (path: string, fields: Record<string, string> = {}) => listen(await browser.post(path, fields)),
    }
  }
  const [k, d] = [listening(ken.cookies), listening(daisuke.cookies)]
  const opening = { use: 'open', assignment: id, next: at(''), _proof: 'demo' }
  for (const person of [k, d]) expect(await person.post(`/openings/${pkg.id}`, opening)).toBe(303)
  const looks = ['', '/pages', '/pages/1', '/pages/2', '/pages/1/picture', '/pages/2/picture', '/pages?row=30']
  for (const path of looks) expect([path, (await k.get(at(path))) < 400]).toEqual([path, true])
  expect(
    await k.post(
      at('/entries'),
      corrections(1, [
        [17, 2, mended],
        [18, 2, mended],
      ]),
    ),
  ).toBe(303)
  expect(await k.post(at('/entries/removal'), { page: '1', row: '18', column: '2' })).toBe(303)
  for (const path of looks) await k.get(at(path))
  // A file that somebody sends for such a lot is not read, so that its faults tell nothing (keys that differ, say).
  const guess = `番号,氏名,電話番号,住所\n${'x,x,x,x\n'.repeat(15)}`
  const sent = await ken.post(at('/submission'), { file: new File([guess], 'a.csv', { type: 'text/csv' }), note: '' })
  told.push(await sent.text())
  expect(sent.status).toBe(403)
  expect(await k.post(at('/entries/submission'), { counted: '1', note: '' })).toBe(303)
  const reviews = [
    '',
    '/review',
    '/review?changes=1',
    '/changes/1/pages/1',
    '/changes/1/pages/1/picture',
    '/pages/1',
    '/pages/1/picture',
  ]
  for (const path of reviews) expect([path, await d.get(at(path))]).toEqual([path, 200])
  for (const path of [at('/rows'), at('/submissions/1')])
    for (const person of [k, d]) expect(await person.get(path)).toBeGreaterThanOrEqual(400)
  for (const path of ['/reviews', `/packages/${pkg.id}`, '/notifications', '/']) expect(await d.get(path)).toBe(200)

  expect(told.length).toBeGreaterThan(70)
  expect(told.filter((words) => secret.test(words)).map((words) => words.match(secret))).toEqual([])
  const kept = ['entry', 'audit', 'submission', 'notification', 'outbox', 'once', 'opening', 'rowList'] as const
  for (const table of kept) {
    const rows = await world.engine.reader.selectFrom(table).selectAll().execute()
    expect([table, secret.test(JSON.stringify(rows))]).toEqual([table, false])
  }
})
