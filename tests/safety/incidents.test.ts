// The town's side of an incident: what the records say, the report, opening again, closing; and who sees how much of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attributes } from '../support/outside/tags.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { hidden, report, staffOf } from '../support/stories/incident.ts'
import { acceptedBy, deliveredBy, offeredTo, publishedPackage, type TestPackage } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { title: '名簿の照合', rows: 40, dataClass: '2' })
})
afterEach(() => world.close())

const items = ['outline', 'data', 'persons', 'cause', 'damage', 'response', 'publication', 'prevention', 'other'] as const
/** The text that stands in a field of a form. */
const typedIn = (text: string, name: string) =>
  (new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)</textarea>`).exec(text)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim()
const reports = (id: string) =>
  world.engine.reader.selectFrom('incidentReport').selectAll().where('incidentId', '=', id).orderBy('id').execute()
const acts = async (act: string) => (await world.audit()).filter((record) => record.act === act)

/** 花 takes her rows twice and delivers, 健 only accepts; then 花 loses her device. */
async function lost() {
  const active = await acceptedBy(world, 'hana', pkg, 1)
  await acceptedBy(world, 'ken', pkg, 3)
  await offeredTo(world, 'ken', pkg, 4)
  const hana = await world.as('hana')
  expect((await hana.get(`/assignments/${active}/rows`)).status).toBe(200)
  world.later(10)
  const again = await hana.get(`/assignments/${active}/rows`)
  await again.arrayBuffer()
  world.later(10)
  const delivered = await deliveredBy(world, 'ken', pkg, 2)
  expect((await (await world.as('daisuke')).get(`/assignments/${delivered}/submissions/1`)).status).toBe(200)
  world.later(10)
  const id = await report(world, hana, pkg.id, { words: '駅で鞄をなくしました', noticed: '2026-11-21T12:20' })
  return { id, active, delivered }
}

test('its page: what was told and by whom, who had it, who took it when and from where; and the reading is recorded', async () => {
  const { id } = await lost()
  const yumi = await world.as('yumi')
  const text = await yumi.text(`/incidents/${id}`)
  for (const words of [
    '名簿の照合',
    '小林 花',
    '駅で鞄をなくしました',
    '作業1',
    '立科町の住民テレワーカー',
    '渡辺 健',
    '百瀬 大輔',
  ])
    expect([words, text.includes(words)]).toEqual([words, true])
  expect(text.match(/作業する一覧表をダウンロードしました/g)).toHaveLength(2)
  expect(text.match(/納品を見ました/g)).toHaveLength(1)
  expect(text).toContain('自宅')
  expect(await acts('incident.read')).toHaveLength(1)
  await yumi.text(`/incidents/${id}`)
  expect(await acts('incident.read')).toHaveLength(1)
})

test('the items say what has happened, and name nobody', async () => {
  const { id } = await lost()
  const text = await (await world.as('yumi')).text(`/incidents/${id}/report`)
  const say = (name: (typeof items)[number]) => typedIn(text, name)
  for (const words of ['令和8年11月21日 12:20', '塩尻市', 'R8-0001', '名簿の照合', '紛失した', '12:30'])
    expect(say('outline')).toContain(words)
  expect(say('data')).toBe('情報の区分は「取扱い注意（自治体機密性2）」。一覧表の項目は、番号、名称、住所、電話番号。')
  // 40 rows; lots 1, 2 and 3 were taken on, lot 4 is only offered.
  expect(say('persons')).toBe(
    '最大40人（一覧表40行を、1行1人とした場合）。\nこのうち作業者に渡したのは、3件の作業、12行。\n報告のあった作業1は、4行。',
  )
  expect(say('other')).toContain('内容を画面で見たのが延べ0回、ファイルのダウンロードが延べ3回、関わったのは2人')
  expect(say('other')).toContain('作業1（1〜4行目）：立科町の作業者')
  expect(say('other')).toMatch(/ファイルのダウンロード2回（最後 令和8年11月21日 12:10）/)
  expect(say('other')).toContain('作業3（9〜12行目）：糸魚川市の作業者')
  for (const item of items) expect(say(item)).not.toMatch(/花|健|大輔|鞄/)
  for (const item of ['response', 'publication', 'prevention'] as const) expect(say(item)).toBe('')
})

test('what was only seen is told apart from what was taken, with the place', async () => {
  const delivered = await deliveredBy(world, 'ken', pkg, 2)
  const yumi = await world.as('yumi')
  for (let i = 0; i < 2; i++) expect(await yumi.text(`/assignments/${delivered}`)).toContain('本店')
  const id = await report(world, yumi, pkg.id)
  expect(typedIn(await yumi.text(`/incidents/${id}/report`), 'other')).toContain(
    '内容を画面で見たのが延べ1回、ファイルのダウンロードが延べ0回、関わったのは1人',
  )
  const [, ...rows] = (await (await yumi.get(`/incidents/${id}/records`)).text()).trim().split('\n')
  expect(rows).toEqual(['2026-11-21 12:00:00,上條 由美,納品を見ました,作業2,5-8,自宅,画面'])
})

test('records of access as a table: every one, oldest first, recorded before the first byte, formulas made text', async () => {
  const { id } = await lost()
  await world.engine.writer.updateTable('person').set({ name: '=1+1' }).where('id', '=', world.cast.daisuke.id).execute()
  const answer = await (await world.as('yumi')).get(`/incidents/${id}/records`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes.slice(3)).trim().split('\n')).toEqual([
    '日時,だれが,何をしたか,対象,行,場所,見た方法',
    '2026-11-21 12:00:00,小林 花,作業する一覧表をダウンロードしました,作業1,1-4,自宅,ファイル',
    '2026-11-21 12:10:00,小林 花,作業する一覧表をダウンロードしました,作業1,1-4,自宅,ファイル',
    "2026-11-21 12:20:00,'=1+1,納品を見ました,作業2,5-8,自宅,ファイル",
  ])
  expect(await acts('incident.export')).toMatchObject([{ detail: '{"records":true}', subjectId: id }])
})

test('saving keeps every version and what was typed; who saves on an older one is told, and keeps their words', async () => {
  const { id } = await lost()
  const [yumi, second] = [await world.as('yumi'), await staffOf(world, '202151')]
  const form = (more: object = {}) => ({ base: '0', ...Object.fromEntries(items.map((item) => [item, `${item} 一`])), ...more })
  const at = `/incidents/${id}/report`
  expect((await yumi.post(at, form())).headers.get('location')).toBe(`${at}?saved`)
  expect(await yumi.text(`${at}?saved`)).toContain('第1版として保存しました')
  const conflict = await second.post(at, form({ outline: '別の人の\r\n言葉 <b>' }))
  const text = await conflict.text()
  expect([conflict.status, text.includes('ほかの人が先に保存しました'), text.includes('別の人の')]).toEqual([409, true, true])
  expect(hidden(text, 'base')).toBe('1')
  expect(attributes(text, ['href']).filter((href) => href.includes('/reports/')).length).toBeGreaterThan(0)
  expect((await second.post(at, form({ base: '1', outline: '別の人の\r\n言葉 <b>' }))).status).toBe(303)
  const kept = await reports(id)
  expect(kept.map(({ kind, version }) => [kind, version])).toEqual([
    ['draft', 1],
    ['draft', 2],
  ])
  expect(JSON.parse(kept[1]!.items).outline).toBe('別の人の\n言葉 <b>')
  expect(typedIn(await yumi.text(at), 'outline')).toContain('別の人の')
  const refused = await yumi.post(at, form({ base: '2', cause: '番号は123456789018', damage: 'これは残る' }))
  const again = await refused.text()
  expect([refused.status, again.includes('マイナンバー'), typedIn(again, 'damage')]).toEqual([422, true, 'これは残る'])
  expect(await reports(id)).toHaveLength(2)
})

test('two who save at once: one version, and nothing is lost', async () => {
  const { id } = await lost()
  const second = await staffOf(world, '202151')
  const form = (words: string) => ({ base: '0', ...Object.fromEntries(items.map((item) => [item, words])) })
  const answers = await Promise.all(
    [await world.as('yumi'), second].map((browser, i) => browser.post(`/incidents/${id}/report`, form(`${i}番目の人`))),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await reports(id)).toHaveLength(1)
})

test('filing: what was saved, with the passkey, for good; a final report leaves no item open', async () => {
  const { id } = await lost()
  const yumi = await world.as('yumi')
  const file = (kind: string, draft: number, more: object = {}) =>
    yumi.post(`/incidents/${id}/filing`, { kind, draft: String(draft), _proof: 'demo', ...more })
  expect(await yumi.text(`/incidents/${id}/report`)).toContain('先に保存してください')
  const form = { ...Object.fromEntries(items.map((item) => [item, ''])), outline: '概要です', data: '氏名', persons: '40人' }
  await yumi.post(`/incidents/${id}/report`, { base: '0', ...form })
  const gaps = await file('final', 1)
  const text = await gaps.text()
  expect([gaps.status, text.includes('書かれていない項目があります：原因 /'), text.includes('value="final" checked')]).toEqual([
    422,
    true,
    true,
  ])
  const question = await yumi.post(`/incidents/${id}/filing`, { kind: 'preliminary', draft: '1' })
  expect([question.status, (await question.text()).includes('速報として確定します'), (await reports(id)).length]).toEqual([
    200,
    true,
    1,
  ])
  expect((await file('preliminary', 1)).headers.get('location')).toBe(`/incidents/${id}?filed#report`)
  const filed = (await reports(id)).find(({ kind }) => kind === 'preliminary')!
  expect(filed).toMatchObject({ version: 1, filedBy: world.cast.yumi.id })
  expect(filed.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.parse((await acts('incident.file'))[0]!.detail)).toMatchObject({
    kind: 'preliminary',
    version: 1,
    sha256: filed.sha256,
  })
  await yumi.post(`/incidents/${id}/report`, { base: '1', ...Object.fromEntries(items.map((item) => [item, 'あり'])) })
  expect((await file('final', 1)).status).toBe(409)
  expect((await file('final', 2)).status).toBe(303)
  const page = await yumi.text(`/incidents/${id}`)
  for (const words of ['速報 第1版', '確報 第1版', '済み']) expect(page).toContain(words)
  expect(await (await world.as('makoto')).text('/notifications')).toContain('漏えいの報告書が確定しました')
})

test('a filed report is read, printed and taken as text, with the day in the years of the era', async () => {
  const { id } = await lost()
  const yumi = await world.as('yumi')
  const words = Object.fromEntries(items.map((item) => [item, `${item}です\r\n<b>二行目</b>`]))
  await yumi.post(`/incidents/${id}/report`, { base: '0', ...words })
  await yumi.post(`/incidents/${id}/filing`, { kind: 'final', draft: '1', _proof: 'demo' })
  const one = (await reports(id)).find(({ kind }) => kind === 'final')!
  const page = await yumi.text(`/incidents/${id}/reports/${one.id}`)
  for (const said of ['漏えい等報告（確報）', '令和8年11月21日', '1. 概要', '9. その他', '&lt;b&gt;二行目'])
    expect(page).toContain(said)
  const answer = await yumi.get(`/incidents/${id}/reports/${one.id}/text`)
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('R8-0001_漏えい等報告_確報_第1版.txt'))
  const text = await answer.text()
  for (const said of ['■ 概要', 'outlineです\n<b>二行目</b>', '令和8年11月21日']) expect(text).toContain(said)
  expect((await yumi.get(`/incidents/${id}/reports/01910000-0000-7000-8000-00000000ffff`)).status).toBe(404)
})

test('whether a report is due: plain questions, saved, said with the reason, and 60 days where a purpose is suspected', async () => {
  const { id } = await lost()
  const yumi = await world.as('yumi')
  const before = await yumi.text(`/incidents/${id}`)
  for (const words of ['まだ決まっていません', 'この一覧表は40行です', '2026年11月25日', '2026年12月20日', 'あと4日', 'あと29日'])
    expect([words, before.includes(words)]).toEqual([words, true])
  const answer = await yumi.post(`/incidents/${id}/answers`, {
    personal: 'yes',
    many: 'no',
    sensitive: 'no',
    damage: 'no',
    purpose: 'yes',
  })
  expect(answer.headers.get('location')).toBe(`/incidents/${id}?saved#duty`)
  const after = await yumi.text(`/incidents/${id}?saved`)
  for (const words of ['報告が必要です', '悪い目的が疑われます', '2027年1月19日', '60日目']) expect(after).toContain(words)
  expect((await yumi.post(`/incidents/${id}/answers`, { personal: 'perhaps' })).status).toBe(422)
  await yumi.post(`/incidents/${id}/answers`, { personal: 'yes', many: 'no', sensitive: 'no', damage: 'no', purpose: 'no' })
  const none = await yumi.text(`/incidents/${id}`)
  for (const words of ['報告は不要です', '4つの場合の、どれにもあたりません', '不要<']) expect(none).toContain(words)
})
