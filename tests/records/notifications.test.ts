// What people are told: a sentence, a place to act, and a count that goes away when read.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../db/kernel/ids.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { type Act, everyAct, isNoticed } from '../../policies/kernel/acts.ts'
import { placeOf } from '../../server/records/notifications.tsx'
import { noticeOf } from '../../views/kernel/acts.ts'
import { messages } from '../../views/messages/index.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliverAgain, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

async function tell(who: CastKey, act: Act, times = 1) {
  for (let i = 0; i < times; i++) {
    world.later(1)
    const at = world.clock()
    const personId = world.cast[who].id
    await world.engine.writer
      .insertInto('notification')
      .values({ id: newId(at), personId, act, subjectId: `s${i}`, packageId: null, at, readAt: null })
      .execute()
  }
}
const unread = (text: string) => text.match(/data-unread="yes"/g)?.length ?? 0

test('whoever has heard nothing is told what will appear here', async () => {
  expect(await (await world.as('hana')).text('/notifications')).toContain('お知らせはまだありません')
})

test('every act of which anybody hears has its sentence, in both languages', async () => {
  const all = everyAct.filter(isNoticed)
  for (const act of all) await tell('hana', act)
  const hana = await world.as('hana')
  for (const locale of ['ja', 'en'] as const) {
    await hana.post('/locale', { locale })
    let shown = ''
    for (let next: string | undefined = '/notifications'; next; ) {
      const page: string = await hana.text(next)
      shown += page
      next = /\/notifications\?before=[\w-]+/.exec(page)?.[0]
    }
    expect(shown.match(/yui-notices__item/g)).toHaveLength(all.length)
    for (const act of all) expect(shown).toContain(noticeOf(messages[locale], act))
  }
})

test('unread ones are marked and counted until all are marked as read; what arrives meanwhile stays unread', async () => {
  await tell('hana', 'assignment.offer', 2)
  const hana = await world.as('hana')
  const text = await hana.text('/notifications')
  expect(unread(text)).toBe(2)
  expect(text).toContain('お知らせ 未読2件')
  await tell('hana', 'assignment.return')
  const upTo = /name="upTo" value="([\w-]+)"/.exec(text)![1]!
  expect((await hana.post('/notifications/read', { upTo })).headers.get('location')).toBe('/notifications')
  const after = await hana.text('/notifications')
  expect(unread(after)).toBe(1)
  expect(after).toContain('お知らせ 未読1件')
  expect((await hana.post('/notifications/read', { upTo: 'all' })).status).toBe(400)
})

test('whoever follows a notice has read it, and comes to where they can act; nobody else’s can be followed', async () => {
  await tell('hana', 'assignment.offer', 2)
  const hana = await world.as('hana')
  const [, first] = /href="(\/notifications\/[\w-]+)"/.exec(await hana.text('/notifications'))!
  expect((await (await world.as('ken')).get(first!)).status).toBe(404)
  expect((await hana.get(first!)).headers.get('location')).toBe('/assignments/s1')
  const text = await hana.text('/notifications')
  expect([unread(text), text.includes('お知らせ 未読1件')]).toEqual([1, true])
})

test('they stand by day, and within a day by package, whose name is said once', async () => {
  const pkg = await publishedPackage(world)
  await acceptedBy(world, 'hana', pkg, 1)
  await acceptedBy(world, 'ken', pkg, 2)
  world.later(60 * 24)
  await deliverAgain(world, 'hana', await acceptedBy(world, 'hana', pkg, 3))
  const text = await (await world.as('daisuke')).text('/notifications')
  const days = [...text.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, day]) => day)
  expect(days).toEqual(['2026年11月22日(日)', '2026年11月21日(土)'])
  expect(text.match(/yui-notices__of/g)).toHaveLength(2)
})

test('one person’s reading leaves another’s alone', async () => {
  await tell('hana', 'assignment.offer')
  await tell('ken', 'assignment.offer')
  const ken = await world.as('ken')
  const upTo = /name="upTo" value="([\w-]+)"/.exec(await ken.text('/notifications'))![1]!
  await ken.post('/notifications/read', { upTo })
  expect(unread(await (await world.as('hana')).text('/notifications'))).toBe(1)
})

test('the list goes on over pages, newest first, without losing or repeating any', async () => {
  await tell('hana', 'completion.record', 65)
  const hana = await world.as('hana')
  const times: string[] = []
  let path: string | undefined = '/notifications'
  while (path) {
    const text = await hana.text(path)
    times.push(...[...text.matchAll(/yui-notices__time" datetime="([^"]+)"/g)].map(([, time]) => time!))
    path = /href="(\/notifications\?before=[^"]+)"/.exec(text)?.[1]
  }
  expect(times).toHaveLength(65)
  expect(times).toEqual([...new Set(times)].sort().reverse())
})

test('a stranger is asked to sign in, and comes back here', async () => {
  const answer = await world.stranger().get('/notifications')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fnotifications'])
})

const [town, other] = ['202151', '203246']
const both = {
  id: 'x',
  grants: [
    { role: 'worker' as const, townId: other },
    { role: 'coordinator' as const, townId: town },
  ],
}
const places: [Act, string | null, string][] = [
  ['assignment.offer', town, '/assignments/s'],
  ['application.raise', town, '/packages/7/candidates'],
  ['package.publish', town, '/packages/7'],
  ['package.publish', other, '/work/7'],
  ['completion.record', null, '/training'],
  ['passkey.add', null, '/account'],
  ['enrolment.issue', null, '/account'],
]
test.each(places)('%s of a package of %s leads to %s', (act, townId, place) => {
  expect(placeOf({ act, subjectId: 's', packageId: townId && '7', townId }, both)).toBe(place)
})
