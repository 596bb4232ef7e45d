/** A form that is sent twice acts once and leads to one place, in whatever order its two sendings meet. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../db/database.ts'
import { decideAccount } from '../policies/people.ts'
import { insist, NotFound } from '../server/errors.tsx'
import { commit, readTyped } from '../server/forms.ts'
import { routes } from '../server/routes.ts'
import { newWorld, type TestWorld } from './support/world.ts'

let world: TestWorld
/** What the first sending does when it finds that the second has come through before it. */
let then: () => Response
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

/** A form like any other; its first sending waits within its handler until `meanwhile` is done. */
async function slowForm(meanwhile: (send: (once: string) => Promise<Response>) => Promise<unknown>) {
  const { app, post } = routes()
  let first = true
  post('/slow', 'account.edit', async (c) => {
    await readTyped(c)
    if (first) {
      first = false
      await meanwhile(send)
      return then()
    }
    const permit = insist(c, decideAccount('account.edit', c.var.actor, { fresh: true, passkeys: 1 }))
    return commit(c, '/work?done', (tx) => tx.record(permit))
  })
  world.app.route('/', app)
  const hana = await world.as('hana')
  const send = (once: string) => hana.post('/slow', { _once: once })
  return send
}

const endings: [string, () => Response][] = [
  [
    'finds the thing changed',
    () => {
      throw new Stale('it')
    },
  ],
  [
    'finds nothing any more',
    () => {
      throw new NotFound()
    },
  ],
  ['comes back with problems', () => new Response('problems', { status: 422 })],
]
test.each(endings)('the sending that %s is led to what the other did', async (_, ending) => {
  then = ending
  const send = await slowForm((again) => again('same'))
  const answer = await send('same')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/work?done'])
  expect((await world.audit()).filter(({ act }) => act === 'account.edit')).toHaveLength(1)
})

test.each(endings)('the sending that %s while another form was sent is told so', async (_, ending) => {
  then = ending
  const send = await slowForm((again) => again('other'))
  expect([404, 409, 422]).toContain((await send('same')).status)
})
