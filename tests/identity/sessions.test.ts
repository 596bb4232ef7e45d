// Sessions: what the table holds, how long they live, and what ends them.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const cookie = '__Host-session'
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200
const rows = () => world.engine.reader.selectFrom('session').selectAll().execute()
const withToken = (token: string) => {
  const browser = world.stranger()
  browser.cookies.set(cookie, token)
  return browser
}

test('the table holds only the hash of the token, and the hash opens nothing', async () => {
  const hana = await world.as('hana')
  const token = hana.cookies.get(cookie)!
  const [row] = await rows()
  expect(row!.id).toBe(createHash('sha256').update(token).digest('hex'))
  expect(JSON.stringify(await rows())).not.toContain(token)
  expect(await isIn(withToken(row!.id))).toBe(false)
  expect(await isIn(withToken(token))).toBe(true)
})

test('the cookie is for this host alone, out of reach of script, and gone with the browser of nobody else', async () => {
  const answer = await world.stranger().post('/demo/sign-in', { person: 'hana' })
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(cookie))!
  for (const part of ['HttpOnly', 'Secure', 'Path=/', 'SameSite=Lax']) expect(line).toContain(part)
  expect(line).not.toContain('Domain')
})

const limits: [string, CastKey, number, number][] = [
  ['a worker', 'hana', 60, 24 * 60],
  ['staff', 'yumi', 15, 12 * 60],
  ['the secretariat', 'makoto', 15, 12 * 60],
]
test.each(limits)('%s who does nothing is signed out at the idle limit, not before', async (_, who, idle) => {
  const [early, late] = [await world.as(who), await world.as(who)]
  world.later(idle - 1)
  expect(await isIn(early)).toBe(true)
  world.later(2)
  expect(await isIn(late)).toBe(false)
})

test.each(limits)('%s who keeps working stays until the absolute limit and no longer', async (_, who, idle, absolute) => {
  const browser = await world.as(who)
  const step = Math.floor(idle * 0.7)
  let minutes = 0
  for (; minutes + step < absolute; minutes += step) {
    world.later(step)
    expect(await isIn(browser), `after ${minutes + step} minutes`).toBe(true)
  }
  world.later(absolute - minutes + 1)
  expect(await isIn(browser)).toBe(false)
})

test.each(limits)('%s: working on pushes the idle limit back by at least three quarters', async (_, who, idle) => {
  const browser = await world.as(who)
  world.later(idle * 0.4)
  expect(await isIn(browser)).toBe(true)
  world.later(idle - 1)
  expect(await isIn(browser)).toBe(true)
})

test('a sixth session ends the oldest', async () => {
  const browsers: Browser[] = []
  for (let i = 0; i < 6; i++) {
    browsers.push(await world.as('hana'))
    world.later(1)
  }
  expect(await rows()).toHaveLength(5)
  expect(await Promise.all(browsers.map(isIn))).toEqual([false, true, true, true, true, true])
})

test('the session just begun stays, also when five others began in the same instant', async () => {
  for (let i = 0; i < 12; i++) expect(await isIn(await world.as('hana'))).toBe(true)
  expect(await rows()).toHaveLength(5)
})

test('a token is dead after signing in again, after proving again, and after signing out', async () => {
  const { browser, does } = await enrolled(world, 'hana')
  const enrolment = browser.cookies.get(cookie)!
  await does.signIn()
  expect(await isIn(withToken(enrolment))).toBe(false)
  const signedIn = browser.cookies.get(cookie)!
  await does.stepUp()
  expect(await isIn(withToken(signedIn))).toBe(false)
  const proved = browser.cookies.get(cookie)!
  expect(await isIn(withToken(proved))).toBe(true)
  const answer = await browser.post('/sign-out')
  expect(answer.headers.get('clear-site-data')).toContain('"cache"')
  expect(await isIn(withToken(proved))).toBe(false)
  expect(await rows()).toHaveLength(0)
})

test('a role that ends takes its rights away at the next click', async () => {
  const yumi = await world.as('yumi')
  expect((await yumi.get('/people')).status).toBe(200)
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ untilOn: '2026-11-20' })
    .where('personId', '=', world.cast.yumi.id)
    .execute()
  expect((await yumi.get('/people')).status).toBe(403)
})
