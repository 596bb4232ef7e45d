// Losing every passkey and coming back: two officers, one code, a hold; and every way in which one insider might try it alone.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settleRecoveries } from '../../server/identity/recovery-clock.ts'
import { openTransport, sendDue } from '../../server/kernel/sender.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { codeOn, demo, lostDevice, newOfficer, settleIn, signedIn, tateshina } from '../support/stories/recovery.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
const keys = () => world.engine.reader.selectFrom('passkey').selectAll().orderBy('createdAt').orderBy('id').execute()
const recoveries = () => world.engine.reader.selectFrom('recovery').selectAll().orderBy('id').execute()
const acts = async () => (await world.audit()).filter(({ act }) => act.startsWith('recovery.')).map(({ act }) => act)
const told = (personId: string) =>
  world.engine.reader
    .selectFrom('notification')
    .select('act')
    .where('personId', '=', personId)
    .orderBy('id')
    .execute()
    .then((rows) =>
      rows
        .map(({ act }) => act)
        .filter((act) => act.startsWith('recovery.'))
        .sort(),
    )
const enrol = (code: string, device = createAuthenticator()) => ceremonies(world.stranger(), device).enrol(code)

test('two officers bring somebody back: a code, a new key, old keys and sessions stopped, everybody told', async () => {
  const { hana, hanaId, yoko, yokoId, makoto, start, approve } = await lostDevice(world)
  expect(await yoko.text(`/people/${hanaId}`)).toContain(`/people/${hanaId}/recovery`)
  const begun = await start()
  expect(begun.headers.get('location')).toMatch(/^\/recoveries\/[\w-]+\?begun$/)
  expect(await yoko.text(begun.headers.get('location')!)).toContain('再発行を始めました')
  expect(await makoto.text('/')).toContain('小林 花さんのパスキーの再発行を確認する')
  expect(await makoto.text('/recoveries')).toContain('小林 花')
  const code = await codeOn(await approve())
  const device = createAuthenticator()
  const browser = world.stranger()
  expect((await ceremonies(browser, device).enrol(code)).status).toBe(200)
  expect(await isIn(browser)).toBe(true)
  expect(await isIn(hana.browser), 'the old session').toBe(false)
  const held = await keys()
  const [old, fresh] = [held.find(({ id }) => id === hana.device.idOf()), held.find(({ id }) => id === device.idOf())]
  expect(old).toMatchObject({ suspendedAt: world.clock(), recoveryId: null })
  expect(fresh).toMatchObject({ suspendedAt: null, recoveryId: (await recoveries())[0]!.id })
  expect(await acts()).toEqual(['recovery.start', 'recovery.approve', 'recovery.use'])
  expect(await told(hanaId)).toEqual(['recovery.approve', 'recovery.start', 'recovery.use'])
  expect(await told(world.cast.makoto.id)).toEqual(['recovery.start'])
  expect(await told(yokoId)).toEqual(['recovery.approve', 'recovery.use'])
  const details = (await world.audit()).filter(({ act }) => act.startsWith('recovery.')).map(({ detail }) => detail)
  expect(details.join()).not.toMatch(/紛失|小林|花/)
})

test('what is told is told by letter too, and stays told when no letter can be sent', async () => {
  await world.close()
  const mail = { url: 'smtp://127.0.0.1:1', from: 'yui@example.jp' }
  world = await newWorld({ mail, logLevel: 'silent' })
  const { hanaId, code } = await lostDevice(world)
  await world.engine.writer.updateTable('person').set({ email: 'hana@example.jp' }).where('id', '=', hanaId).execute()
  expect((await enrol(await code())).status).toBe(200)
  expect(await sendDue(world, openTransport(mail))).toBe(0)
  const waiting = await world.engine.reader
    .selectFrom('outbox')
    .innerJoin('notification', 'notification.id', 'outbox.notificationId')
    .select(['notification.act', 'outbox.sentAt'])
    .where('outbox.personId', '=', hanaId)
    .execute()
    .then((rows) => rows.filter(({ act }) => act.startsWith('recovery.')))
  expect(waiting.map(({ act }) => act).sort()).toEqual(['recovery.approve', 'recovery.start', 'recovery.use'])
  expect(waiting.every(({ sentAt }) => sentAt === null)).toBe(true)
  expect(await told(hanaId)).toHaveLength(3)
})

test('the first officer says how identity was seen; My Number is refused, and nothing typed is lost', async () => {
  const { yoko, hanaId, start } = await lostDevice(world)
  const page = await yoko.text(`/people/${hanaId}/recovery`)
  expect(page).toContain('顔写真つきの身分証を見た')
  const none = await start(yoko, { how: 'by-mail' })
  expect([none.status, (await none.text()).includes('スマートフォンを紛失')]).toEqual([422, true])
  const number = await start(yoko, { note: '番号は 1234 5678 9018 です' })
  expect([number.status, (await number.text()).includes('マイナンバー')]).toEqual([422, true])
  expect(await recoveries()).toEqual([])
})

test('both officers prove with their passkey: without proof the page asks, and nothing has happened', async () => {
  const { start, approve } = await lostDevice(world)
  const asked = await start(undefined, { _proof: '' })
  expect([asked.status, await recoveries()]).toEqual([200, []])
  await start()
  const [row] = await recoveries()
  const makoto = await world.as('makoto')
  const page = await (await makoto.post(`/recoveries/${row!.id}/approval`)).text()
  expect(page).toContain('スマートフォンを紛失')
  expect(page).not.toContain('/enrol#')
  expect((await recoveries())[0]).toMatchObject({ approvedAt: null })
  expect((await approve()).status).toBe(200)
})

test('one insider alone: no code for the first officer, not by approving, not by an invitation code', async () => {
  const { yoko, hanaId, start, approve } = await lostDevice(world)
  expect(await (await start()).text()).not.toContain('/enrol#')
  expect((await approve(yoko)).status).toBe(403)
  expect((await yoko.post(`/people/${hanaId}/enrolment`)).status).toBe(409)
  expect(await yoko.text(`/recoveries/${(await recoveries())[0]!.id}`)).toContain('始めた人とは別の担当者')
  expect(await world.engine.reader.selectFrom('enrolment').select('id').where('usedAt', 'is', null).execute()).toEqual([])
})

test('a second role of the first officer is the same person', async () => {
  const { yoko, yokoId, start, approve } = await lostDevice(world)
  await start()
  await world.engine.writer
    .insertInto('roleGrant')
    .values({
      id: 'g',
      personId: yokoId,
      role: 'secretariat',
      townId: null,
      fromOn: '2026-01-01',
      untilOn: null,
      grantedBy: null,
      reason: '',
      endedBy: null,
      endReason: null,
    })
    .execute()
  expect((await approve(yoko)).status).toBe(403)
})

test('an officer whom the approver has just brought in is no second person, nor are two whom one hand has brought in', async () => {
  const { makoto, hanaId, start, approve } = await lostDevice(world)
  const puppets = [await newOfficer(world, 'coordinator', tateshina), await newOfficer(world, 'coordinator', tateshina)]
  const [one, other] = [await signedIn(world, puppets[0]!), await signedIn(world, puppets[1]!)]
  await start(one)
  expect((await approve(makoto)).status, 'who brought in the first').toBe(403)
  expect((await approve(other)).status, 'brought in by the same').toBe(403)
  settleIn(world)
  const later = await signedIn(world, puppets[0]!)
  await start(later)
  expect((await approve(await world.as('makoto'))).status, 'after the days of grace').toBe(200)
  expect(hanaId).toBe(world.cast.hana.id)
})

test('the person themself, officers of another town and everybody else see nothing of it', async () => {
  const { hana, hanaId, start, row } = await lostDevice(world)
  await start()
  const { id } = await row()
  const others = [hana.browser, await world.as('yumi'), await world.as('daisuke'), await world.as('ken'), await world.as('akira')]
  for (const browser of others) {
    expect((await browser.get(`/people/${hanaId}/recovery`)).status).toBe(404)
    expect((await browser.get(`/recoveries/${id}`)).status).toBe(404)
    expect([403, 404]).toContain((await browser.post(`/people/${hanaId}/recovery`, { how: 'known', ...demo })).status)
    expect([403, 404]).toContain((await browser.post(`/recoveries/${id}/approval`, demo)).status)
    expect((await browser.post(`/recoveries/${id}/cancellation`)).status).toBe(404)
    expect(await (await browser.get('/recoveries')).text()).not.toContain(id)
  }
  expect(await recoveries()).toMatchObject([{ approvedAt: null, cancelledAt: null }])
})

test('officers do not reach above themselves: a coordinator starts no recovery of staff, the secretariat none of a mere worker', async () => {
  const { makoto, start } = await lostDevice(world)
  expect((await start(makoto)).status).toBe(403)
  await enrolled(world, 'yumi')
  const yumiId = world.cast.yumi.id
  expect((await (await world.as('yumi')).post(`/people/${yumiId}/recovery`, { how: 'known', ...demo })).status).toBe(403)
  const other = await signedIn(world, await newOfficer(world, 'coordinator', '202151'))
  expect((await other.post(`/people/${yumiId}/recovery`, { how: 'known', ...demo })).status).toBe(404)
  expect((await makoto.post(`/people/${yumiId}/recovery`, { how: 'known', ...demo })).status).toBe(303)
})

test('only one recovery at a time, also of five started at once, and none for who has no key yet', async () => {
  const { yoko, start } = await lostDevice(world)
  const answers = await Promise.all(Array.from({ length: 5 }, () => start()))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409, 409])
  expect((await start()).status).toBe(409)
  expect(await recoveries()).toHaveLength(1)
  expect(await yoko.text(`/people/${world.cast.hana.id}/recovery`)).toContain('進んでいる再発行を見る')
  const makoto = await world.as('makoto')
  expect((await makoto.post(`/people/${world.cast.akira.id}/recovery`, { how: 'known', ...demo })).status).toBe(409)
})

test('of two officers who approve at once one gets the code', async () => {
  const { start, approve } = await lostDevice(world)
  await start()
  const answers = await Promise.all([approve(await world.as('makoto')), approve(await world.as('makoto'))])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('the code works once, for ten minutes, in whichever browser; of five at once one gets in', async () => {
  const { code } = await lostDevice(world)
  const one = await code()
  const answers = await Promise.all(Array.from({ length: 5 }, () => enrol(one)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
  expect(await keys()).toHaveLength(2)
  expect((await enrol(one)).status).toBe(400)
})

test('a code that is late, or called off, or called off during the ceremony, makes no key and suspends none', async () => {
  const { hana, yoko, code, row } = await lostDevice(world)
  const late = await code()
  world.later(11)
  expect((await enrol(late)).status).toBe(400)
  await yoko.post(`/recoveries/${(await row()).id}/cancellation`)
  const dead = await code()
  const [browser, device] = [world.stranger(), createAuthenticator()]
  const asked = (await (await browser.json('/passkeys/enrolment/options', { code: dead })).json()) as never
  await yoko.post(`/recoveries/${(await row()).id}/cancellation`)
  const answer = await browser.json('/passkeys/enrolment', device.create(asked))
  expect([answer.status, await answer.json()]).toEqual([400, { failure: 'code' }])
  expect((await enrol(dead)).status).toBe(400)
  expect(await keys()).toMatchObject([{ suspendedAt: null }])
  expect((await hana.does.signIn()).status).toBe(200)
  expect(await told(world.cast.hana.id)).toContain('recovery.cancel')
})

test('a recovery that nobody finishes in a day is over, and another may begin', async () => {
  const { start, approve, row } = await lostDevice(world)
  await start()
  const first = (await row()).id
  world.later(24 * 60 + 1)
  const makoto = await world.as('makoto')
  expect((await makoto.post(`/recoveries/${first}/approval`, demo)).status).toBe(409)
  expect((await makoto.post(`/recoveries/${first}/cancellation`)).status).toBe(409)
  expect(await makoto.text('/recoveries')).not.toContain('小林')
  const yoko = await signedIn(world, (await row()).startedBy)
  expect((await start(yoko)).status).toBe(303)
  expect((await approve(makoto)).status).toBe(200)
})

test('who holds no role any more when the code is used gets no key', async () => {
  const { hanaId, code } = await lostDevice(world)
  const one = await code()
  await world.engine.writer.updateTable('workerProfile').set({ status: 'left' }).where('personId', '=', hanaId).execute()
  expect((await enrol(one)).status).toBe(400)
  expect(await keys()).toHaveLength(1)
})

test('the hold runs through: after 72 hours the clock removes the suspended keys, once, and not before', async () => {
  const { hanaId, recovered, start } = await lostDevice(world)
  await recovered()
  world.later(72 * 60 - 1)
  expect(await settleRecoveries(world)).toBe(0)
  expect(await keys()).toHaveLength(2)
  const yoko = await signedIn(world, (await recoveries())[0]!.startedBy)
  expect((await start(yoko)).status, 'another recovery during the hold').toBe(409)
  world.later(1)
  expect(await settleRecoveries(world)).toBe(1)
  expect(await settleRecoveries(world)).toBe(0)
  expect(await keys()).toMatchObject([{ suspendedAt: null }])
  const person = await world.engine.reader.selectFrom('person').select('heldUntil').where('id', '=', hanaId).executeTakeFirst()
  expect(person).toEqual({ heldUntil: null })
  expect(await told(hanaId)).toContain('recovery.settle')
  expect((await start(await signedIn(world, (await recoveries())[0]!.startedBy))).status).toBe(303)
})

test('an officer whose own keys have just come back brings nobody else back', async () => {
  const { yokoId, hanaId, start, approve } = await lostDevice(world)
  const held = (id: string) =>
    world.engine.writer.updateTable('person').set({ heldUntil: '2026-12-31T00:00:00.000Z' }).where('id', '=', id).execute()
  await held(yokoId)
  const answer = await start()
  expect([answer.status, (await answer.text()).includes('72時間')]).toEqual([403, true])
  await world.engine.writer.updateTable('person').set({ heldUntil: null }).where('id', '=', yokoId).execute()
  expect((await start()).status).toBe(303)
  await held(world.cast.makoto.id)
  expect((await approve()).status).toBe(403)
  expect(hanaId).toBe((await recoveries())[0]!.personId)
})
