// Applying to become a teleworker: open to anybody, stored once, and the same answer whoever is known already.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applicantLinkMinutes } from '../../policies/membership/vetting.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { codeIn, application as form, newest, rowsOf } from '../support/stories/applicant.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const myNumber = '123456789018'
const count = async (table: Parameters<typeof rowsOf>[1]) => (await rowsOf(world, table)).length

test('anybody applies, makes a passkey with the code that is shown once, and sees where they stand', async () => {
  const stranger = world.stranger()
  expect(await stranger.text('/')).toContain('href="/join"')
  expect(await stranger.text('/sign-in')).toContain('href="/join"')
  const page = await stranger.text('/join')
  for (const words of ['塩尻市', '立科町', 'だれが見るか', '90日']) expect(page).toContain(words)
  const answer = await stranger.post('/join', form)
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(text).toContain('申し込みを受け付けました')
  const { person, vetting } = await newest(world)
  expect(person).toMatchObject({ name: '降旗 桃子', kana: 'フリハタ モモコ', romaji: 'Momoko Furihata', locale: 'ja' })
  expect(person).toMatchObject({ email: 'momoko@example.jp', phone: null, letters: 'all', heldUntil: null })
  expect(vetting).toMatchObject({ townId: '202151', kind: 'first', status: 'open', weeklyHours: 12, places: '["home"]' })
  expect(vetting.skills).toBe('表計算が得意です。')
  const [enrolment] = await world.engine.reader.selectFrom('enrolment').selectAll().execute()
  expect(Date.parse(enrolment!.expiresAt) - Date.parse(world.clock())).toBe(applicantLinkMinutes * 60_000)
  expect(JSON.stringify(enrolment)).not.toContain(codeIn(text))

  expect((await ceremonies(stranger, createAuthenticator()).enrol(codeIn(text))).status).toBe(200)
  const home = await stranger.text('/')
  expect(home).toContain('href="/vetting"')
  expect(home).not.toContain('href="/work"')
  const standing = await stranger.text('/vetting?welcome')
  for (const words of ['パスキーができました', '審査中', '誓約書を読んで署名する', '作業環境を自己点検する', '住所の確認'])
    expect(standing).toContain(words)
  for (const closed of ['/work', '/people', '/packages', '/vettings']) expect((await stranger.get(closed)).status).toBe(403)

  const records = (await world.audit())
    .filter(({ subjectId }) => subjectId === person.id)
    .map(({ chain, act }) => `${chain} ${act}`)
  expect(records).toContain('202151 vetting.apply')
  expect(JSON.stringify(await world.audit())).not.toMatch(/降旗|momoko|表計算/)
  const told = await world.engine.reader.selectFrom('notification').select(['personId', 'act']).execute()
  expect(told.filter(({ act }) => act === 'vetting.apply')).toEqual([{ personId: world.cast.yumi.id, act: 'vetting.apply' }])
  expect(await (await world.as('yumi')).text('/notifications')).toContain('テレワーカーの申し込みが届きました')
})

test('the page is complete in English, and the newcomer is spoken to in English', async () => {
  const stranger = world.stranger()
  await stranger.post('/locale', { locale: 'en' })
  expect(await stranger.text('/join')).toContain('Become a teleworker')
  const text = await (await stranger.post('/join', form)).text()
  expect(text).toContain('Application received')
  await ceremonies(stranger, createAuthenticator()).enrol(codeIn(text))
  expect((await newest(world)).person.locale).toBe('en')
  expect(await stranger.text('/')).toContain('Momoko Furihata')
  for (const path of ['/vetting', '/vetting/pledge', '/vetting/environment', '/vetting/withdrawal'])
    expect([path, (await stranger.get(path)).status]).toEqual([path, 200])
})

test('a form without what is needed stores nobody and loses nothing', async () => {
  const before = await count('person')
  const stranger = world.stranger()
  const bad = { ...form, name: '', kana: 'momoko', email: 'momoko', phone: '12', town: '', places: [], weeklyHours: '99' }
  const answer = await stranger.post('/join', bad)
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const field of ['name', 'kana', 'email', 'phone', 'town', 'places', 'weeklyHours'])
    expect(text).toContain(`id="${field}-problem"`)
  for (const words of ['value="momoko"', 'value="99"', '表計算が得意です。']) expect(text).toContain(words)
  const neither = await stranger.post('/join', { ...form, email: '', phone: ' ' })
  expect(neither.status).toBe(422)
  expect(await neither.text()).toContain('どちらかを入力してください')
  expect((await stranger.post('/join', { ...form, town: '999999' })).status).toBe(422)
  expect((await stranger.post('/join', { ...form, places: ['vdi'] })).status, 'a place that is not offered').toBe(422)
  expect(await count('person')).toBe(before)
  expect(await count('vetting')).toBe(0)
})

test.each(['name', 'email', 'phone', 'skills'] as const)(
  'an individual number in %s is refused beside the field',
  async (field) => {
    for (const number of [myNumber, '1234 5678 9018', '１２３４−５６７８−９０１８'.replaceAll('−', '－')]) {
      const value = field === 'email' ? `${myNumber}@example.jp` : number
      const answer = await world.stranger().post('/join', { ...form, [field]: value })
      expect([value, answer.status]).toEqual([value, 422])
      expect(await answer.text()).toMatch(new RegExp(`id="${field}-problem">((?!</p>).)*マイナンバー`, 's'))
    }
    expect(await count('vetting')).toBe(0)
  },
)

const phones: [string, string | undefined][] = [
  ['090-1234-5678', '090-1234-5678'],
  ['０９０−１２３４−５６７８', '090-1234-5678'],
  ['(0263) 52 0280', '(0263) 52 0280'],
  ['+81 90 1234 5678', '+81 90 1234 5678'],
  ['090-1234', undefined],
  ['電話', undefined],
  ['0901234567890123', undefined],
]
test.each(phones)('the telephone number %s becomes %s', async (typed, stored) => {
  const answer = await world.stranger().post('/join', { ...form, email: '', phone: typed })
  expect(answer.status).toBe(stored ? 200 : 422)
  if (stored) expect((await newest(world)).person).toMatchObject({ phone: stored, email: null })
})

test('a town that has left takes no applications', async () => {
  await world.engine.writer.updateTable('town').set({ leftOn: '2026-11-01' }).where('id', '=', '203246').execute()
  const stranger = world.stranger()
  expect(await stranger.text('/join')).not.toContain('立科町')
  expect((await stranger.post('/join', { ...form, town: '203246' })).status).toBe(422)
  expect(await count('vetting')).toBe(0)
})

test('the answer is the same whether an address, a name or a number is known already', async () => {
  const said = async (changes: object) => {
    const answer = await world.stranger().post('/join', { ...form, ...changes })
    const plain = (await answer.text())
      .replace(/<svg[^>]*viewBox="0 0 \d+ \d+" shape-rendering.*?<\/svg>/gs, '')
      .replace(/[0-9A-Z]{5}(-[0-9A-Z]{5}){4}-[0-9A-Z]/g, 'CODE')
      .replace(/name="_once" value="[^"]*"/g, '')
    return [answer.status, plain]
  }
  const unknown = await said({})
  expect(await said({})).toEqual(unknown)
  expect(await said({ email: 'hana@example.jp', name: '小林 花', kana: 'こばやし はな' })).toEqual(unknown)
})

test('a form that is sent twice applies once, and the second sending is told so without a code', async () => {
  const stranger = world.stranger()
  const sent = { ...form, _once: 'the-same' }
  const answers = await Promise.all([stranger.post('/join', sent), world.stranger().post('/join', sent)])
  const late = await stranger.post('/join', sent)
  expect([...answers, late].map(({ status }) => status).sort()).toEqual([200, 303, 303])
  expect(late.headers.get('location')).toBe('/join?received')
  const again = await stranger.text('/join?received')
  expect(again).toContain('受け付け済みです')
  expect(await count('vetting')).toBe(1)
  expect(await count('enrolment')).toBe(1)
})

test('a room of thirty people behind one address applies, each out of a form of their own', async () => {
  for (let i = 0; i < 30; i++)
    expect((await world.stranger().post('/join', { ...form, name: `申込 者${i}`, _once: `form-${i}` })).status).toBe(200)
})

test('one form applies ten times an hour from one address; then it is asked to wait, and nothing typed is lost', async () => {
  const stranger = world.stranger()
  for (let i = 0; i < 10; i++) expect((await stranger.post('/join', { ...form, name: `申込 者${i}` })).status).toBe(200)
  const refused = await stranger.post('/join', form)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)])
  const text = await refused.text()
  for (const words of ['1時間ほどあとで', '降旗 桃子', '表計算が得意です。']) expect(text).toContain(words)
  expect(await count('vetting')).toBe(10)
  expect((await stranger.post('/join', { ...form, name: '' })).status, 'mistakes are not counted').toBe(422)
})

test('more than the form’s fields changes nothing more', async () => {
  const more = { id: 'x', personId: world.cast.hana.id, role: 'secretariat', status: 'approved', clearance: '3B', locale: 'en' }
  await world.stranger().post('/join', { ...form, ...more, kind: 'renewal', townId: '203246', userHandle: 'x' })
  const { person, vetting } = await newest(world)
  expect(vetting).toMatchObject({ status: 'open', kind: 'first', clearance: null, townId: '202151' })
  expect(person).toMatchObject({ locale: 'ja', name: form.name })
  expect([person.id, person.userHandle, vetting.personId]).not.toContain('x')
  expect(vetting.personId).not.toBe(world.cast.hana.id)
})
