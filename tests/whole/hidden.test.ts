// What somebody may not know of is not even hinted at: no title, no count, no notice, no letter; and no way to it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { touched, uses } from '../../policies/safety/access.ts'
import { openTransport, sendDue } from '../../server/kernel/sender.ts'
import { startSmtp } from '../support/outside/smtp.ts'
import { crawl } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { prepareForStrict } from '../support/stories/guarded.ts'
import { canary, clear, publish, said, secrets } from '../support/stories/hidden.ts'
import { draftPackage, offeredTo, publishedPackage } from '../support/stories/package.ts'

const pages = ['/', '/work', '/work?can=now', '/training', '/notifications', '/assignments', '/account', '/account/data']
let world: TestWorld
let smtp: Awaited<ReturnType<typeof startSmtp>>
let id: string
let draft: string
let before: Record<string, string>
const strangers = ['hana', 'ken', 'reiko', 'makoto', 'akira'] as const

beforeAll(async () => {
  smtp = await startSmtp()
  world = await newWorld({ mail: { url: smtp.url, from: 'yui@work.example.jp' } })
  await prepareForStrict(world, [])
  await publishedPackage(world, { title: '店舗一覧の照合', courses: ['security'] })
  const hana = await world.as('hana')
  before = {}
  for (const path of pages) before[path] = await said(hana, path)
  draft = (await draftPackage(world, { ...secrets, title: `${canary}の下書き`, dataClass: '3B' })).id
  id = (await publish(world, '3B')).id
}, 60_000)
afterAll(async () => {
  await world.close()
  await smtp.close()
})

test.each(strangers)(
  '%s meets it on no page that there is',
  async (who) => {
    const visits = await crawl(await world.as(who))
    expect(visits.length).toBeGreaterThan(5)
    for (const { path, text } of visits) {
      expect([path, text.includes(canary)]).toEqual([path, false])
      // The auditors' records hold references; nobody else's pages do.
      if (who !== 'akira' && who !== 'makoto') expect([path, text.includes(id)]).toEqual([path, false])
    }
  },
  120_000,
)

test('who coordinates or manages it does, so that the canary sings', async () => {
  for (const who of ['yumi', 'daisuke'] as const)
    expect((await crawl(await world.as(who))).some(({ text }) => text.includes(canary))).toBe(true)
}, 120_000)

test('her pages are byte for byte as they were before it was there', async () => {
  // Walking through all pages she has followed her notice, which is read since.
  await world.engine.writer.updateTable('notification').set({ readAt: null }).where('personId', '=', world.cast.hana.id).execute()
  const hana = await world.as('hana')
  for (const path of pages.filter((path) => path !== '/account' && path !== '/account/data'))
    expect([path, await said(hana, path)]).toEqual([path, before[path]])
})

test('every way to it leads nowhere, as to what there never was', async () => {
  const nothing = '01910000-0000-7000-8000-00000000ffff'
  for (const who of strangers) {
    const browser = await world.as(who)
    const ask = async (at: string) => {
      const get = await browser.get(`/work/${at}`)
      const post = await browser.post(`/work/${at}/application`, { lotsWished: '1', note: '' })
      const down = await browser.post(`/work/${at}/application/withdrawal`)
      const clean = async (answer: Response) => (await answer.text()).replaceAll(at, ':id')
      return [get.status, await clean(get), post.status, await clean(post), down.status]
    }
    expect([who, await ask(id)]).toEqual([who, await ask(nothing)])
    expect((await browser.get(`/openings/${id}?use=view&next=/`)).status).toBe(404)
  }
})

test('a lot of another package is no way to it, whatever it is said to be wanted for', async () => {
  const own = await publishedPackage(world)
  const lot = await offeredTo(world, 'hana', own, 1)
  const hana = await world.as('hana')
  const openings = () => world.engine.reader.selectFrom('opening').selectAll().execute()
  const [records, kept] = [(await world.audit()).length, await openings()]
  for (const assignment of [lot, '01910000-0000-7000-8000-00000000ffff', ''])
    for (const use of uses)
      for (const at of [id, draft]) {
        const wish = { use, assignment, next: '/' }
        const answers = [
          await hana.get(`/openings/${at}?${new URLSearchParams(wish)}`),
          await hana.post(`/openings/${at}`, { ...wish, _proof: 'demo' }),
        ]
        for (const answer of answers)
          expect([use, assignment, answer.status, (await answer.text()).includes(canary)]).toEqual([use, assignment, 404, false])
      }
  // Of her own as well a touch opens content, and nothing else is asked for by one.
  for (const use of uses.filter((use) => !touched.some((one) => one === use)))
    expect((await hana.post(`/openings/${own.id}`, { use, assignment: lot, next: '/', _proof: 'demo' })).status).toBe(404)
  expect([(await world.audit()).length, await openings()]).toEqual([records, kept])
})

test('only those who may know are told: no notice, and no letter has a word of it', async () => {
  const heard = await world.engine.reader
    .selectFrom('notification')
    .select('personId')
    .where('act', '=', 'package.publish')
    .where('packageId', '=', id)
    .execute()
  expect(heard.map(({ personId }) => personId)).toEqual([world.cast.yumi.id])
  const transport = openTransport({ url: smtp.url, from: 'yui@work.example.jp' })
  expect(await sendDue(world, transport)).toBeGreaterThan(0)
  transport.close()
  const letters = JSON.stringify(smtp.letters.map(({ text, headers }) => [text, headers]))
  expect(letters).not.toContain(canary)
  expect(letters).not.toContain(id)
})

test('the cleared worker of a consented town finds it, with what a guarded posting says', async () => {
  await clear(world, 'ken', '3B')
  const ken = await world.as('ken')
  expect(await ken.text('/work')).toContain(canary)
  expect((await ken.get(`/work/${id}`)).status).toBe(200)
  await clear(world, 'ken', '2')
  expect((await ken.get(`/work/${id}`)).status).toBe(404)
})
