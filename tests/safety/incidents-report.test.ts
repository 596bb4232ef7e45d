// Telling of a suspected leak: in three pages, without losing a word, about one's own work only, and the package freezes at once.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { attributes } from '../support/outside/tags.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { incidentsOf, packageOf, report, staffOf, told } from '../support/stories/incident.ts'
import {
  acceptedBy,
  deliveredBy,
  offeredTo,
  publishedPackage,
  readyPackage,
  type TestPackage,
} from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { title: '名簿の照合', rows: 20 })
})
afterEach(() => world.close())

const acts = async () => (await world.audit()).filter(({ act }) => act === 'incident.report')

test('from home: the link at the foot, what happened, send: three pages and the town knows', async () => {
  await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const home = await hana.text('/')
  expect(attributes(home, ['href'])).toContain('/incidents/new')
  const form = await hana.text('/incidents/new')
  expect(form).toContain(`value="${pkg.id}" checked`)
  expect(form).toContain('value="2026-11-21T12:00"')
  const answer = await hana.post('/incidents', told(pkg.id, { noticed: '2026-11-21T12:00' }))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/incidents/own?sent'])
  const thanks = await hana.text('/incidents/own?sent')
  for (const words of ['受け付けました', '消さずに', '町が確かめています', '名簿の照合']) expect(thanks).toContain(words)
  expect(await incidentsOf(world, pkg.id)).toMatchObject([
    { kind: 'device', townId: '202151', reportedBy: world.cast.hana.id, noticedAt: '2026-11-21T03:00:00.000Z', joins: null },
  ])
  expect((await packageOf(world, pkg.id)).frozenAt).toBe(world.clock())
  const [record] = await acts()
  expect(record).toMatchObject({ chain: '202151', actorId: world.cast.hana.id })
  expect(JSON.parse(record!.detail)).toEqual({ package: pkg.id, kind: 'device' })
})

test('everybody signed in finds the way at the foot of every page; strangers do not', async () => {
  for (const who of ['hana', 'yumi', 'daisuke', 'reiko', 'makoto', 'akira'] as const)
    for (const path of ['/', '/account', '/notifications'])
      expect([who, path, attributes(await (await world.as(who)).text(path), ['href']).includes('/incidents/new')]).toEqual([
        who,
        path,
        true,
      ])
  expect(await world.stranger().text('/sign-in')).not.toContain('/incidents')
  const id = await acceptedBy(world, 'hana', pkg, 1)
  expect(await (await world.as('hana')).text(`/assignments/${id}`)).toContain(`/incidents/new?package=${pkg.id}`)
  for (const who of ['yumi', 'daisuke'] as const)
    expect(await (await world.as(who)).text(`/packages/${pkg.id}`)).toContain(`/incidents/new?package=${pkg.id}`)
})

test('the town, the manager, the secretariat and the home town hear of it at once, in general words', async () => {
  await acceptedBy(world, 'hana', pkg, 1)
  const home = await staffOf(world, '203246')
  const other = await staffOf(world, '152161')
  await report(world, await world.as('hana'), pkg.id, { words: '口外しない言葉' })
  for (const browser of [await world.as('yumi'), await world.as('daisuke'), await world.as('makoto'), home]) {
    const news = await browser.text('/notifications')
    const [said] = /<a class="yui-notices__link"[^>]*>(?=情報漏えい)[^<]*/.exec(news) ?? []
    expect(said).toContain('情報漏えいのおそれの報告がありました。業務案件は凍結（一時停止）されています。')
    expect(said).not.toMatch(/名簿の照合|口外しない|小林|R8-/)
    const followed = await browser.get(/href="(\/notifications\/[\w-]+)"/.exec(said!)![1]!)
    expect((await browser.get(followed.headers.get('location')!)).status).toBe(200)
  }
  for (const browser of [await world.as('makoto'), home]) expect(await browser.text('/notifications')).not.toContain('名簿の照合')
  for (const browser of [other, await world.as('hana'), await world.as('ken'), await world.as('akira')])
    expect(await browser.text('/notifications')).not.toContain('情報漏えいのおそれの報告がありました')
  const letters = await world.engine.reader
    .selectFrom('outbox')
    .innerJoin('notification as n', 'n.id', 'outbox.notificationId')
    .where('n.act', '=', 'incident.report')
    .select(['n.personId', 'n.packageId'])
    .execute()
  expect(letters).toHaveLength(4)
  expect(letters.every(({ packageId }) => packageId === null)).toBe(true)
})

test('what is meant is likely right: the one in hand, else everything in hand', async () => {
  const other = await publishedPackage(world, { title: '台帳の入力' })
  await acceptedBy(world, 'hana', pkg, 1)
  await acceptedBy(world, 'hana', other, 1)
  const hana = await world.as('hana')
  const form = await hana.text('/incidents/new')
  expect(form).toMatch(/value="all" checked/)
  expect(await hana.text(`/incidents/new?package=${other.id}`)).toContain(`value="${other.id}" checked`)
  expect((await hana.post('/incidents', told('all'))).status).toBe(303)
  for (const { id } of [pkg, other]) {
    expect(await incidentsOf(world, id)).toHaveLength(1)
    expect((await packageOf(world, id)).frozenAt).not.toBeNull()
  }
  expect(await acts()).toHaveLength(2)
})

test('“all” is what is in hand now, not what was given back long ago', async () => {
  const [other, done] = [await publishedPackage(world, { title: '乙' }), await publishedPackage(world, { title: '丙' })]
  for (const one of [pkg, other]) await acceptedBy(world, 'hana', one, 1)
  const old = await acceptedBy(world, 'hana', done, 1)
  await world.engine.writer.updateTable('assignment').set({ status: 'withdrawn' }).where('id', '=', old).execute()
  await world.engine.writer.updateTable('custody').set({ accountedAt: world.clock() }).where('assignmentId', '=', old).execute()
  const hana = await world.as('hana')
  expect(await hana.text('/incidents/new')).toContain('丙')
  await hana.post('/incidents', told('all'))
  expect(await incidentsOf(world, done.id)).toEqual([])
  expect((await packageOf(world, done.id)).frozenAt).toBeNull()
  expect((await hana.post('/incidents', told(done.id))).status).toBe(303)
})

test.for([
  [{ kind: '' }, '選んでください'],
  [{ kind: 'nothing' }, '選んでください'],
  [{ noticed: '' }, '日付と時刻を入れてください'],
  [{ noticed: '2026-02-30T10:00' }, '日付と時刻を入れてください'],
  [{ noticed: '2026-11-21T25:00' }, '日付と時刻を入れてください'],
  [{ noticed: '2026-11-21T12:01' }, '今より後の時刻になっています'],
  [{ noticed: '2027-11-21T12:00' }, '今より後の時刻になっています'],
  [{ words: '番号は123456789018です' }, 'マイナンバー'],
  [{ words: 'あ'.repeat(1001) }, '1000文字以内で入力してください'],
  [{ package: '' }, '選んでください'],
] as const)('a form that is not good (%j) comes back with everything typed, and freezes nothing', async ([wrong, problem]) => {
  await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const form = told(pkg.id, { words: '駅で「鞄」をなくしました <b>', ...wrong })
  const answer = await hana.post('/incidents', form)
  const text = await answer.text()
  expect([answer.status, text.includes(problem)]).toEqual([422, true])
  expect(text).toContain(form.words.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  expect(text).toContain(`value="${form.noticed}"`)
  if (form.kind === 'device') expect(text).toContain('value="device" checked')
  if (form.package === pkg.id) expect(text).toContain(`value="${pkg.id}" checked`)
  expect(await incidentsOf(world, pkg.id)).toEqual([])
  expect((await packageOf(world, pkg.id)).frozenAt).toBeNull()
})

test.for(['2026-11-21T12:00', '2026-11-21 12:00', '２０２６-１１-２１Ｔ１２:００', '2026/11/21 9:05'])(
  'a time as people type it: %s',
  async (noticed) => {
    await acceptedBy(world, 'hana', pkg, 1)
    expect((await (await world.as('hana')).post('/incidents', told(pkg.id, { noticed }))).status).toBe(303)
  },
)

test('who has no relation finds no package: as if there were none, whatever else the form says', async () => {
  await offeredTo(world, 'ken', pkg, 2)
  const draft = await readyPackage(world, { title: '準備中の案件' })
  const outsiders = [
    await world.as('hana'),
    // An offer puts nothing in anybody's hands.
    await world.as('ken'),
    await world.as('reiko'),
    await world.as('makoto'),
    await world.as('akira'),
    await staffOf(world, '203246'),
    await staffOf(world, '203246', 'manager'),
  ]
  const madeUp = '01910000-0000-7000-8000-00000000ffff'
  const plain = async (answer: Response) => [
    answer.status,
    [...answer.headers].filter(([name]) => name !== 'date'),
    (await answer.text()).replace(/name="_once" value="[^"]*"/g, ''),
  ]
  for (const browser of outsiders)
    for (const id of [pkg.id, draft.id]) {
      const nothing = await plain(await browser.get(`/incidents/new?package=${madeUp}`))
      expect(nothing[0]).toBe(404)
      expect(await plain(await browser.get(`/incidents/new?package=${id}`))).toEqual(nothing)
      for (const more of [{}, { kind: '' }, { noticed: 'x' }] as Record<string, string>[]) {
        const none = await plain(await browser.post('/incidents', told(madeUp, more)))
        expect(none[0]).toBe(404)
        expect(await plain(await browser.post('/incidents', told(id, more)))).toEqual(none)
      }
      expect((await browser.post('/incidents', told('all'))).status).toBe(404)
    }
  expect(await world.engine.reader.selectFrom('incident').select('id').execute()).toEqual([])
  expect((await packageOf(world, pkg.id)).frozenAt).toBeNull()
  expect(await (await world.as('reiko')).text('/incidents/new')).toContain('報告できる仕事がありません')
})

test('staff of the town tell of their packages, published or not, also of those that the form does not list', async () => {
  const draft = await readyPackage(world, { title: '準備中の案件' })
  for (const who of ['yumi', 'daisuke'] as const) {
    const browser = await world.as(who)
    const form = await browser.text('/incidents/new')
    for (const title of ['名簿の照合', '準備中の案件']) expect(form).toContain(title)
  }
  await report(world, await world.as('daisuke'), draft.id, { kind: 'intrusion' })
  await world.engine.writer.updateTable('package').set({ rowCount: null }).where('id', '=', pkg.id).execute()
  const yumi = await world.as('yumi')
  expect(await yumi.text('/incidents/new')).not.toContain('名簿の照合')
  await report(world, yumi, pkg.id)
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
})

test('who has left the work, or lost the role, still tells; neither a passkey nor a hold stands in the way', async () => {
  const id = await deliveredBy(world, 'hana', pkg, 1)
  await world.engine.writer.updateTable('assignment').set({ status: 'approved' }).where('id', '=', id).execute()
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ status: 'suspended' })
    .where('personId', '=', world.cast.hana.id)
    .execute()
  await world.engine.writer
    .updateTable('person')
    .set({ heldUntil: '2026-11-30T00:00:00.000Z' })
    .where('id', '=', world.cast.hana.id)
    .execute()
  const hana = await world.as('hana')
  expect(await hana.text('/incidents/new')).toContain('名簿の照合')
  await report(world, hana, pkg.id)
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
})

test('sent twice, it is told once; told again by another form, it is a further report of the same matter', async () => {
  await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const form = told(pkg.id, { _once: 'the-same-form' })
  for (let i = 0; i < 2; i++) expect((await hana.post('/incidents', form)).headers.get('location')).toBe('/incidents/own?sent')
  expect(await incidentsOf(world, pkg.id)).toHaveLength(1)
  const frozenAt = (await packageOf(world, pkg.id)).frozenAt
  world.later(30)
  const first = await report(world, await world.as('daisuke'), pkg.id, { kind: 'sent' })
  const rows = await incidentsOf(world, pkg.id)
  expect(rows.map(({ kind, joins }) => [kind, joins])).toEqual([
    ['device', null],
    ['sent', first],
  ])
  expect((await packageOf(world, pkg.id)).frozenAt).toBe(frozenAt)
})

test('two who tell at once: one incident, both reports, both records', async () => {
  await acceptedBy(world, 'hana', pkg, 1)
  await acceptedBy(world, 'ken', pkg, 2)
  const people = [await world.as('hana'), await world.as('ken'), await world.as('yumi'), await world.as('daisuke')]
  const answers = await Promise.all(people.map((browser) => browser.post('/incidents', told(pkg.id))))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
  const rows = await incidentsOf(world, pkg.id)
  const first = rows.filter(({ joins }) => joins === null)
  expect([rows.length, first.length]).toEqual([4, 1])
  expect(rows.filter(({ joins }) => joins === first[0]!.id)).toHaveLength(3)
  expect(await acts()).toHaveLength(4)
})

test('one’s own reports say how far it is, and nobody else’s', async () => {
  await acceptedBy(world, 'hana', pkg, 1)
  await acceptedBy(world, 'ken', pkg, 2)
  await report(world, await world.as('hana'), pkg.id, { words: '花の言葉' })
  await report(world, await world.as('ken'), pkg.id, { words: '健の言葉' })
  const own = await (await world.as('hana')).text('/incidents/own')
  expect(own.match(/町が確かめています/g)).toHaveLength(1)
  expect(own).not.toContain('渡辺 健')
  expect(await (await world.as('reiko')).text('/incidents/own')).toContain('報告はまだありません')
})
