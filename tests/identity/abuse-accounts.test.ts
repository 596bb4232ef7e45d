// How accounts might be abused: set-up, invitations, enumeration, sessions, brakes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { foundAlliance, isFounded } from '../../db/identity/people.ts'
import { createDatabase, Stale } from '../../db/kernel/database.ts'
import { openEngine } from '../../db/kernel/engine.ts'
import { newId } from '../../db/kernel/ids.ts'
import { decideFounding } from '../../policies/identity/people.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { createApp } from '../../server/app.tsx'
import { addressReader } from '../../server/kernel/address.ts'
import { ceremonies, createAuthenticator } from '../support/outside/authenticator.ts'
import { codeFor, enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, origin, type TestWorld } from '../support/run/world.ts'
import { kept } from '../support/stories/roleless.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const cookie = '__Host-session'
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
const count = async (table: 'person' | 'passkey' | 'session' | 'enrolment') =>
  (await world.engine.reader.selectFrom(table).selectAll().execute()).length

describe('set-up', () => {
  test('of forty foundings at once one is kept', async () => {
    await world.engine.writer.deleteFrom('roleGrant').where('role', '=', 'secretariat').execute()
    const before = await count('person')
    // Two connections of one process would wait for each other on SQLite; tests/kernel/cli.test.ts races whole processes there.
    const other = process.env.TEST_POSTGRES ? openEngine(world.config.database) : undefined
    const doors = [world.db, other ? createDatabase(other) : world.db]
    const names = { name: '清水 誠', kana: 'シミズ マコト', romaji: 'Makoto Shimizu', email: null, locale: 'ja' as const }
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, async (_, i) => {
        const db = doors[i % 2]!
        const decision = decideFounding(await isFounded(db), newId(world.clock()))
        if (isRefusal(decision)) throw new Stale('founded')
        await db.write({ actor: null, at: world.clock() }, (tx) => foundAlliance(tx, decision, names))
      }),
    )
    await other?.close()
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await count('person')).toBe(before + 1)
    const roles = await world.engine.reader.selectFrom('roleGrant').selectAll().where('role', '=', 'secretariat').execute()
    expect(roles.map(({ reason }) => reason)).toEqual(['founding'])
  })

  test('there is no address for setting up, neither before nor after', async () => {
    for (const path of ['/setup', '/set-up', '/install', '/admin', '/founding', '/api/setup', '/signup', '/register'])
      for (const answer of [await world.stranger().get(path), await world.stranger().post(path, { role: 'secretariat' })])
        expect([path, answer.status]).toEqual([path, 404])
  })
})

describe('invitations', () => {
  test('looking at the address of a code, as a mail preview does, uses nothing up', async () => {
    const code = await codeFor(world, 'hana')
    const before = await kept(world)
    const preview = world.stranger()
    for (const path of [`/enrol`, `/enrol?code=${code}`, `/enrol?${code}`, `/enrol/${code}`]) {
      await preview.send(path, { method: 'HEAD', headers: { 'user-agent': 'preview' } })
      expect(await preview.text(path)).not.toMatch(/小林 花|コバヤシ/)
    }
    await preview.post('/enrol', { code })
    expect(await isIn(preview)).toBe(false)
    expect(await kept(world)).toEqual(before)
    expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(code)).status).toBe(200)
  })

  test('the code alone opens no session and no page; asking for options with it uses nothing up', async () => {
    const code = await codeFor(world, 'hana')
    const thief = world.stranger()
    for (let i = 0; i < 3; i++) expect((await thief.json('/passkeys/enrolment/options', { code })).status).toBe(200)
    expect(await isIn(thief)).toBe(false)
    expect([await count('session'), await count('passkey')]).toEqual([0, 0])
    expect((await ceremonies(world.stranger(), createAuthenticator()).enrol(code)).status).toBe(200)
  })

  test('a ceremony begun in one browser ends in no other, and two in parallel make one key', async () => {
    const code = await codeFor(world, 'hana')
    const [own, other] = [world.stranger(), world.stranger()]
    const begin = async (browser: Browser) => (await browser.json('/passkeys/enrolment/options', { code })).json() as never
    const asked = await begin(own)
    await begin(other)
    const carried = createAuthenticator().create(asked)
    expect((await other.json('/passkeys/enrolment', carried)).status, 'another browser').toBe(400)
    const askedToo = await begin(other)
    const both = await Promise.all([
      own.json('/passkeys/enrolment', carried),
      other.json('/passkeys/enrolment', createAuthenticator().create(askedToo)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
    expect([await count('passkey'), await count('session')]).toEqual([1, 1])
  })

  test('the code of one is no key to another', async () => {
    const [hana, ken] = [await codeFor(world, 'hana'), await codeFor(world, 'ken')]
    const browser = world.stranger()
    const asked = (await (await browser.json('/passkeys/enrolment/options', { code: hana })).json()) as { user: object }
    const kens = (await (await world.stranger().json('/passkeys/enrolment/options', { code: ken })).json()) as { user: object }
    const answer = createAuthenticator().create({ ...asked, user: kens.user } as never)
    await browser.json('/passkeys/enrolment', { ...answer, personId: world.cast.ken.id })
    const keys = await world.engine.reader.selectFrom('passkey').select('personId').execute()
    expect(keys.map(({ personId }) => personId)).toEqual([world.cast.hana.id])
  })
})

/** Status, headers and body of an answer, without what is random in every answer. */
async function answered(answer: Response): Promise<string> {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).sort()
  const text = [answer.status, ...headers, await answer.text()].join('\n')
  return text.replace(/"challenge":"[\w-]+"|__Host-challenge=[\w-]+/g, '').replace(/name="_once" value="[^"]*"/g, '')
}

describe('enumeration', () => {
  test('a code that is unknown, used, late or replaced gets one and the same answer', async () => {
    const used = await codeFor(world, 'hana')
    await ceremonies(world.stranger(), createAuthenticator()).enrol(used)
    const replaced = await codeFor(world, 'ken')
    const late = await codeFor(world, 'ken', 1)
    world.later(2)
    const unknown = late.split('-').reverse().join('-')
    const answers = []
    for (const code of [unknown, used, replaced, late, 'x', ''])
      answers.push(await answered(await world.stranger().json('/passkeys/enrolment/options', { code })))
    expect(new Set(answers).size).toBe(1)
  })

  test('options for signing in name nobody and are alike for all', async () => {
    const { browser } = await enrolled(world, 'hana')
    await browser.post('/sign-out')
    const asked = [world.stranger(), world.stranger(), browser].map((one) => one.json('/passkeys/sign-in/options', {}))
    expect(new Set(await Promise.all((await Promise.all(asked)).map(answered))).size).toBe(1)
    expect(await answered(await world.stranger().json('/passkeys/sign-in/options', {}))).toContain('"allowCredentials":[]')
  })

  test('an unknown key, a bad signature, another owner and a removed key get one and the same answer', async () => {
    const hana = await enrolled(world, 'hana')
    const stranger = createAuthenticator()
    stranger.create({ rp: { id: 'localhost' }, user: { id: 'eA' }, challenge: 'eA', pubKeyCredParams: [{ alg: -7 }] })
    const fresh = () => ceremonies(world.stranger(), hana.device)
    const answers = [
      await answered(await ceremonies(world.stranger(), stranger).signIn()),
      await answered(await fresh().signIn({ key: stranger.credentials[0]!.key })),
      await answered(await fresh().signIn({ userHandle: 'c29tZWJvZHktZWxzZQ' })),
      await answered(await fresh().signIn({ origin: 'https://evil.example' })),
    ]
    await world.engine.writer.deleteFrom('passkey').execute()
    answers.push(await answered(await fresh().signIn()))
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('{"failure":"refused"}')
  })
})

describe('sessions', () => {
  test('a cookie from before signing in never becomes a session, whoever planted it', async () => {
    const victim = world.stranger()
    const planted = 'a'.repeat(40)
    victim.cookies.set(cookie, planted)
    await victim.post('/demo/sign-in', { person: 'hana' })
    expect(victim.cookies.get(cookie)).not.toBe(planted)
    const thief = world.stranger()
    thief.cookies.set(cookie, planted)
    expect([await isIn(victim), await isIn(thief)]).toEqual([true, false])
  })

  test('signing in as another ends the session that the browser had; its cookie opens nothing again', async () => {
    const browser = await world.as('hana')
    const before = browser.cookies.get(cookie)!
    await browser.post('/demo/sign-in', { person: 'ken' })
    const replay = world.stranger()
    replay.cookies.set(cookie, before)
    expect([await isIn(replay), await isIn(browser), await count('session')]).toEqual([false, true, 1])
  })

  test('a session copied before signing out everywhere is dead in every browser', async () => {
    const [here, there] = [await world.as('hana'), await world.as('hana')]
    const copied = [here, there].map(({ cookies }) => cookies.get(cookie)!)
    await here.post('/account/sessions/end-all')
    for (const token of copied) {
      const replay = world.stranger()
      replay.cookies.set(cookie, token)
      expect(await isIn(replay)).toBe(false)
    }
  })
})

describe('brakes', () => {
  /** The app behind a real socket, as main.ts serves it: what the other side says of itself is all that it can send. */
  async function served(trustProxy: boolean) {
    const app = createApp(world, addressReader({ trustProxy }))
    const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1')
    await new Promise((ready) => server.once('listening', ready))
    const { port } = server.address() as AddressInfo
    const send = async (path: string, forwarded: string, body: object = { code: 'x' }) => {
      const headers = { 'content-type': 'application/json', origin, 'x-forwarded-for': forwarded }
      return fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    }
    return { send, close: () => new Promise((closed) => server.close(closed)) }
  }

  test.each([
    ['/passkeys/enrolment/options', 10, 400],
    ['/passkeys/sign-in/options', 30, 200],
    ['/passkeys/sign-in', 30, 400],
  ])(
    '%s: after %i tries from one address, the loopback too, it waits; a forged X-Forwarded-For does not help',
    async (...row) => {
      const [path, most, usual] = row
      const { send, close } = await served(false)
      for (let i = 0; i < most; i++) expect((await send(path, `203.0.113.${i}`)).status).toBe(usual)
      const refused = await send(path, '198.51.100.7')
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
      await close()
    },
  )

  test('behind a proxy of ours the last entry counts, whatever the client put before it', async () => {
    const { send, close } = await served(true)
    const path = '/passkeys/enrolment/options'
    for (let i = 0; i < 10; i++) expect((await send(path, `203.0.113.${i}, 192.0.2.1`)).status).toBe(400)
    expect((await send(path, '198.51.100.7, 192.0.2.1')).status).toBe(429)
    expect((await send(path, '192.0.2.1, 192.0.2.2')).status, 'somebody else is not slowed down').toBe(400)
    await close()
  })
})
