/** A form that is sent twice acts once and leads to one place, in whatever order its two sendings meet. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stale } from '../../db/kernel/database.ts'
import { decideAccount } from '../../policies/identity/people.ts'
import type { Act } from '../../policies/kernel/acts.ts'
import { permit } from '../../policies/kernel/decision.ts'
import type { Ctx } from '../../server/kernel/context.ts'
import { insist, NotFound } from '../../server/kernel/errors.tsx'
import { commit, readTyped } from '../../server/kernel/forms.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { routes } from '../../server/kernel/routes.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { prepareForStrict, strictPackage } from '../support/stories/guarded.ts'
import { hidden, report } from '../support/stories/incident.ts'
import {
  acceptedBy,
  csvFile,
  csvOf,
  deliveredBy,
  draftPackage,
  publishedPackage,
  readyPackage,
} from '../support/stories/package.ts'

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
const faults: [string, Act, (c: Ctx) => Promise<Response>][] = [
  [
    'asks no passkey for a grave act',
    'account.export',
    (c) => {
      const permit = insist(c, decideAccount('account.export', c.var.actor, { fresh: true, passkeys: 1 }))
      return commit(c, '/work', (tx) => tx.record(permit))
    },
  ],
  [
    'asks no rule',
    'account.edit',
    (c) => commit(c, '/work', async (tx) => tx.record(permit('account.edit', { id: c.var.actor.id, townId: '' }))),
  ],
  [
    'breaks behind its write',
    'account.edit',
    async (c) => {
      const asked = insist(c, decideAccount('account.edit', c.var.actor, { fresh: true, passkeys: 1 }))
      await commit(c, '/work', (tx) => tx.record(asked))
      throw new Error('broken')
    },
  ],
]
test.each(faults)('a handler that %s is a fault, although its form has acted', async (_, act, handler) => {
  await world.close()
  world = await newWorld({ logLevel: 'silent' })
  const { app, post } = routes()
  post('/slow', act, async (c) => {
    await readTyped(c)
    return handler(c)
  })
  world.app.route('/', app)
  expect((await (await world.as('hana')).post('/slow', { _once: 'same' })).status).toBe(500)
})

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

/** As on a page that was drawn yesterday: this day's first reading is recorded while the refused form comes back. */
test('a delivery that comes back with problems may be mended and sent again, though the page around it was a reading', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const deliver = (text: string) =>
    hana.post(`/assignments/${lot}/submission`, { file: csvFile(text), note: '一言です', unchanged: 'yes', _once: 'same' })
  const bad = await deliver(csvOf(2, 3))
  expect([bad.status, (await bad.text()).includes('一言です')]).toEqual([422, true])
  expect((await world.audit()).filter(({ act }) => act === 'assignment.read-brief')).toHaveLength(1)
  expect((await deliver(csvOf(1, 4))).headers.get('location')).toBe(`/assignments/${lot}`)
  expect((await world.audit()).filter(({ act }) => act === 'assignment.submit')).toHaveLength(1)
})

test('so may the reasons for opening a frozen package again', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const id = await report(world, await world.as('yumi'), pkg.id)
  const seen = hidden(await (await world.as('yumi')).text(`/incidents/${id}`), 'seen')
  world.later(24 * 60)
  const yumi = await world.as('yumi')
  const lift = (words: string) =>
    yumi.post(`/incidents/${id}/lifting`, { seen, outcome: 'unconfirmed', words, _once: 'same', _proof: 'demo' })
  expect((await lift('')).status).toBe(422)
  expect((await world.audit()).filter(({ act }) => act === 'incident.read')).toHaveLength(2)
  for (let press = 1; press <= 2; press++)
    expect((await lift('確かめました。')).headers.get('location')).toBe(`/incidents/${id}?lifted`)
})

test('who presses again after the lots are cut, or after a touch of the passkey, is led to where the first press led', async () => {
  const ready = await readyPackage(world)
  const daisuke = await world.as('daisuke')
  for (let press = 1; press <= 2; press++) {
    const answer = await daisuke.post(`/packages/${ready.id}/split`, { rowsPerLot: '5', _once: 'cut' })
    expect(answer.headers.get('location')).toBe(`/packages/${ready.id}/split?done`)
    await jobsDone()
  }
  await prepareForStrict(world)
  const pkg = await strictPackage(world)
  const taking = { use: 'export', assignment: '', next: `/packages/${pkg.id}/result`, reason: 'handover', _proof: 'demo' }
  const yumi = await world.as('yumi')
  const first = await yumi.post(`/openings/${pkg.id}`, { ...taking, _once: 'touch' })
  const second = await yumi.post(`/openings/${pkg.id}`, { ...taking, _once: 'touch' })
  expect(first.headers.get('location')).toContain('ready=yes')
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
})

test('the same form with other words is another act, and so is going back to the first ones', async () => {
  const pkg = await draftPackage(world)
  const yumi = await world.as('yumi')
  const save = (title: string) =>
    yumi.post(`/packages/${pkg.id}/steps/1`, { title, purpose: '窓口の案内に使う', client: '', _once: 'same' })
  for (const title of ['甲', '乙', '甲']) {
    expect((await save(title)).headers.get('location')).toBe(`/packages/${pkg.id}/steps/2?saved`)
    expect(await yumi.text(`/packages/${pkg.id}/steps/1`)).toContain(`value="${title}"`)
  }
  const edits = async () => (await world.audit()).filter(({ act }) => act === 'package.edit').length
  const before = await edits()
  expect((await save('甲')).status).toBe(303)
  expect(await edits()).toBe(before)
})

test('a decision that was made is not made again by going back and deciding otherwise', async () => {
  const pkg = await publishedPackage(world)
  const lot = await deliveredBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/assignments/${lot}/approval`, { _once: 'same' })).status).toBe(303)
  const other = { 'point-1': '1', 'words-1': '直してください', _once: 'same' }
  expect((await daisuke.post(`/assignments/${lot}/returns`, other)).status).toBe(409)
})
