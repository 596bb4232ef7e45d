import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../policies/kernel/acts.ts'
import { features } from '../../server/app.tsx'
import { newWorld, type TestWorld } from '../support/run/world.ts'

const declared = features.flatMap((feature) => feature.declared)
/** Open to strangers, each for a reason: the way in, and what anybody may read. */
const open = [
  'get /',
  'get /accessibility',
  'get /enrol',
  'get /join',
  'get /recovery/stop',
  'get /sign-in',
  'post /enrol',
  'post /join',
  'post /locale',
  'post /passkeys/enrolment',
  'post /passkeys/enrolment/options',
  'post /passkeys/sign-in',
  'post /passkeys/sign-in/options',
  'post /recovery/stop',
  'post /sign-out',
]

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

test('only the routes named here are open to strangers', () => {
  const found = declared.filter(({ act }) => act === 'public').map(({ method, path }) => `${method} ${path}`)
  expect(found.sort()).toEqual(open)
})

test('every route of the app is declared with its act', () => {
  const known = new Set([
    ...declared.map(({ method, path }) => `${method.toUpperCase()} ${path}`),
    'GET /healthz',
    'GET /readyz',
    'GET /demo',
    'POST /demo/sign-in',
  ])
  const mounted = world.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)
  expect(mounted.filter((route) => !known.has(route))).toEqual([])
  expect(declared.filter(({ act }) => act !== 'public' && !(act in acts))).toEqual([])
})

test('no route stands behind another that takes its requests', () => {
  const shadowed = declared.filter(({ method, path }, i) =>
    declared.slice(0, i).some((earlier) => earlier.method === method && patternOf(earlier.path).test(path.replace(/:\w+/g, 'x'))),
  )
  expect(shadowed.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})
const patternOf = (path: string) => new RegExp(`^${path.replace(/:\w+\{([^}]*)\}/g, '$1').replace(/:\w+/g, '[^/]+')}$`)

const closed = declared.filter(({ act }) => act !== 'public')
test.for(closed)('$method $path sends a stranger to sign in', async ({ method, path }) => {
  const stranger = world.stranger()
  const at = path.replace(/:[^/]+/g, '1')
  const answer = await (method === 'get' ? stranger.get(at) : stranger.post(at))
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toMatch(/^\/sign-in/)
})

test.for(closed)('$method $path tells nobody of what does not exist', async ({ method, path }) => {
  if (!path.includes(':')) return
  const at = path.replace(/:[^/]+/g, '01910000-0000-7000-8000-00000000ffff')
  for (const who of ['hana', 'yumi', 'akira'] as const) {
    const person = await world.as(who)
    const answer = await (method === 'get' ? person.get(at) : person.post(at))
    expect([at, who, answer.status < 400 || answer.status >= 500]).toEqual([at, who, false])
  }
})

test('paths are nouns in lower case', () => {
  for (const { path } of declared) expect(path).toMatch(/^\/[a-z0-9/:-]*$/)
})
