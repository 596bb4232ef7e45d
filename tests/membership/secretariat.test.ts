// The secretariat keeps towns and roles and reads no package; other towns' people are names on the packages that they work on.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { features } from '../../server/app.tsx'
import type { Browser } from '../support/run/browser.ts'
import { crawl } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { csvFile, deliveredBy, draftPackage, inEveryState, publishedPackage, readyPackage } from '../support/stories/package.ts'

let world: TestWorld
let makoto: Browser
let packages: Record<string, string>
let assignments: Record<string, string>
/** Words that stand in packages only: titles, purposes, clients, briefs, criteria, rows, files, what was said of deliveries. */
const secrets = [
  '秘密の題名',
  '秘密の目的',
  '秘密の依頼元',
  '秘密の手順',
  '秘密の基準',
  '秘密の指摘',
  '秘密の挙手',
  '店舗1',
  '店舗一覧',
]
const wish = {
  title: '秘密の題名',
  purpose: '秘密の目的',
  client: '秘密の依頼元',
  brief: '秘密の手順',
  criteria: ['秘密の基準'],
  rows: 40,
}

beforeAll(async () => {
  world = await newWorld()
  const { writer } = world.engine
  await writer
    .updateTable('person')
    .set({ email: 'hana-himitsu@example.jp', phone: '090-5555-0001' })
    .where('id', '=', world.cast.hana.id)
    .execute()
  await writer.updateTable('workerProfile').set({ weeklyHours: 37 }).where('personId', '=', world.cast.hana.id).execute()
  const published = await publishedPackage(world, wish)
  const withdrawn = await readyPackage(world, wish)
  await (await world.as('yumi')).post(`/packages/${withdrawn.id}/withdrawal`)
  const done = await publishedPackage(world, { ...wish, rows: 4 })
  await (await world.as('daisuke')).post(`/assignments/${await deliveredBy(world, 'hana', done, 1)}/approval`)
  packages = {
    draft: (await draftPackage(world, wish)).id,
    ready: (await readyPackage(world, wish)).id,
    published: published.id,
    withdrawn: withdrawn.id,
    completed: done.id,
  }
  assignments = await inEveryState(world, 'hana', published, '秘密の指摘')
  await (await world.as('ken')).post(`/work/${published.id}/application`, { lotsWished: '1', note: '秘密の挙手' })
  makoto = await world.as('makoto')
})
afterAll(() => world.close())

const declared = () => features.flatMap((feature) => feature.declared)
const ofPackages = declared().filter(({ path }) => /^\/(packages|work|assignments|reviews|candidates)\b/.test(path))
const told = (text: string) => secrets.filter((words) => text.includes(words))

async function answerTo(browser: Browser, method: 'get' | 'post', path: string, id: string) {
  const at = path
    .replace(':id', id)
    .replace(/:[a-z]*number|:version|:step|:lot/gi, '1')
    .replace(/:[^/]+/g, id)
  const words = { words: 'x', reason: 'x', read: 'yes', title: 'x', purpose: 'x', rowsPerLot: '1', lotsWished: '1', note: '' }
  const upload = /submission$|steps\/2$/.test(at) ? { file: csvFile('a,b\n') } : {}
  const answer = await (method === 'get' ? browser.get(at) : browser.post(at, { ...words, ...upload, _proof: 'demo' }))
  return { at, status: answer.status, text: await answer.text() }
}

test('every state of a package and of a lot stands ready', async () => {
  const of = async (table: 'package' | 'assignment') =>
    (await world.engine.reader.selectFrom(table).select(['id', 'status']).execute()).map(({ id, status }) => [id, status])
  const statuses = { ...Object.fromEntries(await of('package')), ...Object.fromEntries(await of('assignment')) }
  for (const [state, id] of [...Object.entries(packages), ...Object.entries(assignments)])
    expect([state, statuses[id]]).toEqual([state, state])
  expect(ofPackages.length).toBeGreaterThan(40)
})

test.each(ofPackages)('the secretariat at $method $path is refused, whatever state it is in', async ({ method, path }) => {
  const ids = path.startsWith('/assignments') ? assignments : packages
  const stored = async () => JSON.stringify(await world.engine.reader.selectFrom('package').selectAll().orderBy('id').execute())
  const before = await stored()
  for (const [state, id] of Object.entries(ids)) {
    const { at, status, text } = await answerTo(makoto, method, path, id)
    expect([state, at, [403, 404].includes(status) ? 'refused' : status, told(text)]).toEqual([state, at, 'refused', []])
  }
  expect(await stored()).toBe(before)
})

test('nothing that the secretariat can reach, lists, notices, audit and home included, tells a word of any package', async () => {
  const visits = await crawl(makoto, 40)
  const places = [
    '/',
    '/notifications',
    '/audit',
    '/audit?kind=package',
    '/audit?kind=assignment',
    '/audit/check',
    '/people',
    '/towns',
  ]
  for (const { id } of Object.values(world.cast)) places.push(`/people/${id}`, `/audit?subject=${id}`)
  for (const id of [...Object.values(packages), ...Object.values(assignments)]) places.push(`/audit?subject=${id}`)
  for (const path of places) {
    const answer = await makoto.get(path)
    visits.push({ path, status: answer.status, headers: answer.headers, text: await answer.text() })
  }
  expect(visits.length).toBeGreaterThan(30)
  expect(visits.some(({ path, text }) => path.startsWith('/audit') && text.includes('業務案件の募集を始めました'))).toBe(true)
  for (const { path, text } of visits) expect([path, told(text)]).toEqual([path, []])
})

test('the same words are there for those whose package it is: the test would see them', async () => {
  const text = (await crawl(await world.as('daisuke'), 10)).map((visit) => visit.text).join()
  expect(told(text)).toEqual(secrets)
})

test('another town’s worker has no page, even for the town on whose package she works', async () => {
  for (const who of ['yumi', 'daisuke'] as CastKey[]) {
    const browser = await world.as(who)
    for (const { method, path } of declared().filter(({ path }) => path.startsWith('/people/:id')))
      expect([who, path, (await answerTo(browser, method, path, world.cast.hana.id)).status]).toEqual([who, path, 404])
  }
})

test('the pages of a package show her name, and nothing else of what she told her own town', async () => {
  const visits = await crawl(await world.as('yumi'), 20)
  expect(visits.some(({ path, text }) => path.startsWith('/packages/') && text.includes('小林 花'))).toBe(true)
  for (const { path, text } of visits)
    expect([
      path,
      text.match(/hana-himitsu|090-5555|37時間|hana@example/g),
      text.includes(`/people/${world.cast.hana.id}`),
    ]).toEqual([path, null, false])
})

test('who reads a person’s page is recorded once a day, in the chain of the person’s town; reading oneself is not', async () => {
  const readings = async () =>
    (await world.audit())
      .filter(({ act, subjectId }) => act === 'person.read' && subjectId === world.cast.daisuke.id)
      .map(({ chain, actorId, detail }) => [chain, actorId, detail])
  const path = `/people/${world.cast.daisuke.id}`
  const before = await readings()
  for (let i = 0; i < 3; i++) expect((await makoto.get(path)).status).toBe(200)
  const after = await readings()
  expect(after.length - before.length).toBeLessThanOrEqual(1)
  expect(after).toEqual([['202151', world.cast.makoto.id, '{}']])
  expect((await (await world.as('yumi')).get(path)).status, 'who may not read it leaves nothing').toBe(404)
  expect(await readings()).toEqual(after)
  await makoto.get(`/people/${world.cast.makoto.id}`)
  const own = (await world.audit()).filter(({ act, subjectId }) => act === 'person.read' && subjectId === world.cast.makoto.id)
  expect(own).toEqual([])
  world.later(24 * 60)
  makoto = await world.as('makoto')
  await makoto.get(path)
  expect(await readings()).toHaveLength(2)
})
