// People with an account but no role (applying, suspended, gone, over, not yet begun), tried at every route.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decideAccount } from '../../policies/identity/people.ts'
import { features } from '../../server/app.tsx'
import { insist } from '../../server/kernel/errors.tsx'
import { page } from '../../server/kernel/page.tsx'
import { routes } from '../../server/kernel/routes.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { type Answer, inner, kept, rolelessPeople, told, walk } from '../support/stories/roleless.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

/** What is one's own with or without a role; every other route is closed to whoever has none. */
const ownPlaces = [
  /^(get|post) \/account(\/|$)/,
  /^post \/passkeys\/(own|proof|step-up)(\/options)?$/,
  /^get \/step-up$/,
  /^(get|post) \/notifications(\/read)?$/,
  /^(get|post) \/vetting(\/|$)/,
  // Whoever had a lot may have lost what they took, whatever role is left.
  /^get \/incidents\/(new|own)$/,
  /^post \/incidents$/,
]
/** One's own lots, also while suspended: what they are, declining, handing back; never what stands in them. */
const ownLots = [/^get \/assignments\/:id$/, /^post \/assignments\/:id\/(refusal|hand-back|acceptance)$/]
const isOwn = (route: string) => ownPlaces.some((place) => place.test(route))
/** One's own page under an address of the officers': told that it is over, or led to where one's own is. */
const isOwnPage = ({ member, route, path, status, to }: Answer) =>
  (member.as === 'applying' && to === '/vetting') ||
  // A duty outlasts the role: who took files says that they are deleted, once the work has ended.
  (status === 409 && route.endsWith('/assignments/:id/deletion')) ||
  (status === 409 && route.endsWith('/people/:id/leaving') && path.includes(member.id))
const isShut = ({ status, to }: Answer) => status === 403 || status === 404 || (status === 303 && to.startsWith('/sign-in'))

test('who has no role finds every route of every feature shut, changes nothing and learns nothing', {
  timeout: 180_000,
}, async () => {
  const people = await rolelessPeople(world)
  const before = await kept(world)
  const open: string[] = []
  const learnt: string[] = []
  let asked = 0
  const closed = (route: string) => !isOwn(route) && !ownLots.some((place) => place.test(route))
  for await (const answer of walk(world, people, ({ method, path }) => closed(`${method} ${path}`))) {
    asked++
    const said = `${answer.member.as}: ${answer.route} ${answer.status} ${answer.to}`
    if (!isShut(answer) && !isOwnPage(answer)) open.push(said)
    for (const word of told(answer, people)) learnt.push(`${said}: ${word}`)
  }
  expect([...new Set(open)]).toEqual([])
  expect(learnt).toEqual([])
  expect(await kept(world)).toEqual(before)
  expect(asked).toBeGreaterThan(1_000)
})

test('their own places tell nothing of the inside of packages; of lots only the worker’s own', {
  timeout: 180_000,
}, async () => {
  const people = await rolelessPeople(world)
  const lots = await world.engine.reader.selectFrom('assignment').select(['id', 'workerId']).execute()
  const learnt: string[] = []
  for await (const answer of walk(world, people, ({ method, path }) => isOwn(`${method} ${path}`))) {
    const own = [
      'get /account/data',
      'post /account/export',
      'post /account/letters',
      'get /incidents/new',
      'post /incidents',
    ].includes(answer.route)
    const words = told(answer, people).filter((word) => word !== '@example.jp')
    for (const word of words) if (!own || inner.includes(word)) learnt.push(`${answer.member.as}: ${answer.route}: ${word}`)
  }
  expect([...new Set(learnt)]).toEqual([])
  for await (const answer of walk(world, people, ({ method, path }) => ownLots.some((lot) => lot.test(`${method} ${path}`)))) {
    const isTheirs = lots.some(({ id, workerId }) => answer.path.includes(id) && workerId === answer.member.id)
    const isRefused = answer.status >= 400
    const isRight = answer.route.endsWith('/acceptance') ? isRefused : isTheirs || isShut(answer)
    expect([answer.member.as, answer.path, isRight]).toEqual([answer.member.as, answer.path, true])
    expect([answer.path, told(answer, people).filter((word) => inner.includes(word))]).toEqual([answer.path, []])
  }
})

test('a new route that forgets to ask is found by the same walk', async () => {
  const people = await rolelessPeople(world)
  const forgetful = routes()
  forgetful.get('/packages/:id/planted', 'account.read', async (c) => {
    insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
    return page(c, { title: '口外しない公開案件', body: '' })
  })
  features.unshift(forgetful)
  try {
    const found: string[] = []
    for await (const answer of walk(world, people, ({ path }) => path.endsWith('/planted')))
      if (!isShut(answer) && told(answer, people).length > 0) found.push(answer.member.as)
    expect(new Set(found).size).toBe(people.members.length)
  } finally {
    features.shift()
  }
})
