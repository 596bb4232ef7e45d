/** One lot in 花's hands: offered, accepted, downloaded, delivered, returned, delivered again, approved. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, csvFile, csvOf, deliveredBy, offeredTo, publishedPackage, reviewed } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const secrets = ['公式サイトを開き', '店舗5', '店舗一覧.csv']
const statusOf = async (id: string) =>
  (await world.db.read.selectFrom('assignment').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
const lotsFree = async () => (await world.db.read.selectFrom('package').select('lotsFree').executeTakeFirstOrThrow()).lotsFree
const heard = async (act: string) =>
  (
    await world.db.read
      .selectFrom('notification')
      .selectAll()
      .where('act', '=', act as never)
      .execute()
  ).map(({ personId }) => Object.entries(world.cast).find(([, { id }]) => id === personId)?.[0])
const acts = async () => (await world.audit()).map(({ act }) => act).filter((act) => act.startsWith('assignment.'))
const corrected = (from: number, to: number) => csvOf(from, to, (row, n) => (n === from ? row.with(1, '新しい店') : row))

test('花 goes the whole way: accept, download, deliver, mend, deliver again, approved', async () => {
  const pkg = await publishedPackage(world)
  const id = await offeredTo(world, 'hana', pkg, 2)
  const hana = await world.as('hana')
  const page = () => hana.text(`/assignments/${id}`)

  const offer = await page()
  for (const words of ['打診が届いています', 'remunerationの条件です。', '2026年11月28日(土)', '報酬'])
    expect(offer).toContain(words)
  for (const secret of secrets) expect(offer).not.toContain(secret)
  expect((await hana.post(`/assignments/${id}/acceptance`, { read: 'yes' })).headers.get('location')).toBe(`/assignments/${id}`)
  expect(await heard('assignment.accept')).toEqual(['daisuke'])

  expect(await page()).toContain('公式サイトを開き')
  const rows = await hana.get(`/assignments/${id}/rows`)
  expect(rows.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('R8-0001_作業2.csv')}`)
  expect(rows.headers.get('x-content-type-options')).toBe('nosniff')
  const bytes = Buffer.from(await rows.arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf))
  expect(bytes.subarray(3).toString()).toBe(csvOf(5, 8).replaceAll('\r', ''))

  const form = { file: csvFile(corrected(5, 8), '直した.csv'), note: '5件目は移転していました' }
  expect((await hana.post(`/assignments/${id}/submission`, form)).status).toBe(303)
  const receipt = await page()
  for (const words of [
    '納品を受け取りました',
    '2026年12月25日(金)',
    '直した.csv',
    '直したところ 1か所',
    '第1版',
    '移転していました',
  ])
    expect(receipt).toContain(words)
  expect(receipt).toMatch(/<code>[0-9a-f]{64}<\/code>/)

  await reviewed(world, id, [{ criterion: 2, row: 6, words: '市外局番が抜けています' }])
  const mend = await page()
  for (const words of ['手直しをお願いするところ', '6行目', '市外局番が抜けています', '電話番号がつながる形である'])
    expect(mend).toContain(words)
  const last = await hana.get(`/assignments/${id}/submissions/1`)
  expect(await last.text()).toBe(corrected(5, 8).replaceAll('\r', ''))
  world.later(60 * 24 * 20)
  const again = await world.as('hana')
  expect((await again.post(`/assignments/${id}/submission`, { ...form, file: csvFile(corrected(5, 8)) })).status).toBe(303)
  expect(await again.text(`/assignments/${id}`)).toContain('第2版')

  await reviewed(world, id)
  const done = await again.text(`/assignments/${id}`)
  for (const words of ['ありがとうございました', '報酬160円を、2026年12月25日(金)にお支払いします']) expect(done).toContain(words)
  for (const secret of secrets) expect(done).not.toContain(secret)
  expect(await again.text('/assignments')).toContain('2026年12月25日(金)')
  expect(await acts()).toEqual([
    'assignment.offer',
    'assignment.accept',
    'assignment.download',
    'assignment.submit',
    'assignment.return',
    'assignment.read-delivery',
    'assignment.submit',
    'assignment.approve',
  ])
  expect(JSON.stringify(await world.audit())).not.toMatch(/移転|小林|新しい店/)
})

test('the terms must be ticked; nothing of the work is readable or deliverable before', async () => {
  const id = await offeredTo(world, 'hana', await publishedPackage(world), 2)
  const hana = await world.as('hana')
  const answer = await hana.post(`/assignments/${id}/acceptance`)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('確かめて、チェックを入れてください')])
  expect((await hana.get(`/assignments/${id}/rows`)).status).toBe(409)
  expect((await hana.post(`/assignments/${id}/submission`, { file: csvFile(corrected(5, 8)), note: '' })).status).toBe(409)
  expect((await hana.post(`/assignments/${id}/hand-back`)).status).toBe(409)
  expect(await acts()).toEqual(['assignment.offer'])
})

test('accepting asks again whether the conditions hold', async () => {
  const pkg = await publishedPackage(world)
  const id = await offeredTo(world, 'hana', pkg, 2)
  await world.engine.writer.updateTable('package').set({ courses: '["security"]' }).where('id', '=', pkg.id).execute()
  const hana = await world.as('hana')
  const text = await hana.text(`/assignments/${id}`)
  expect(text).toContain('研修「情報セキュリティと個人情報の基礎」を修了している')
  expect(text).not.toContain('name="read"')
  const answer = await hana.post(`/assignments/${id}/acceptance`, { read: 'yes' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('次回は11月24日(火)です')])
  expect(await statusOf(id)).toBe('offered')
})

test('she declines, with or without a reason, and the lot is free again', async () => {
  const pkg = await publishedPackage(world)
  const [one, two] = [await offeredTo(world, 'hana', pkg, 1), await offeredTo(world, 'hana', pkg, 2)]
  const hana = await world.as('hana')
  expect(await lotsFree()).toBe(1)
  await hana.post(`/assignments/${one}/refusal`, { reason: '' })
  await hana.post(`/assignments/${two}/refusal`, { reason: '子どもの行事があります' })
  expect([await statusOf(one), await statusOf(two), await lotsFree()]).toEqual(['declined', 'declined', 3])
  expect(await (await world.as('daisuke')).text(`/assignments/${two}`)).toContain('子どもの行事があります')
  expect(JSON.stringify(await world.audit())).not.toContain('行事')
  expect((await hana.post(`/assignments/${one}/acceptance`, { read: 'yes' })).status).toBe(409)
  expect((await hana.post(`/assignments/${two}/refusal`, { reason: '' })).status).toBe(409)
})

test('she hands a lot back, the manager hears of it, and the work closes to her', async () => {
  const id = await acceptedBy(world, 'hana', await publishedPackage(world), 2)
  const hana = await world.as('hana')
  expect((await hana.post(`/assignments/${id}/hand-back`, { reason: '熱を出しました' })).status).toBe(303)
  expect([await statusOf(id), await lotsFree(), await heard('assignment.hand-back')]).toEqual(['withdrawn', 3, ['daisuke']])
  const text = await hana.text(`/assignments/${id}`)
  expect(text).toContain('この作業は返されました')
  for (const secret of secrets) expect(text).not.toContain(secret)
  expect((await hana.get(`/assignments/${id}/rows`)).status).toBe(409)
  const long = await acceptedBy(
    world,
    'hana',
    {
      id: (await world.db.read.selectFrom('package').select('id').executeTakeFirstOrThrow()).id,
      townId: '202151',
      storageKey: '',
    },
    2,
  )
  const answer = await hana.post(`/assignments/${long}/hand-back`, { reason: 'あ'.repeat(501) })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('あ'.repeat(501))])
})

test('others do not see it, and who may read it may not do her part', async () => {
  const pkg = await publishedPackage(world)
  const id = await acceptedBy(world, 'hana', pkg, 2)
  for (const who of ['ken', 'reiko', 'makoto', 'akira'] satisfies CastKey[]) {
    const other = await world.as(who)
    for (const path of ['', '/rows', '/submissions/1']) expect((await other.get(`/assignments/${id}${path}`)).status).toBe(404)
    expect((await other.post(`/assignments/${id}/hand-back`)).status).toBe(404)
  }
  for (const who of ['yumi', 'daisuke'] satisfies CastKey[]) {
    const staff = await world.as(who)
    const text = await staff.text(`/assignments/${id}`)
    expect(text).toContain('小林 花')
    expect(text).not.toContain('name="file"')
    for (const act of ['acceptance', 'refusal', 'hand-back'])
      expect((await staff.post(`/assignments/${id}/${act}`)).status).toBe(403)
    expect((await staff.post(`/assignments/${id}/submission`, { file: csvFile(corrected(5, 8)) })).status).toBe(403)
  }
  expect(await statusOf(id)).toBe('active')
})

test('the manager finds the way to the review of what was delivered', async () => {
  const id = await deliveredBy(world, 'hana', await publishedPackage(world), 1)
  expect(await (await world.as('daisuke')).text(`/assignments/${id}`)).toContain(`href="/assignments/${id}/review"`)
  expect(await (await world.as('yumi')).text(`/assignments/${id}`)).not.toContain('/review"')
  expect(await (await world.as('hana')).text(`/assignments/${id}`)).not.toContain('/review"')
})

test('her list groups what waits for her, what is in work, under review, approved and ended', async () => {
  const hana = await world.as('hana')
  expect(await hana.text('/assignments')).toContain('引き受けた仕事はまだありません')
  const pkg = await publishedPackage(world, { rows: 24 })
  const offered = await offeredTo(world, 'hana', pkg, 1)
  const active = await acceptedBy(world, 'hana', pkg, 2)
  const submitted = await deliveredBy(world, 'hana', pkg, 3)
  const returned = await deliveredBy(world, 'hana', pkg, 4)
  await reviewed(world, returned, [{ criterion: 1, row: null, words: '名称' }])
  const approved = await deliveredBy(world, 'hana', pkg, 5)
  await reviewed(world, approved)
  const ended = await offeredTo(world, 'hana', pkg, 6)
  await hana.post(`/assignments/${ended}/refusal`, { reason: '' })
  const text = await hana.text('/assignments')
  const places = [
    '今すること',
    offered,
    returned,
    '作業中</h2>',
    active,
    '検収（内容の確認）待ち',
    submitted,
    '検収済み</h2>',
    approved,
    ended,
  ]
  const found = places.map((place) => text.indexOf(place))
  expect(found).not.toContain(-1)
  expect(text.indexOf(offered)).toBeLessThan(text.indexOf(active))
  expect(text.indexOf(active)).toBeLessThan(text.indexOf(submitted))
  expect(text.indexOf(submitted)).toBeLessThan(text.indexOf(approved))
  expect((await (await world.as('yumi')).get('/assignments')).status).toBe(403)
})

test('in English the terms are translated and the Japanese stands below as the binding text', async () => {
  const id = await offeredTo(world, 'hana', await publishedPackage(world), 2)
  const hana = await world.as('hana')
  await hana.post('/locale', { locale: 'en' })
  const text = await hana.text(`/assignments/${id}`)
  expect(text).toContain('Terms of remuneration.')
  expect(text).toContain('remunerationの条件です。')
  expect(text).toContain('The Japanese text below is the binding one')
  expect(text).toContain('<div lang="ja">')
})
