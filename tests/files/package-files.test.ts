// Files of packages: who adds, who sees, what the checks do, and that nothing unchecked or held is had by anybody by any route.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { goodFiles } from '../support/hostile/good.ts'
import { officeFile, sheet } from '../support/hostile/office.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  acceptedBy,
  csvFile,
  csvOf,
  draftPackage,
  offeredTo,
  publishedPackage,
  readyPackage,
} from '../support/stories/package.ts'
import { add, filesOf, stored, text, ways } from '../support/stories/package-files.ts'
import { upload } from '../support/stories/uploads.ts'
import { officer } from '../support/stories/vetting.ts'

let world: TestWorld
let yumi: Browser
let daisuke: Browser
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
  daisuke = await world.as('daisuke')
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

const put = (browser: Browser, id: string, file: File, kind: 'packages' | 'assignments' = 'packages') =>
  add(world, browser, `${kind}/${id}`, file)

test('the coordinator adds while drafting, the manager until publishing, nobody afterwards', async () => {
  const draft = await draftPackage(world)
  await put(yumi, draft.id, text('手順です'))
  expect((await daisuke.post(`/packages/${draft.id}/files`, { file: text('x') })).status).toBe(403)
  const ready = await readyPackage(world)
  await put(daisuke, ready.id, text('手順です'))
  expect((await yumi.post(`/packages/${ready.id}/files`, { file: text('x') })).status).toBe(403)
  const open = await publishedPackage(world)
  for (const browser of [yumi, daisuke])
    expect((await browser.post(`/packages/${open.id}/files`, { file: text('x') })).status).toBe(409)
  const others = (await officer(world, '203246')).browser
  for (const pkg of [draft, ready, open]) {
    expect((await others.post(`/packages/${pkg.id}/files`, { file: text('x') })).status).toBe(404)
    expect((await others.get(`/packages/${pkg.id}/files`)).status).toBe(404)
  }
  expect(await filesOf(world)).toHaveLength(2)
})

test('a clean file is shown with its hash, its kind and which checks were made, and is downloaded as it was', async () => {
  const draft = await draftPackage(world)
  const id = await put(yumi, draft.id, text('手順です\n'))
  const page = await yumi.text(`/packages/${draft.id}/files`)
  for (const words of ['手順書.txt', '使えます', 'テキスト', 'ウイルス検査の仕組みは入っていません', 'SHA-256', '上條 由美'])
    expect(page).toContain(words)
  const answer = await yumi.get(`/packages/${draft.id}/files/${id}`)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/plain',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': expect.stringContaining("filename*=UTF-8''%E6%89%8B"),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'content-length': String(Buffer.byteLength('手順です\n')),
  })
  expect(await answer.text()).toBe('手順です\n')
  const acts = (await world.audit()).map(({ act, subjectId }) => [act, subjectId])
  expect(acts.slice(-3)).toEqual([
    ['file.add', id],
    ['file.check', id],
    ['file.download', id],
  ])
})

test('a broken download goes on where it broke off, over the borders of records, and only of the same file', async () => {
  const draft = await draftPackage(world)
  const body = `${'あいうえお'.repeat(20_000)}\n`
  const whole = Buffer.from(body)
  const id = await put(yumi, draft.id, text(body))
  const at = `/packages/${draft.id}/files/${id}`
  const etag = (await yumi.get(at)).headers.get('etag')!
  const ask = async (headers: Record<string, string>) => {
    const answer = await yumi.get(at, headers)
    return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer())] as const
  }
  for (const [from, to] of [
    [0, 0],
    [65_535, 65_536],
    [65_536, 131_071],
    [1, whole.length - 2],
    [100_000, whole.length - 1],
  ] as const)
    expect(await ask({ range: `bytes=${from}-${to}` })).toEqual([
      206,
      `bytes ${from}-${to}/${whole.length}`,
      whole.subarray(from, to + 1),
    ])
  expect(await ask({ range: 'bytes=200000-', 'if-range': etag })).toEqual([
    206,
    `bytes 200000-${whole.length - 1}/${whole.length}`,
    whole.subarray(200_000),
  ])
  expect(await ask({ range: 'bytes=-5' })).toEqual([
    206,
    `bytes ${whole.length - 5}-${whole.length - 1}/${whole.length}`,
    whole.subarray(-5),
  ])
  expect(await ask({ range: 'bytes=10-99999999' })).toEqual([
    206,
    `bytes 10-${whole.length - 1}/${whole.length}`,
    whole.subarray(10),
  ])
  for (const range of ['bytes=0-1,5-6', 'bytes=5-1', 'bytes=-', 'items=0-1', 'bytes=a-b'])
    expect((await ask({ range }))[0]).toBe(200)
  expect((await ask({ range: 'bytes=5-', 'if-range': '"other"' }))[0]).toBe(200)
  expect((await ask({ range: `bytes=${whole.length}-` })).slice(0, 2)).toEqual([416, `bytes */${whole.length}`])
})

test('only who takes a file is in the ledger, and who may not have it does not learn how long it is', async () => {
  const draft = await draftPackage(world)
  const id = await put(yumi, draft.id, text('手順'))
  const at = `/packages/${draft.id}/files/${id}`
  expect((await yumi.send(at, { method: 'HEAD' })).status).toBe(405)
  await world.engine.writer.updateTable('package').set({ frozenAt: world.clock() }).where('id', '=', draft.id).execute()
  const beyond = await yumi.get(at, { range: 'bytes=999-' })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([403, null])
  expect((await world.audit()).filter(({ act }) => act === 'file.download')).toEqual([])
})

const numbered = officeFile('xlsx', {
  'xl/worksheets/sheet1.xml': sheet('<c r="C7"><v>123456789018</v></c>'),
}) as Buffer<ArrayBuffer>
test.for([
  ['a program by another name', new File([Buffer.from('MZ\u0090\u0000'.repeat(50))], '手順.pdf'), '中身は'],
  ['an individual number in a list', new File(['番号,名\r\n123456789018,花\r\n'], '名簿.csv'), '2行目に個人番号'],
  ['an individual number in a cell', new File([numbered], '名簿.xlsx'), 'セルC7に個人番号'],
  ['a document that is none', new File(['PK'], 'a.docx'), '中身は文字のデータ'],
] as const)('%s is refused with the words beside it, and its bytes are gone', async ([, file, words]) => {
  const draft = await draftPackage(world)
  const before = stored(world)
  const id = await put(yumi, draft.id, file)
  const page = await yumi.text(`/packages/${draft.id}/files`)
  expect(page).toContain(words)
  expect(page).not.toContain('123456789018')
  expect(stored(world)).toBe(before)
  for (const way of ways(draft.id, [], id)) expect([way, (await yumi.get(way)).status]).toEqual([way, 404])
  expect((await world.audit()).at(-1)!.detail).not.toContain('123456789018')
})

test.for(goodFiles)('%s passes every check and comes back as it went in', async ([, name, bytes]) => {
  const draft = await draftPackage(world)
  const id = await put(yumi, draft.id, new File([bytes as Buffer<ArrayBuffer>], name))
  const [file] = await filesOf(world)
  expect([file!.state, file!.problems]).toEqual(['clean', '[]'])
  const answer = await yumi.get(`/packages/${draft.id}/files/${id}`)
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
})

test.for(['a.exe', '123456789018.txt'])('%s is refused by its name, before anything is kept', async (name) => {
  const draft = await draftPackage(world)
  const answer = await yumi.post(`/packages/${draft.id}/files`, { file: text('x', name) })
  expect(answer.status).toBe(422)
  expect(await filesOf(world)).toEqual([])
  expect(stored(world)).toBe(1)
})

test('workers see material only while they hold a lot, and the posting never names it', async () => {
  const ready = await readyPackage(world)
  const id = await put(daisuke, ready.id, text('口外しない手順', '口外しない名前.txt'))
  await daisuke.post(`/packages/${ready.id}/publication`, {})
  const ken = await world.as('ken')
  expect(await ken.text(`/work/${ready.id}`)).not.toContain('口外しない名前')
  const offered = await offeredTo(world, 'ken', ready, 1)
  expect(await ken.text(`/assignments/${offered}`)).not.toContain('口外しない名前')
  for (const way of ways(ready.id, [offered], id)) expect([way, (await ken.get(way)).status >= 400]).toEqual([way, true])
  await ken.post(`/assignments/${offered}/acceptance`, { read: 'yes' })
  expect(await ken.text(`/assignments/${offered}`)).toContain('口外しない名前.txt')
  expect(await (await ken.get(`/assignments/${offered}/files/${id}`)).text()).toBe('口外しない手順')
  const hana = await world.as('hana')
  for (const way of ways(ready.id, [offered], id)) expect([way, (await hana.get(way)).status >= 403]).toEqual([way, true])
  await ken.post(`/assignments/${offered}/hand-back`, { reason: '' })
  expect(await ken.text(`/assignments/${offered}`)).not.toContain('口外しない名前')
  for (const way of ways(ready.id, [offered], id)) expect([way, (await ken.get(way)).status >= 400]).toEqual([way, true])
})

test('a file of one package is no file of another, through whatever address', async () => {
  const one = await readyPackage(world)
  const other = await readyPackage(world, { title: 'ほかの案件' })
  const id = await put(daisuke, other.id, text('ほかの案件の手順', 'ほか.txt'))
  await daisuke.post(`/packages/${one.id}/publication`, {})
  const lot = await offeredTo(world, 'ken', one, 1)
  const ken = await world.as('ken')
  await ken.post(`/assignments/${lot}/acceptance`, { read: 'yes' })
  expect((await ken.get(`/assignments/${lot}/files`)).status).toBe(303)
  for (const browser of [daisuke, yumi, ken])
    for (const way of ways(one.id, [lot], id)) {
      const answer = await browser.get(way)
      expect([way, answer.status >= 403, (await answer.text()).includes('ほかの案件の手順')]).toEqual([way, true, false])
    }
  for (const [browser, place] of [
    [daisuke, `/packages/${one.id}`],
    [ken, `/assignments/${lot}`],
  ] as const)
    expect((await browser.post(`${place}/files/${id}/removal`, {})).status).toBe(404)
  expect(await (await daisuke.get(`/packages/${other.id}/files/${id}`)).text()).toBe('ほかの案件の手順')
})

test('what a worker adds goes out with the next delivery; before that nobody else has it', async () => {
  const open = await publishedPackage(world)
  const lot = await acceptedBy(world, 'ken', open, 1)
  const ken = await world.as('ken')
  const first = await put(ken, lot, text('報告です', '報告書.txt'), 'assignments')
  const second = await put(ken, lot, text('いらない', 'やめる.txt'), 'assignments')
  for (const way of ways(open.id, [lot], first)) expect([way, (await daisuke.get(way)).status]).toEqual([way, 404])
  expect(await daisuke.text(`/assignments/${lot}`)).not.toContain('報告書')
  expect((await ken.post(`/assignments/${lot}/files/${second}/removal`, {})).status).toBe(303)
  await ken.post(`/assignments/${lot}/submission`, { file: csvFile(csvOf(1, 4)), note: '', unchanged: 'yes' })
  expect(await ken.text(`/assignments/${lot}`)).toContain('報告書.txt')
  expect(await daisuke.text(`/assignments/${lot}/review`)).toContain('報告書.txt')
  expect(await (await daisuke.get(`/assignments/${lot}/files/${first}`)).text()).toBe('報告です')
  expect((await daisuke.get(`/packages/${open.id}/files/${first}`)).status, 'it is no material').toBe(404)
  expect((await ken.post(`/assignments/${lot}/files/${first}/removal`, {})).status, 'it has gone out').toBe(409)
  expect((await ken.post(`/assignments/${lot}/files`, { attached: text('x') })).status).toBe(409)
  const detail = JSON.parse((await world.audit()).find(({ act }) => act === 'assignment.submit')!.detail)
  expect(detail.attached).toHaveLength(1)
  expect((await filesOf(world)).map(({ submissionId }) => submissionId !== null)).toEqual([true, false])
})

test('material that came in parts is the same as any other, and is used once', async () => {
  const draft = await draftPackage(world)
  const bytes = Buffer.from(`${'資料'.repeat(2_000_000)}\n`) as Uint8Array<ArrayBuffer>
  const id = await upload(yumi, { package: draft.id, purpose: 'material', name: '資料.txt' }, bytes)
  expect((await yumi.post(`/packages/${draft.id}/files`, { upload: id })).status).toBe(303)
  await jobsDone()
  const [file] = await filesOf(world)
  expect(file).toMatchObject({ state: 'clean', kind: 'txt', name: '資料.txt' })
  expect(Buffer.from(await (await yumi.get(`/packages/${draft.id}/files/${file!.id}`)).arrayBuffer()).equals(bytes)).toBe(true)
  expect(await world.engine.reader.selectFrom('upload').selectAll().execute()).toEqual([])
  expect((await yumi.post(`/packages/${draft.id}/files`, { upload: id })).status).toBe(422)
})

test('material that cannot be shown, or is not checked yet, keeps a draft from being handed over', async () => {
  const draft = await draftPackage(world)
  const id = await put(yumi, draft.id, text('手順'))
  const set = (values: object) => world.engine.writer.updateTable('packageFile').set(values).where('id', '=', id).execute()
  const handsOver = async () => (await yumi.post(`/packages/${draft.id}/hand-over`, {})).status
  for (const state of ['scanning', 'held'] as const) {
    await set({ state })
    expect([state, await handsOver()]).toEqual([state, 422])
  }
  await set({ state: 'clean', kind: 'docx' })
  await world.engine.writer.updateTable('package').set({ dataClass: '3C' }).where('id', '=', draft.id).execute()
  const answer = await yumi.post(`/packages/${draft.id}/hand-over`, {})
  expect(await answer.text()).toContain('安全の確認が終わっていない資料、または渡せない資料')
  await world.engine.writer.updateTable('package').set({ dataClass: '1' }).where('id', '=', draft.id).execute()
  await set({ state: 'refused' })
  expect(await handsOver()).toBe(303)
})
