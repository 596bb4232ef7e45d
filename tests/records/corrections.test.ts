// Corrections: asking for one's data to be put right, and the answer that does it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPerson } from '../../db/identity/people.ts'
import { newId } from '../../db/kernel/ids.ts'
import { minutesAfter } from '../../db/kernel/time.ts'
import { decideInvite } from '../../policies/identity/people.ts'
import { cookieName } from '../../server/identity/lucia.ts'
import { enrolled } from '../support/outside/keys.ts'
import { type Browser, createBrowser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { actorOf, allowed, write } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const rows = () => world.engine.reader.selectFrom('correction').selectAll().orderBy('id').execute()
const acts = async () => (await world.audit()).map(({ act }) => act)
const personOf = (id: string) =>
  world.engine.reader.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const profileOf = (id: string) =>
  world.engine.reader.selectFrom('workerProfile').selectAll().where('personId', '=', id).executeTakeFirstOrThrow()

/** A coordinator of a town, brought in by the secretariat and signed in. */
async function coordinatorOf(townId: string): Promise<Browser & { id: string }> {
  const id = newId(world.clock())
  const grant = { role: 'coordinator' as const, townId }
  const permit = allowed(decideInvite(await actorOf(world, 'makoto'), grant, id))
  const person = { name: '田中 一', kana: 'タナカ ハジメ', romaji: 'Hajime Tanaka', email: null, locale: 'ja' as const }
  await write(world, 'makoto', (tx) => addPerson(tx, permit, person, grant))
  const at = world.clock()
  const limits = { createdAt: at, endsAt: minutesAfter(at, 60 * 24 * 60), idleMinutes: 60 * 24 * 60, provedAt: at }
  const session = await world.sessions.createSession(id, { ...limits, passkeyId: null, device: '', sharedPcId: null })
  const browser = createBrowser(world.app)
  browser.cookies.set(cookieName, session.id)
  return { ...browser, id }
}
async function asked(who: 'hana' | 'daisuke' | 'yumi', field: string, wish = '直してください'): Promise<string> {
  const answer = await (await world.as(who)).post('/account/corrections', { field, wish })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account/corrections?sent'])
  return (await rows()).at(-1)!.id
}
const tateshina = '203246'

test('asking: kept for the town, told to its desk, and seen by the asker', async () => {
  const desk = await coordinatorOf(tateshina)
  await asked('hana', 'name', '姓が変わりました')
  expect(await rows()).toMatchObject([
    { personId: world.cast.hana.id, townId: tateshina, field: 'name', status: 'open', dueOn: '2026-12-21' },
  ])
  const hana = await world.as('hana')
  const page = await hana.text('/account/corrections?sent')
  for (const words of ['姓が変わりました', '回答待ち', '2026年12月21日', '立科町が回答します']) expect(page).toContain(words)
  expect(await desk.text('/notifications')).toContain('記録の訂正の依頼が届きました')
  expect(await desk.text('/')).toContain('記録の訂正の依頼に回答する')
  const list = await desk.text('/corrections')
  for (const words of ['小林 花', '氏名', 'あと30日']) expect(list).toContain(words)
  const detail = (await world.audit()).find(({ act }) => act === 'correction.ask')!
  expect(detail).toMatchObject({ chain: tateshina, detail: '{"field":"name"}' })
})

test('a form that is not good comes back with what was typed', async () => {
  const hana = await world.as('hana')
  for (const [form, problem] of [
    [{ field: '', wish: '書きました' }, '選んでください'],
    [{ field: 'name', wish: '' }, '入力してください'],
    [{ field: 'name', wish: 'あ'.repeat(501) }, '500文字以内で入力してください'],
    [{ field: 'other', wish: '番号は123456789018です' }, 'マイナンバー'],
  ] as const) {
    const answer = await hana.post('/account/corrections', form)
    const text = await answer.text()
    expect([answer.status, text.includes(problem), text.includes(form.wish)]).toEqual([422, true, true])
  }
  expect(await rows()).toEqual([])
})

test('who is no teleworker is not asked about hours, and is answered by the secretariat', async () => {
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text('/account/corrections')).not.toContain('週に働きたい時間')
  expect((await daisuke.post('/account/corrections', { field: 'weeklyHours', wish: 'x' })).status).toBe(422)
  await asked('daisuke', 'phone')
  expect((await rows())[0]).toMatchObject({ townId: 'alliance' })
  expect(await (await world.as('makoto')).text('/corrections')).toContain('百瀬 大輔')
  expect(await (await world.as('yumi')).text('/corrections')).not.toContain('百瀬 大輔')
})

test('an applicant is answered by the town of the open vetting', async () => {
  await world.engine.writer
    .insertInto('vetting')
    .values({
      id: 'v',
      personId: world.cast.reiko.id,
      townId: '202151',
      kind: 'first',
      status: 'open',
      weeklyHours: 5,
      places: '["home"]',
      skills: '',
      appliedAt: world.clock(),
    })
    .execute()
  expect(await (await world.as('reiko')).text('/account/corrections')).toContain('塩尻市が回答します')
})

test('ten may wait, also when two are sent at once', async () => {
  const hana = await world.as('hana')
  for (let i = 0; i < 9; i++) await hana.post('/account/corrections', { field: 'other', wish: `${i}` })
  await Promise.all([1, 2].map((n) => hana.post('/account/corrections', { field: 'other', wish: `${n}` })))
  expect(await rows()).toHaveLength(10)
  expect((await hana.post('/account/corrections', { field: 'other', wish: 'x' })).status).toBe(403)
  expect(await hana.text('/account/corrections')).toContain('回答待ちの依頼が10件あります')
})

test('the answer changes the name in the same breath, with the passkey, and the asker is told', async () => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', 'name')
  const form = { outcome: 'done', value: '高橋 花', words: '直しました。' }
  const question = await (await desk.post(`/corrections/${id}/answer`, form)).text()
  for (const words of ['登録内容を書きかえる', '小林 花', '高橋 花']) expect(question).toContain(words)
  expect((await personOf(world.cast.hana.id)).name).toBe('小林 花')
  const answer = await desk.post(`/corrections/${id}/answer`, { ...form, _proof: 'demo' })
  expect(answer.headers.get('location')).toBe('/corrections?answered')
  expect((await personOf(world.cast.hana.id)).name).toBe('高橋 花')
  expect((await rows())[0]).toMatchObject({ status: 'done', answer: '直しました。', answeredBy: desk.id })
  const hana = await world.as('hana')
  expect(await hana.text('/notifications')).toContain('記録の訂正の依頼に回答がありました')
  expect(await hana.text('/account/corrections')).toContain('直しました。')
  const record = (await world.audit()).find(({ act }) => act === 'correction.answer')!
  expect(record.detail).toBe('{"field":"name","status":"done","changed":true}')
  expect(await desk.text(`/corrections/${id}`)).not.toContain('name="outcome"')
  const again = await desk.post(`/corrections/${id}/answer`, { ...form, _proof: 'demo' })
  expect(again.status).toBe(409)
})

test('with a real passkey the word of the demo is no proof', async () => {
  const { browser } = await enrolled(world, 'makoto')
  const id = await asked('daisuke', 'email')
  const answer = await browser.post(`/corrections/${id}/answer`, { outcome: 'done', value: 'evil@example.jp', _proof: 'demo' })
  expect(answer.status).toBe(200)
  expect((await personOf(world.cast.daisuke.id)).email).toBe('daisuke@example.jp')
})

test.for([
  ['kana', 'たかはし はな', 'Takahashi', true],
  ['romaji', 'Hana Takahashi', '高橋', true],
  ['email', 'new@example.jp', 'not an address', true],
  ['phone', '0267-00-0000', 'abc', true],
  ['phone', '０２６７－００－１２３４', '1', true],
  ['weeklyHours', '１２', '41', false],
  ['places', ['home', 'centre'], 'moon', false],
] as const)('%s is changed to what is right, and refused when it is not', async ([field, right, wrong, isGrave]) => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', field)
  const send = (value: string | readonly string[], proof: Record<string, string> = {}) =>
    desk.post(`/corrections/${id}/answer`, { outcome: 'done', value, ...proof })
  expect((await send(wrong, { _proof: 'demo' })).status).toBe(422)
  const before = { ...(await personOf(world.cast.hana.id)), ...(await profileOf(world.cast.hana.id)) }
  expect((await send(right)).status).toBe(isGrave ? 200 : 303)
  if (isGrave) await send(right, { _proof: 'demo' })
  const after = { ...(await personOf(world.cast.hana.id)), ...(await profileOf(world.cast.hana.id)) }
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter((key) => `${before[key]}` !== `${after[key]}`)
  expect(changed).toEqual([field])
})

test('what is held already is no change', async () => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', 'kana')
  const answer = await desk.post(`/corrections/${id}/answer`, { outcome: 'done', value: 'こばやし はな', _proof: 'demo' })
  expect([answer.status, (await answer.text()).includes('今の記録と同じです')]).toEqual([422, true])
})

test('an address may be taken out', async () => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', 'email')
  await desk.post(`/corrections/${id}/answer`, { outcome: 'done', value: '', _proof: 'demo' })
  expect((await personOf(world.cast.hana.id)).email).toBeNull()
})

test('declining takes a reason and changes nothing', async () => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', 'weeklyHours')
  const bare = await desk.post(`/corrections/${id}/answer`, { outcome: 'declined', value: '20', words: '' })
  expect([bare.status, (await bare.text()).includes('直さない理由を書いてください')]).toEqual([422, true])
  const number = await desk.post(`/corrections/${id}/answer`, { outcome: 'declined', words: '123456789018' })
  expect([number.status, (await number.text()).includes('マイナンバー')]).toEqual([422, true])
  await desk.post(`/corrections/${id}/answer`, { outcome: 'declined', value: '20', words: '申し込みのとおりです。' })
  expect((await profileOf(world.cast.hana.id)).weeklyHours).toBe(10)
  expect((await rows())[0]).toMatchObject({ status: 'declined', answer: '申し込みのとおりです。' })
  expect(await (await world.as('hana')).text('/account/corrections')).toContain('申し込みのとおりです。')
})

test('what stands elsewhere is answered without a value', async () => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', 'training', '合格の日が違います')
  expect(await desk.text(`/corrections/${id}`)).not.toContain('name="value"')
  expect((await desk.post(`/corrections/${id}/answer`, { outcome: 'done', value: 'x', words: '' })).status).toBe(303)
  expect((await rows())[0]).toMatchObject({ status: 'done' })
})

test('another town’s request does not exist, nor does one’s own to answer', async () => {
  const other = await coordinatorOf('152161')
  const id = await asked('hana', 'name')
  for (const browser of [other, await world.as('yumi'), await world.as('makoto')]) {
    expect((await browser.get(`/corrections/${id}`)).status).toBe(404)
    const answer = await browser.post(`/corrections/${id}/answer`, { outcome: 'done', value: '悪 人', _proof: 'demo' })
    expect(answer.status).toBe(404)
    expect(await browser.text('/corrections')).not.toContain('小林 花')
  }
  const hana = await world.as('hana')
  expect((await hana.get('/corrections')).status).toBe(403)
  expect((await hana.post(`/corrections/${id}/answer`, { outcome: 'done', value: '自 分', _proof: 'demo' })).status).toBe(404)
  expect((await personOf(world.cast.hana.id)).name).toBe('小林 花')
  const makoto = await world.as('makoto')
  await makoto.post('/account/corrections', { field: 'name', wish: '直して' })
  const own = (await rows()).at(-1)!.id
  expect(await makoto.text('/corrections')).toContain('回答待ちの依頼はありません')
  expect((await makoto.post(`/corrections/${own}/answer`, { outcome: 'done', value: '清水 実', _proof: 'demo' })).status).toBe(
    403,
  )
})

test('two answers at once: one counts', async () => {
  const desk = await coordinatorOf(tateshina)
  const id = await asked('hana', 'weeklyHours')
  const answers = await Promise.all(
    ['20', '30'].map((value) => desk.post(`/corrections/${id}/answer`, { outcome: 'done', value })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect((await acts()).filter((act) => act === 'correction.answer')).toHaveLength(1)
})

test('the most urgent stands first, and what is late says so', async () => {
  const desk = await coordinatorOf(tateshina)
  await asked('hana', 'name')
  world.later(25 * 24 * 60)
  await asked('hana', 'phone')
  const list = await desk.text('/corrections')
  expect(list.indexOf('あと5日')).toBeGreaterThan(0)
  expect(list.indexOf('あと5日')).toBeLessThan(list.indexOf('あと30日'))
  world.later(7 * 24 * 60)
  expect(await desk.text('/corrections')).toContain('期限を2日過ぎています')
  expect(await desk.text('/')).toContain('回答の期限を過ぎています')
})
