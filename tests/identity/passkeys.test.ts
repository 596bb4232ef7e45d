// Keys by name, one key too few, and what the browser is told of the keys that still count.
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { passkeyRef } from '../../db/identity/passkeys.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { coseKey } from '../support/outside/cbor.ts'
import { codeFor, enrolled } from '../support/outside/keys.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const keys = () => world.engine.reader.selectFrom('passkey').selectAll().orderBy('createdAt').orderBy('id').execute()

test('a key gets a name of its owner’s own, which only they read and no record holds', async () => {
  const { browser, device } = await enrolled(world, 'hana')
  const path = `/account/passkeys/${passkeyRef(device.idOf())}/label`
  expect(await browser.text('/account')).toContain(path)
  expect(await browser.text(path)).toContain('value="パソコン"')
  const answer = await browser.post(path, { label: '  台所の<b>スマホ  ' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account#passkeys'])
  expect(await browser.text('/account')).toContain('台所の&lt;b&gt;スマホ')
  expect((await world.audit()).map(({ detail }) => detail).join()).not.toContain('台所')
})

test('a name is short, is there, and is no My Number; nobody names the key of somebody else', async () => {
  const { browser, device } = await enrolled(world, 'hana')
  const ref = passkeyRef(device.idOf())
  for (const label of ['', '長'.repeat(41), '123456789018']) {
    const answer = await browser.post(`/account/passkeys/${ref}/label`, { label })
    expect([label, answer.status]).toEqual([label, 422])
  }
  const ken = await enrolled(world, 'ken')
  expect((await ken.browser.get(`/account/passkeys/${ref}/label`)).status).toBe(404)
  expect((await ken.browser.post(`/account/passkeys/${ref}/label`, { label: 'x' })).status).toBe(404)
  expect((await keys()).map(({ label }) => label)).toEqual(['computer', 'computer'])
})

test('home asks for a second key while there is one, and no more once there are two', async () => {
  const { browser, device } = await enrolled(world, 'hana')
  expect(await browser.text('/')).toContain('もう1つパスキーを作っておきましょう')
  world.later(1)
  await ceremonies(browser, createAuthenticator()).add({}, device)
  expect(await browser.text('/')).not.toContain('もう1つパスキーを作っておきましょう')
})

test('the account page names the keys that count, to the browser of their owner alone', async () => {
  const { browser, device, does } = await enrolled(world, 'hana')
  world.later(1)
  const second = createAuthenticator()
  await ceremonies(browser, second).add({}, device)
  const accepted = async () => /data-accepted="([^"]*)"/.exec(await browser.text('/account'))![1]!.split(' ')
  expect(await accepted()).toEqual([device.idOf(), second.idOf()])
  await does.grave(`/account/passkeys/${passkeyRef(second.idOf())}/removal`)
  expect(await accepted()).toEqual([device.idOf()])
  const page = await browser.text('/account')
  const { userHandle } = await world.engine.reader
    .selectFrom('person')
    .select('userHandle')
    .where('id', '=', world.cast.hana.id)
    .executeTakeFirstOrThrow()
  expect(page).toContain(`data-user="${userHandle}"`)
  expect(page).toContain('data-rp="localhost"')
  expect(await (await enrolled(world, 'ken')).browser.text('/account')).not.toContain(device.idOf())
})

/** The last part of static/passkey.js, run with a browser's objects of our own making. */
function signal(PublicKeyCredential: unknown, dataset: Record<string, string> | undefined) {
  const source = readFileSync('static/passkey.js', 'utf8')
  const code = source.slice(source.indexOf('const accepted ='))
  const document = { querySelector: () => (dataset ? { dataset } : null) }
  new Function('window', 'document', code)({ PublicKeyCredential }, document)
}

test('the browser is told where it can listen, and nothing breaks where it cannot', () => {
  const heard: unknown[] = []
  const listens = {
    signalAllAcceptedCredentials: (what: unknown) => {
      heard.push(what)
      return Promise.reject(new Error('not now'))
    },
  }
  const dataset = { rp: 'localhost', user: 'dXNlcg', accepted: 'a b' }
  signal(listens, dataset)
  expect(heard).toEqual([{ rpId: 'localhost', userId: 'dXNlcg', allAcceptedCredentialIds: ['a', 'b'] }])
  signal(listens, undefined)
  for (const deaf of [{}, undefined]) expect(() => signal(deaf, dataset)).not.toThrow()
  expect(heard).toHaveLength(1)
})

test('a weak key is refused at the first and at a later registration, with words for it', async () => {
  const { n, e } = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey.export({ format: 'jwk' })
  const bytes = (text: string | undefined) => Buffer.from(text!, 'base64url')
  const publicKey = coseKey([
    [1, 3],
    [3, -257],
    [-1, bytes(n)],
    [-2, bytes(e)],
  ])
  const first = await ceremonies(world.stranger(), createAuthenticator()).enrol(await codeFor(world, 'hana'), { publicKey })
  expect([first.status, await first.json()]).toEqual([400, { failure: 'weak' }])
  const { browser, device } = await enrolled(world, 'hana')
  world.later(1)
  const later = await ceremonies(browser, createAuthenticator()).add({ publicKey }, device)
  expect([later.status, await later.json()]).toEqual([400, { failure: 'weak' }])
  expect(await keys()).toHaveLength(1)
  expect(await world.stranger().text('/enrol')).toContain('data-weak="この端末が作ったパスキーは')
})
