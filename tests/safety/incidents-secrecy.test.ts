// Who sees how much of an incident: names and words for the town's coordinators only, nothing at all for everybody else.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { incidents } from '../../server/safety/incidents/index.tsx'
import { attributes, tags } from '../support/outside/tags.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { hidden, incidentsOf, report, staffOf } from '../support/stories/incident.ts'
import { acceptedBy, publishedPackage, type TestPackage } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
let id: string
let joined: string
beforeEach(async () => {
  world = await newWorld()
  pkg = await publishedPackage(world, { title: '名簿の照合', rows: 40, dataClass: '2' })
  const lot = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  await (await hana.get(`/assignments/${lot}/rows`)).arrayBuffer()
  id = await report(world, hana, pkg.id, { words: '口外しない言葉' })
  world.later(1)
  await report(world, await world.as('daisuke'), pkg.id, { words: '口外しない続き' })
  joined = (await incidentsOf(world, pkg.id)).find(({ joins }) => joins !== null)!.id
  const form = { base: '0', outline: '口外しない概要', data: 'x', persons: 'x' }
  const yumi = await world.as('yumi')
  await yumi.post(`/incidents/${id}/report`, form)
  await yumi.post(`/incidents/${id}/filing`, { kind: 'preliminary', draft: '1', _proof: 'demo' })
})
afterEach(() => world.close())

const secrets = ['小林 花', 'コバヤシ', '百瀬 大輔', '上條 由美', '口外しない']
const told = (text: string, more: readonly string[] = []) => [...secrets, ...more].filter((secret) => text.includes(secret))
const ofOne = incidents.declared.filter(({ path }) => path.includes('/:id'))
const at = (path: string, incident: string, paper = '1') => path.replace(':id', incident).replace(':report', paper)

/** Values that every form takes, so that a form that got through would write. */
const fields = {
  ...{ outcome: 'leak', words: 'x', seen: '', base: '1', kind: 'final', draft: '1', _proof: 'demo' },
  ...{ outline: 'x', data: 'x', persons: 'x', many: 'yes', personal: 'yes' },
}
const answerTo = async (browser: Browser, method: string, path: string, incident: string) => {
  const answer = await (method === 'get' ? browser.get(at(path, incident)) : browser.post(at(path, incident), fields))
  const text = (await answer.text()).replaceAll(incident, ':id').replace(/name="_once" value="[^"]*"/g, '')
  return { status: answer.status, text, headers: Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date')) }
}

test('to whom it does not concern every route is as if there were no such incident, reported or joined', {
  timeout: 60_000,
}, async () => {
  const madeUp = '01910000-0000-7000-8000-00000000ffff'
  const outsiders = {
    'the reporter': await world.as('hana'),
    'a worker of another town': await world.as('ken'),
    'a trainer': await world.as('reiko'),
    'an auditor': await world.as('akira'),
    'a coordinator of a town that nobody told from': await staffOf(world, '152161'),
    'a manager of another town': await staffOf(world, '203246', 'manager'),
  }
  const before = await world.engine.reader.selectFrom('incident').selectAll().orderBy('id').execute()
  for (const [who, browser] of Object.entries(outsiders))
    for (const { method, path } of ofOne) {
      const nothing = await answerTo(browser, method, path, madeUp)
      expect([who, path, nothing.status]).toEqual([who, path, 404])
      for (const incident of [id, joined])
        expect([who, path, await answerTo(browser, method, path, incident)]).toEqual([who, path, nothing])
    }
  expect(await world.engine.reader.selectFrom('incident').selectAll().orderBy('id').execute()).toEqual(before)
  expect(ofOne.length).toBeGreaterThan(10)
})

test('the list shows to each what is theirs to see, and the title to the town’s own people only', async () => {
  for (const [browser, seen, more] of [
    [await world.as('yumi'), '名簿の照合', []],
    [await world.as('daisuke'), '名簿の照合', []],
    [await world.as('makoto'), '塩尻市の業務案件', ['名簿の照合']],
    [await staffOf(world, '203246'), '塩尻市の業務案件', ['名簿の照合', 'R8-0001']],
    [await staffOf(world, '152161'), '対応中のものはありません', ['塩尻市の業務案件', '名簿の照合']],
    [await staffOf(world, '203246', 'manager'), '対応中のものはありません', ['塩尻市の業務案件', '名簿の照合']],
  ] as const)
    for (const path of ['/incidents', '/']) {
      const text = (await browser.text(path)).replace(/<header.*?<\/header>|<h1.*?<\/h1>/gs, '')
      if (path === '/incidents') expect(text).toContain(seen)
      // The secretariat's home names officers without a passkey.
      expect([path, told(text, more).filter((word) => path !== '/' || word !== '上條 由美')]).toEqual([path, []])
    }
  for (const who of ['hana', 'reiko', 'akira'] as const) expect((await (await world.as(who)).get('/incidents')).status).toBe(403)
})

test('secretariat, manager and the reporter’s town see what happened, without names, words or the records', async () => {
  const home = await staffOf(world, '203246', 'coordinator', '町田 二子')
  for (const [who, browser, says, more] of [
    [
      'secretariat',
      await world.as('makoto'),
      ['なくした', '塩尻市', 'R8-0001', '立科町の住民', '2026年11月25日', '速報 第1版'],
      ['名簿の照合'],
    ],
    ['manager', await world.as('daisuke'), ['なくした', '名簿の照合', '2026年11月25日', '速報 第1版'], []],
  ] as const) {
    const text = (await browser.text(`/incidents/${id}`)).replace(/<header.*?<\/header>/gs, '')
    for (const words of says) expect([who, words, text.includes(words)]).toEqual([who, words, true])
    expect([who, told(text, more)]).toEqual([who, []])
    for (const part of ['/reports/', '/records', '/report"']) expect([who, part, text.includes(part)]).toEqual([who, part, false])
  }
  const own = (await home.text(`/incidents/${id}`)).replace(/<header.*?<\/header>/gs, '')
  for (const words of ['小林 花', '塩尻市', 'あなたの町の住民が報告しました']) expect(own).toContain(words)
  for (const words of ['名簿の照合', 'R8-0001', '百瀬', '口外しない', '速報', '2026年11月25日', '町の担当者かディレクター'])
    expect([words, own.includes(words)]).toEqual([words, false])
  expect((await world.audit()).filter(({ act, actorId }) => act === 'incident.read' && actorId !== world.cast.yumi.id)).toEqual(
    [],
  )
})

test('who only looks may do nothing: every act of the town is refused to them, and changes nothing', async () => {
  const before = await world.engine.reader.selectFrom('incident').selectAll().orderBy('id').execute()
  const papers = await world.engine.reader.selectFrom('incidentReport').selectAll().execute()
  const home = await staffOf(world, '203246')
  for (const [who, browser] of Object.entries({ makoto: await world.as('makoto'), daisuke: await world.as('daisuke'), home }))
    for (const { method, path } of ofOne) {
      if (method === 'get' && path === '/incidents/:id') continue
      const { status, text } = await answerTo(browser, method, path, id)
      expect([who, method, path, status >= 403 && status < 500]).toEqual([who, method, path, true])
      expect([who, path, told(text.replace(/<header.*?<\/header>/gs, ''))]).toEqual([who, path, []])
    }
  expect(await world.engine.reader.selectFrom('incident').selectAll().orderBy('id').execute()).toEqual(before)
  expect(await world.engine.reader.selectFrom('incidentReport').selectAll().execute()).toEqual(papers)
})

test('a coordinator who worked on it sees it, but does not judge it', async () => {
  await world.engine.writer
    .insertInto('roleGrant')
    .values({
      id: 'both',
      personId: world.cast.hana.id,
      role: 'coordinator',
      townId: '202151',
      fromOn: '2026-01-01',
      untilOn: null,
      grantedBy: null,
      reason: 'x',
      endedBy: null,
      endReason: null,
    })
    .execute()
  const hana = await world.as('hana')
  const page = await hana.text(`/incidents/${id}`)
  expect(page).toContain('別の担当者が判断します')
  expect(page).not.toContain('name="outcome"')
  const seen = hidden(page, 'seen')
  expect((await hana.post(`/incidents/${id}/lifting`, { seen, outcome: 'unread', words: 'x', _proof: 'demo' })).status).toBe(403)
})

test('whatever is typed is text, on every page that shows it', async () => {
  const evil = (name: string) =>
    `xq-${name}'"\`><xq-element xq-attribute=1><img src=x onerror=xq()></textarea></title></script>-->`
  const other = await publishedPackage(world, { title: '別の案件', rows: 20 })
  const [yumi, makoto] = [await world.as('yumi'), await world.as('makoto')]
  await acceptedBy(world, 'hana', other, 1)
  const next = await report(world, await world.as('hana'), other.id, { words: evil('told') })
  const form = { base: '0', outline: evil('outline'), data: evil('data'), persons: evil('persons') }
  await yumi.post(`/incidents/${next}/report`, form)
  await yumi.post(`/incidents/${next}/filing`, { kind: 'preliminary', draft: '1', _proof: 'demo' })
  const papers = await world.engine.reader.selectFrom('incidentReport').select('id').where('incidentId', '=', next).execute()
  const refused = [
    await (await world.as('hana')).post('/incidents', {
      package: other.id,
      kind: evil('kind'),
      noticed: evil('noticed'),
      words: evil('again'),
    }),
    await yumi.post(`/incidents/${next}/lifting`, { seen: evil('seen'), outcome: evil('outcome'), words: evil('lift') }),
    await yumi.post(`/incidents/${next}/report`, { ...form, cause: evil('cause') }),
    await yumi.post(`/incidents/${next}/filing`, { kind: evil('kind'), draft: '1' }),
    await yumi.post(`/incidents/${next}/lifting`, {
      seen: hidden(await yumi.text(`/incidents/${next}`), 'seen'),
      outcome: 'leak',
      words: evil('proved'),
    }),
  ]
  const texts = await Promise.all(refused.map((answer) => answer.text()))
  const seen = hidden(await yumi.text(`/incidents/${next}`), 'seen')
  await yumi.post(`/incidents/${next}/lifting`, { seen, outcome: 'leak', words: evil('lifted'), _proof: 'demo' })
  for (const path of [
    `/incidents/${next}`,
    `/incidents/${next}/report`,
    ...papers.map((one) => `/incidents/${next}/reports/${one.id}`),
  ])
    texts.push(await yumi.text(path))
  texts.push(await makoto.text(`/incidents/${next}`))
  for (const name of ['told', 'outline', 'again', 'lift', 'cause', 'proved', 'lifted'])
    expect([name, texts.some((text) => text.includes(`xq-${name}&#39;&quot;`))]).toEqual([name, true])
  for (const text of texts) {
    const made = tags(text).filter(
      ({ name, has }) => /^xq|^img$/.test(name) || Object.keys(has).some((key) => /^(xq|on)/.test(key)),
    )
    expect(made).toEqual([])
    expect(text.match(/<xq|<img|xq-[a-z]+'|xq-[a-z]+"/g)).toBeNull()
    expect(attributes(text, ['href', 'src', 'action']).filter((address) => !/^(\/(?!\/)|#)/.test(address))).toEqual([])
  }
})

test('every page in English, without a Japanese word of ours', async () => {
  const yumi = await world.as('yumi')
  await yumi.post('/locale', { locale: 'en' })
  const [paper] = await world.engine.reader.selectFrom('incidentReport').select('id').where('kind', '=', 'preliminary').execute()
  for (const path of [
    '/incidents/new',
    '/incidents/own',
    '/incidents',
    `/incidents/${id}`,
    `/incidents/${id}/report`,
    `/incidents/${id}/reports/${paper!.id}`,
    `/packages/${pkg.id}`,
  ]) {
    const text = (await yumi.text(path)).replace(/<(span|button|textarea)[^>]*( lang="ja")?[^>]*>[^<]*<\/\1>/g, '')
    const ours = text.replaceAll(
      /名簿の照合|口外しない(言葉|続き|概要)|速報|確報|個人情報保護委員会|塩尻市[^<]*|令和\d+年\d+月\d+日|日本語|番号|名称|住所|電話番号/g,
      '',
    )
    expect([path, ours.match(/[ぁ-んァ-ヶ]{2,}/g)]).toEqual([path, null])
  }
})
