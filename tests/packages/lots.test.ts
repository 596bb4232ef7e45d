// The manager's side: splitting, terms, publishing, the board of lots, and the joined result.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPackage } from '../../db/packages/find.ts'
import { putLots } from '../../db/packages/lots.ts'
import { reviewDelivery } from '../../db/telework/assignments/move.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { decide } from '../../policies/packages/packages.ts'
import { decide as decideAssignment } from '../../policies/telework/assignments.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  actorOf,
  allowed,
  csvOf,
  deliveredBy,
  draftPackage,
  offeredTo,
  publishedPackage,
  readyPackage,
  type TestPackage,
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

const find = async (id: string) => (await findPackage(world.db.read, id, world.cast.daisuke.id))!
const lotsOf = (id: string) =>
  world.engine.reader.selectFrom('lot').selectAll().where('packageId', '=', id).orderBy('number').execute()
const terms = () => ({
  unitPrice: '４０',
  minutesPerRow: '2',
  dueOn: addDays(dayOf(world.clock()), 10),
  places: ['home'],
  towns: ['203246'],
  courses: ['security'],
  expenses: 'なし',
  keyColumn: '番号',
})

async function handedOver(): Promise<string> {
  const { id } = await draftPackage(world)
  await (await world.as('yumi')).post(`/packages/${id}/hand-over`)
  return id
}

test('大輔 splits, sets the terms and publishes; the towns’ workers and the coordinators hear of it', async () => {
  const id = await handedOver()
  const daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/packages/${id}/split`, { rowsPerLot: '4' })).status).toBe(303)
  await jobsDone()
  expect(await daisuke.text(`/packages/${id}/split?done`)).toContain('作業3件に分けました')
  expect((await lotsOf(id)).map(({ firstRow, lastRow }) => [firstRow, lastRow])).toEqual([
    [1, 4],
    [5, 8],
    [9, 10],
  ])
  expect((await daisuke.post(`/packages/${id}/plan`, terms())).headers.get('location')).toBe(`/packages/${id}/publication`)
  expect((await lotsOf(id)).map(({ price }) => Number(price))).toEqual([160, 160, 80])
  expect(await daisuke.text(`/packages/${id}/publication`)).toMatch(/400円[\s\S]*立科町/)
  expect((await daisuke.post(`/packages/${id}/publication`)).status).toBe(303)
  expect(await find(id)).toMatchObject({ status: 'published', towns: ['202151', '203246'], courses: ['security'], lotsFree: 3 })
  const told = await world.engine.reader
    .selectFrom('notification')
    .select('personId')
    .where('act', '=', 'package.publish')
    .execute()
  expect(told.map(({ personId }) => personId).sort()).toEqual([world.cast.hana.id, world.cast.yumi.id].sort())
})

describe('splitting', () => {
  test('a size that makes too many or too large lots is refused beside its field, and what was typed stays', async () => {
    const id = await handedOver()
    const daisuke = await world.as('daisuke')
    for (const rowsPerLot of ['5001', '0', 'abc', '']) {
      const answer = await daisuke.post(`/packages/${id}/split`, { rowsPerLot })
      const text = await answer.text()
      expect(answer.status).toBe(422)
      expect(text).toContain('id="rowsPerLot-problem"')
      expect(text).toContain(`value="${rowsPerLot}"`)
    }
    expect((await find(id)).lotCount).toBe(0)
  })
  test('the number of lots is told while it is typed', async () => {
    const id = await handedOver()
    const daisuke = await world.as('daisuke')
    const part = await daisuke.get(`/packages/${id}/split?rowsPerLot=４`, { 'hx-request': 'true', 'hx-request-type': 'partial' })
    expect(await part.text()).toContain('作業3件になります（最後の1件は2行）')
  })
  test('splitting anew replaces the lots and keeps the price', async () => {
    const { id } = await readyPackage(world)
    const daisuke = await world.as('daisuke')
    await daisuke.post(`/packages/${id}/split`, { rowsPerLot: '10' })
    await jobsDone()
    expect((await lotsOf(id)).map(({ price }) => Number(price))).toEqual([400])
    expect(await find(id)).toMatchObject({ lotCount: 1, lotsFree: 1, rowsPerLot: 10 })
  })
  test('ranges read from a list that was replaced meanwhile are not kept', async () => {
    const { id } = await readyPackage(world)
    const permit = allowed(decide('package.split', await actorOf(world, 'daisuke'), (await find(id)).facts))
    const range = { number: 1, firstRow: 1, lastRow: 10, byteFrom: 0, byteTo: 10 }
    await expect(write(world, 'daisuke', (tx) => putLots(tx, permit, 10, [range], 1, 'another-file'))).rejects.toThrow()
    expect(await lotsOf(id)).toHaveLength(3)
  })
  test('only the manager splits, and only before publishing', async () => {
    const { id } = await readyPackage(world)
    expect((await (await world.as('yumi')).post(`/packages/${id}/split`, { rowsPerLot: '2' })).status).toBe(403)
    expect((await (await world.as('ken')).post(`/packages/${id}/split`, { rowsPerLot: '2' })).status).toBe(404)
    const published = await publishedPackage(world)
    const daisuke = await world.as('daisuke')
    for (const page of ['split', 'plan', 'publication', 'returns'])
      expect((await daisuke.post(`/packages/${published.id}/${page}`, { rowsPerLot: '2' })).status, page).toBe(409)
  })
})

describe('terms', () => {
  test('each bad field is told and everything typed is kept', async () => {
    const { id } = await readyPackage(world)
    const bad = {
      ...terms(),
      unitPrice: '0',
      dueOn: '2026-02-30',
      places: [] as string[],
      keyColumn: '住所2',
      courses: ['cooking'],
    }
    const answer = await (await world.as('daisuke')).post(`/packages/${id}/plan`, bad)
    const text = await answer.text()
    expect(answer.status).toBe(422)
    for (const name of ['unitPrice', 'dueOn', 'places', 'courses', 'keyColumn']) expect(text).toContain(`id="${name}-problem"`)
    expect(text).toContain('value="2026-02-30"')
  })
  test('pay under the lowest wage needs a reason, which is kept', async () => {
    const { id } = await readyPackage(world)
    const daisuke = await world.as('daisuke')
    const low = { ...terms(), unitPrice: '35' }
    const refused = await daisuke.post(`/packages/${id}/plan`, low)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toMatch(/id="priceReason"[\s\S]*/)
    expect((await daisuke.post(`/packages/${id}/plan`, { ...low, priceReason: '練習用の短い作業のため' })).status).toBe(303)
    expect(await find(id)).toMatchObject({ unitPrice: 35, priceReason: '練習用の短い作業のため' })
    await daisuke.post(`/packages/${id}/plan`, terms())
    expect(await find(id)).toMatchObject({ unitPrice: 40, priceReason: null })
  })
  test('the due day lies in the future', async () => {
    const { id } = await readyPackage(world)
    const daisuke = await world.as('daisuke')
    expect((await daisuke.post(`/packages/${id}/plan`, { ...terms(), dueOn: dayOf(world.clock()) })).status).toBe(422)
  })
})

describe('publishing', () => {
  test('what is missing is named, and nothing is published', async () => {
    const id = await handedOver()
    const answer = await (await world.as('daisuke')).post(`/packages/${id}/publication`)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/作業の分け方[\s\S]*報酬を決める[\s\S]*納期を決める[\s\S]*町を選ぶ/)
    expect((await find(id)).status).toBe('ready')
  })
  test('a due day that has passed meanwhile counts as missing', async () => {
    const { id } = await readyPackage(world)
    world.later(60 * 24 * 20)
    const answer = await (await world.as('daisuke')).post(`/packages/${id}/publication`)
    expect([answer.status, (await find(id)).status]).toEqual([422, 'ready'])
  })
  test('twice at once publishes once', async () => {
    const { id } = await readyPackage(world)
    const daisuke = await world.as('daisuke')
    const answers = await Promise.all([1, 2].map((i) => daisuke.post(`/packages/${id}/publication`, { _once: `token-${i}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect((await world.audit()).filter(({ act }) => act === 'package.publish')).toHaveLength(1)
  })
  test('sending back asks for words, tells the coordinators, and keeps the words out of the audit', async () => {
    const { id } = await readyPackage(world)
    const daisuke = await world.as('daisuke')
    expect((await daisuke.post(`/packages/${id}/returns`, { words: ' ' })).status).toBe(422)
    expect((await daisuke.post(`/packages/${id}/returns`, { words: '住所の書き方を足してください' })).status).toBe(303)
    expect(await (await world.as('yumi')).text(`/packages/${id}`)).toContain('住所の書き方を足してください')
    expect((await world.audit()).filter(({ detail }) => detail.includes('住所'))).toEqual([])
  })
})

async function approve(id: string) {
  const { findAssignment, listSubmissions } = await import('../../db/telework/assignments/find.ts')
  const { countApproved } = await import('../../db/telework/assignments/move.ts')
  const { facts, packageId } = (await findAssignment(world.db.read, id))!
  const permit = allowed(decideAssignment('assignment.approve', await actorOf(world, 'daisuke'), facts))
  const [latest] = await listSubmissions(world.db.read, id)
  await write(world, 'daisuke', async (tx) => {
    await reviewDelivery(tx, permit, { submissionId: latest!.id, verdict: 'approve', words: '', points: [] })
    await countApproved(tx, packageId)
  })
}

describe('the result', () => {
  let pkg: TestPackage
  beforeEach(async () => {
    pkg = await publishedPackage(world, { title: '店舗/一覧"の照合' })
  })
  test('approved lots are joined in the order of the rows under one header, and the download is on record', async () => {
    await approve(await deliveredBy(world, 'ken', pkg, 3))
    await approve(await deliveredBy(world, 'hana', pkg, 1))
    await deliveredBy(world, 'ken', pkg, 2)
    const yumi = await world.as('yumi')
    expect(await yumi.text(`/packages/${pkg.id}`)).toContain('検収済みの6行が入ります（全10行）')
    const answer = await yumi.get(`/packages/${pkg.id}/result`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="R8-0001_[\w.-]*\.csv"; filename\*=UTF-8''R8-0001_/,
    )
    expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toContain('店舗_一覧_の照合_成果（一部）.csv')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const corrected = (from: number, to: number) =>
      csvOf(from, to, (row, n) => (n === from ? row.with(1, `${row[1]}本店`) : row)).replaceAll('\r', '')
    const body = corrected(1, 4) + corrected(9, 10).replace(/^.*\n/, '')
    expect(bytes.toString()).toBe(`\ufeff${body}`)
    const record = (await world.audit()).at(-1)!
    expect(record.act).toBe('package.result')
    expect(JSON.parse(record.detail)).toEqual({ use: 'export', form: 'file', place: 'home', lots: 2, rows: 6 })
  })
  test('before the first approval there is none, and workers never get it', async () => {
    expect((await (await world.as('yumi')).get(`/packages/${pkg.id}/result`)).status).toBe(409)
    await approve(await deliveredBy(world, 'hana', pkg, 1))
    expect((await (await world.as('hana')).get(`/packages/${pkg.id}/result`)).status).toBe(403)
  })
})

test('the board shows who holds which rows, filters by status, and finds what is late', async () => {
  const pkg = await publishedPackage(world)
  await offeredTo(world, 'hana', pkg, 1)
  await deliveredBy(world, 'ken', pkg, 3)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/packages/${pkg.id}`)).toMatch(
    /作業1<[\s\S]*小林 花[\s\S]*打診中[\s\S]*空き[\s\S]*渡辺 健[\s\S]*検収待ち/,
  )
  expect(await daisuke.text(`/packages/${pkg.id}?lots=free`)).not.toContain('小林 花</')
  const { acceptedBy } = await import('../support/stories/package.ts')
  await acceptedBy(world, 'ken', pkg, 2)
  world.later(60 * 24 * 30)
  expect(await (await world.as('daisuke')).text(`/packages/${pkg.id}?lots=late`)).toMatch(
    /1件の作業が納期を過ぎています[\s\S]*作業2</,
  )
})
