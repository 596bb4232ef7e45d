// Opening a frozen package again, by one person or two, and closing the papers.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { findIncident } from '../../db/safety/incidents/find.ts'
import { agreeToLift } from '../../db/safety/incidents/lift.ts'
import { decideLift } from '../../policies/safety/incidents.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { hidden, incidentsOf, lift, packageOf, report, staffOf } from '../support/stories/incident.ts'
import { actorOf, allowed, publishedPackage, type TestPackage, write } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { title: '名簿の照合', rows: 40, dataClass: '2' })
})
afterEach(() => world.close())

const items = ['outline', 'data', 'persons', 'cause', 'damage', 'response', 'publication', 'prevention', 'other'] as const
const acts = async (act: string) => (await world.audit()).filter((record) => record.act === act)

test('one coordinator lifts what is not strict, with reason and passkey; closing waits for answers and the final report', async () => {
  const yumi = await world.as('yumi')
  const id = await report(world, yumi, pkg.id)
  const seen = hidden(await yumi.text(`/incidents/${id}`), 'seen')
  const bad = await yumi.post(`/incidents/${id}/lifting`, { seen, outcome: '', words: '', _proof: 'demo' })
  expect([bad.status, (await packageOf(world, pkg.id)).frozenAt !== null]).toEqual([422, true])
  const said = { seen, outcome: 'leak', words: '拾った人が開いていました。' }
  const question = await yumi.post(`/incidents/${id}/lifting`, said)
  expect([question.status, (await question.text()).includes('パスキー')]).toEqual([200, true])
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
  expect((await yumi.post(`/incidents/${id}/lifting`, { ...said, _proof: 'demo' })).status).toBe(303)
  expect((await packageOf(world, pkg.id)).frozenAt).toBeNull()
  expect((await incidentsOf(world, pkg.id))[0]).toMatchObject({ outcome: 'leak', liftedBy: world.cast.yumi.id, secondedBy: null })
  const close = () => yumi.post(`/incidents/${id}/closing`, { _proof: 'demo' })
  expect([(await close()).status, (await yumi.text(`/incidents/${id}`)).includes('質問に、すべて答えてください')]).toEqual([
    422,
    true,
  ])
  await yumi.post(`/incidents/${id}/answers`, { personal: 'yes', many: 'yes', sensitive: 'no', damage: 'no', purpose: 'no' })
  expect([(await close()).status, (await yumi.text(`/incidents/${id}`)).includes('確報を確定してください')]).toEqual([422, true])
  await yumi.post(`/incidents/${id}/report`, { base: '0', ...Object.fromEntries(items.map((item) => [item, 'あり'])) })
  await yumi.post(`/incidents/${id}/filing`, { kind: 'final', draft: '1', _proof: 'demo' })
  expect((await close()).headers.get('location')).toBe(`/incidents/${id}?closed`)
  const closed = await yumi.text(`/incidents/${id}`)
  expect(closed).toContain('完了')
  for (const form of ['name="words"', 'name="personal"']) expect(closed).not.toContain(form)
  expect((await yumi.post(`/incidents/${id}/report`, { base: '1', outline: 'x' })).status).toBe(409)
  expect((await yumi.post(`/incidents/${id}/filing`, { kind: 'final', draft: '1', _proof: 'demo' })).status).toBe(409)
})

test('two persons for what is strict: never one twice, not one who worked on it; the secretariat may be the second', async () => {
  await world.engine.writer.updateTable('package').set({ dataClass: '3C' }).where('id', '=', pkg.id).execute()
  const [yumi, makoto, daisuke] = [await world.as('yumi'), await world.as('makoto'), await world.as('daisuke')]
  const id = await report(world, daisuke, pkg.id)
  const said = { outcome: 'unconfirmed', words: '端末の記録を確かめました。', _proof: 'demo' }
  const seenBy = async (browser: typeof yumi) => hidden(await browser.text(`/incidents/${id}`), 'seen')
  expect((await yumi.post(`/incidents/${id}/lifting`, { ...said, seen: await seenBy(yumi) })).status).toBe(409)
  expect((await makoto.post(`/incidents/${id}/agreement`, { seen: '', _proof: 'demo' })).status).toBe(409)
  expect((await makoto.post(`/incidents/${id}/proposal`, said)).status).toBe(403)
  expect((await daisuke.post(`/incidents/${id}/proposal`, said)).status).toBe(403)
  expect((await yumi.post(`/incidents/${id}/proposal`, { ...said, seen: await seenBy(yumi) })).status).toBe(303)
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
  expect(await yumi.text(`/incidents/${id}`)).toContain('別の担当者か事務局の確認を待っています')
  expect((await yumi.post(`/incidents/${id}/agreement`, { seen: '', _proof: 'demo' })).status).toBe(403)
  expect(await makoto.text('/')).toContain('2人目として、凍結の解除を確認する')
  const page = await makoto.text(`/incidents/${id}`)
  expect(page).toContain('端末の記録を確かめました。')
  expect((await makoto.post(`/incidents/${id}/agreement`, { seen: hidden(page, 'seen'), _proof: 'demo' })).status).toBe(303)
  expect((await packageOf(world, pkg.id)).frozenAt).toBeNull()
  expect((await incidentsOf(world, pkg.id))[0]).toMatchObject({ liftedBy: world.cast.yumi.id, secondedBy: world.cast.makoto.id })
})

test('a further report takes back what was asked for, and nobody opens what they have not read', async () => {
  await world.engine.writer.updateTable('package').set({ dataClass: '3C' }).where('id', '=', pkg.id).execute()
  const [yumi, makoto, daisuke] = [await world.as('yumi'), await world.as('makoto'), await world.as('daisuke')]
  const id = await report(world, daisuke, pkg.id)
  const said = { outcome: 'unconfirmed', words: '確かめた言葉', _proof: 'demo' }
  const stale = hidden(await yumi.text(`/incidents/${id}`), 'seen')
  world.later(1)
  await report(world, daisuke, pkg.id, { kind: 'public' })
  const again = await yumi.post(`/incidents/${id}/proposal`, { ...said, seen: stale })
  const text = await again.text()
  expect([again.status, text.includes('新しい報告が届いたか'), text.includes('確かめた言葉'), text.includes('2件目')]).toEqual([
    422,
    true,
    true,
    true,
  ])
  expect((await yumi.post(`/incidents/${id}/proposal`, { ...said, seen: hidden(text, 'seen') })).status).toBe(303)
  const waiting = hidden(await makoto.text(`/incidents/${id}`), 'seen')
  world.later(1)
  await report(world, daisuke, pkg.id, { kind: 'seen' })
  expect(JSON.parse((await acts('incident.report')).at(-1)!.detail)).toMatchObject({ callsOff: true, joins: id })
  expect((await makoto.post(`/incidents/${id}/agreement`, { seen: waiting, _proof: 'demo' })).status).toBe(409)
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
  expect(await yumi.text(`/incidents/${id}`)).toContain('確かめた言葉')
  expect((await incidentsOf(world, pkg.id))[0]).toMatchObject({ liftedBy: null, liftedWords: '確かめた言葉' })
  expect(await makoto.text(`/incidents/${id}`)).not.toContain('2人目として確認し')
})

test('either side calls an asked lifting off; two seconds at once: one counts', async () => {
  await world.engine.writer.updateTable('package').set({ dataClass: '3C' }).where('id', '=', pkg.id).execute()
  const [yumi, makoto, second] = [await world.as('yumi'), await world.as('makoto'), await staffOf(world, '202151')]
  const id = await report(world, yumi, pkg.id)
  const ask = async () => {
    const seen = hidden(await yumi.text(`/incidents/${id}`), 'seen')
    return yumi.post(`/incidents/${id}/proposal`, { seen, outcome: 'unread', words: '言葉', _proof: 'demo' })
  }
  for (const browser of [makoto, second, yumi]) {
    expect((await ask()).status).toBe(303)
    expect((await browser.post(`/incidents/${id}/continuation`)).headers.get('location')).toBe(`/incidents/${id}?kept`)
    world.later(1)
  }
  await ask()
  const seen = hidden(await makoto.text(`/incidents/${id}`), 'seen')
  const answers = await Promise.all([makoto, second].map((by) => by.post(`/incidents/${id}/agreement`, { seen, _proof: 'demo' })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await acts('incident.lift')).toHaveLength(1)
})

test('a report after lifting is a new matter with its own clock; the joined one leads to the first', async () => {
  const yumi = await world.as('yumi')
  const first = await report(world, yumi, pkg.id)
  world.later(1)
  await report(world, await world.as('daisuke'), pkg.id)
  const joined = (await incidentsOf(world, pkg.id)).find(({ joins }) => joins !== null)!
  expect((await yumi.get(`/incidents/${joined.id}`)).headers.get('location')).toBe(`/incidents/${first}`)
  await lift(yumi, first)
  expect((await incidentsOf(world, pkg.id)).every(({ liftedAt }) => liftedAt !== null)).toBe(true)
  world.later(1)
  const second = await report(world, yumi, pkg.id)
  expect(second).not.toBe(first)
  expect((await packageOf(world, pkg.id)).frozenAt).toBe(world.clock())
  expect((await lift(yumi, first)).status).toBe(409)
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
})

test('the write itself refuses one person twice, a report that nobody has seen, and other words than those asked for', async () => {
  await world.engine.writer.updateTable('package').set({ dataClass: '3C' }).where('id', '=', pkg.id).execute()
  const yumi = await world.as('yumi')
  const id = await report(world, yumi, pkg.id)
  const seen = hidden(await yumi.text(`/incidents/${id}`), 'seen')
  await yumi.post(`/incidents/${id}/proposal`, { seen, outcome: 'unread', words: '言葉', _proof: 'demo' })
  const { facts } = (await findIncident(world.db.read, id, world.cast.makoto.id))!
  const permit = allowed(decideLift(await actorOf(world, 'makoto'), facts))
  const asked = { packageId: pkg.id, reports: 1, consents: 1, outcome: 'unread', words: '言葉' } as const
  await expect(write(world, 'yumi', (tx) => agreeToLift(tx, permit, asked))).rejects.toThrow(Stale)
  for (const other of [{ reports: 2 }, { outcome: 'leak' as const }, { words: '別の言葉' }])
    await expect(write(world, 'makoto', (tx) => agreeToLift(tx, permit, { ...asked, ...other }))).rejects.toThrow(Stale)
  expect((await packageOf(world, pkg.id)).frozenAt).not.toBeNull()
  await write(world, 'makoto', (tx) => agreeToLift(tx, permit, asked))
  await expect(write(world, 'makoto', (tx) => agreeToLift(tx, permit, asked))).rejects.toThrow(Stale)
  expect((await packageOf(world, pkg.id)).frozenAt).toBeNull()
})
