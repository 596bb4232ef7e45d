// One's own vetting: signing, answering, giving up, renewing, and what nobody learns by it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../db/kernel/ids.ts'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import { environmentQuestions } from '../../policies/membership/vetting.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  goodAnswers as answers,
  applicant,
  demoApplicant,
  application as form,
  newest,
  pledgeOf,
  publishPledge,
  rowsOf,
  signPledge,
} from '../support/stories/applicant.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const today: Day = '2026-11-21'
const rows = (table: Parameters<typeof rowsOf>[1]) => rowsOf(world, table)
const count = async (table: Parameters<typeof rowsOf>[1]) => (await rows(table)).length

test('the pledge is read in both languages and signed with a passkey bound to its version', async () => {
  const { browser, device, vetting, person } = await applicant(world)
  const page = await browser.text('/vetting/pledge')
  for (const words of ['lang="ja"', 'lang="en"', '塩尻市の住民テレワーカーとして', 'As a teleworker of Shiojiri'])
    expect(page).toContain(words)
  const document = await pledgeOf(world)
  const said = { document: document.id, promise: 'yes' }
  expect((await browser.post('/vetting/pledge', { document: document.id })).status, 'without the promise').toBe(422)
  expect((await browser.post('/vetting/pledge', { ...said, document: 'pledge-203246' })).status, 'another town’s').toBe(422)
  const asked = await (await browser.post('/vetting/pledge', { ...said, _proof: 'demo' })).text()
  expect(await rows('vettingStep'), 'the demo’s word is no proof here').toEqual([])
  const about = /data-about="([0-9a-f]{64})"/.exec(asked)![1]!
  const options = await (await browser.json('/passkeys/proof/options', { about })).json()
  const { proof } = (await (await browser.json('/passkeys/proof', device.get(options as never))).json()) as { proof: string }
  const answer = await browser.post('/vetting/pledge', { ...said, _proof: proof })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/vetting?pledge'])
  expect(await rows('vettingStep')).toMatchObject([
    { vettingId: vetting.id, step: 'pledge', how: 'signed', documentId: document.id, doneBy: person.id, doneOn: today },
  ])
  expect(await browser.text('/vetting?pledge')).toContain('誓約書に署名しました')
  expect(await browser.text('/vetting/pledge')).toContain('この版に署名しています')
  expect((await signPledge(world, browser)).status, 'again').toBe(409)
  const [record] = (await world.audit()).filter(({ act }) => act === 'vetting.pledge')
  expect(record).toMatchObject({ chain: '202151', subjectId: vetting.id, actorId: person.id })
  expect(JSON.parse(record!.detail)).toEqual({ document: document.id, version: 1, sha256: document.sha256 })
})

test('a pledge that changed while it was read is read again; a newer one is signed beside the older', async () => {
  const { browser } = await demoApplicant(world)
  const older = await pledgeOf(world)
  expect((await signPledge(world, browser)).status).toBe(303)
  const newer = await publishPledge(world)
  expect(await browser.text('/vetting')).toContain('新しくなった誓約書に署名する')
  const stale = await signPledge(world, browser, older.id)
  expect(stale.status).toBe(422)
  expect(await stale.text()).toContain('新しい約束です。')
  expect((await signPledge(world, browser, newer.id)).status).toBe(303)
  expect((await rows('vettingStep')).map(({ documentId }) => documentId)).toEqual([older.id, newer.id])
  expect(await browser.text('/vetting')).not.toContain('新しくなった誓約書')
})

test('a town without a pledge says so', async () => {
  const { browser } = await demoApplicant(world)
  await world.engine.writer.deleteFrom('townDocument').where('townId', '=', '202151').execute()
  expect(await browser.text('/vetting/pledge')).toContain('まだ用意されていません')
  expect((await browser.post('/vetting/pledge', { document: 'x', promise: 'yes', _proof: 'demo' })).status).toBe(404)
})

test('the self-check: a no is answered with how to mend it and loses nothing; all yes is kept', async () => {
  const { browser, vetting } = await demoApplicant(world)
  const page = await browser.text('/vetting/environment')
  for (const question of environmentQuestions) expect(page).toContain(`name="${question}"`)
  const { lock, ...unanswered } = answers
  const bad = await browser.post('/vetting/environment', { ...unanswered, antivirus: 'no', updatedOn: '2026-09-01' })
  expect(bad.status).toBe(422)
  const text = await bad.text()
  for (const words of ['id="antivirus-problem"', '期限の切れた体験版', 'id="lock-problem"', '31日より前', 'value="2026-09-01"'])
    expect(text).toContain(words)
  expect(text).toMatch(/id="antivirus-1"[^>]*value="no" checked/)
  expect((await browser.post('/vetting/environment', { ...answers, updatedOn: '2026-11-22' })).status, 'tomorrow').toBe(422)
  expect((await browser.post('/vetting/environment', { ...answers, network: 'maybe' })).status).toBe(422)
  expect(await count('vettingStep')).toBe(0)
  const good = await browser.post('/vetting/environment', { ...answers, more: 'x' })
  expect([good.status, good.headers.get('location')]).toEqual([303, '/vetting?environment'])
  const [step] = await rows('vettingStep')
  expect(step).toMatchObject({ vettingId: vetting.id, step: 'environment', doneOn: today })
  expect(JSON.parse((step as { answers: string }).answers)).toEqual(answers)
  expect((await browser.get('/vetting/environment')).status).toBe(409)
  expect((await browser.post('/vetting/environment', answers)).status).toBe(409)
})

test('at a centre only one’s own habits are asked for', async () => {
  const { browser } = await demoApplicant(world, { places: ['centre'] })
  const page = await browser.text('/vetting/environment')
  for (const none of ['antivirus', 'updatedOn', 'network']) expect(page).not.toContain(`name="${none}"`)
  expect((await browser.post('/vetting/environment', { lock: 'yes', private: 'yes', attachments: 'yes' })).status).toBe(303)
})

test('giving up asks first, erases what was typed, and the same person may apply again', async () => {
  const { browser, person, vetting } = await demoApplicant(world)
  expect(await browser.text('/join')).toContain('すでに申し込みを受け付けています')
  expect((await browser.post('/join', form)).status, 'twice at once').toBe(409)
  expect(await browser.text('/vetting/withdrawal')).toContain('取り下げますか')
  expect(await count('vetting')).toBe(1)
  expect((await browser.post('/vetting/withdrawal')).headers.get('location')).toBe('/vetting')
  expect((await rows('vetting'))[0]).toMatchObject({ id: vetting.id, status: 'withdrawn', skills: '' })
  expect(await browser.text('/vetting')).toContain('申し込みは取り下げられました')
  for (const path of ['/vetting/withdrawal', '/vetting/environment']) expect((await browser.post(path, answers)).status).toBe(409)
  expect((await signPledge(world, browser)).status).toBe(409)

  const before = await count('person')
  expect(await browser.text('/join')).toContain('降旗 桃子さんとして')
  expect((await browser.post('/join', { town: '203246', places: ['centre'], weeklyHours: '' })).status).toBe(422)
  const again = await browser.post('/join', { town: '203246', places: ['centre'], weeklyHours: '5', skills: '', name: '別人' })
  expect([again.status, again.headers.get('location')]).toEqual([303, '/vetting'])
  expect(await count('person')).toBe(before)
  expect((await newest(world)).vetting).toMatchObject({ personId: person.id, townId: '203246', status: 'open' })
  expect(await browser.text('/vetting')).toContain('立科町')
})

test('who is declined reads why, who decided and whom to ask; what officers tell each other before stays with them', async () => {
  const { browser, vetting } = await demoApplicant(world)
  const set = (changes: object) => world.engine.writer.updateTable('vetting').set(changes).where('id', '=', vetting.id).execute()
  await set({ proposedClass: '3C', proposedBy: world.cast.yumi.id, reason: '内輪の話' })
  expect(await browser.text('/vetting')).not.toContain('内輪の話')
  await set({
    status: 'declined',
    decidedBy: world.cast.yumi.id,
    decidedAt: world.clock(),
    reason: '市内にお住まいの方に限っています。',
  })
  const desk = JSON.stringify({ name: 'テレワーク窓口', phone: '0263-00-0000', email: '', hours: '平日9時から17時' })
  await world.engine.writer.updateTable('town').set({ desk }).where('id', '=', '202151').execute()
  const text = await browser.text('/vetting')
  for (const words of [
    '見送り',
    '市内にお住まいの方に限っています。',
    '上條 由美',
    'テレワーク窓口',
    '0263-00-0000',
    'href="/join"',
  ])
    expect(text).toContain(words)
})

test('who is let in sees the level in plain words and until when; nobody else’s vetting is ever seen', async () => {
  const { browser, vetting, person } = await demoApplicant(world)
  const approved = {
    status: 'approved' as const,
    clearance: '2' as const,
    decidedBy: world.cast.yumi.id,
    decidedAt: world.clock(),
  }
  await world.engine.writer
    .updateTable('vetting')
    .set({ ...approved, validUntil: '2027-11-21' })
    .where('id', '=', vetting.id)
    .execute()
  const text = await browser.text('/vetting')
  for (const words of ['審査に合格しました', '取扱い注意', '2027年11月21日']) expect(text).toContain(words)
  const hana = await (await world.as('hana')).text('/vetting')
  expect(hana).toContain('テレワーカーとしての登録')
  for (const own of [person.name, vetting.id]) expect(hana).not.toContain(own)
  expect(await (await world.as('akira')).text('/vetting')).toContain('まだ申し込みがありません')
  for (const path of ['/vetting/pledge', '/vetting/environment', '/vetting/withdrawal'])
    expect([path, (await (await world.as('akira')).get(path)).status]).toEqual([path, 404])
})

const endsIn = (who: 'hana' | 'ken', days: number) =>
  world.engine.writer
    .updateTable('workerProfile')
    .set({ vettedUntil: addDays(today, days) })
    .where('personId', '=', world.cast[who].id)
    .execute()

test('a renewal begins thirty days before the end, once, and asks for three steps', async () => {
  const hana = await world.as('hana')
  await endsIn('hana', 31)
  expect(await hana.text('/vetting')).not.toContain('action="/vetting/renewal"')
  expect((await hana.post('/vetting/renewal')).status).toBe(409)
  await endsIn('hana', 30)
  expect(await hana.text('/')).toContain('更新しましょう')
  expect(await hana.text('/vetting')).toContain('action="/vetting/renewal"')
  const answers = await Promise.all([hana.post('/vetting/renewal'), hana.post('/vetting/renewal')])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await rows('vetting')).toMatchObject([
    { personId: world.cast.hana.id, kind: 'renewal', townId: '203246', places: '["home"]' },
  ])
  const text = await hana.text('/vetting?renewed')
  expect(text).toContain('審査の更新')
  expect(text).not.toContain('>面談<')
  expect(await hana.text('/')).toContain('更新を進める')
  expect((await hana.post('/join', form)).status, 'a worker does not apply').toBe(409)
  expect(await hana.text('/vetting/withdrawal')).toContain('更新を取りやめますか')
})

test('a worker whose town has a newer pledge than the one signed renews to sign it; what was signed stays', async () => {
  const hana = await world.as('hana')
  const signed = await pledgeOf(world, '203246')
  const at = world.clock()
  const vetting = {
    id: newId(at),
    personId: world.cast.hana.id,
    townId: '203246',
    kind: 'first' as const,
    status: 'approved' as const,
  }
  await world.engine.writer
    .insertInto('vetting')
    .values({ ...vetting, weeklyHours: 10, places: '["home"]', skills: '', appliedAt: at })
    .execute()
  const step = { id: newId(at), vettingId: vetting.id, step: 'pledge' as const, how: 'signed', note: '', answers: '{}' }
  await world.engine.writer
    .insertInto('vettingStep')
    .values({ ...step, documentId: signed.id, doneBy: world.cast.hana.id, doneOn: today, doneAt: at })
    .execute()
  expect((await hana.post('/vetting/renewal')).status).toBe(409)
  const newer = await publishPledge(world, '203246')
  expect(await hana.text('/vetting')).toContain('町の誓約書が新しくなりました')
  expect(await hana.text('/vetting/pledge')).toContain('更新を始めて署名に進む')
  expect((await signPledge(world, hana, newer.id)).status, 'not outside a vetting').toBe(409)
  expect((await hana.post('/vetting/renewal')).status).toBe(303)
  expect((await signPledge(world, hana, newer.id)).status).toBe(303)
  expect((await rows('vettingStep')).map(({ documentId }) => documentId)).toEqual([signed.id, newer.id])
})

test('who is suspended is told so and begins nothing', async () => {
  const hana = await world.as('hana')
  await endsIn('hana', 5)
  await world.engine.writer
    .updateTable('workerProfile')
    .set({ status: 'suspended' })
    .where('personId', '=', world.cast.hana.id)
    .execute()
  const text = await hana.text('/vetting')
  expect(text).toContain('活動が停止されています')
  expect(text).not.toContain('action="/vetting/renewal"')
  expect(await hana.text('/')).toContain('審査の状況を見る')
  expect((await hana.post('/vetting/renewal')).status).toBe(409)
  expect((await hana.post('/join', { town: '202151', places: ['home'], weeklyHours: '5' })).status).toBe(409)
})
