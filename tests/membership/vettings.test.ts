// Vetting as officers do it: what they see, what they record, and the first day of a worker.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findActor } from '../../db/identity/people.ts'
import { findVetting } from '../../db/membership/vetting/find.ts'
import { listVettings } from '../../db/membership/vetting/list.ts'
import { holdsAnywhere, townsOf } from '../../policies/identity/people.ts'
import { decideRead } from '../../policies/membership/vetting.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { applicant, complete, interview, residency, signedIn, stored, towns } from '../support/stories/vetting.ts'

let world: TestWorld
let kept: ReturnType<typeof stored>
beforeEach(async () => {
  world = await newWorld()
  kept = stored(world)
})
afterEach(() => world.close())

const today = '2026-11-21'
const demo = { _proof: 'demo' }

test('from the application to the first day: list, code at the desk, residency, interview, decision, role', async () => {
  const { path } = await applicant(world, { passkeys: 'none', steps: [] })
  const yumi = await world.as('yumi')
  expect(await yumi.text('/')).toContain('審査を進める')
  const list = await yumi.text('/vettings')
  for (const words of ['降旗 桃子', '面談 未完了', 'あなたの番です', '今日から']) expect(list).toContain(words)
  const page = await yumi.text(path)
  for (const words of ['0263-52-0280', 'momoko@example.jp', '表計算が得意です', '本人のパスキー', '週12時間'])
    expect(page).toContain(words)

  const issued = await (await yumi.post(`${path}/enrolment`, { _proof: 'demo' })).text()
  const momoko = world.stranger()
  expect((await ceremonies(momoko, createAuthenticator()).enrol(/enrol#([\w-]+)/.exec(issued)![1]!)).status).toBe(200)
  expect(await yumi.text(path)).not.toContain(`${path}/enrolment`)

  expect((await yumi.post(`${path}/residency`, residency)).headers.get('location')).toBe(`${path}?done=residency`)
  expect(await yumi.text(`${path}?done=residency`)).toContain('住所の確認を記録しました')
  expect((await yumi.post(`${path}/interview`, interview)).status).toBe(303)
  const both = await yumi.text(path)
  for (const words of ['週末に働きたいとのこと', 'ビデオ通話で話した', '上條 由美', '今は、本人の番です'])
    expect(both).toContain(words)
  expect(
    (await yumi.post(`${path}/decision`, { clearance: '2', reason: 'よい', ...demo })).status,
    'steps of the applicant',
  ).toBe(422)
})

test('a decision lets them in: role, profile, dates, records and notices, once', async () => {
  const { id, personId, path, yumi } = await complete(world)
  const decision = { clearance: '2', reason: '面談と証明書を確かめました', ...demo }
  const proof = await yumi.post(`${path}/decision`, { ...decision, _proof: '' })
  expect(proof.status).toBe(200)
  const asked = await proof.text()
  for (const words of ['取扱い注意（自治体機密性2）', '面談と証明書を確かめました', '降旗 桃子']) expect(asked).toContain(words)
  expect((await kept.vetting(id)).status).toBe('open')

  const [first, again] = await Promise.all([1, 2].map(() => yumi.post(`${path}/decision`, { ...decision, _once: 'same' })))
  expect([first!.status, again!.status]).toEqual([303, 303])
  expect(await kept.vetting(id)).toMatchObject({
    status: 'approved',
    clearance: '2',
    validUntil: '2027-11-21',
    decidedBy: world.cast.yumi.id,
  })
  expect(await kept.profileOf(personId)).toMatchObject({
    status: 'active',
    townId: towns.shiojiri,
    clearance: '2',
    places: '["home","centre"]',
    weeklyHours: 12,
    vettedUntil: '2027-11-21',
    vettedBy: world.cast.yumi.id,
  })
  const grants = (await kept.rows('roleGrant')).filter((grant) => grant.personId === personId)
  expect(grants).toMatchObject([{ role: 'worker', townId: towns.shiojiri, fromOn: today, untilOn: null, reason: 'vetting' }])
  expect((await findActor(world.db.read, personId, world.clock()))!.grants).toEqual([{ role: 'worker', townId: towns.shiojiri }])
  expect(await kept.told(personId)).toContain('vetting.decide')
  const momoko = await signedIn(world, personId)
  expect((await momoko.get('/work')).status).toBe(200)
  expect(await yumi.text('/vettings?show=finished')).toContain('降旗 桃子')
  expect(await yumi.text('/vettings')).toContain('進行中の審査はありません')
  expect((await yumi.post(`${path}/decision`, decision)).status, 'it is over').toBe(409)
  expect((await yumi.post(`${path}/decline`, { reason: 'x', ...demo })).status).toBe(409)
  const audit = JSON.stringify(await world.audit())
  for (const hidden of ['降旗', 'momoko', '週末に', '確かめました', '0263-52']) expect(audit).not.toContain(hidden)
})

test('forms that are not sound come back whole: no day to come, no numbers of cards, no My Number, a reason', async () => {
  const { id, path } = await applicant(world)
  const yumi = await world.as('yumi')
  const refused = async (act: string, form: Record<string, string>, ...words: string[]) => {
    const answer = await yumi.post(`${path}/${act}`, { ...form, ...demo })
    expect([act, answer.status]).toEqual([act, 422])
    const text = await answer.text()
    for (const word of words) expect(text).toContain(word)
  }
  await refused('residency', { ...residency, on: '2026-11-22' }, '今日までの日付')
  await refused('residency', { how: 'guess', on: 'yesterday', note: 'そのまま' }, '選んでください', '実在する日付', 'そのまま')
  await refused('residency', { ...residency, note: '免許証 301-2345-6789' }, '証明書などの番号は書かないで')
  await refused('residency', { ...residency, note: '１２３４５６７' }, '証明書などの番号は書かないで')
  await refused('interview', { ...interview, note: '番号は 1234-5678-9018 とのこと' }, 'マイナンバー')
  await refused('decline', { reason: ' ' }, '入力してください')
  await refused('decline', { reason: '123456789018' }, 'マイナンバー')
  expect(await kept.rows('vettingStep')).toHaveLength(2)
  expect((await kept.vetting(id)).status).toBe('open')
})

test('a step is recorded once, and what was declined says why', async () => {
  const { id, personId, path } = await applicant(world)
  const yumi = await world.as('yumi')
  expect((await yumi.post(`${path}/residency`, residency)).status).toBe(303)
  expect((await yumi.post(`${path}/residency`, residency)).status).toBe(409)
  const reason = '今回は、町の外にお住まいのためです'
  expect((await yumi.post(`${path}/decline`, { reason, ...demo })).status).toBe(303)
  expect(await kept.vetting(id)).toMatchObject({ status: 'declined', reason, decidedBy: world.cast.yumi.id })
  expect(await kept.told(personId)).toContain('vetting.decline')
  expect(await kept.profileOf(personId)).toBeUndefined()
  expect(await (await signedIn(world, personId)).text('/vetting')).toContain(reason)
})

test('the list shows each reader exactly what the rule opens, what needs them first, and goes on over pages', async () => {
  for (let i = 0; i < 27; i++) {
    await applicant(world, { steps: [] })
    world.later(1)
  }
  const done = await complete(world, { steps: [] })
  const { path, yumi } = await complete(world)
  await yumi.post(`${path}/proposal`, { clearance: '3C', reason: '必要', ...demo })
  await applicant(world, { townId: towns.tateshina })
  for (let i = 0; i < 27; i++) await applicant(world, { steps: [] })
  const all = await world.engine.reader.selectFrom('vetting').select(['id']).execute()
  for (const who of ['yumi', 'makoto', 'daisuke'] as const) {
    const actor = (await findActor(world.db.read, world.cast[who].id, world.clock()))!
    const scope = { selfId: actor.id, towns: townsOf(actor, 'coordinator'), second: holdsAnywhere(actor, 'secretariat') }
    const listed = (await listVettings(world.db.read, scope, { open: true, limit: 500 })).map(({ id }) => id).sort()
    const seen: string[] = []
    for (const { id } of all) if ('act' in decideRead(actor, (await findVetting(world.db.read, id))!.facts)) seen.push(id)
    expect(listed, who).toEqual(seen.sort())
  }
  const first = await yumi.text('/vettings')
  const next = /href="(\/vettings\?after=[^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await yumi.text(next)
  const ids = [...(first + second).matchAll(/href="\/vettings\/([\w-]{36})"/g)].map(([, id]) => id)
  expect(ids).toHaveLength(56)
  expect(new Set(ids).size).toBe(56)
  expect(ids.slice(-2).sort(), 'what waits for others comes last').toEqual([done.id, path.split('/').at(-1)].sort())
  expect((await (await world.as('hana')).get('/vettings')).status).toBe(403)
})
