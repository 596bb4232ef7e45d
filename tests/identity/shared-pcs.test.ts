// Shared PCs of centres: registered by staff, short sessions, no keys that stay, nothing left behind.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { codeFor, enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const mark = '__Host-shared-pc'
const form = { label: '塩尻センター 窓側', town: '202151' }
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
const pcs = () => world.engine.reader.selectFrom('sharedPc').selectAll().execute()
const sessions = () => world.engine.reader.selectFrom('session').selectAll().orderBy('createdAt').execute()

/** The machine of a centre as 由美 leaves it: registered, and nobody signed in. */
async function sharedPc() {
  const browser = await world.as('yumi')
  expect((await browser.post('/shared-pcs', { ...form, _proof: 'demo' })).status).toBe(303)
  await browser.post('/sign-out')
  return browser
}
const atSharedPc = async (who: CastKey) => {
  const browser = await sharedPc()
  await browser.post('/demo/sign-in', { person: who })
  return browser
}

test('a coordinator makes the machine at hand a shared PC, with proof; her own session is short from then on', async () => {
  const yumi = await world.as('yumi')
  expect(await yumi.text('/shared-pcs')).toContain('共用パソコンはまだありません')
  expect((await yumi.post('/shared-pcs', { ...form, label: '', _proof: 'demo' })).status).toBe(422)
  const asked = await (await yumi.post('/shared-pcs', form)).text()
  expect(asked).toContain('この端末を共用パソコンにする')
  expect([yumi.cookies.has(mark), (await pcs()).length]).toEqual([false, 0])
  const answer = await yumi.post('/shared-pcs', { ...form, _proof: 'demo' })
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(mark))!
  for (const part of ['HttpOnly', 'Secure', 'Path=/', 'SameSite=Lax', 'Max-Age=34560000']) expect(line).toContain(part)
  expect(line).not.toContain('Domain')
  const [pc] = await pcs()
  expect(pc).toMatchObject({ townId: '202151', label: form.label, registeredBy: world.cast.yumi.id, endedAt: null })
  expect(pc!.secretHash).toBe(createHash('sha256').update(yumi.cookies.get(mark)!).digest('hex'))
  expect(await sessions()).toMatchObject([{ idleMinutes: 10, sharedPcId: pc!.id }])
  const list = await yumi.text('/shared-pcs?done=registered')
  for (const words of [form.label, '上條 由美', 'この端末', '2026年11月21日', '登録しました']) expect(list).toContain(words)
  expect((await yumi.get('/shared-pcs/new')).status).toBe(303)
  await yumi.post('/shared-pcs', { ...form, _proof: 'demo' })
  expect(await pcs(), 'a machine is registered once').toHaveLength(1)
  expect(JSON.stringify((await world.audit()).at(-1))).not.toContain('窓側')
})

test('nobody else registers, lists or takes out', async () => {
  await sharedPc()
  const [pc] = await pcs()
  for (const who of ['hana', 'daisuke', 'makoto', 'akira', 'reiko'] as const) {
    const person = await world.as(who)
    expect([who, (await person.get('/shared-pcs')).status]).toEqual([who, 403])
    expect([who, (await person.post('/shared-pcs', { ...form, _proof: 'demo' })).status]).toEqual([who, 403])
    expect([who, (await person.get(`/shared-pcs/${pc!.id}/removal`)).status]).toEqual([who, 404])
    expect([who, (await person.post(`/shared-pcs/${pc!.id}/removal`)).status]).toEqual([who, 404])
  }
  const yumi = await world.as('yumi')
  expect((await yumi.post('/shared-pcs', { ...form, town: '203246', _proof: 'demo' })).status).toBe(422)
  expect(await pcs()).toHaveLength(1)
})

test.each(['hana', 'yumi', 'makoto'] as const)(
  '%s at a shared PC is signed out after ten idle minutes, not before',
  async (who) => {
    const [early, late] = [await atSharedPc(who), await atSharedPc(who)]
    world.later(9)
    expect(await isIn(early)).toBe(true)
    world.later(2)
    expect(await isIn(late)).toBe(false)
    expect(await isIn(early), 'the click pushed the limit back').toBe(true)
  },
)

test.each(['hana', 'yumi'] as const)('%s who keeps working at a shared PC stays four hours and no longer', async (who) => {
  const browser = await atSharedPc(who)
  for (let minutes = 7; minutes < 240; minutes += 7) {
    world.later(7)
    expect([minutes, await isIn(browser)]).toEqual([minutes, true])
  }
  world.later(3)
  expect(await isIn(browser)).toBe(false)
})

test('proving again at a shared PC begins another short session, also when the mark has gone meanwhile', async () => {
  const { browser, does } = await enrolled(world, 'hana')
  browser.cookies.set(mark, (await sharedPc()).cookies.get(mark)!)
  await does.signIn()
  const [pc] = await pcs()
  expect(await sessions()).toMatchObject([{ idleMinutes: 10, sharedPcId: pc!.id }])
  world.later(1)
  expect((await does.stepUp()).status).toBe(200)
  expect(await sessions()).toMatchObject([{ idleMinutes: 10, sharedPcId: pc!.id }])
  browser.cookies.delete(mark)
  world.later(1)
  expect((await does.stepUp()).status).toBe(200)
  expect(await sessions()).toMatchObject([{ idleMinutes: 10, sharedPcId: pc!.id }])
})

test('a mark that was taken out, made up or of nobody makes no shared PC', async () => {
  const browser = await sharedPc()
  const [pc] = await pcs()
  const yumi = await world.as('yumi')
  expect(await yumi.text(`/shared-pcs/${pc!.id}/removal`)).toContain(form.label)
  const removals = await Promise.all([1, 2].map(() => yumi.post(`/shared-pcs/${pc!.id}/removal`)))
  expect(removals.map(({ status }) => status).sort(), 'of two at once one comes second').toEqual([303, 409])
  expect(await yumi.text('/shared-pcs')).toContain('に外しました')
  expect((await yumi.post(`/shared-pcs/${pc!.id}/removal`, { _once: 'other' })).status).toBe(409)
  await browser.post('/demo/sign-in', { person: 'hana' })
  const forger = world.stranger()
  forger.cookies.set(mark, pc!.secretHash)
  await forger.post('/demo/sign-in', { person: 'hana' })
  expect((await sessions()).filter(({ personId }) => personId === world.cast.hana.id)).toMatchObject([
    { sharedPcId: null, idleMinutes: 60 },
    { sharedPcId: null, idleMinutes: 60 },
  ])
})

test('whoever takes out the machine at hand takes its mark away', async () => {
  const yumi = await atSharedPc('yumi')
  const [pc] = await pcs()
  expect((await yumi.post(`/shared-pcs/${pc!.id}/removal`)).status).toBe(303)
  expect(yumi.cookies.has(mark)).toBe(false)
})

test('every page says where one is and has the way out beside it; elsewhere no page does', async () => {
  const words = '共用パソコンです。終わったらサインアウトしてください。'
  const [here, there] = [await atSharedPc('hana'), await world.as('hana')]
  for (const path of ['/', '/work', '/account', '/notifications', '/training', '/no-such-page']) {
    const text = await here.text(path)
    expect([path, text.match(/<form class="yui-shared" method="post" action="\/sign-out">/g)?.length]).toEqual([path, 1])
    expect(text).toContain(words)
    expect([path, (await there.text(path)).includes(words)]).toEqual([path, false])
  }
})

test('signing in asks for a phone or a security key there, in words and in the ceremony', async () => {
  const [here, there] = [await sharedPc(), world.stranger()]
  for (const path of ['/sign-in', '/enrol']) {
    expect(await here.text(path)).toContain('このパソコンにパスキーは残せません')
    expect(await there.text(path)).not.toContain('共用パソコン')
  }
  const options = async (browser: Browser) => (await browser.json('/passkeys/sign-in/options', {})).json()
  expect(await options(here)).toMatchObject({ hints: ['hybrid', 'security-key'] })
  expect(await options(there)).not.toHaveProperty('hints')
})

type Told = { authenticatorAttachment?: string; transports?: string[] }
/** An enrolment on this browser whose device says of itself what `told` says. */
async function enrol(browser: Browser, told: Told) {
  const options = await (await browser.json('/passkeys/enrolment/options', { code: await codeFor(world, 'hana') })).json()
  const key = createAuthenticator().create(options as never)
  const { transports, ...envelope } = told
  const answer = await browser.json('/passkeys/enrolment', {
    ...key,
    ...envelope,
    response: { ...key.response, ...(transports ? { transports } : {}) },
  })
  return { selection: (options as { authenticatorSelection: object }).authenticatorSelection, status: answer.status }
}
const keys: [string, Told, number][] = [
  ['a key of the machine itself', { authenticatorAttachment: 'platform', transports: ['internal'] }, 400],
  ['one that hides its ways', { authenticatorAttachment: 'platform', transports: ['hybrid', 'usb'] }, 400],
  ['one that hides what it is', { authenticatorAttachment: 'cross-platform', transports: ['internal'] }, 400],
  ['a phone', { authenticatorAttachment: 'cross-platform', transports: ['hybrid', 'internal'] }, 200],
  ['a security key', { authenticatorAttachment: 'cross-platform', transports: ['usb', 'nfc'] }, 200],
]
test.each(keys)('%s: a first passkey on a shared PC', async (_, told, status) => {
  const here = await enrol(await sharedPc(), told)
  expect(here).toMatchObject({ status, selection: { authenticatorAttachment: 'cross-platform' } })
  const there = await enrol(world.stranger(), told)
  expect(there.status).toBe(200)
  expect(there.selection).not.toHaveProperty('authenticatorAttachment')
})

test('a further passkey of the machine itself is refused on a shared PC', async () => {
  const { browser, device, does } = await enrolled(world, 'hana')
  browser.cookies.set(mark, (await sharedPc()).cookies.get(mark)!)
  await does.signIn()
  expect((await ceremonies(browser, createAuthenticator()).add({}, device)).status).toBe(400)
  expect(await world.engine.reader.selectFrom('passkey').select('id').execute()).toHaveLength(1)
})

test('signing out leaves the mark and nothing else; on one’s own device the language stays', async () => {
  const here = await atSharedPc('hana')
  const there = await world.as('hana')
  for (const browser of [here, there]) {
    await browser.post('/locale', { locale: 'en' })
    await browser.json('/passkeys/step-up/options', {})
    expect([...browser.cookies.keys()]).toEqual(expect.arrayContaining(['__Host-session', '__Host-challenge', 'locale']))
    const answer = await browser.post('/sign-out')
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
  }
  expect([...here.cookies.keys()]).toEqual([mark])
  expect([...there.cookies.keys()]).toEqual(['locale'])
  const everywhere = await atSharedPc('ken')
  await everywhere.post('/locale', { locale: 'en' })
  await everywhere.post('/account/sessions/end-all')
  expect([...everywhere.cookies.keys()]).toEqual([mark])
})

test('on a shared PC the sign-in ends with the browser and the mark stays; elsewhere both last', async () => {
  const lasting = async (browser: Browser) => {
    const answer = await browser.post('/demo/sign-in', { person: 'hana' })
    return answer.headers
      .getSetCookie()
      .filter((line) => /^__Host-(session|shared-pc)=[^;]/.test(line) && /Max-Age|Expires/i.test(line))
  }
  expect(await lasting(await sharedPc())).toEqual([expect.stringMatching(/^__Host-shared-pc=.*Max-Age=34560000/)])
  expect(await lasting(world.stranger())).toEqual([expect.stringMatching(/^__Host-session=/)])
})
