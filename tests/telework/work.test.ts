/** Finding work as 花 meets it: what is open, what is closed and why, raising and lowering a hand. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../db/kernel/ids.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, draftPackage, publishedPackage, readyPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const pass = (courseId: string, person: 'hana' | 'ken', validUntil: '2026-11-20' | '2027-11-01') =>
  world.engine.writer
    .insertInto('completion')
    .values({
      id: newId(world.clock()),
      courseId,
      personId: world.cast[person].id,
      result: 'passed',
      score: null,
      completedOn: '2025-11-20',
      validUntil,
      note: '',
      recordedBy: world.cast.reiko.id,
      recordedAt: world.clock(),
    })
    .execute()

test('the list says what a lot pays, how long it takes, until when, and that she can raise her hand', async () => {
  const { id } = await publishedPackage(world)
  const text = await (await world.as('hana')).text('/work')
  expect(text).toContain(`href="/work/${id}"`)
  for (const words of ['<b>160</b>円 / 1件', '1行40円 × 4行、約8分', '納期 12月5日(土)', '残り3件', '塩尻市', '応募できます'])
    expect(text).toContain(words)
})

test('a closed job says why it is closed and what opens it', async () => {
  await publishedPackage(world, { title: '研修のいる仕事', courses: ['security'] })
  await publishedPackage(world, { title: 'センターの仕事', places: ['centre'], courses: ['security', 'data-entry'] })
  const text = await (await world.as('hana')).text('/work')
  expect(text).toContain('研修「情報セキュリティと個人情報の基礎」の修了が必要です。次回は11月24日(火)です。')
  expect(text).toContain('テレワークセンターで働ける方の仕事です（ほか2件）')
})

test('a training that ran out yesterday closes, one that still counts opens', async () => {
  const { id } = await publishedPackage(world, { courses: ['security'] })
  await pass('security', 'hana', '2026-11-20')
  await pass('security', 'ken', '2027-11-01')
  expect(await (await world.as('hana')).text(`/work/${id}`)).toContain('2026年11月20日(金)で有効期限が切れました')
  const ken = await (await world.as('ken')).text(`/work/${id}`)
  expect(ken).toContain('2027年11月1日(月)まで有効')
  expect(ken).toContain('応募する</button>')
})

test('the filter shows only what she can take now, and says so when there is none', async () => {
  await publishedPackage(world, { title: '研修のいる仕事', courses: ['security'] })
  const hana = await world.as('hana')
  expect(await hana.text('/work?can=now')).toContain('今すぐ応募できる仕事は、まだありません')
  await publishedPackage(world, { title: 'だれでもできる仕事' })
  const text = await hana.text('/work?can=now')
  expect(text).toContain('だれでもできる仕事')
  expect(text).not.toContain('研修のいる仕事')
})

test('pages of the list follow each other without a gap, with and without the filter', async () => {
  const first = await publishedPackage(world)
  const { id: template } = first
  const row = await world.db.read.selectFrom('package').selectAll().where('id', '=', template).executeTakeFirstOrThrow()
  const copies = Array.from({ length: 120 }, (_, i) => ({
    ...row,
    id: newId(world.clock()),
    number: `X-${i}`,
    title: `写し${i}`,
  }))
  for (const [i, copy] of copies.entries()) if (i % 2) copy.courses = '["security"]'
  await world.engine.writer.insertInto('package').values(copies).execute()
  const posted = copies.map(({ id: packageId }) => ({
    townId: '203246',
    packageId,
    postedAt: world.clock(),
    closed: 0 as const,
    version: 1,
  }))
  await world.engine.writer.insertInto('packageTown').values(posted).execute()
  const hana = await world.as('hana')
  const walk = async (path: string) => {
    const seen: string[] = []
    for (let next: string | undefined = path; next; ) {
      const text = await hana.text(next)
      seen.push(...[...text.matchAll(/class="yui-work__link" href="\/work\/([^"]+)"/g)].map(([, id]) => id!))
      next = /rel="next"/.test(text) ? /href="(\/work\?[^"]*before=[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&') : undefined
    }
    return seen
  }
  const all = await walk('/work')
  expect([all.length, new Set(all).size]).toEqual([121, 121])
  const open = await walk('/work?can=now')
  expect([open.length, new Set(open).size]).toEqual([61, 61])
})

test('nobody sees the list but workers, and no work of towns that it is not open to', async () => {
  const { id } = await publishedPackage(world, { towns: ['202151', '152161'] })
  expect((await (await world.as('yumi')).get('/work')).status).toBe(403)
  const hana = await world.as('hana')
  expect(await hana.text('/work')).toContain('今、募集中の仕事はありません')
  expect((await hana.get(`/work/${id}`)).status).toBe(404)
  expect((await hana.post(`/work/${id}/application`, { lotsWished: '1' })).status).toBe(404)
  expect((await (await world.as('daisuke')).get(`/work/${id}`)).status).toBe(404)
  expect((await world.stranger().get(`/work/${id}`)).headers.get('location')).toMatch(/^\/sign-in/)
})

test('what is not published yet does not exist for workers', async () => {
  const hana = await world.as('hana')
  for (const { id } of [await draftPackage(world), await readyPackage(world)])
    expect((await hana.get(`/work/${id}`)).status).toBe(404)
})

test('the outline holds no brief, no row and no name of a file', async () => {
  const { id } = await publishedPackage(world, { brief: '秘密の手順' })
  const text = await (await world.as('hana')).text(`/work/${id}`)
  expect(text).toContain('町の店舗案内を正しくするため')
  expect(text).toContain('電話番号がつながる形である')
  for (const secret of ['秘密の手順', '店舗一覧.csv', '店舗1', '名称,']) expect(text).not.toContain(secret)
})

test('she raises her hand, the manager hears of it, she lowers it, and raises it again', async () => {
  const { id } = await publishedPackage(world)
  const hana = await world.as('hana')
  const raise = () => hana.post(`/work/${id}/application`, { lotsWished: '２', note: '夜に2時間できます' })
  expect((await raise()).headers.get('location')).toBe(`/work/${id}`)
  const text = await hana.text(`/work/${id}`)
  expect(text).toContain('応募中です（希望2件）')
  expect(await hana.text('/work')).toContain('応募中です')
  const heard = await world.db.read.selectFrom('notification').selectAll().where('act', '=', 'application.raise').execute()
  expect(heard.map(({ personId }) => personId)).toEqual([world.cast.daisuke.id])
  expect((await hana.post(`/work/${id}/application/withdrawal`)).status).toBe(303)
  expect((await hana.post(`/work/${id}/application/withdrawal`)).status).toBe(409)
  expect(await hana.text(`/work/${id}`)).not.toContain('応募中です')
  await raise()
  const audit = (await world.audit()).filter(({ act }) => act.startsWith('application.'))
  expect(audit.map(({ act }) => act)).toEqual(['application.raise', 'application.withdraw', 'application.raise'])
  expect(JSON.stringify(audit)).not.toContain('夜に')
  expect(await world.db.read.selectFrom('application').selectAll().execute()).toHaveLength(1)
})

test('a form sent twice raises one hand and is recorded once', async () => {
  const { id } = await publishedPackage(world)
  const hana = await world.as('hana')
  const form = { lotsWished: '1', note: '', _once: 'the-same-form' }
  const answers = await Promise.all([1, 2].map(() => hana.post(`/work/${id}/application`, form)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await world.audit()).filter(({ act }) => act === 'application.raise')).toHaveLength(1)
})

test('a bad wish comes back with all that was typed', async () => {
  const { id } = await publishedPackage(world)
  const hana = await world.as('hana')
  const answer = await hana.post(`/work/${id}/application`, { lotsWished: '99', note: 'ひとこと' })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const words of ['3以下で入力してください', 'value="99"', 'ひとこと', 'href="#lotsWished"']) expect(text).toContain(words)
  expect(await world.db.read.selectFrom('application').selectAll().execute()).toEqual([])
})

test('who lacks conditions cannot raise a hand, and is told every one of them', async () => {
  const { id } = await publishedPackage(world, { places: ['centre'], courses: ['security'] })
  const hana = await world.as('hana')
  expect(await hana.text(`/work/${id}`)).not.toContain('name="lotsWished"')
  const answer = await hana.post(`/work/${id}/application`, { lotsWished: '1', note: '' })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  expect(text).toContain('テレワークセンターで働ける方の仕事です')
  expect(text).toContain('研修「情報セキュリティと個人情報の基礎」の修了が必要です')
})

test('when every lot is taken the job is closed, and says so', async () => {
  const pkg = await publishedPackage(world, { rows: 4 })
  await acceptedBy(world, 'ken', pkg, 1)
  const hana = await world.as('hana')
  expect(await hana.text('/work')).toContain('今は残りの作業がありません')
  expect((await hana.post(`/work/${pkg.id}/application`, { lotsWished: '1' })).status).toBe(422)
})

test('one who works on it finds the way to the lots', async () => {
  const pkg = await publishedPackage(world)
  const id = await acceptedBy(world, 'hana', pkg, 2)
  expect(await (await world.as('hana')).text(`/work/${pkg.id}`)).toContain(`href="/assignments/${id}"`)
  expect(await (await world.as('ken')).text(`/work/${pkg.id}`)).not.toContain(id)
})

test('everything is said in English too', async () => {
  const { id } = await publishedPackage(world, { courses: ['security'] })
  const hana = await world.as('hana')
  await hana.post('/locale', { locale: 'en' })
  expect(await hana.text('/work')).toContain('You need to complete “Information security and personal data”.')
  const text = await hana.text(`/work/${id}`)
  expect(text).toContain('The next session is on Tue 24 Nov.')
  expect(text).toContain('Shiojiri')
})
