// Registering people and handing them a code: who may, whom they see, and what a bad form gets.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findActor } from '../../db/identity/people.ts'
import { findMember, findVettingOf } from '../../db/membership/vetting/find.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { enrolled } from '../support/outside/keys.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const resident = {
  _proof: 'demo',
  kind: 'worker',
  name: '降旗 桃子',
  kana: 'ふりはた ももこ',
  romaji: 'Momoko Furihata',
  email: 'momoko@example.jp',
  locale: 'ja',
  town: '202151',
  phone: '０９０−１２３４−５６７８',
  places: ['home', 'centre'],
  weeklyHours: '１２',
  skills: '',
}
const staff = { ...resident, kind: 'staff', role: 'coordinator', town: '203246' }
/** What makes somebody a worker of 塩尻市: without it a worker's role does not count. */
const profile = {
  townId: '202151',
  status: 'active' as const,
  clearance: '1' as const,
  places: '["home"]',
  weeklyHours: 5,
  vettedOn: '2026-11-01' as const,
  vettedBy: null,
  vettedUntil: '2027-10-31' as const,
}
const persons = () => world.engine.reader.selectFrom('person').selectAll().orderBy('createdAt', 'desc').execute()
const newcomer = async () => (await persons()).find(({ name }) => name === resident.name)
const page = async (who: CastKey, path: string) => (await world.as(who)).text(path)
const personPath = (who: CastKey) => `/people/${world.cast[who].id}`

test('a coordinator takes a resident’s application at the counter: it is vetted like any other, and nobody works at once', async () => {
  const yumi = await world.as('yumi')
  expect(await yumi.text('/people/new')).toContain('住民の申し込みを受け付ける')
  const answer = await yumi.post('/people', { ...resident, clearance: '2', status: 'approved' })
  const path = answer.headers.get('location')!
  expect([answer.status, path]).toEqual([303, expect.stringMatching(/^\/vettings\/[\w-]+$/)])
  const person = (await newcomer())!
  expect(person).toMatchObject({ kana: 'フリハタ モモコ', email: 'momoko@example.jp', phone: '090-1234-5678' })
  expect(await findVettingOf(world.db.read, person.id)).toMatchObject({
    ...{ id: path.slice('/vettings/'.length), kind: 'first', status: 'open', townId: '202151', clearance: null },
    ...{ places: ['home', 'centre'], weeklyHours: 12, steps: [] },
  })
  expect((await findActor(world.db.read, person.id, world.clock()))!.grants).toEqual([])
  expect(await findMember(world.db.read, person.id)).toBeUndefined()
  expect(await yumi.text('/people')).not.toContain('降旗 桃子')

  const records = (await world.audit()).filter(({ subjectId }) => subjectId === person.id)
  expect(records.map(({ chain, act, actorId }) => [chain, act, actorId])).toEqual([
    ['202151', 'vetting.apply', world.cast.yumi.id],
  ])
  expect(JSON.stringify(await world.audit())).not.toMatch(/降旗|momoko/)
})

test('the secretariat registers staff, and asks for a town only where the role needs one', async () => {
  const makoto = await world.as('makoto')
  expect(await makoto.text('/people/new')).toContain('職員・担当者を招待する')
  expect((await makoto.post('/people', staff)).status).toBe(303)
  const auditor = { ...staff, name: '監査 太郎', role: 'auditor', town: '203246' }
  expect((await makoto.post('/people', auditor)).status).toBe(303)
  const person = (await persons()).find(({ name }) => name === auditor.name)!
  expect((await findActor(world.db.read, person.id, world.clock()))!.grants).toEqual([{ role: 'auditor', townId: null }])
  const townless = await makoto.post('/people', { ...staff, name: '町なし 花子', town: '' })
  expect(townless.status).toBe(422)
  const text = await townless.text()
  expect(text).toContain('この役割には町を選んでください')
  expect(text).toContain('町なし 花子')
})

test('a bad form comes back with everything typed and every problem, and stores nobody', async () => {
  const yumi = await world.as('yumi')
  const before = (await persons()).length
  const answer = await yumi.post('/people', {
    ...resident,
    kana: 'kana',
    romaji: 'ももこ',
    email: 'nobody',
    places: [],
    weeklyHours: '99',
  })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const words of [
    'カタカナで入力',
    'ローマ字',
    'メールアドレスの形で',
    '選んでください',
    '40以下で',
    'value="99"',
    '降旗 桃子',
  ])
    expect(text).toContain(words)
  expect(await persons()).toHaveLength(before)
})

const refused: [CastKey, object, number][] = [
  ['hana', resident, 403],
  ['daisuke', resident, 403],
  ['akira', staff, 403],
  ['reiko', staff, 403],
  ['makoto', resident, 403],
  ['yumi', { ...resident, town: '203246' }, 403],
  ['yumi', staff, 403],
  ['yumi', { ...staff, role: 'secretariat', town: '' }, 403],
]
test.each(refused)('%s may not register %j', async (who, form, status) => {
  const before = (await persons()).length
  expect((await (await world.as(who)).post('/people', form as never)).status).toBe(status)
  expect(await persons()).toHaveLength(before)
})

test('a form that carries more than its fields changes nothing more', async () => {
  const yumi = await world.as('yumi')
  await yumi.post('/people', { ...resident, role: 'secretariat', id: 'x', userHandle: 'x', grantedBy: 'x', townId: '203246' })
  const person = (await newcomer())!
  expect((await findActor(world.db.read, person.id, world.clock()))!.grants).toEqual([])
  expect(await findVettingOf(world.db.read, person.id)).toMatchObject({ townId: '202151', status: 'open' })
  expect(person.userHandle).not.toBe('x')
})

test('a form that is sent twice registers one person', async () => {
  const yumi = await world.as('yumi')
  const [first, second] = await Promise.all([1, 2].map(() => yumi.post('/people', { ...resident, _once: 'same' })))
  expect(second!.headers.get('location')).toBe(first!.headers.get('location'))
  expect((await persons()).filter(({ name }) => name === resident.name)).toHaveLength(1)
})

test('people are found by name, by kana either way and by romaji, and a percent sign is a letter', async () => {
  const makoto = await world.as('makoto')
  for (const words of [
    '上條',
    'かみじょう',
    'ｶﾐｼﾞｮｳ',
    'kamijo',
    '上條 由美',
    '上條由美',
    '由美　上條',
    'かみじょうゆみ',
    'ＹＵＭＩ',
    'yumikamijo',
  ]) {
    const text = await makoto.text(`/people?q=${encodeURIComponent(words)}`)
    expect(text, words).toContain('上條 由美')
    expect(text, words).not.toContain('百瀬 大輔')
  }
  expect(await makoto.text('/people?q=%25')).toContain('見つかりませんでした')
  expect(await makoto.text('/people?q=_')).toContain('見つかりませんでした')
})

test('a long list goes on over pages without losing or repeating anybody', async () => {
  const makoto = await world.as('makoto')
  for (let i = 0; i < 56; i++) await makoto.post('/people', { ...staff, name: `同姓 同名${i}`, kana: 'ドウセイ ドウメイ' })
  const first = await makoto.text('/people')
  const next = /href="(\/people\?after=[^"]+)"/.exec(first)![1]!
  const second = await makoto.text(next)
  const ids = [...(first + second).matchAll(/href="\/people\/([\w-]{36})"/g)].map(([, id]) => id)
  expect(ids).toHaveLength(61)
  expect(new Set(ids).size).toBe(61)
})

test('who one may not see does not exist', async () => {
  const yumi = await world.as('yumi')
  for (const who of ['hana', 'makoto', 'daisuke'] as const) {
    expect((await yumi.get(personPath(who))).status).toBe(404)
    expect((await yumi.post(`${personPath(who)}/enrolment`)).status).toBe(404)
  }
  expect((await yumi.get('/people/nobody')).status).toBe(404)
  expect((await (await world.as('hana')).get('/people')).status).toBe(403)
  expect((await (await world.as('hana')).get(personPath('ken'))).status).toBe(404)
})

test('nobody issues a code for themselves, and the page says so', async () => {
  const makoto = await world.as('makoto')
  expect(await makoto.text(personPath('makoto'))).toContain('自分の招待コードは発行できません')
  expect((await makoto.post(`${personPath('makoto')}/enrolment`)).status).toBe(403)
})

test('a code for somebody with further roles is left to those who look after all of them', async () => {
  await world.engine.writer
    .insertInto('workerProfile')
    .values({ ...profile, personId: world.cast.daisuke.id })
    .execute()
  await world.engine.writer
    .insertInto('roleGrant')
    .values({
      id: 'g',
      personId: world.cast.daisuke.id,
      role: 'worker',
      townId: '202151',
      fromOn: '2026-11-01',
      untilOn: null,
      grantedBy: null,
      reason: '',
    })
    .execute()
  expect(await page('yumi', personPath('daisuke'))).toContain('この人のほかの役割は')
  expect((await (await world.as('yumi')).post(`${personPath('daisuke')}/enrolment`)).status).toBe(403)
})

test('a code asked for twice by one form is made once; the person is told', async () => {
  const makoto = await world.as('makoto')
  const path = `${personPath('yumi')}/enrolment`
  expect((await makoto.post(path, { _once: 'same', _proof: 'demo' })).status).toBe(200)
  const again = await makoto.post(path, { _once: 'same', _proof: 'demo' })
  expect([again.status, again.headers.get('location')]).toEqual([303, personPath('yumi')])
  const { browser } = await enrolled(world, 'yumi')
  expect(await browser.text('/notifications')).toContain('新しい招待コードが発行されました')
})

test('towns: the secretariat adds one and sets its operating body', async () => {
  const makoto = await world.as('makoto')
  const town = { code: '２０２０１１', name: '長野市', kana: 'ながのし', romaji: 'Nagano' }
  expect((await makoto.post('/towns', { ...town, code: '202012' })).status).toBe(422)
  const bad = await makoto.post('/towns', { ...town, code: '202151' })
  expect(bad.status).toBe(422)
  expect(await bad.text()).toContain('すでに登録されています')
  expect((await makoto.post('/towns', town)).status, 'full-width digits are read').toBe(303)
  expect(await makoto.text('/towns')).toContain('未登録（募集を始められません）')
  const path = '/towns/202011/operating-body'
  expect((await makoto.post(path, { name: '', address: '長野市見本', contact: 'x' })).status).toBe(422)
  for (const name of ['見本公社', '見本公社改め'])
    expect((await makoto.post(path, { name, address: '長野市見本1', contact: 'a@example.jp' })).status).toBe(303)
  expect(await makoto.text('/towns')).toContain('見本公社改め')
  expect(await makoto.text('/towns')).toContain('長野県')
  expect((await world.audit()).filter(({ subjectId }) => subjectId === '202011').map(({ act }) => act)).toEqual([
    'town.add',
    'operating-body.edit',
    'operating-body.edit',
  ])
  const yumi = await world.as('yumi')
  for (const gone of ['/towns', '/towns/new', path]) expect((await yumi.get(gone)).status).toBe(403)
  expect((await yumi.post('/towns', town)).status).toBe(403)
  expect((await makoto.get('/towns/000000/operating-body')).status).toBe(404)
})

test('bringing in a colleague, and handing them a code, each take the passkey: without it nothing happens', async () => {
  const makoto = await world.as('makoto')
  const before = await persons()
  const asked = await makoto.post('/people', { ...staff, role: 'secretariat', town: '', _proof: '' })
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('name="_proof"')])
  expect(await persons()).toEqual(before)
  const code = await makoto.post(`${personPath('yumi')}/enrolment`, { _proof: '' })
  expect(await code.text()).not.toContain('/enrol#')
  expect(await world.engine.reader.selectFrom('enrolment').select('id').execute()).toEqual([])
})
