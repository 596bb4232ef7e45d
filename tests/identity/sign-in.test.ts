// Signing in, as a device and a browser do it: the main path, and every forgery that the server must see through.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { features } from '../../server/app.tsx'
import { ceremonies, createAuthenticator, type Lies } from '../support/outside/authenticator.ts'
import { codeFor, enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
const keys = () => world.engine.reader.selectFrom('passkey').selectAll().orderBy('createdAt').execute()
const acts = async () => (await world.audit()).map(({ act }) => act)
const options = async (browser: Browser) => (await browser.json('/passkeys/sign-in/options', {})).json() as never

test('a one-time code makes the first passkey, which signs in without a name from then on', async () => {
  const { browser, does } = await enrolled(world, 'hana')
  expect(await isIn(browser)).toBe(true)
  await browser.post('/sign-out')
  expect(await isIn(browser)).toBe(false)
  world.later(1)
  expect((await does.signIn()).status).toBe(200)
  expect(await browser.text('/')).toContain('小林 花')
  const acts = (await world.audit()).map(({ act }) => act)
  expect(acts).toEqual(expect.arrayContaining(['enrolment.issue', 'enrolment.use', 'session.start']))
})

test('the code is read however it is typed, and only its hash is kept', async () => {
  const code = await codeFor(world, 'hana')
  const answer = await ceremonies(world.stranger(), createAuthenticator()).enrol(
    ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `,
  )
  expect(answer.status).toBe(200)
  expect(JSON.stringify(await world.engine.reader.selectFrom('enrolment').selectAll().execute())).not.toContain(code)
})

test('a code works once', async () => {
  const code = await codeFor(world, 'hana')
  expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(code)).status).toBe(200)
  const second = await ceremonies(world.stranger(), createAuthenticator()).enrol(code)
  expect([second.status, await second.json()]).toEqual([400, { failure: 'code' }])
  expect(await keys()).toHaveLength(1)
})

test('of five browsers with one code at once exactly one gets in', async () => {
  const code = await codeFor(world, 'hana')
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => ceremonies(world.stranger(), createAuthenticator()).enrol(code)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400])
  expect(await keys()).toHaveLength(1)
})

test('a code dies after ten minutes, and when a newer one is made', async () => {
  const [late, older] = [await codeFor(world, 'hana'), await codeFor(world, 'ken')]
  const newer = await codeFor(world, 'ken')
  expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(older)).status).toBe(400)
  expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(newer)).status).toBe(200)
  world.later(11)
  expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(late)).status).toBe(400)
})

test('a code that ran out during the ceremony makes no passkey', async () => {
  const [browser, device] = [world.stranger(), createAuthenticator()]
  const code = await codeFor(world, 'hana', 1)
  const asked = (await (await browser.json('/passkeys/enrolment/options', { code })).json()) as never
  world.later(2)
  expect((await browser.json('/passkeys/enrolment', device.create(asked))).status).toBe(400)
  expect(await keys()).toHaveLength(0)
})

test('a challenge belongs to one browser, one purpose, one use and five minutes', async () => {
  const { device, browser: hana } = await enrolled(world, 'hana')
  const [mine, other] = [world.stranger(), world.stranger()]
  const asked = await options(mine)
  expect((await other.json('/passkeys/sign-in', device.get(asked))).status, 'another browser').toBe(400)
  const answer = device.get(asked)
  expect((await mine.json('/passkeys/sign-in', answer)).status).toBe(200)
  expect((await mine.json('/passkeys/sign-in', answer)).status, 'replayed').toBe(400)
  const forSignIn = await options(hana)
  expect((await hana.json('/passkeys/step-up', device.get(forSignIn))).status, 'another purpose').toBe(400)
  const soon = await options(other)
  world.later(6)
  expect((await other.json('/passkeys/sign-in', device.get(soon))).status, 'late').toBe(400)
})

test('of ten parallel uses of one answer exactly one signs in', async () => {
  const { device, browser } = await enrolled(world, 'hana')
  await browser.post('/sign-out')
  const answer = device.get(await options(browser))
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => {
      const twin = world.stranger()
      return twin.send('/passkeys/sign-in', {
        method: 'POST',
        body: JSON.stringify(answer),
        headers: { 'content-type': 'application/json', cookie },
      })
    }),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

const lies: [string, Lies][] = [
  ['another origin', { origin: 'https://evil.example' }],
  ['another port', { origin: 'http://localhost:4000' }],
  ['a subdomain', { origin: 'http://a.localhost:3000' }],
  ['no user verification', { userVerified: false }],
  ['no user presence', { userPresent: false }],
  ['a frame of another site', { crossOrigin: true }],
  ['a frame that names its top', { topOrigin: 'https://evil.example' }],
  ['the wrong ceremony', { type: 'payment.get' }],
]
test.each(lies)('%s: neither signs in nor makes a passkey', async (_, lie) => {
  const { does, browser } = await enrolled(world, 'hana')
  await browser.post('/sign-out')
  const answer = await does.signIn(lie)
  expect([answer.status, await answer.json()]).toEqual([400, { failure: 'refused' }])
  expect(await isIn(browser)).toBe(false)
  const newcomer = world.stranger()
  expect((await ceremonies(newcomer, createAuthenticator()).enrol(await codeFor(world, 'ken'), lie)).status).toBe(400)
  expect(await isIn(newcomer)).toBe(false)
  expect(await keys()).toHaveLength(1)
})

const assertionLies: [string, () => Lies][] = [
  ['backup eligibility that the key did not have', () => ({ backupEligible: true, backedUp: true })],
  ['a backup without eligibility', () => ({ backedUp: true })],
  ['the user handle of somebody else', () => ({ userHandle: 'c29tZWJvZHktZWxzZQ' })],
  ['an unknown key', () => ({ id: 'bm8tc3VjaC1rZXktYW55d2hlcmUtaW4tdGhlLXRhYmxl' })],
  ['a signature by another key', () => ({ key: strangersKey() })],
]
const strangersKey = () => {
  const device = createAuthenticator()
  device.create({ rp: { id: 'localhost' }, user: { id: 'eA' }, challenge: 'eA', pubKeyCredParams: [{ alg: -7 }] })
  return device.credentials[0]!.key
}
test.each(assertionLies)('%s does not sign in, and is told what every refusal is told', async (_, lie) => {
  const { does, browser } = await enrolled(world, 'hana')
  await browser.post('/sign-out')
  const answer = await does.signIn(lie())
  expect([answer.status, await answer.text()]).toEqual([400, '{"failure":"refused"}'])
  expect(await isIn(browser)).toBe(false)
})

test('a synced key keeps signing in while its backup state comes and goes', async () => {
  const { does } = await enrolled(world, 'hana', createAuthenticator({ synced: true, counts: false }))
  expect((await does.signIn({ backedUp: false })).status).toBe(200)
  expect((await keys())[0]).toMatchObject({ backupEligible: 1, backedUp: 0, counter: 0 })
  expect((await does.signIn()).status).toBe(200)
  expect((await keys())[0]).toMatchObject({ backedUp: 1 })
})

test('a key id that another person holds is not taken over', async () => {
  const { device } = await enrolled(world, 'hana')
  const thief = ceremonies(world.stranger(), createAuthenticator())
  expect((await thief.enrol(await codeFor(world, 'ken'), { id: device.idOf() })).status).toBe(400)
  expect(await keys()).toMatchObject([{ personId: world.cast.hana.id }])
})

test('the key of one person does not prove that it is another', async () => {
  const hana = await enrolled(world, 'hana')
  const ken = await enrolled(world, 'ken')
  const asked = (await (await hana.browser.json('/passkeys/step-up/options', {})).json()) as { allowCredentials: unknown }
  const answer = ken.device.get({ ...asked, allowCredentials: [] } as never)
  expect((await hana.browser.json('/passkeys/step-up', answer)).status).toBe(400)
})

test('a counter that falls after a good signature signs in, is told of, and grave acts ask again; with a bad one nothing happens', async () => {
  const { does, browser } = await enrolled(world, 'hana')
  expect((await does.signIn({ counter: 9 })).status).toBe(200)
  expect((await does.signIn({ counter: 3, key: strangersKey() })).status).toBe(400)
  expect((await keys())[0]).toMatchObject({ counter: 9 })
  expect(await acts()).not.toContain('passkey.counter-fell')
  expect((await does.signIn({ counter: 3 })).status).toBe(200)
  expect(await isIn(browser)).toBe(true)
  const starts = (await world.audit()).filter(({ act }) => act === 'session.start')
  expect(starts.map(({ detail }) => JSON.parse(detail).counterFell ?? false)).toEqual([false, true])
  expect(await browser.text('/notifications')).toContain('パスキーの使用回数が合いませんでした')
  expect((await does.stepUp({ counter: 2 })).status, 'another fall proves nothing').toBe(400)
  expect((await does.stepUp({ counter: 4 })).status, 'in step again').toBe(200)
})

test('the officers of the town hear of a fallen counter too', async () => {
  const { does } = await enrolled(world, 'yumi')
  await does.signIn({ counter: 9 })
  await does.signIn({ counter: 3 })
  const rows = await world.engine.reader.selectFrom('notification').select(['personId', 'act']).execute()
  const heard = rows.filter(({ act }) => act === 'passkey.counter-fell').map(({ personId }) => personId)
  expect(heard.sort()).toEqual([world.cast.makoto.id, world.cast.yumi.id].sort())
})

test('who holds no role any more signs in, and finds their own account and nothing else', async () => {
  const { does, browser } = await enrolled(world, 'hana')
  await browser.post('/sign-out')
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ untilOn: '2026-11-01' })
    .where('personId', '=', world.cast.hana.id)
    .execute()
  expect((await does.signIn()).status).toBe(200)
  expect(await isIn(browser)).toBe(true)
  // Whoever had work before may still know of a leak.
  const own = /^(account|passkey|session|correction)\.|^vetting\.|^worker\.leave$|^recovery\.stop$|^incident\.(report|read-own)$/
  const others = features.flatMap(({ declared }) => declared).filter(({ act }) => act !== 'public' && !own.test(act))
  expect(others.length).toBeGreaterThan(40)
  for (const { method, path } of others) {
    const at = path.replace(/:[^/]+/g, '01910000-0000-7000-8000-00000000ffff')
    const answer = await (method === 'get' ? browser.get(at) : browser.post(at))
    expect([method, path, answer.status >= 400 && answer.status < 500]).toEqual([method, path, true])
  }
})

test('what is not the answer of a device is a bad request, and guessing codes is slowed down', async () => {
  const stranger = world.stranger()
  await options(stranger)
  expect((await stranger.json('/passkeys/sign-in', { id: 'x' })).status).toBe(400)
  expect((await stranger.post('/passkeys/sign-in', { id: 'x' })).status).toBe(400)
  const tries = []
  for (let i = 0; i < 12; i++) tries.push((await stranger.json('/passkeys/enrolment/options', { code: `guess ${i}` })).status)
  expect(tries.slice(0, 10)).toEqual(Array(10).fill(400))
  expect(tries.slice(10)).toEqual([429, 429])
})

test('the enrolment page never takes a code from the address', async () => {
  const code = await codeFor(world, 'hana')
  expect(await world.stranger().text(`/enrol?code=${code}`)).not.toContain(`value="${code}`)
})
