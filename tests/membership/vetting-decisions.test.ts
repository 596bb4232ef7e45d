// Decisions of vetting: two persons above class 2, one of two at once, and never about oneself.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findActor } from '../../db/identity/people.ts'
import { Stale } from '../../db/kernel/database.ts'
import { decideVetting } from '../../db/membership/vetting/decide.ts'
import { findVetting } from '../../db/membership/vetting/find.ts'
import { decideClearance } from '../../policies/membership/vetting.ts'
import { enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { allowed } from '../support/stories/package.ts'
import { complete, interview, officer, residency, signedIn, stored, towns } from '../support/stories/vetting.ts'

let world: TestWorld
let kept: ReturnType<typeof stored>
beforeEach(async () => {
  world = await newWorld()
  kept = stored(world)
})
afterEach(() => world.close())

const today = '2026-11-21'
const demo = { _proof: 'demo' }

test('above class 2 two persons decide, and the page says who must act', async () => {
  const { id, personId, path, yumi } = await complete(world)
  const strict = { clearance: '3C', reason: '台帳の仕事のため', ...demo }
  expect((await yumi.post(`${path}/decision`, strict)).status, 'not alone').toBe(403)
  const makoto = await world.as('makoto')
  expect((await makoto.get(path)).status, 'nobody has asked the secretariat yet').toBe(404)
  expect((await yumi.post(`${path}/proposal`, strict)).status).toBe(303)
  expect(await yumi.text(path)).toContain('次は、塩尻市の別の自治体担当者か、事務局の人が決めます')
  expect((await yumi.post(`${path}/decision`, strict)).status, 'not the one who proposed').toBe(403)
  expect(await kept.told(world.cast.makoto.id)).toContain('vetting.propose')

  expect(await makoto.text('/')).toContain('審査を進める')
  expect(await makoto.text('/vettings')).toContain('降旗 桃子')
  const page = await makoto.text(path)
  for (const words of ['上條 由美さんが提案しました', '2人目として合格にする', '台帳の仕事のため']) expect(page).toContain(words)
  for (const act of ['residency', 'interview', 'decline'])
    expect((await makoto.post(`${path}/${act}`, { ...residency, reason: 'x', ...demo })).status, act).toBe(403)
  expect((await makoto.post(`${path}/proposal`, strict)).status).toBe(403)
  expect((await makoto.post(`${path}/decision`, { ...strict, clearance: '3B' })).status, 'another class').toBe(403)
  expect((await makoto.post(`${path}/decision`, { ...strict, clearance: '2' })).status, 'that is the town’s').toBe(403)
  expect((await makoto.post(`${path}/decision`, { ...strict, as: 'second', reason: '確認済み' })).status).toBe(303)
  expect(await kept.vetting(id)).toMatchObject({ status: 'approved', clearance: '3C', reason: '台帳の仕事のため\n確認済み' })
  expect(await kept.profileOf(personId)).toMatchObject({ clearance: '3C' })
})

test('another coordinator of the town is a second person too; one of another town sees nothing', async () => {
  const { path, yumi } = await complete(world)
  const yoko = await officer(world, towns.shiojiri, '小野 陽子')
  const stranger = await officer(world, towns.tateshina)
  const strict = { clearance: '3B', reason: '必要', ...demo }
  expect((await yumi.post(`${path}/proposal`, strict)).status).toBe(303)
  for (const act of ['residency', 'interview', 'proposal', 'decision', 'decline', 'enrolment'])
    expect((await stranger.browser.post(`${path}/${act}`, { ...residency, ...strict })).status, act).toBe(404)
  expect((await stranger.browser.get(path)).status).toBe(404)
  expect(await stranger.browser.text('/vettings')).not.toContain('降旗')
  expect((await yoko.browser.post(`${path}/decision`, strict)).status).toBe(303)
})

test('class 3 asks for a key that cannot leave its device, and the page says how to get it', async () => {
  const { path, yumi } = await complete(world, { passkeys: 'synced' })
  expect(await yumi.text(path)).toContain('ほかの端末に写せないパスキー')
  const answer = await yumi.post(`${path}/proposal`, { clearance: '3C', reason: '必要', ...demo })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('セキュリティキーなど')
  expect((await yumi.post(`${path}/decision`, { clearance: '2', reason: '必要', ...demo })).status).toBe(303)
})

test('nobody decides about themselves, whatever roles they hold', async () => {
  const { id, personId, path, yumi } = await complete(world)
  const grant = { fromOn: today, untilOn: null, grantedBy: null, reason: '' } as const
  await world.engine.writer
    .insertInto('roleGrant')
    .values([
      { id: 'g1', personId, role: 'coordinator', townId: towns.shiojiri, ...grant },
      { id: 'g2', personId, role: 'secretariat', townId: null, ...grant },
    ])
    .execute()
  expect((await yumi.post(`${path}/proposal`, { clearance: '3C', reason: '必要', ...demo })).status).toBe(303)
  const self = await signedIn(world, personId)
  const shown = await self.get(path)
  expect([shown.status, shown.headers.get('location')], 'their own page').toEqual([303, '/vetting'])
  expect(await self.text('/vettings')).not.toContain(path)
  const before = await kept.vetting(id)
  for (const [act, form] of Object.entries({ residency, interview, proposal: {}, decision: {}, decline: {}, enrolment: {} })) {
    const answer = await self.post(`${path}/${act}`, { clearance: '3C', reason: '自分で', ...form, ...demo })
    expect([act, answer.status]).toEqual([act, 403])
  }
  expect(await kept.vetting(id)).toEqual(before)
})

test('of two decisions at once one is kept, and a proposal that has moved is not confirmed', async () => {
  const { id, personId, path, yumi } = await complete(world)
  const yoko = await officer(world, towns.shiojiri, '小野 陽子')
  const decide = (browser: Browser, clearance: string) => browser.post(`${path}/decision`, { clearance, reason: 'よい', ...demo })
  const answers = await Promise.all([decide(yumi, '1'), decide(yoko.browser, '2')])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect((await kept.rows('roleGrant')).filter((grant) => grant.personId === personId)).toHaveLength(1)
  expect((await kept.vetting(id)).clearance).toBe((await kept.profileOf(personId))!.clearance)
})

test('what has moved since the rule was asked stores nothing: a closed vetting, a proposal of somebody else', async () => {
  const { id, personId, path, yumi } = await complete(world)
  const yoko = await officer(world, towns.shiojiri, '小野 陽子')
  await yumi.post(`${path}/proposal`, { clearance: '3C', reason: '必要', ...demo })
  const seen = (await findVetting(world.db.read, id))!
  const permit = allowed(decideClearance((await findActor(world.db.read, yoko.id, world.clock()))!, seen.facts, '3C'))
  const { townId, weeklyHours, proposedBy } = seen
  const vettingRow = { personId, townId, kind: 'first' as const, places: '[]', weeklyHours, proposedBy }
  const decide = () =>
    world.db.write({ actor: yoko, at: world.clock() }, (tx) =>
      decideVetting(tx, permit, { clearance: '3C', reason: '', vetting: vettingRow }),
    )
  const set = (values: object) => world.engine.writer.updateTable('vetting').set(values).where('id', '=', id).execute()
  for (const moved of [{ proposedClass: '3B' }, { proposedBy: yoko.id }, { status: 'declined' }, { status: 'withdrawn' }]) {
    await set(moved)
    await expect(decide(), JSON.stringify(moved)).rejects.toThrow(Stale)
    await set({ proposedClass: '3C', proposedBy, status: 'open' })
  }
  expect(await kept.profileOf(personId)).toBeUndefined()
  expect((await world.audit()).filter(({ act }) => act === 'vetting.decide')).toEqual([])
  await decide()
  expect((await kept.vetting(id)).status).toBe('approved')
})

test('who had left and applied again is a worker again; who is one already is not let in twice', async () => {
  const { path, personId, yumi } = await complete(world)
  const left = {
    ...{ personId, townId: towns.tateshina, status: 'active' as const, clearance: '1' as const, places: '[]', weeklyHours: 1 },
    ...{ vettedOn: '2025-01-01' as const, vettedBy: null, vettedUntil: '2026-01-01' as const },
  }
  await world.engine.writer.insertInto('workerProfile').values(left).execute()
  const decision = { clearance: '2', reason: 'よい', ...demo }
  expect((await yumi.post(`${path}/decision`, decision)).status).toBe(409)
  await world.engine.writer.updateTable('workerProfile').set({ status: 'left' }).where('personId', '=', personId).execute()
  expect((await yumi.post(`${path}/decision`, decision)).status).toBe(303)
  expect(await kept.profileOf(personId)).toMatchObject({ status: 'active', townId: towns.shiojiri, vettedUntil: '2027-11-21' })
})

test('with a passkey a decision takes a proof of exactly this decision', async () => {
  const { id, path } = await complete(world)
  const { browser, device } = await enrolled(world, 'yumi')
  const form = { clearance: '2', reason: '確かめました' }
  const asked = await browser.post(`${path}/decision`, { ...form, _proof: 'demo' })
  expect(asked.status).toBe(200)
  const about = /data-about="([0-9a-f]{64})"/.exec(await asked.text())![1]!
  const options = await (await browser.json('/passkeys/proof/options', { about })).json()
  const { proof } = (await (await browser.json('/passkeys/proof', device.get(options as never))).json()) as { proof: string }
  expect((await browser.post(`${path}/decision`, { ...form, clearance: '1', _proof: proof })).status, 'other words').toBe(200)
  expect((await kept.vetting(id)).status).toBe('open')
  expect((await browser.post(`${path}/decision`, { ...form, _proof: proof })).status).toBe(303)
  expect((await kept.vetting(id)).clearance).toBe('2')
})
