// A coordinator's package, from its name to the manager's hands: saved at each step, checked, refused in words.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { movePackage, sendBack } from '../../db/packages/edit.ts'
import { findPackage } from '../../db/packages/find.ts'
import { decide } from '../../policies/packages/packages.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { shiftJis } from '../support/outside/csv-sources.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  actorOf,
  allowed,
  csvFile,
  csvOf,
  draftPackage,
  publishedPackage,
  readyPackage,
  write,
} from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

const what = { title: '公共施設一覧の照合', purpose: '公開する一覧を正しくするため', client: '塩尻市 総務課' }
const idIn = (path: string) => /^\/packages\/([\w-]{36})/.exec(path)![1]!
const find = async (id: string) => (await findPackage(world.db.read, id, world.cast.yumi.id))!
const publicList = { published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no' }

async function begin(yumi: Browser): Promise<string> {
  const answer = await yumi.post('/packages', { ...what, _once: 'begin' })
  expect(answer.status).toBe(303)
  return idIn(answer.headers.get('location')!)
}
async function upload(browser: Browser, id: string, file: File, once = 'file') {
  const answer = await browser.post(`/packages/${id}/steps/2`, { file, _once: once })
  await jobsDone()
  return answer
}
const storedFiles = async () => (await import('node:fs/promises')).readdir(`${world.config.dataDir}/kept`)

test('由美 drafts a package in five steps and hands it over to 大輔, who hears of it', async () => {
  const yumi = await world.as('yumi')
  expect(await yumi.text('/packages')).toContain('業務案件はまだありません')
  const id = await begin(yumi)
  expect(await yumi.text(`/packages/${id}/check`)).toContain('CSVを読み込む')
  expect((await upload(yumi, id, csvFile(csvOf(1, 10), '店舗.csv'))).headers.get('location')).toContain('steps/2?imported')
  expect(await yumi.text(`/packages/${id}/steps/2?imported`)).toMatch(
    /10行、4列を読み込みました[\s\S]*店舗\.csv[\s\S]*塩尻市大門1番地/,
  )
  await yumi.post(`/packages/${id}/steps/3`, {
    brief: '公式サイトと比べます。',
    criteria: '・名称が同じ\r\n\r\n2. 電話番号が同じ',
  })
  await yumi.post(`/packages/${id}/steps/4`, publicList)
  expect(await yumi.text(`/packages/${id}/steps/4`)).toContain('区分は「公開してよい情報」')
  await yumi.post(`/packages/${id}/steps/5`, { managerId: world.cast.daisuke.id })
  expect(await yumi.text(`/packages/${id}/check`)).toContain('すべてそろっています')
  const handed = await yumi.post(`/packages/${id}/hand-over`, { _once: 'hand' })
  expect([handed.status, handed.headers.get('location')]).toEqual([303, `/packages/${id}`])
  expect(await find(id)).toMatchObject({
    status: 'ready',
    number: 'R8-0001',
    criteria: ['名称が同じ', '電話番号が同じ'],
    rowCount: 10,
  })
  expect((await world.audit()).filter(({ subjectId }) => subjectId === id).map(({ act }) => act)).toEqual([
    'package.create',
    'package.import',
    'package.read',
    'package.edit',
    'package.edit',
    'package.edit',
    'package.hand-over',
  ])
  const told = await world.engine.reader.selectFrom('notification').select(['personId', 'act']).execute()
  expect(told).toEqual([{ personId: world.cast.daisuke.id, act: 'package.hand-over' }])
  expect(await (await world.as('daisuke')).text(`/packages/${id}`)).toContain('作業に分ける')
})

test('nothing of a step is lost when it is refused, and each problem is tied to its field', async () => {
  const yumi = await world.as('yumi')
  const answer = await yumi.post('/packages', { title: '　', purpose: what.purpose, client: 'x'.repeat(101) })
  const text = await answer.text()
  expect(answer.status).toBe(422)
  expect(text).toContain(what.purpose)
  expect(text).toMatch(/id="title-problem"[\s\S]*入力してください/)
  expect(text).toContain('100文字以内')
  const id = await begin(yumi)
  const how = await yumi.post(`/packages/${id}/steps/3`, { brief: '手順です', criteria: ' \r\n ' })
  expect(how.status).toBe(422)
  expect(await how.text()).toContain('手順です')
  expect((await yumi.post(`/packages/${id}/steps/4`, { published: 'yes' })).status).toBe(422)
  expect((await yumi.post(`/packages/${id}/steps/5`, { managerId: world.cast.hana.id })).status).toBe(422)
})

test('a package with gaps is not handed over, and every gap is named', async () => {
  const yumi = await world.as('yumi')
  const id = await begin(yumi)
  const answer = await yumi.post(`/packages/${id}/hand-over`)
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const words of ['CSVを読み込む', '手順を書く', '基準を書く', '質問に答える', 'ディレクターを選ぶ'])
    expect(text).toContain(words)
  expect((await find(id)).status).toBe('draft')
})

describe('the class of the data', () => {
  for (const [said, code, words] of [
    [{ ...publicList, published: 'no' }, '2', '区分は「取扱い注意」'],
    [{ ...publicList, namesPeople: 'yes' }, '3C', 'このままでは募集できません'],
    [{ ...publicList, graveHarm: 'yes' }, '3B', 'このままでは募集できません'],
    [{ ...publicList, fromState: 'yes' }, '3A', '受け付けていません'],
  ] as const)
    test(`${code} follows from the answers and is explained`, async () => {
      const yumi = await world.as('yumi')
      const { id } = await draftPackage(world)
      await yumi.post(`/packages/${id}/steps/4`, said)
      expect((await find(id)).dataClass).toBe(code)
      expect(await yumi.text(`/packages/${id}/steps/4`)).toContain(words)
      expect((await yumi.post(`/packages/${id}/hand-over`)).status).toBe(code === '2' ? 303 : 422)
    })
})

describe('the list', () => {
  test('a Shift_JIS file from Excel is read, and its encoding is shown', async () => {
    const yumi = await world.as('yumi')
    const id = await begin(yumi)
    await upload(yumi, id, csvFile(new Uint8Array(shiftJis('番号,名称\r\n1,塩尻駅\r\n')), '施設.csv'))
    expect(await yumi.text(`/packages/${id}/steps/2`)).toMatch(/Shift_JIS[\s\S]*塩尻駅/)
  })
  test('with any problem nothing is imported, each problem is told by its line, and nothing stays in the store', async () => {
    const yumi = await world.as('yumi')
    const id = await begin(yumi)
    await upload(yumi, id, csvFile('番号,名称\n1,a,b\n2,c\n3,123456789018\n'))
    const text = await yumi.text(`/packages/${id}/steps/2?imported`)
    expect(text).toContain('2行目は列が3個です')
    expect(text).toMatch(/4行目の「名称」に、マイナンバー/)
    expect((await find(id)).rowCount).toBeNull()
    expect(await storedFiles()).toEqual([])
  })
  test('no file, an empty file and a form that is none are refused on the same page', async () => {
    const yumi = await world.as('yumi')
    const id = await begin(yumi)
    const empty = await upload(yumi, id, csvFile(''))
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('0バイト')
    expect((await yumi.post(`/packages/${id}/steps/2`, { _once: 'x' })).status).toBe(400)
  })
  test('a second list takes the place of the first, lots cut from the first are gone, and it and what was sent are left', async () => {
    const { id } = await readyPackage(world)
    const permit = allowed(decide('package.send-back', await actorOf(world, 'daisuke'), (await find(id)).facts))
    await write(world, 'daisuke', (tx) => sendBack(tx, permit, '列を足してください'))
    const yumi = await world.as('yumi')
    expect(await yumi.text(`/packages/${id}`)).toContain('列を足してください')
    await upload(yumi, id, csvFile(csvOf(1, 7)))
    expect(await find(id)).toMatchObject({ rowCount: 7, lotCount: 0, lotsFree: 0, rowsPerLot: null })
    expect(await storedFiles()).toHaveLength(2)
  })
  test('the same file sent twice with one form is imported once; another file is imported', async () => {
    const yumi = await world.as('yumi')
    const id = await begin(yumi)
    await upload(yumi, id, csvFile(csvOf(1, 3)))
    await upload(yumi, id, csvFile(csvOf(1, 3)))
    const imports = async () => (await world.audit()).filter(({ act }) => act === 'package.import').length
    expect(await imports()).toBe(1)
    await upload(yumi, id, csvFile(csvOf(1, 4)))
    expect(await imports()).toBe(2)
    expect(await storedFiles()).toHaveLength(2)
  })
  test('a package that was handed over meanwhile keeps its list, and the reason is told', async () => {
    const { id } = await draftPackage(world)
    const yumi = await world.as('yumi')
    const permit = allowed(decide('package.hand-over', await actorOf(world, 'yumi'), (await find(id)).facts))
    await yumi.post(`/packages/${id}/steps/2`, { file: csvFile(csvOf(1, 5_000)) })
    await write(world, 'yumi', (tx) => movePackage(tx, permit))
    await jobsDone()
    expect(await find(id)).toMatchObject({ status: 'ready', rowCount: 10 })
    expect(await storedFiles()).toHaveLength(1)
  })
  test('progress is a part for htmx and a way back for everyone else', async () => {
    const { id } = await draftPackage(world)
    const yumi = await world.as('yumi')
    const part = await yumi.get(`/packages/${id}/steps/2/progress`, { 'hx-request': 'true', 'hx-request-type': 'partial' })
    expect([part.status, part.headers.get('hx-redirect')]).toEqual([200, `/packages/${id}/steps/2?imported`])
    expect((await yumi.get(`/packages/${id}/steps/2/progress`)).status).toBe(303)
  })
})

describe('who may not', () => {
  test('workers and other roles neither list nor make packages', async () => {
    for (const who of ['hana', 'reiko', 'makoto', 'akira'] as const) {
      const browser = await world.as(who)
      expect((await browser.get('/packages')).status).toBe(403)
      expect((await browser.get('/packages/new')).status).toBe(403)
      expect((await browser.post('/packages', what)).status).toBe(403)
    }
    expect((await (await world.as('daisuke')).post('/packages', what)).status).toBe(403)
  })
  test('a draft does not exist for anyone outside the town', async () => {
    const { id } = await draftPackage(world)
    for (const who of ['hana', 'ken', 'reiko', 'makoto'] as const) {
      const browser = await world.as(who)
      for (const path of ['', '/steps/1', '/steps/2', '/check', '/split', '/history', '/result'])
        expect((await browser.get(`/packages/${id}${path}`)).status, `${who} ${path}`).toBe(404)
    }
  })
  test('the manager does not edit a draft, and nobody edits what was handed over', async () => {
    const { id } = await draftPackage(world)
    expect((await (await world.as('daisuke')).post(`/packages/${id}/steps/1`, what)).status).toBe(403)
    const ready = await readyPackage(world)
    const yumi = await world.as('yumi')
    for (const step of [1, 3, 4, 5]) expect((await yumi.post(`/packages/${ready.id}/steps/${step}`, what)).status).toBe(409)
    expect((await yumi.post(`/packages/${ready.id}/steps/2`, { file: csvFile(csvOf(1, 2)) })).status).toBe(409)
    expect((await yumi.post(`/packages/${ready.id}/hand-over`)).status).toBe(409)
  })
})

test('a form sent twice makes one package', async () => {
  const yumi = await world.as('yumi')
  const [first, second] = [await begin(yumi), await begin(yumi)]
  expect(first).toBe(second)
  expect(await world.engine.reader.selectFrom('package').select('id').execute()).toHaveLength(1)
})

test('a draft that was changed after it was checked is not handed over', async () => {
  const { id } = await draftPackage(world)
  const { facts, updatedAt } = await find(id)
  const permit = allowed(decide('package.hand-over', await actorOf(world, 'yumi'), facts))
  world.later(1)
  await (await world.as('yumi')).post(`/packages/${id}/steps/4`, { ...publicList, namesPeople: 'yes' })
  await expect(write(world, 'yumi', (tx) => movePackage(tx, permit, {}, updatedAt))).rejects.toThrow()
  expect((await find(id)).status).toBe('draft')
})

test('two people handing over and withdrawing at once: one wins, the other is told', async () => {
  const { id } = await draftPackage(world)
  const yumi = await world.as('yumi')
  const answers = await Promise.all([yumi.post(`/packages/${id}/hand-over`), yumi.post(`/packages/${id}/withdrawal`)])
  const statuses = answers.map(({ status }) => status).sort()
  // Withdrawing is allowed from both statuses, so it may also follow the handing over.
  expect(statuses[0]).toBe(303)
  expect([303, 409]).toContain(statuses[1])
})

test('由美 withdraws a draft after being asked, and it stands in the list as withdrawn', async () => {
  const { id } = await draftPackage(world)
  const yumi = await world.as('yumi')
  expect(await yumi.text(`/packages/${id}/withdrawal`)).toContain('取り下げますか')
  await yumi.post(`/packages/${id}/withdrawal`)
  expect(await yumi.text('/packages?stage=ended')).toContain('店舗一覧の照合')
  expect(await yumi.text('/packages?stage=preparing')).toContain('ここに当てはまる業務案件はありません')
})

test('the list goes on page by page and shows each package once', async () => {
  for (let i = 0; i < 52; i++) {
    world.later(1)
    const permit = allowed(
      (await import('../../policies/packages/packages.ts')).decideCreate(await actorOf(world, 'yumi'), '202151', `p-${i}`),
    )
    await write(world, 'yumi', async (tx) =>
      (await import('../../db/packages/edit.ts')).createPackage(tx, permit, { title: `案件${i}号` }),
    )
  }
  const yumi = await world.as('yumi')
  const first = await yumi.text('/packages')
  const next = /href="(\/packages\?after=[^"]+)"/.exec(first)![1]!
  const second = await yumi.text(next)
  const titles = (text: string) => [...text.matchAll(/案件\d+号/g)].map(([title]) => title)
  expect(titles(first)).toHaveLength(50)
  expect(new Set([...titles(first), ...titles(second)]).size).toBe(52)
  expect(first).toContain('52件（納期の早い順）')
})

test('the page of a package tells its history in words, in both languages', async () => {
  const { id } = await publishedPackage(world)
  const yumi = await world.as('yumi')
  expect(await yumi.text(`/packages/${id}`)).toContain('募集を始めました')
  await yumi.post('/locale', { locale: 'en' })
  const text = await yumi.text(`/packages/${id}`)
  expect(text).toMatch(/Published[\s\S]*Daisuke Momose/)
  expect(text).not.toContain('百瀬')
})
