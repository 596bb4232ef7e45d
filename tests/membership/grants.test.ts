// Roles given and ended by the secretariat: what the forms demand, who is refused, the last one stays, and what ends with a role.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPerson, findActor } from '../../db/identity/people.ts'
import { newId } from '../../db/kernel/ids.ts'
import { minutesAfter } from '../../db/kernel/time.ts'
import { endRole, giveRole, listRoleGrants } from '../../db/membership/role-grants.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { decideInvite, type Role } from '../../policies/identity/people.ts'
import { decideEnd, decideGive, type GrantFacts } from '../../policies/membership/grants.ts'
import { cookieName } from '../../server/identity/lucia.ts'
import { enrolled } from '../support/outside/keys.ts'
import { createBrowser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { actorOf, allowed, write } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const today = '2026-11-21'
const gift = { role: 'manager', town: '203246', from: today, until: '', reason: '異動のため', _proof: 'demo' }
const pathOf = (who: CastKey) => `/people/${world.cast[who].id}`
const given = (id: string) => listRoleGrants(world.db.read, id)
const rolesOf = async (id: string) => (await findActor(world.db.read, id, world.clock()))!.grants
const sessionsOf = (id: string) => world.engine.reader.selectFrom('session').select('id').where('personId', '=', id).execute()
const endPath = (who: CastKey) => `${pathOf(who)}/grants/grant-${who}/end`
const ending = { reason: '任期が終わったため', _proof: 'demo' }

/** One more of the staff, brought in by 誠, and a browser signed in as them. */
async function colleague(role: Role, townId: string | null) {
  const id = newId(world.clock())
  const permit = allowed(decideInvite(await actorOf(world, 'makoto'), { role, townId }, id))
  const person = { name: '原 則子', kana: 'ハラ ノリコ', romaji: 'Noriko Hara', email: null, locale: 'ja' as const }
  await write(world, 'makoto', (tx) => addPerson(tx, permit, person, { role, townId }))
  const at = world.clock()
  const limits = { createdAt: at, endsAt: minutesAfter(at, 600), idleMinutes: 600, provedAt: at }
  const facts = { ...limits, passkeyId: null, device: '', sharedPcId: null }
  const browser = createBrowser(world.app)
  browser.cookies.set(cookieName, (await world.sessions.createSession(id, facts)).id)
  return { id, browser, grantId: (await given(id))[0]!.id }
}

test('the secretariat gives a role: asked, proved, recorded, told, shown; and it counts', async () => {
  const makoto = await world.as('makoto')
  expect(await makoto.text(`${pathOf('yumi')}`)).toContain(`${pathOf('yumi')}/grants/new`)
  expect(await makoto.text(`${pathOf('yumi')}/grants/new`)).toContain('上條 由美さんに役割を追加する')
  const { _proof, ...unproved } = gift
  const asked = await makoto.post(`${pathOf('yumi')}/grants`, unproved)
  const text = await asked.text()
  expect([asked.status, text.includes('この役割を追加します'), text.includes('立科町'), text.includes('異動のため')]).toEqual([
    200,
    true,
    true,
    true,
  ])
  expect(await given(world.cast.yumi.id), 'nothing before the proof').toHaveLength(1)
  const answer = await makoto.post(`${pathOf('yumi')}/grants`, gift)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${pathOf('yumi')}?given`])
  expect(await rolesOf(world.cast.yumi.id)).toContainEqual({ role: 'manager', townId: '203246' })
  const shown = await makoto.text(answer.headers.get('location')!)
  for (const words of ['役割を追加しました', '立科町', '清水 誠', '異動のため', '有効']) expect(shown).toContain(words)
  expect(await (await world.as('yumi')).text('/notifications')).toContain('新しい役割が追加されました')
  const record = (await world.audit()).find(({ act }) => act === 'grant.give')!
  expect(record).toMatchObject({ chain: '203246', subjectId: world.cast.yumi.id, actorId: world.cast.makoto.id })
  expect(record.detail).not.toContain('異動')
  const log = await makoto.text('/audit?kind=grant')
  expect([log.includes('役割を追加しました'), log.includes('人の登録内容を見ました')]).toEqual([true, false])
  expect(await makoto.text('/audit?kind=person')).toContain('人の登録内容を見ました')
})

test('a role to come counts from its first day on and no longer than its last', async () => {
  const makoto = await world.as('makoto')
  await makoto.post(`${pathOf('akira')}/grants`, { ...gift, role: 'trainer', town: '', from: '2026-11-23', until: '2026-11-24' })
  const holds = async () => (await rolesOf(world.cast.akira.id)).some(({ role }) => role === 'trainer')
  expect(await makoto.text(pathOf('akira'))).toContain('開始前')
  const counted: boolean[] = []
  for (let day = 21; day <= 25; day++) {
    counted.push(await holds())
    world.later(24 * 60)
  }
  expect(counted).toEqual([false, false, true, true, false])
})

test('a bad form comes back with everything typed and every problem, and gives nothing', async () => {
  const makoto = await world.as('makoto')
  const bad: [object, string][] = [
    [{ role: '' }, '選んでください'],
    [{ role: 'manager', town: '' }, 'この役割には町を選んでください'],
    [{ role: 'manager', town: '999999' }, 'この役割には町を選んでください'],
    [{ role: 'trainer', town: '999999' }, 'この役割には町を選んでください'],
    [{ role: 'coordinator', town: '202151' }, 'この役割は、すでに追加されています'],
    [{ from: '2026-11-20' }, '今日か、今日より後の日'],
    [{ from: '2027-11-22' }, '1年先までの日'],
    [{ from: '2026-02-30' }, '実在する日付'],
    [{ until: '2026-11-21' }, '始まりより後の日'],
    [{ until: '2029-11-22' }, '始まりから3年以内'],
    [{ until: 'soon' }, '実在する日付'],
    [{ reason: ' ' }, '入力してください'],
    [{ reason: 'あ'.repeat(301) }, '300文字以内'],
    [{ reason: '番号は123456789018です' }, 'マイナンバー'],
  ]
  for (const [fields, words] of bad) {
    const answer = await makoto.post(`${pathOf('yumi')}/grants`, { ...gift, reason: '異動の理由', ...fields })
    const text = await answer.text()
    expect([fields, answer.status, text.includes(words)]).toEqual([fields, 422, true])
    if (!('reason' in fields)) expect(text, 'what was typed is kept').toContain('異動の理由')
  }
  expect(await given(world.cast.yumi.id)).toHaveLength(1)
})

test('only the secretariat gives and ends, never to or from oneself, and no worker is made or unmade here', async () => {
  const { id, grantId } = await colleague('manager', '203246')
  const refused: [CastKey, string, object, number][] = [
    ['yumi', `/people/${id}`, gift, 404],
    ['daisuke', pathOf('yumi'), gift, 404],
    ['akira', pathOf('yumi'), gift, 404],
    ['hana', pathOf('yumi'), gift, 404],
    ['makoto', pathOf('makoto'), { ...gift, role: 'trainer' }, 403],
    ['makoto', pathOf('hana'), gift, 404],
    ['makoto', pathOf('yumi'), { ...gift, role: 'worker' }, 403],
    ['makoto', pathOf('yumi'), { ...gift, role: 'worker', town: '' }, 403],
  ]
  const before = await world.engine.reader.selectFrom('roleGrant').selectAll().orderBy('id').execute()
  for (const [who, path, fields, status] of refused)
    expect([who, path, (await (await world.as(who)).post(`${path}/grants`, fields as never)).status]).toEqual([who, path, status])
  for (const who of ['yumi', 'daisuke', 'akira', 'hana'] as const) {
    const browser = await world.as(who)
    for (const path of [`/people/${id}/grants/new`, `/people/${id}/grants/${grantId}/end`])
      expect([who, path, (await browser.get(path)).status]).toEqual([who, path, 404])
    expect((await browser.post(`/people/${id}/grants/${grantId}/end`, ending)).status).toBe(404)
  }
  const makoto = await world.as('makoto')
  expect((await makoto.get(`${pathOf('makoto')}/grants/new`)).status).toBe(403)
  expect((await makoto.post(endPath('makoto'), ending)).status, 'oneself').toBe(403)
  expect((await makoto.get(`${pathOf('yumi')}/grants/grant-daisuke/end`)).status, 'another’s role').toBe(404)
  expect((await makoto.post(endPath('hana'), ending)).status, 'whom they do not see').toBe(404)
  expect(await world.engine.reader.selectFrom('roleGrant').selectAll().orderBy('id').execute()).toEqual(before)
})

test('a coordinator sees the roles of a resident, but neither gives nor ends any', async () => {
  const { writer } = world.engine
  await writer.updateTable('workerProfile').set({ townId: '202151' }).where('personId', '=', world.cast.hana.id).execute()
  await writer.updateTable('roleGrant').set({ townId: '202151' }).where('personId', '=', world.cast.hana.id).execute()
  const former = {
    id: 'former',
    personId: world.cast.hana.id,
    role: 'trainer' as const,
    townId: null,
    grantedBy: world.cast.makoto.id,
  }
  const days = { fromOn: '2026-01-01', untilOn: '2026-02-01' } as const
  await writer
    .insertInto('roleGrant')
    .values({ ...former, ...days, reason: '事務局だけの理由', endedBy: world.cast.makoto.id, endReason: '内密の理由' })
    .execute()
  const yumi = await world.as('yumi')
  const text = await yumi.text(pathOf('hana'))
  for (const words of ['研修担当', '住民テレワーカー', '清水 誠', '終了']) expect(text).toContain(words)
  expect(text).not.toMatch(/事務局だけの理由|内密の理由|grants\//)
  expect((await yumi.get(`${pathOf('hana')}/grants/new`)).status).toBe(403)
  expect((await yumi.post(`${pathOf('hana')}/grants`, gift)).status).toBe(403)
  expect((await yumi.post(endPath('hana'), ending)).status, 'workers end by leaving').toBe(403)
  expect(await (await world.as('makoto')).text(pathOf('hana')), 'the secretariat reads why').toContain('内密の理由')
})

test('ending a role is asked first and proved; it counts no more at once and every session of the person ends', async () => {
  const yumi = await world.as('yumi')
  const makoto = await world.as('makoto')
  expect(await makoto.text(pathOf('yumi'))).toContain(endPath('yumi'))
  const page = await makoto.text(endPath('yumi'))
  for (const words of ['上條 由美さんの役割を終了する', '自治体担当者', 'サインアウト']) expect(page).toContain(words)
  for (const reason of ['', '1234 5678 9018'])
    expect((await makoto.post(endPath('yumi'), { ...ending, reason })).status, 'no reason, or a number').toBe(422)
  const asked = await makoto.post(endPath('yumi'), { reason: ending.reason })
  expect([asked.status, (await asked.text()).includes('今すぐ終了します')]).toEqual([200, true])
  expect([await rolesOf(world.cast.yumi.id), (await sessionsOf(world.cast.yumi.id)).length]).toEqual([
    [{ role: 'coordinator', townId: '202151' }],
    1,
  ])
  expect((await makoto.post(endPath('yumi'), ending)).headers.get('location')).toBe(`${pathOf('yumi')}?ended`)
  expect([await rolesOf(world.cast.yumi.id), await sessionsOf(world.cast.yumi.id)]).toEqual([[], []])
  expect((await yumi.get('/packages')).headers.get('location')).toMatch(/^\/sign-in/)
  const [role] = await given(world.cast.yumi.id)
  expect(role).toMatchObject({ untilOn: '2026-11-20', ender: '清水 誠', endReason: ending.reason })
  const shown = await makoto.text(pathOf('yumi'))
  for (const words of ['終了', '始まった日に終了', ending.reason]) expect(shown).toContain(words)
  const record = (await world.audit()).find(({ act }) => act === 'grant.end')!
  expect([record.chain, record.subjectId, record.detail.includes(ending.reason)]).toEqual(['202151', world.cast.yumi.id, false])
  expect((await makoto.post(endPath('yumi'), ending)).status, 'over is over').toBe(409)
  expect((await (await world.as('yumi')).get('/packages')).status, 'signed in again, without a role').toBe(403)
})

test('who has no role any more is still found by the secretariat and can be given one anew', async () => {
  const makoto = await world.as('makoto')
  await makoto.post(endPath('yumi'), ending)
  expect(await makoto.text('/people')).toContain(`${pathOf('yumi')}"`)
  expect((await makoto.post(`${pathOf('yumi')}/enrolment`)).status, 'no code without a role').toBe(404)
  expect(await makoto.text(pathOf('yumi'))).toContain('先に役割を追加して')
  expect((await makoto.post(`${pathOf('yumi')}/grants`, { ...gift, role: 'coordinator' })).status).toBe(303)
  expect(await rolesOf(world.cast.yumi.id)).toEqual([{ role: 'coordinator', townId: '203246' }])
  expect((await makoto.post(`${pathOf('yumi')}/enrolment`, { _proof: 'demo' })).status).toBe(200)
})

test('the same role is given once, however often it is sent at once', async () => {
  const makoto = await world.as('makoto')
  const answers = await Promise.all([1, 2, 3].map((n) => makoto.post(`${pathOf('yumi')}/grants`, { ...gift, _once: `${n}` })))
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
  expect(await given(world.cast.yumi.id)).toHaveLength(2)
  const permit = allowed(
    decideGive(await actorOf(world, 'makoto'), { id: world.cast.yumi.id, held: [] }, { role: 'manager', townId: '203246' }),
  )
  const late = { role: 'manager', townId: '203246', fromOn: today, untilOn: null, reason: 'x' } as const
  await expect(write(world, 'makoto', (tx) => giveRole(tx, permit, late))).rejects.toThrow('grant')
})

test('the last of the secretariat stays: of two who end each other at once, one is left', async () => {
  const noriko = await colleague('secretariat', null)
  const makoto = await world.as('makoto')
  const [one, other] = await Promise.all([
    makoto.post(`/people/${noriko.id}/grants/${noriko.grantId}/end`, ending),
    noriko.browser.post(endPath('makoto'), ending),
  ])
  expect([one.status, other.status].filter((status) => status === 303)).toHaveLength(1)
  const left = [...(await rolesOf(noriko.id)), ...(await rolesOf(world.cast.makoto.id))]
  expect(left).toEqual([{ role: 'secretariat', townId: null }])
})

test('of two permits to end each other only the first is of use; who will leave keeps nobody’s place', async () => {
  const noriko = await colleague('secretariat', null)
  const facts = async (id: string) => (await given(id))[0] as GrantFacts
  const [mine, hers] = [await facts(world.cast.makoto.id), await facts(noriko.id)]
  const others = { secretariat: 1 }
  const endHers = allowed(decideEnd(await actorOf(world, 'makoto'), hers, today, others))
  const endMine = allowed(decideEnd({ id: noriko.id, grants: [{ role: 'secretariat', townId: null }] }, mine, today, others))
  await write(world, 'makoto', (tx) => endRole(tx, endHers, hers, 'x'))
  await expect(write(world, 'makoto', (tx) => endRole(tx, endMine, mine, 'x'))).rejects.toThrow('last')
  expect(await rolesOf(world.cast.makoto.id)).toHaveLength(1)
  const leaver = await colleague('secretariat', null)
  const set = { untilOn: '2026-12-31' } as const
  await world.engine.writer.updateTable('roleGrant').set(set).where('id', '=', leaver.grantId).execute()
  expect((await leaver.browser.get(endPath('makoto'))).status).toBe(403)
  expect((await leaver.browser.post(endPath('makoto'), ending)).status).toBe(403)
  expect(await rolesOf(world.cast.makoto.id)).toHaveLength(1)
})

test('with passkeys the proof is of exactly one role for one person, and good for one use', async () => {
  const { browser, device } = await enrolled(world, 'makoto')
  const path = `${pathOf('yumi')}/grants`
  const { _proof, ...said } = gift
  const asked = await (await browser.post(path, gift)).text()
  expect(await given(world.cast.yumi.id), 'the demo’s word is no proof here').toHaveLength(1)
  const about = /data-about="([0-9a-f]{64})"/.exec(asked)![1]!
  const options = await (await browser.json('/passkeys/proof/options', { about })).json()
  const { proof } = (await (await browser.json('/passkeys/proof', device.get(options as never))).json()) as { proof: string }
  const proved = { ...said, _proof: proof }
  for (const [where, fields] of [
    [path, { ...proved, town: '152161' }],
    [path, { ...proved, until: '2026-12-31' }],
    [path, { ...proved, reason: '別の理由' }],
    [`${pathOf('daisuke')}/grants`, proved],
  ] as const)
    expect((await browser.post(where, fields)).status, 'asked again').toBe(200)
  expect((await browser.post(path, proved)).status).toBe(303)
  expect(await rolesOf(world.cast.yumi.id)).toHaveLength(2)
  expect((await browser.post(path, { ...proved, town: '152161' })).status).toBe(200)
  expect([(await rolesOf(world.cast.yumi.id)).length, (await rolesOf(world.cast.daisuke.id)).length]).toEqual([2, 1])
})
