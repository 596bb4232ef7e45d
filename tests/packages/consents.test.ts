// Consents as people give them: before publishing, town by town, by two persons for the gravest class.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { secondConsents } from '../../db/packages/consents.ts'
import { movePackage, publishPackage } from '../../db/packages/edit.ts'
import { findPackage } from '../../db/packages/find.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { decide } from '../../policies/packages/packages.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { prepareForStrict } from '../support/stories/guarded.ts'
import { act, actorOf, allowed, readyPackage, type TestPackage, write } from '../support/stories/package.ts'
import { officer, signedIn, towns } from '../support/stories/vetting.ts'

const { shiojiri, tateshina, itoigawa } = towns
const all = [shiojiri, tateshina, itoigawa]
const proof = { _proof: 'demo' }

let world: TestWorld
let pkg: TestPackage
let yumi: Browser
let daisuke: Browser
beforeEach(async () => {
  world = await newWorld()
  await prepareForStrict(world)
  pkg = await ready('3C')
  yumi = await world.as('yumi')
  daisuke = await world.as('daisuke')
})
afterEach(() => world.close())

const ready = (dataClass: '3C' | '3B' | '2', wished = [shiojiri, tateshina]) =>
  readyPackage(world, { title: '名簿の照合', dataClass, places: ['centre'], courses: ['security'], towns: wished })
const at = (path = '') => `/packages/${pkg.id}/consents${path}`
const rows = () =>
  world.engine.reader.selectFrom('consent').selectAll().where('packageId', '=', pkg.id).orderBy('townId').execute()
const recorded = async (kind = 'consent') =>
  (await world.audit())
    .filter(({ act, subjectId }) => act.startsWith(`${kind}.`) && subjectId === pkg.id)
    .map(({ act, actorId, detail }) => [act, actorId, JSON.parse(detail)])
const heard = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => personId)
    .sort()

test('without consent it is not published; the manager sees whose turn it is, the town has it on its home page', async () => {
  const text = await daisuke.text(`/packages/${pkg.id}/publication`)
  for (const words of [
    '再委託（ほかの町へ仕事を任せること）の同意',
    '同意がまだの町: 塩尻市、立科町',
    '町の担当者（上條 由美）が同意します',
    at(),
  ])
    expect(text).toContain(words)
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(422)
  expect(await daisuke.text(at())).toContain('町の担当者（上條 由美）が同意します')
  expect((await daisuke.post(at(), { towns: all, ...proof })).status).toBe(403)
  expect(await yumi.text('/')).toContain(`href="${at()}"`)
  expect(await yumi.text(`/packages/${pkg.id}`)).toContain(`href="${at()}"`)
})

test('a town that has left asks for no consent any more, neither on the page nor on home', async () => {
  expect((await yumi.post(at(), { towns: [shiojiri], ...proof })).status).toBe(303)
  expect(await yumi.text('/')).toContain(`href="${at()}"`)
  await world.engine.writer.updateTable('town').set({ leftOn: '2026-11-21' }).where('id', '=', tateshina).execute()
  expect(await yumi.text(at())).not.toContain('立科町')
  expect(await yumi.text('/')).not.toContain(`href="${at()}"`)
})

test('the page says what each town will see; the passkey is asked for with the towns; then it can be published', async () => {
  const text = await yumi.text(at())
  for (const words of [
    '10行、4列',
    'ページの画像だけ',
    'テレワークセンター',
    '完了から30日',
    '塩尻市（情報を預かる町）',
    '立科みらい振興公社',
  ])
    expect(text).toContain(words)
  const asked = await (await yumi.post(at(), { towns: [shiojiri, tateshina] })).text()
  for (const words of ['再委託に同意します', '塩尻市 / 立科町', '名簿の照合', 'ページの画像だけ']) expect(asked).toContain(words)
  expect(await rows()).toEqual([])
  const answer = await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  expect(answer.headers.get('location')).toBe(`${at()}?done=given`)
  expect(await recorded()).toEqual([['consent.give', world.cast.yumi.id, { towns: [shiojiri, tateshina] }]])
  expect(await heard('consent.give')).toEqual([world.cast.daisuke.id])
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(303)
  expect(await yumi.text('/')).not.toContain(`href="${at()}"`)
})

test('towns may be left out: they keep it from being published until they are consented to, or left out of the plan', async () => {
  expect((await yumi.post(at(), { ...proof })).status).toBe(422)
  expect((await yumi.post(at(), { towns: ['999999'], ...proof })).status).toBe(422)
  expect((await yumi.post(at(), { towns: [itoigawa], ...proof })).status, 'not of the plan').toBe(422)
  expect((await yumi.post(at(), { towns: [shiojiri], ...proof })).status).toBe(303)
  const text = await daisuke.text(`/packages/${pkg.id}/publication`)
  expect(text).toContain('同意がまだの町: 立科町。')
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(422)
  await world.engine.writer
    .updateTable('package')
    .set({ towns: JSON.stringify([shiojiri]) as never })
    .where('id', '=', pkg.id)
    .execute()
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(303)
})

const plan = { unitPrice: '40', minutesPerRow: '2', dueOn: '2026-12-20', expenses: 'なし', keyColumn: '番号', places: ['centre'] }
test('a plan tells the town of the towns that are new in it, and of no others; consents given stay', async () => {
  const save = async (wished: readonly string[], courses = ['security']) =>
    (await daisuke.post(`/packages/${pkg.id}/plan`, { ...plan, courses, towns: [...wished], priceReason: '' })).status
  const asked = async () => (await recorded()).filter(([act]) => act === 'consent.ask').map(([, , detail]) => detail.towns)
  expect(await save([tateshina])).toBe(303)
  expect(await asked()).toEqual([[shiojiri, tateshina]])
  expect(await save([tateshina])).toBe(303)
  expect(await asked()).toHaveLength(1)
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  expect(await save([tateshina, itoigawa])).toBe(303)
  expect(await asked()).toEqual([[shiojiri, tateshina], [itoigawa]])
  expect(await heard('consent.ask')).toEqual([world.cast.yumi.id, world.cast.yumi.id])
  expect(await daisuke.text(`/packages/${pkg.id}/publication`)).toContain('同意がまだの町: 糸魚川市。')
  expect((await rows()).map(({ townId }) => townId)).toEqual([shiojiri, tateshina])
  expect(await save([tateshina])).toBe(303)
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(303)
})

test('a plan of class 3C demands a course, and says so', async () => {
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  await world.engine.writer
    .updateTable('package')
    .set({ courses: '[]' as never })
    .where('id', '=', pkg.id)
    .execute()
  const answer = await daisuke.post(`/packages/${pkg.id}/publication`)
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('必要な研修を1つ以上')])
})

test('class 2 is published without anybody’s consent', async () => {
  pkg = await ready('2')
  expect(await yumi.text(at())).toContain('募集を始めたことが同意になります')
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(303)
  expect(await rows()).toEqual([])
})

test('sending the draft back voids what was asked and consented to: the next plan asks anew', async () => {
  const save = () =>
    daisuke.post(`/packages/${pkg.id}/plan`, { ...plan, courses: ['security'], towns: [tateshina], priceReason: '' })
  expect((await save()).status).toBe(303)
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  expect((await daisuke.post(`/packages/${pkg.id}/returns`, { words: '列を足してください' })).status).toBe(303)
  expect(await rows()).toEqual([])
  await act(world, 'yumi', pkg.id, 'package.hand-over', movePackage)
  expect((await save()).status).toBe(303)
  expect((await recorded()).filter(([kind]) => kind === 'consent.ask')).toHaveLength(2)
  expect(await heard('consent.ask')).toEqual([world.cast.yumi.id, world.cast.yumi.id])
})

test('class 3B takes two persons of the town, each with their own passkey, never one twice', async () => {
  pkg = await ready('3B')
  const second = await officer(world, shiojiri)
  world.later(8 * 24 * 60)
  yumi = await world.as('yumi')
  const other = await signedIn(world, second.id)
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  expect(await yumi.text(at())).toContain('最初に同意した人とは別の、町の担当者が同意します')
  expect((await yumi.post(at('/seconds'), { towns: [shiojiri], ...proof })).status).toBe(403)
  const own = permit('consent.second', { id: pkg.id, townId: shiojiri })
  await expect(
    write(world, 'yumi', (tx) => secondConsents(tx, own, [shiojiri])),
    'the WHERE says so too',
  ).rejects.toThrow(Stale)
  daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(422)
  expect((await (await world.as('makoto')).get(at())).status, 'the town has a second coordinator').toBe(404)
  expect(await other.text('/')).toContain('2人目として同意する')
  expect((await other.post(at(), { towns: [shiojiri], ...proof })).status, 'given already').toBe(409)
  const asked = await (await other.post(at('/seconds'), { towns: [shiojiri, tateshina] })).text()
  expect(asked).toContain('2人目として再委託に同意します')
  expect((await other.post(at('/seconds'), { towns: [shiojiri, tateshina], ...proof })).status).toBe(303)
  expect((await other.post(at('/seconds'), { towns: [shiojiri, tateshina], ...proof })).status).toBe(409)
  expect((await rows()).map(({ givenBy, secondedBy }) => [givenBy, secondedBy])).toEqual([
    [world.cast.yumi.id, second.id],
    [world.cast.yumi.id, second.id],
  ])
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(303)
})

test('somebody brought in a moment ago is no second person beside who brought them in', async () => {
  pkg = await ready('3B')
  const newcomer = await officer(world, shiojiri)
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ grantedBy: world.cast.yumi.id })
    .where('personId', '=', newcomer.id)
    .execute()
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  expect(await newcomer.browser.text(at())).toContain('1週間以内にもう一方を登録したため')
  expect((await newcomer.browser.post(at('/seconds'), { towns: [shiojiri], ...proof })).status).toBe(403)
})

test('in a town with one coordinator the secretariat is the second person, is told, and learns no title', async () => {
  pkg = await ready('3B')
  const makoto = await world.as('makoto')
  expect((await makoto.get(at())).status).toBe(404)
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  expect(await heard('consent.give')).toContain(world.cast.makoto.id)
  expect(await yumi.text(at())).toContain('事務局が2人目として同意します')
  const pages = [await makoto.text('/'), await makoto.text('/notifications'), await makoto.text(at())]
  for (const text of [pages[0], pages[2]]) expect(text).toContain(at())
  const [, followed] = /href="(\/notifications\/[\w-]+)"/.exec(pages[1]!)!
  expect((await makoto.get(followed!)).headers.get('location')).toBe(at())
  const asked = await (await makoto.post(at('/seconds'), { towns: [shiojiri, tateshina] })).text()
  for (const text of [...pages, asked]) expect(text).not.toContain('名簿の照合')
  expect((await makoto.post(at(), { towns: [shiojiri], ...proof })).status).toBe(403)
  expect((await makoto.get(at('/withdrawal'))).status).toBe(403)
  expect((await makoto.post(at('/seconds'), { towns: [shiojiri, tateshina], ...proof })).status).toBe(303)
  expect((await makoto.get(at())).status, 'its turn is over').toBe(404)
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(303)
})

test('two who press at once give one consent', async () => {
  const second = await officer(world, shiojiri)
  const answers = await Promise.all([yumi, second.browser].map((who) => who.post(at(), { towns: [shiojiri], ...proof })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await recorded()).toHaveLength(1)
})

test('a publication that was decided upon before a withdrawal is stale', async () => {
  await yumi.post(at(), { towns: [shiojiri, tateshina], ...proof })
  const seen = (await findPackage(world.db.read, pkg.id, world.cast.daisuke.id))!
  const permit = allowed(decide('package.publish', await actorOf(world, 'daisuke'), seen.facts))
  world.later(1)
  expect((await yumi.post(at('/withdrawal'), { towns: [tateshina], words: '見直します' })).status).toBe(303)
  await expect(
    write(world, 'daisuke', (tx) => publishPackage(tx, permit, [shiojiri, tateshina], seen.updatedAt)),
  ).rejects.toThrow(Stale)
  expect((await daisuke.post(`/packages/${pkg.id}/publication`)).status).toBe(422)
})

test('coordinators and managers of other towns, workers and strangers find no page', async () => {
  const others = [
    (await officer(world, tateshina)).browser,
    (await officer(world, tateshina, '田中 二', 'manager')).browser,
    await world.as('hana'),
    await world.as('reiko'),
    await world.as('makoto'),
    await world.as('akira'),
  ]
  for (const browser of others) {
    for (const path of [at(), at('/withdrawal')]) expect((await browser.get(path)).status).toBe(404)
    for (const path of [at(), at('/seconds'), at('/withdrawal')])
      expect((await browser.post(path, { towns: [shiojiri], words: 'x', ...proof })).status).toBe(404)
  }
  expect(await rows()).toEqual([])
})

test('all of it is said in English too', async () => {
  await yumi.post('/locale', { locale: 'en' })
  const text = await yumi.text(at())
  for (const words of [
    'Consent to subcontracting',
    'Only as pictures of pages',
    'Shiojiri (owner of the data)',
    'Waiting for consent',
  ])
    expect(text).toContain(words)
})
