// A town's own page: its desk, its pledge and its rules for data, over HTTP.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { defaultTownRules } from '../../policies/membership/towns.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { draftPackage, readyPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const shiojiri = '/towns/202151'
const tateshina = '/towns/203246'
const desk = { name: '地域づくり課', phone: '０２６３－００－００００', email: 'desk@example.jp', hours: '平日 8:30から17:15' }
const proof = { _proof: 'demo' }
const documents = (kind: 'pledge' | 'rules') =>
  world.engine.reader
    .selectFrom('townDocument')
    .selectAll()
    .where('townId', '=', '202151')
    .where('kind', '=', kind)
    .orderBy('version')
    .execute()
const acts = async () => (await world.audit()).map(({ act }) => act)

test('a coordinator finds their town in the menu, the secretariat finds every town in the list', async () => {
  const yumi = await world.as('yumi')
  const home = await yumi.text('/')
  expect(home).toContain(`<a class="yui-nav__link" href="${shiojiri}">わたしの町</a>`)
  expect(home).not.toContain('連携する町</a>')
  const own = await yumi.text(shiojiri)
  expect(own).toMatch(/href="\/towns\/202151" aria-current="page">わたしの町/)
  for (const words of [
    '202151',
    '塩尻市',
    'シオジリシ',
    'Shiojiri',
    '塩尻みらい振興公社',
    '第1版（今の版）',
    '連携体の標準のままです',
  ])
    expect(own).toContain(words)
  expect(await (await world.as('makoto')).text('/towns')).toContain(`href="${tateshina}"`)
})

test('a town is seen by its coordinators and the secretariat, and by nobody else', async () => {
  const statuses = async (path: string) =>
    Object.fromEntries(
      await Promise.all(
        (Object.keys(world.cast) as CastKey[]).map(async (who) => [who, (await (await world.as(who)).get(path)).status] as const),
      ),
    )
  const nobody = { hana: 404, ken: 404, yumi: 404, daisuke: 404, reiko: 404, makoto: 404, akira: 404 }
  expect(await statuses(shiojiri)).toEqual({ ...nobody, yumi: 200, makoto: 200 })
  expect(await statuses(tateshina)).toEqual({ ...nobody, makoto: 200 })
  expect(await statuses(`${shiojiri}/pledge/1`)).toEqual({ ...nobody, yumi: 200, makoto: 200 })
  for (const page of ['desk', 'pledge', 'rules'])
    expect(await statuses(`${shiojiri}/${page}`), page).toEqual({ ...nobody, yumi: 200, makoto: 403 })
  for (const page of ['pledge/9', 'pledge/x', 'rules/1', 'rules/x', 'nothing'])
    expect((await (await world.as('yumi')).get(`${shiojiri}/${page}`)).status, page).toBe(404)
})

test('the desk is entered by a coordinator, shown, and checked', async () => {
  const yumi = await world.as('yumi')
  expect(await yumi.text(shiojiri)).toContain('窓口がまだ登録されていません')
  const bad = await yumi.post(`${shiojiri}/desk`, { ...desk, phone: 'でんわ', email: 'x', hours: '' })
  const text = await bad.text()
  expect(bad.status).toBe(422)
  for (const words of ['電話番号の形で', 'メールアドレスの形で', '入力してください', 'でんわ', '地域づくり課'])
    expect(text).toContain(words)
  expect((await yumi.post(`${shiojiri}/desk`, { ...desk, hours: '担当の番号は 1234 5678 9018 です' })).status).toBe(422)
  const answer = await yumi.post(`${shiojiri}/desk`, desk)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${shiojiri}?done=desk`])
  const shown = await yumi.text(`${shiojiri}?done=desk`)
  for (const words of ['窓口を保存しました', '地域づくり課', '0263-00-0000', 'desk@example.jp', '平日 8:30'])
    expect(shown).toContain(words)
  expect(JSON.stringify((await world.audit()).filter(({ act }) => act === 'town.edit'))).not.toMatch(/地域|0263|desk@/)
  expect((await (await world.as('makoto')).post(`${shiojiri}/desk`, desk)).status).toBe(403)
  expect((await yumi.post(`${tateshina}/desk`, desk)).status).toBe(404)
})

const next = { after: '1', ja: '1つ目の約束。\r\n2つ目の約束。', en: 'A first promise.' }

test('a new pledge is proved, kept beside the old one, and told to the town’s workers', async () => {
  const yumi = await world.as('yumi')
  const { id } = world.cast.hana
  await world.engine.writer.updateTable('workerProfile').set({ townId: '202151' }).where('personId', '=', id).execute()
  const before = (await documents('pledge'))[0]!
  const asked = await (await yumi.post(`${shiojiri}/pledge`, next)).text()
  expect(asked).toContain('誓約書の第2版を公開します')
  expect(asked).toMatch(/<ins><span class="yui-unseen" lang="ja">追加する行 <\/span>2つ目の約束。<\/ins>/)
  expect(asked).toMatch(/<del><span class="yui-unseen" lang="ja">削除する行 <\/span>1\. 仕事で/)
  expect(await documents('pledge')).toHaveLength(1)
  expect((await yumi.post(`${shiojiri}/pledge`, { ...next, ...proof })).status).toBe(303)
  const [first, second] = await documents('pledge')
  expect(first).toEqual(before)
  const body = JSON.stringify({ ja: '1つ目の約束。\n2つ目の約束。', en: 'A first promise.' })
  const sha256 = createHash('sha256').update(body).digest('hex')
  expect(second).toMatchObject({ version: 2, body, sha256, publishedBy: world.cast.yumi.id })
  const text = await yumi.text(shiojiri)
  for (const words of ['第2版（今の版）', '2026年11月21日', sha256, `${shiojiri}/pledge/1`, '上條 由美'])
    expect(text).toContain(words)
  expect(await yumi.text(`${shiojiri}/pledge/1`)).toContain('仕事で知ったことを')
  expect(await yumi.text(`${shiojiri}/pledge/2`)).toContain('2つ目の約束。')
  expect(await (await world.as('hana')).text('/notifications')).toContain('町の誓約書が新しくなりました')
  expect(await (await world.as('ken')).text('/notifications')).not.toContain('誓約書')
  expect((await world.audit()).filter(({ act }) => act === 'pledge.publish')).toMatchObject([
    { chain: '202151', detail: JSON.stringify({ version: 2, sha256 }) },
  ])
})

test('a pledge wants both languages and a change; of two publications at once one is told that it came second', async () => {
  const yumi = await world.as('yumi')
  const path = `${shiojiri}/pledge`
  const half = await yumi.post(path, { ...next, en: '', ...proof })
  expect([half.status, await half.text()]).toEqual([422, expect.stringContaining('2つ目の約束。')])
  const same = JSON.parse((await documents('pledge'))[0]!.body) as { ja: string; en: string }
  expect((await yumi.post(path, { after: '1', ...same, ...proof })).status).toBe(422)
  const [a, b] = await Promise.all([
    yumi.post(path, { ...next, ...proof }),
    yumi.post(path, { ...next, ja: 'ほかの約束。', ...proof }),
  ])
  expect([a!.status, b!.status].sort()).toEqual([303, 409])
  expect((await yumi.post(path, { ...next, ja: 'まだ前の版を見ていた。', ...proof })).status).toBe(409)
  expect(await documents('pledge')).toHaveLength(2)
})

const rules = {
  after: '0',
  'accepted-1': 'yes',
  'places-1': ['home', 'centre', 'vdi'],
  'download-1': 'yes',
  'keep-1': '1095',
  'accepted-2': 'no',
  'places-2': ['home'],
  'download-2': 'yes',
  'keep-2': '365',
  'accepted-3C': 'no',
  'places-3C': ['centre', 'vdi'],
  'keep-3C': '30',
  'accepted-3B': 'no',
  'places-3B': ['centre'],
  'keep-3B': '7',
  deviceBound: 'yes',
}
const publish = async (fields: object) =>
  (await world.as('yumi')).post(`${shiojiri}/rules`, { ...rules, ...proof, ...fields } as never)

test('rules for data are proved, versioned and shown', async () => {
  const yumi = await world.as('yumi')
  const form = await yumi.text(`${shiojiri}/rules`)
  expect(form).toContain('name="places-2" value="home" checked')
  expect(form, 'what no town may take in has no field').not.toContain('name="accepted-3A"')
  expect(form, 'what is only shown is not made a file by a town').not.toContain('name="download-3C"')
  const asked = await (await yumi.post(`${shiojiri}/rules`, rules)).text()
  expect(asked).toContain('情報の取り扱いの決まりの第1版を公開します')
  expect(asked).toContain('これまで：自宅、テレワークセンター、仮想デスクトップ')
  expect((await publish({})).headers.get('location')).toBe(`${shiojiri}?done=rules`)
  expect((await publish({ after: '1', 'places-1': ['centre'], deviceBound: 'no' })).status).toBe(303)
  const [first, second] = await documents('rules')
  expect(JSON.parse(first!.body)).toMatchObject({
    deviceBoundFor3: true,
    classes: { '2': { accepted: false, places: [] }, '3C': { accepted: false }, '3A': { accepted: false } },
  })
  expect(JSON.parse(second!.body)).toMatchObject({ deviceBoundFor3: false, classes: { '1': { places: ['centre'] } } })
  await publish({ after: '2', 'accepted-3C': 'yes', 'download-1': '', 'keep-2': '30' })
  expect(JSON.parse((await documents('rules'))[2]!.body).classes).toMatchObject({
    '1': { download: false },
    '2': { keepDays: 30 },
    '3C': { accepted: true, places: ['centre', 'vdi'], download: false, keepDays: 30 },
  })
  const text = await yumi.text(shiojiri)
  for (const words of ['第3版（今の版）', '扱わない', `${shiojiri}/rules/1`]) expect(text).toContain(words)
  expect(await yumi.text(`${shiojiri}/rules/1`)).toContain('自宅、テレワークセンター、仮想デスクトップ')
})

test('rules are never looser than the alliance’s, never without a place, never the same again, never from an old page', async () => {
  const loose = [
    { 'accepted-3C': 'yes', 'places-3C': ['home'] },
    { 'accepted-3B': 'yes', 'places-3B': ['vdi'] },
    { 'accepted-3A': 'yes', 'places-3A': ['centre'] },
    { 'accepted-3C': 'yes', 'download-3C': 'yes' },
  ]
  for (const fields of loose) {
    const looser = await publish(fields)
    expect([fields, looser.status, (await looser.text()).includes('連携体の標準より緩く')]).toEqual([fields, 422, true])
  }
  const longer = await publish({ 'keep-3C': '31' })
  const longerPage = await longer.text()
  expect([longer.status, longerPage]).toEqual([422, expect.stringContaining('id="keep-3C-problem"')])
  expect(longerPage, 'the summary says of which class').toContain('厳重管理（自治体機密性3C）：30以下')
  expect(await (await publish({ 'places-1': [] })).text()).toContain('id="places-1-problem"')
  expect((await publish({ 'places-1': [] })).status).toBe(422)
  expect((await publish({ 'accepted-1': 'perhaps' })).status).toBe(422)
  const standard = { 'accepted-2': 'yes', 'places-2': ['home', 'centre', 'vdi'] }
  expect(await documents('rules')).toHaveLength(0)
  const forged = await publish({ 'accepted-3A': 'no', 'places-3A': ['home'] })
  expect(forged.status).toBe(303)
  const { classes } = JSON.parse((await documents('rules'))[0]!.body)
  expect(classes['3A'], 'a class without a field stays as the defaults say').toEqual(defaultTownRules.classes['3A'])
  expect(classes['3C'], 'a class that is kept out has no place').toMatchObject({ accepted: false, places: [] })
  expect((await publish({ ...standard, after: '1' })).status).toBe(303)
  expect((await publish({ ...standard, after: '2' })).status, 'the same again is no new version').toBe(422)
  expect((await publish({ 'places-1': ['home'] })).status).toBe(409)
  expect(await documents('rules')).toHaveLength(2)
})

const answers = { published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no' }

test('a package of a class that its town does not accept is refused with a sentence', async () => {
  const { id } = await draftPackage(world)
  const yumi = await world.as('yumi')
  await publish({ 'accepted-1': 'no' })
  await yumi.post(`/packages/${id}/steps/4`, answers)
  const text = await yumi.text(`/packages/${id}/steps/4`)
  expect(text).toContain('この町の「情報の取り扱いの決まり」では、この区分の情報を業務案件で扱えません')
  expect(text).not.toContain(`data-size="lg" href="/packages/${id}/steps/5">`)
  const handed = await yumi.post(`/packages/${id}/hand-over`)
  expect([handed.status, await handed.text()]).toEqual([
    422,
    expect.stringContaining('この町の決まりでは、この区分の情報を扱えません'),
  ])
  await publish({ after: '1' })
  expect((await yumi.post(`/packages/${id}/hand-over`)).status).toBe(303)
})

const plan = { unitPrice: '40', minutesPerRow: '2', dueOn: '2026-12-20', towns: ['202151'], expenses: 'なし', keyColumn: '番号' }

test('a plan offers only the places that the town allows, and what was planned before is looked at again', async () => {
  const { id } = await readyPackage(world)
  const daisuke = await world.as('daisuke')
  await publish({ 'places-1': ['centre'] })
  const form = await daisuke.text(`/packages/${id}/plan`)
  expect(form).toContain('name="places" value="centre"')
  expect(form).not.toContain('name="places" value="home"')
  const blocked = await daisuke.post(`/packages/${id}/publication`)
  expect([blocked.status, await blocked.text()]).toEqual([422, expect.stringContaining('町の決まりで認められていない場所')])
  expect((await daisuke.post(`/packages/${id}/plan`, { ...plan, places: ['home'] })).status).toBe(422)
  expect((await daisuke.post(`/packages/${id}/plan`, { ...plan, places: ['centre'] })).status).toBe(303)
  await publish({ after: '1', 'accepted-1': 'no' })
  const since = await daisuke.post(`/packages/${id}/publication`)
  expect([since.status, await since.text()]).toEqual([422, expect.stringContaining('引き渡しのあとに町の決まりが変わり')])
  await publish({ after: '2', 'places-1': ['centre'] })
  expect((await daisuke.post(`/packages/${id}/publication`)).status).toBe(303)
  expect(await acts()).toContain('package.publish')
})
