// What guards every answer and every change: forgeries, strict headers, and addresses that lead away.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strict } from '../support/outside/headers.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, origin, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
let hana: Browser
beforeAll(async () => {
  world = await newWorld({ logLevel: 'silent' })
  hana = await world.as('hana')
})
afterAll(() => world.close())

const methods = ['POST', 'PUT', 'PATCH', 'DELETE']
const types = [
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/json',
  undefined,
]
const origins = [origin, 'https://evil.example', 'http://localhost:4000', 'http://a.localhost:3000', 'null', undefined]
const sites = ['same-origin', 'same-site', 'cross-site', 'none', undefined]
const matrix = methods.flatMap((method) =>
  types.flatMap((type) => origins.flatMap((from) => sites.map((site) => ({ method, type, from, site })))),
)
const ask = ({ method, type, from, site }: (typeof matrix)[number]) => {
  const headers = new Headers({ cookie: [...hana.cookies].map(([name, value]) => `${name}=${value}`).join('; ') })
  if (type) headers.set('content-type', type)
  if (from) headers.set('origin', from)
  if (site) headers.set('sec-fetch-site', site)
  return world.app.request(`${origin}/locale`, { method, headers, body: 'locale=ja' })
}

test(`of ${matrix.length} ways to ask for a change only those from our own pages pass`, async () => {
  expect(matrix.length).toBeGreaterThanOrEqual(200)
  for (const cell of matrix) {
    const ours = cell.site === undefined ? cell.from === origin : cell.site === 'same-origin'
    const { status } = await ask(cell)
    if (!ours) expect(status, JSON.stringify(cell)).toBe(403)
    else expect(status, JSON.stringify(cell)).not.toBe(403)
  }
})

test('a forged change has changed nothing', async () => {
  const before = await world.audit()
  await ask({ method: 'POST', type: types[0], from: 'https://evil.example', site: 'cross-site' })
  expect(await world.audit()).toEqual(before)
})

const answers: [number, string, () => Promise<Response>][] = [
  [200, 'a page', () => hana.get('/account')],
  [303, 'a redirect', () => world.stranger().get('/account')],
  [400, 'a bad request', () => hana.json('/locale', {})],
  [403, 'a refusal', () => hana.get('/audit')],
  [404, 'nothing there', () => hana.get('/nowhere')],
  [200, 'the health check', () => hana.get('/healthz')],
]
test.each(answers)('%i, %s: bears every strict header and allows nothing inline', async (status, _, get) => {
  const answer = await get()
  expect(answer.status).toBe(status)
  for (const [name, value] of Object.entries(strict)) expect(answer.headers.get(name), name).toMatch(value)
  expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/)
})

const away = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.example',
  '/..//evil.example',
  '/@evil.example',
  '///evil.example',
  'http:evil.example',
  ' https://evil.example',
  '/account\r\nLocation: https://evil.example',
  'evil.example',
]
test.each(away)('next=%j stays on this site', async (next) => {
  for (const answer of [
    await hana.get(`/sign-in?next=${encodeURIComponent(next)}`),
    await hana.post('/locale', { locale: 'ja' }, { referer: encodeURI(next) }),
    await hana.post('/locale', { locale: 'ja' }, { referer: `${origin}${encodeURI(next)}` }),
  ]) {
    expect(answer.status).toBe(303)
    const to = answer.headers.get('location')!
    expect(new URL(to, origin).origin).toBe(origin)
    expect(to).toMatch(/^\/(?![/\\])/)
  }
})

test('where one was going is kept', async () => {
  expect((await hana.get('/sign-in?next=%2Fwork%3Fq%3D1')).headers.get('location')).toBe('/work?q=1')
})

// The last: it breaks the database.
test('500, a fault: bears them too, and says nothing of its cause', async () => {
  await world.engine.writer.schema.dropTable('challenge').execute()
  const answer = await world.stranger().json('/passkeys/sign-in/options', {})
  expect(answer.status).toBe(500)
  for (const [name, value] of Object.entries(strict)) expect(answer.headers.get(name), name).toMatch(value)
  expect(await answer.text()).not.toMatch(/challenge|SQLITE|relation|node_modules/)
})
