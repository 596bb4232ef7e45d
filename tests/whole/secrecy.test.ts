// What somebody may not see does not exist for them: other towns' staff, other towns' workers, workers without the lot.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { features } from '../../server/app.tsx'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { destroyedPackage } from '../support/stories/ended.ts'
import { csvFile, draftPackage, inEveryState, publishedPackage, readyPackage } from '../support/stories/package.ts'
import { officer } from '../support/stories/vetting.ts'

const shiojiri = '202151'
const tateshina = '203246'
const madeUp = '01910000-0000-7000-8000-00000000ffff'
const brief = '口外しない手順です。'

let world: TestWorld
/** 塩尻市's, by what they are: nobody of 立科町's staff may learn that any of them exists. */
let packages: Record<string, string>
let assignments: Record<string, string>
let strangers: Record<'coordinator' | 'manager', Browser>

// Slower than the brake on writes, quicker than the end of a session.
beforeEach(() => world.later(1 / 20))
beforeAll(async () => {
  world = await newWorld()
  const wish = { brief, rows: 40 }
  const published = await publishedPackage(world, wish)
  const own = await publishedPackage(world, { ...wish, towns: [shiojiri], title: '市内だけの案件' })
  packages = {
    draft: (await draftPackage(world, { ...wish, title: '書きかけの案件' })).id,
    ready: (await readyPackage(world, { ...wish, title: '準備中の案件' })).id,
    published: published.id,
    own: own.id,
    destroyed: (await destroyedPackage(world, { ...wish, rows: 4, title: '片づけた案件' })).id,
  }
  assignments = await inEveryState(world, 'ken', published, '直してください。')
  strangers = {
    coordinator: (await officer(world, tateshina)).browser,
    manager: (await officer(world, tateshina, '田中 二', 'manager')).browser,
  }
})
afterAll(() => world.close())

const routesOf = (prefix: RegExp) => features.flatMap(({ declared }) => declared).filter(({ path }) => prefix.test(path))

/** What a page says once its address and its one-time tokens are taken out. */
async function answerTo(browser: Browser, method: 'get' | 'post', path: string, id: string) {
  const at = path.replace(':id', id).replace(':version', '1')
  const fields = { words: 'x', reason: 'x', read: 'yes', title: 'x', purpose: 'x', rowsPerLot: '1', lotsWished: '1', note: '' }
  const upload = /submission$|steps\/2$/.test(at) ? { file: csvFile('a,b\n') } : {}
  const answer = await (method === 'get' ? browser.get(at) : browser.post(at, { ...fields, ...upload }))
  const text = (await answer.text()).replaceAll(id, ':id').replace(/name="_once" value="[^"]*"/g, '')
  return { status: answer.status, text, headers: Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date')) }
}

for (const role of ['coordinator', 'manager'] as const) {
  test.each(routesOf(/^\/packages\/:id/))(
    `a ${role} of another town: $method $path is as if there were no such package`,
    async ({ method, path }) => {
      const nothing = await answerTo(strangers[role], method, path, madeUp)
      expect(nothing.status).toBe(404)
      for (const [state, id] of Object.entries(packages))
        expect([state, await answerTo(strangers[role], method, path, id)]).toEqual([state, nothing])
    },
  )

  test.each(routesOf(/^\/assignments\/:id/))(
    `a ${role} of another town: $method $path is as if there were no such assignment`,
    async ({ method, path }) => {
      const nothing = await answerTo(strangers[role], method, path, madeUp)
      expect(nothing.status).toBe(404)
      for (const [state, id] of Object.entries(assignments))
        expect([state, await answerTo(strangers[role], method, path, id)]).toEqual([state, nothing])
    },
  )
}

test('lists of another town hold nothing of it, whatever the address asks', async () => {
  for (const path of ['/packages', '/packages?stage=open', '/packages?stage=preparing', '/', '/notifications'])
    for (const browser of Object.values(strangers)) {
      const text = await browser.text(path)
      expect([path, text.match(/店舗一覧の照合|書きかけ|準備中の案件|市内だけ|片づけた/g)]).toEqual([path, null])
    }
  expect(await strangers.manager.text('/reviews')).not.toContain('店舗一覧')
})

test('who reads the end of a package for other towns, or for all, knows it by its number', async () => {
  for (const who of ['makoto', 'akira'] as const) {
    const browser = await world.as(who)
    for (const { method, path } of routesOf(/^\/packages\/:id/))
      expect([who, path, (await answerTo(browser, method, path, packages.destroyed!)).text.match(/片づけた案件/g)]).toEqual([
        who,
        path,
        null,
      ])
    for (const path of ['/', '/notifications', '/audit', '/incidents'])
      expect([who, path, (await browser.text(path)).match(/片づけた案件/g)]).toEqual([who, path, null])
  }
})

const workers: CastKey[] = ['hana', 'ken']
test.each(workers)('%s finds no draft, nothing under preparation and nothing posted to other towns only', async (who) => {
  const browser = await world.as(who)
  for (const path of ['/work', '/work?can=now', '/', '/notifications'])
    expect([path, (await browser.text(path)).match(/書きかけ|準備中の案件|市内だけ/g)]).toEqual([path, null])
  for (const { method, path } of routesOf(/^\/work\/:id/)) {
    const nothing = await answerTo(browser, method, path, madeUp)
    expect(nothing.status).toBe(404)
    for (const id of [packages.draft!, packages.ready!, packages.own!])
      expect(await answerTo(browser, method, path, id)).toEqual(nothing)
  }
})

test('a draft and what is under preparation show up nowhere for anybody but the town that drafts', async () => {
  for (const who of ['hana', 'ken', 'reiko', 'makoto'] as const) {
    const browser = await world.as(who)
    const nothing = await answerTo(browser, 'get', '/packages/:id', madeUp)
    for (const id of [packages.draft!, packages.ready!])
      expect([who, await answerTo(browser, 'get', '/packages/:id', id)]).toEqual([who, nothing])
    for (const path of ['/', '/notifications', '/work', '/packages', '/courses', '/people', '/towns'])
      expect([who, path, (await browser.text(path)).match(/書きかけの案件|準備中の案件/g)]).toEqual([who, path, null])
  }
})

test.each(routesOf(/^\/assignments\/:id/))(
  'a worker without the lot: $method $path is as if it did not exist',
  async ({ method, path }) => {
    const hana = await world.as('hana')
    const nothing = await answerTo(hana, method, path, madeUp)
    expect(nothing.status).toBe(404)
    for (const [state, id] of Object.entries(assignments))
      expect([state, await answerTo(hana, method, path, id)]).toEqual([state, nothing])
  },
)

test('a worker to whom it is posted reads the outline, never the brief, the rows, the terms or what others deliver', async () => {
  const hana = await world.as('hana')
  const text = await hana.text(`/work/${packages.published}`)
  expect(text).toContain('店舗一覧の照合')
  for (const hidden of [brief, '店舗1', '店舗一覧.csv', '渡辺 健', 'lot.csv']) expect(text).not.toContain(hidden)
  for (const { method, path } of routesOf(/^\/packages\/:id/)) {
    const { status, text } = await answerTo(hana, method, path, packages.published!)
    expect([path, status >= 403 && status < 500]).toEqual([path, true])
    for (const hidden of [brief, '店舗1', '渡辺 健']) expect(text).not.toContain(hidden)
  }
})

test('an offer shows its terms but neither brief nor rows; afterwards the work is closed again', async () => {
  const ken = await world.as('ken')
  expect(await ken.text(`/assignments/${assignments.offered}`)).not.toContain(brief)
  expect(await ken.text(`/assignments/${assignments.active}`)).toContain(brief)
  expect(await ken.text(`/assignments/${assignments.approved}`)).not.toContain(brief)
  expect((await ken.get(`/assignments/${assignments.offered}/rows`)).status).toBe(409)
  expect((await ken.get(`/assignments/${assignments.approved}/rows`)).status).toBe(409)
  expect((await ken.get(`/assignments/${assignments.approved}/submissions/1`)).status).toBe(409)
})

test('a suspended worker can neither raise a hand nor accept what was offered before', async () => {
  const become = (status: 'suspended' | 'active') =>
    world.engine.writer.updateTable('workerProfile').set({ status }).where('personId', '=', world.cast.ken.id).execute()
  const ken = await world.as('ken')
  const rows = () => world.engine.reader.selectFrom('assignment').select(['id', 'status']).orderBy('id').execute()
  const before = await rows()
  await become('suspended')
  expect((await ken.post(`/work/${packages.published}/application`, { lotsWished: '1', note: '' })).status).toBe(404)
  expect((await ken.post(`/assignments/${assignments.offered}/acceptance`, { read: 'yes' })).status).toBe(422)
  expect(await world.engine.reader.selectFrom('application').select('id').execute()).toEqual([])
  expect(await rows()).toEqual(before)
  await become('active')
  expect((await ken.post(`/work/${packages.published}/application`, { lotsWished: '1', note: '' })).status).toBe(303)
})
