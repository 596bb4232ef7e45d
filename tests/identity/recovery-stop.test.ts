// "This was not me": what an old key can do while a recovery is under way and during the hold, and what the hold closes.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { passkeyRef, usePasskey } from '../../db/identity/passkeys.ts'
import { Stale } from '../../db/kernel/database.ts'
import { settleRecoveries } from '../../server/identity/recovery-clock.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliveredBy, offeredTo, publishedPackage, reviewed } from '../support/stories/package.ts'
import { lostDevice } from '../support/stories/recovery.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
const keys = () => world.engine.reader.selectFrom('passkey').selectAll().orderBy('createdAt').orderBy('id').execute()
const person = (id: string) =>
  world.engine.reader.selectFrom('person').select('heldUntil').where('id', '=', id).executeTakeFirstOrThrow()
const acts = async () => (await world.audit()).map(({ act }) => act)
const told = async (personId: string, act: string) =>
  (await world.engine.reader.selectFrom('notification').select('act').where('personId', '=', personId).execute()).filter(
    (row) => row.act === act,
  ).length

test('before the code is used whoever is signed in sees a banner and stops it; the code is dead from then on', async () => {
  const { hana, hanaId, yokoId, code } = await lostDevice(world)
  expect(await hana.browser.text('/')).not.toContain('あなたのパスキーの再発行が進んでいます')
  const one = await code()
  for (const path of ['/', '/account']) expect(await hana.browser.text(path)).toContain('あなたのパスキーの再発行が進んでいます')
  const answer = await hana.browser.post('/account/recovery/stop')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account?stopped'])
  expect(await hana.browser.text('/account?stopped')).toContain('再発行を止めました')
  expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(one)).status).toBe(400)
  expect(await keys()).toMatchObject([{ suspendedAt: null }])
  expect(await isIn(hana.browser)).toBe(true)
  expect([await told(yokoId, 'recovery.stop'), await told(world.cast.makoto.id, 'recovery.stop')]).toEqual([1, 1])
  expect(await told(hanaId, 'recovery.stop')).toBe(1)
})

test('before a second officer has approved it is stopped just so, and nobody stops what is not their own', async () => {
  const { hana, start, approve } = await lostDevice(world)
  await start()
  expect((await (await world.as('ken')).post('/account/recovery/stop')).status).toBe(404)
  expect((await hana.browser.post('/account/recovery/stop')).status).toBe(303)
  expect((await approve()).status).toBe(409)
  expect((await hana.browser.post('/account/recovery/stop')).status).toBe(404)
})

test('a suspended key opens no session but the page with the button, which needs no script', async () => {
  const { hana, hanaId, yokoId, recovered } = await lostDevice(world)
  const thief = await recovered()
  await ceremonies(thief.browser, createAuthenticator()).add({}, thief.device)
  expect(await keys()).toHaveLength(3)
  const answer = await hana.does.signIn()
  expect([answer.status, await answer.json()]).toEqual([200, { stop: true }])
  expect(await isIn(hana.browser)).toBe(false)
  const page = await hana.browser.text('/recovery/stop')
  expect(page).toContain('あなたのパスキーが再発行されました')
  expect(page).toContain('action="/recovery/stop"')
  const stopped = await hana.browser.post('/recovery/stop')
  expect(await stopped.text()).toContain('再発行を止めました')
  expect(await keys(), 'the new key and the one that it added are gone').toMatchObject([{ suspendedAt: null, recoveryId: null }])
  expect(await isIn(thief.browser)).toBe(false)
  expect((await thief.does.signIn()).status).toBe(400)
  expect(await (await hana.does.signIn()).json()).toEqual({})
  expect(await isIn(hana.browser)).toBe(true)
  expect(await person(hanaId)).toEqual({ heldUntil: null })
  expect([await told(yokoId, 'recovery.stop'), await told(world.cast.makoto.id, 'recovery.stop')]).toEqual([1, 1])
  expect(await settleRecoveries(world)).toBe(0)
})

test('the right to stop belongs to one browser, one use and five minutes, and never to the hold that has passed', async () => {
  const { hana, recovered } = await lostDevice(world)
  await recovered()
  expect(await world.stranger().text('/recovery/stop')).toContain('止める再発行がありません')
  await hana.does.signIn()
  const cookie = hana.browser.cookies.get('__Host-stop')!
  world.later(6)
  expect(await (await hana.browser.post('/recovery/stop')).text()).toContain('止める再発行がありません')
  await hana.does.signIn()
  expect(hana.browser.cookies.get('__Host-stop')).not.toBe(cookie)
  const other = world.stranger()
  other.cookies.set('__Host-challenge', hana.browser.cookies.get('__Host-stop')!)
  expect(await (await other.post('/recovery/stop')).text()).toContain('止める再発行がありません')
  const twin = () => {
    const browser = world.stranger()
    browser.cookies.set('__Host-stop', hana.browser.cookies.get('__Host-stop')!)
    return browser
  }
  const answers = await Promise.all(Array.from({ length: 5 }, async () => (await twin().post('/recovery/stop')).text()))
  expect(answers.filter((text) => text.includes('再発行を止めました'))).toHaveLength(1)
})

test('once the hold has passed the old key is refused like any other, also before the clock has come', async () => {
  const { hana, recovered } = await lostDevice(world)
  await recovered()
  await hana.does.signIn()
  world.later(72 * 60)
  const answer = await hana.does.signIn()
  expect([answer.status, await answer.text()]).toEqual([400, '{"failure":"refused"}'])
  await settleRecoveries(world)
  expect((await hana.does.signIn()).status).toBe(400)
  expect(await keys()).toMatchObject([{ suspendedAt: null }])
})

test('the stop button is no way in for anybody else: bad signatures and other people’s keys get the common answer', async () => {
  const { hana, recovered } = await lostDevice(world)
  await recovered()
  const ken = await enrolled(world, 'ken')
  const lies = [{ userVerified: false }, { userHandle: 'c29tZWJvZHktZWxzZQ' }, { key: ken.device.credentials[0]!.key }]
  for (const lie of lies) {
    const answer = await hana.does.signIn(lie)
    expect([answer.status, await answer.text()]).toEqual([400, '{"failure":"refused"}'])
  }
  expect(hana.browser.cookies.has('__Host-stop')).toBe(false)
})

test('a suspended key opens no ceremony: neither step-up nor a proof of one act, and a new key is not made on its device', async () => {
  const { hana, recovered } = await lostDevice(world)
  const { browser, device, does } = await recovered()
  const about = 'a'.repeat(64)
  for (const [path, body] of [
    ['step-up', {}],
    ['proof', { about }],
  ] as const) {
    const asked = (await (await browser.json(`/passkeys/${path}/options`, body)).json()) as { allowCredentials: { id: string }[] }
    expect(asked.allowCredentials.map(({ id }) => id)).toEqual([device.idOf()])
    const signed = hana.device.get({ ...asked, allowCredentials: [] } as never)
    expect((await browser.json(`/passkeys/${path}`, signed)).status, path).toBe(400)
  }
  expect((await does.stepUp()).status).toBe(200)
  await expect(ceremonies(browser, hana.device).add({}, device)).rejects.toThrow('InvalidStateError')
  expect(await acts()).not.toContain('passkey.add')
})

test('a session that was begun while its key was being suspended opens nothing', async () => {
  const { hana, recovered } = await lostDevice(world)
  const before = await world.engine.reader.selectFrom('session').selectAll().where('passkeyId', '=', hana.device.idOf()).execute()
  await recovered()
  await world.engine.writer.insertInto('session').values(before[0]!).execute()
  expect(await isIn(hana.browser)).toBe(false)
})

test('a sign-in that was verified before its key was suspended begins no session', async () => {
  const { hana, code } = await lostDevice(world)
  const one = await code()
  await hana.browser.post('/sign-out')
  const asked = await (await hana.browser.json('/passkeys/sign-in/options', {})).json()
  const signed = hana.device.get(asked as never)
  await ceremonies(world.stranger(), createAuthenticator()).enrol(one)
  await hana.browser.json('/passkeys/sign-in', signed)
  expect(await isIn(hana.browser)).toBe(false)
})

test('a use that was verified before its key was suspended is not noted, and two removals at once leave a living key', async () => {
  const { hana, recovered } = await lostDevice(world)
  const { browser, device, does } = await recovered()
  const use = { id: hana.device.idOf(), counter: 100, backedUp: false }
  await expect(world.db.write({ actor: null, at: world.clock() }, (tx) => usePasskey(tx, use))).rejects.toThrow(Stale)
  const second = createAuthenticator()
  await ceremonies(browser, second).add({}, device)
  const paths = [device, second].map((one) => `/account/passkeys/${passkeyRef(one.idOf())}/removal`)
  const proofs: string[] = []
  for (const path of paths) proofs.push(await does.proofFor(path))
  await Promise.all(paths.map((path, i) => browser.post(path, { _proof: proofs[i]! })))
  expect((await keys()).map(({ suspendedAt }) => suspendedAt === null).sort()).toEqual([false, true])
})

test('the new key cannot remove the old ones, and the browser goes on offering them while they can stop', async () => {
  const { hana, recovered } = await lostDevice(world)
  const { browser, device } = await recovered()
  await ceremonies(browser, createAuthenticator()).add({}, device)
  const page = await browser.text('/account')
  expect(page).toContain('再発行により停止中')
  const removals = [...page.matchAll(/\/account\/passkeys\/\w+\/removal/g)]
  expect(removals).toHaveLength(2)
  const accepted = /data-accepted="([^"]*)"/.exec(page)![1]!.split(' ')
  expect(accepted).toEqual(expect.arrayContaining([hana.device.idOf(), device.idOf()]))
  const own = `/account/passkeys/${passkeyRef(hana.device.idOf())}/removal`
  expect((await browser.post(own)).status).toBe(404)
  expect(await keys()).toHaveLength(3)
})

test('a worker on hold takes on nothing of class 2 and sees no content of it, delivers all the same, and is let in again after', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2', rows: 12, brief: '口外しない手順です。' })
  const open = await publishedPackage(world, { dataClass: '1', rows: 12, brief: '公開してよい手順です。' })
  const [mine, offered] = [await acceptedBy(world, 'ken', pkg, 1), await offeredTo(world, 'ken', pkg, 2)]
  const other = await acceptedBy(world, 'ken', open, 1)
  const ken = await world.as('ken')
  const hold = (until: string | null) =>
    world.engine.writer
      .updateTable('person')
      .set({ heldUntil: until as never })
      .where('id', '=', world.cast.ken.id)
      .execute()
  await hold('2026-11-21T03:30:00.000Z')
  const text = await ken.text(`/assignments/${mine}`)
  expect(text).toContain('取扱い注意の情報は見られません')
  expect(text).not.toContain('口外しない手順です。')
  expect((await ken.get(`/assignments/${mine}/rows`)).status).toBe(403)
  expect((await ken.post(`/assignments/${offered}/acceptance`, { read: 'yes' })).status).toBe(403)
  const raised = await ken.post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })
  expect([raised.status, (await raised.text()).includes('72時間')]).toEqual([403, true])
  expect(await ken.text(`/work/${pkg.id}`)).toContain('取扱い注意の情報は見られません')
  expect(await ken.text('/')).toContain('取扱い注意の情報は見られません')
  expect((await ken.get(`/assignments/${other}/rows`)).status, 'class 1').toBe(200)
  expect(await ken.text(`/assignments/${other}`)).toContain('公開してよい手順です。')
  expect((await ken.post(`/work/${open.id}/application`, { lotsWished: '1', note: '' })).status).toBe(303)
  world.later(31)
  expect((await ken.get(`/assignments/${mine}/rows`)).status).toBe(200)
  expect(await ken.text('/')).not.toContain('取扱い注意の情報は見られません')
  expect((await ken.post(`/assignments/${offered}/acceptance`, { read: 'yes' })).status).toBe(303)
})

test('staff on hold neither see nor change the content of class 2', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2', rows: 12, brief: '口外しない手順です。' })
  const mine = await acceptedBy(world, 'ken', pkg, 1)
  await reviewed(world, await deliveredBy(world, 'ken', pkg, 2))
  await world.engine.writer.updateTable('package').set({ lotsApproved: 1 }).where('id', '=', pkg.id).execute()
  for (const who of ['yumi', 'daisuke'] as const)
    expect((await (await world.as(who)).get(`/packages/${pkg.id}/result`)).status).toBe(200)
  await world.engine.writer
    .updateTable('person')
    .set({ heldUntil: '2026-11-24T03:00:00.000Z' })
    .where('id', 'in', [world.cast.yumi.id, world.cast.daisuke.id])
    .execute()
  for (const who of ['yumi', 'daisuke'] as const) {
    const browser = await world.as(who)
    expect((await browser.get(`/assignments/${mine}/rows`)).status).toBe(403)
    expect(await browser.text(`/packages/${pkg.id}`)).not.toContain('口外しない手順です。')
    expect(await browser.text(`/assignments/${mine}`)).not.toContain('口外しない手順です。')
    expect((await browser.get(`/packages/${pkg.id}/result`)).status).toBe(403)
  }
})
