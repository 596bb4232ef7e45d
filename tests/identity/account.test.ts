// One's own account: passkeys, sessions, language, and what each of them refuses.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { enrolled } from '../support/outside/keys.ts'
import { newWorld, origin, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const keys = () => world.engine.reader.selectFrom('passkey').selectAll().orderBy('createdAt').orderBy('id').execute()
const acts = async () => (await world.audit()).map(({ act }) => act)
const removalOf = (text: string) => [...text.matchAll(/\/account\/passkeys\/\w+\/removal/g)].map(([path]) => path)

/** Hana with two passkeys, the second on a synced device. */
async function withTwo() {
  const hana = await enrolled(world, 'hana')
  world.later(1)
  const second = createAuthenticator({ synced: true, counts: false })
  expect((await ceremonies(hana.browser, second).add({}, hana.device)).status).toBe(200)
  return { ...hana, second }
}

test('a newcomer is welcomed and asked for a second passkey', async () => {
  const { browser } = await enrolled(world, 'hana')
  const page = await browser.text('/account?welcome')
  expect(page).toContain('ようこそ')
  expect(page).toContain('もう1つパスキーを作っておきましょう')
  expect(page).toContain('小林 花')
  expect(page).toContain('住民テレワーカー（立科町）')
  expect(removalOf(page), 'the only key cannot be removed').toEqual([])
})

test('a second passkey is added, told of, and either signs in', async () => {
  const { browser, second } = await withTwo()
  const page = await browser.text('/account')
  expect(page).toContain('端末の間で同期される')
  expect(page).toContain('この端末だけにある')
  expect(page).not.toContain('もう1つパスキーを作っておきましょう')
  expect(await acts()).toContain('passkey.add')
  expect(await browser.text('/notifications')).toContain('パスキーが追加されました')
  expect((await ceremonies(world.stranger(), second).signIn()).status).toBe(200)
})

test('adding takes a touch for just that, however fresh the session: who holds the cookie adds none', async () => {
  const { browser, device, does } = await enrolled(world, 'hana')
  const options = (proof?: string) => browser.json('/passkeys/own/options', proof === undefined ? {} : { proof })
  for (const proof of [undefined, '', 'demo', 'x'.repeat(43)]) expect((await options(proof)).status).toBe(400)
  const other = await does.prove('0'.repeat(64))
  expect((await options(other)).status, 'a touch for something else').toBe(400)
  const ken = await enrolled(world, 'ken')
  const [, about] = /data-passkey="add"[^>]*data-about="([0-9a-f]{64})"/.exec(await browser.text('/account'))!
  expect((await options(await ken.does.prove(about!))).status, 'somebody else’s touch').toBe(400)
  const proof = await does.prove(about!)
  expect((await options(proof)).status).toBe(200)
  expect((await options(proof)).status, 'taken once').toBe(400)
  expect((await ceremonies(browser, createAuthenticator()).add({}, device)).status).toBe(200)
  expect(await keys()).toHaveLength(3)
})

test('the same device is not enrolled twice', async () => {
  const { does } = await enrolled(world, 'hana')
  await expect(does.add()).rejects.toThrow('InvalidStateError')
})

test('removing asks first, ends what the key had opened, and is told of', async () => {
  const { browser, does, second } = await withTwo()
  const other = world.stranger()
  await ceremonies(other, second).signIn()
  const [, path] = removalOf(await browser.text('/account'))
  expect(await browser.text(path!)).toContain('パスキーを削除しますか')
  expect((await browser.post(path!)).status, 'a page that asks for the passkey').toBe(200)
  expect(await keys()).toHaveLength(2)
  const answer = await does.grave(path!)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account?removed'])
  expect(await keys()).toHaveLength(1)
  expect((await other.get('/account')).status).toBe(303)
  expect((await browser.get('/account')).status).toBe(200)
  expect((await ceremonies(world.stranger(), second).signIn()).status).toBe(400)
  expect(await browser.text('/notifications')).toContain('パスキーが削除されました')
})

test('removing the key of the present session signs out', async () => {
  const { browser, does } = await withTwo()
  const [own] = removalOf(await browser.text('/account'))
  expect(await browser.text(own!)).toContain('今もこのパスキーでサインインしています')
  await does.grave(own!)
  expect((await browser.get('/account')).status).toBe(303)
})

test('of two passkeys that are removed at once one stays', async () => {
  const { browser, does } = await withTwo()
  const paths = removalOf(await browser.text('/account'))
  const proofs: string[] = []
  for (const path of paths) proofs.push(await does.proofFor(path))
  const answers = await Promise.all(paths.map((path, i) => browser.post(path, { _proof: proofs[i]! })))
  // The one that comes too late is refused, or finds its session ended with the key that went first.
  const removed = answers.filter(({ headers }) => ['/', '/account?removed'].includes(headers.get('location') ?? ''))
  expect(removed).toHaveLength(1)
  expect(await keys()).toHaveLength(1)
  expect((await acts()).filter((act) => act === 'passkey.remove')).toHaveLength(1)
})

test('the passkey of somebody else does not exist here', async () => {
  const hana = await withTwo()
  const ken = await enrolled(world, 'ken')
  const [path] = removalOf(await hana.browser.text('/account'))
  expect((await ken.browser.get(path!)).status).toBe(404)
  expect((await ken.browser.post(path!)).status).toBe(404)
  expect(await keys()).toHaveLength(3)
})

test('sessions are listed, one is ended, and the present one is marked', async () => {
  const hana = await world.as('hana')
  const phone = await world.as('hana')
  const page = await hana.text('/account')
  expect(page).toContain('今お使いの端末')
  const [, ref] = /name="session" value="(\w+)"/.exec(page)!
  const answer = await hana.post('/account/sessions/end', { session: ref! })
  expect(answer.status).toBe(303)
  expect((await phone.get('/account')).status).toBe(303)
  expect((await hana.get('/account')).status).toBe(200)
  expect(await acts()).toContain('session.end')
})

test('the session of somebody else cannot be ended', async () => {
  const [hana, ken] = [await world.as('hana'), await world.as('ken')]
  await world.as('hana')
  const [, ref] = /name="session" value="(\w+)"/.exec(await hana.text('/account'))!
  expect((await ken.post('/account/sessions/end', { session: ref! })).status).toBe(404)
  expect((await ken.post('/account/sessions/end', { session: 'x' })).status).toBe(400)
  expect(await world.engine.reader.selectFrom('session').selectAll().execute()).toHaveLength(3)
})

test('signing out everywhere ends this session too, and is recorded once', async () => {
  const browsers = [await world.as('hana'), await world.as('hana'), await world.as('hana')]
  await browsers[0]!.post('/account/sessions/end-all', { _once: 'one-and-the-same' })
  for (const browser of browsers) expect((await browser.get('/account')).status).toBe(303)
  expect((await acts()).filter((act) => act === 'session.end-all')).toHaveLength(1)
})

test('the language is kept with the account', async () => {
  const hana = await world.as('hana')
  const answer = await hana.post('/locale', { locale: 'en' }, { referer: `${origin}/account` })
  expect(answer.headers.get('location')).toBe('/account')
  expect(await (await world.as('hana')).text('/account')).toContain('Your details')
})

test('without a passkey in the demo the page says what to do once proof is stale', async () => {
  const hana = await world.as('hana')
  expect(await hana.text('/account')).toContain('まだパスキーがありません')
  world.later(6)
  expect(await hana.text('/account')).toContain('もう一度サインインしてください')
})

test('the account says what can be found where; leaving is for teleworkers', async () => {
  const hana = await (await world.as('hana')).text('/account')
  const places = [
    '/account/data',
    '/account/data/readers',
    '/account/corrections',
    '/account/data#export',
    '#passkeys',
    '#sessions',
  ]
  for (const href of [...places, '#mail', '#me', '/account/leaving']) expect(hana).toContain(`<a href="${href}">`)
  for (const id of ['passkeys', 'sessions', 'mail', 'me']) expect(hana).toContain(`id="${id}"`)
  expect(await (await world.as('yumi')).text('/account')).not.toContain('/account/leaving')
  expect(await (await world.as('hana')).text('/account/data')).toContain('id="export"')
})

test('which letters somebody wants is kept and recorded', async () => {
  const hana = await world.as('hana')
  expect(await hana.text('/account')).toMatch(/value="all" checked/)
  const answer = await hana.post('/account/letters', { letters: 'own' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account?letters'])
  const page = await hana.text('/account?letters')
  expect(page).toMatch(/value="own" checked/)
  expect(page).toContain('受け取るメールを変えました')
  expect((await world.audit()).at(-1)).toMatchObject({ act: 'account.edit', detail: '{"letters":"own"}' })
  expect((await hana.post('/account/letters', { letters: 'some' })).status).toBe(400)
})
