import { afterEach, beforeEach, expect, test } from 'vitest'
import { findAssignment, listSubmissions } from '../../db/telework/assignments/find.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliverAgain, deliveredBy, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const point = (n: number, criterion: string, row: string, words: string) => ({
  [`criterion-${n}`]: criterion,
  [`row-${n}`]: row,
  [`words-${n}`]: words,
})
const statusOf = async (id: string) => (await findAssignment(world.db.read, id))!.status

test('the queue shows the longest waiting first, with the end of inspection and lateness', async () => {
  const pkg = await publishedPackage(world)
  const first = await deliveredBy(world, 'hana', pkg, 2)
  world.later(60)
  await deliveredBy(world, 'ken', pkg, 1)
  const page = await (await world.as('daisuke')).text('/reviews')
  expect(page.indexOf('小林 花')).toBeLessThan(page.indexOf('渡辺 健'))
  expect(page).toContain('12月1日(火)')
  expect(page).toContain(`href="/assignments/${first}/review"`)
  expect(page).not.toContain('期限を過ぎています')
  world.later(11 * 24 * 60)
  expect(await (await world.as('daisuke')).text('/reviews')).toContain('期限を過ぎています')
})

test('an empty queue says what happens next', async () => {
  expect(await (await world.as('daisuke')).text('/reviews')).toContain('検収を待つ納品はありません')
})

test('a review shows what changed, the criteria and the shortcuts, and leads on to the next delivery', async () => {
  const pkg = await publishedPackage(world)
  const first = await deliveredBy(world, 'hana', pkg, 1)
  world.later(1)
  const second = await deliveredBy(world, 'ken', pkg, 2)
  const daisuke = await world.as('daisuke')
  const page = await daisuke.text(`/assignments/${first}/review`)
  expect(page).toContain('<del>店舗1</del>')
  expect(page).toContain('<ins>店舗1本店</ins>')
  expect(page).toContain('電話番号がつながる形である')
  expect(page).toMatch(/data-key="a"/)
  expect(page).toMatch(/data-key="r"/)
  expect(page).toContain(`href="/assignments/${second}/review"`)
  const answer = await daisuke.post(`/assignments/${first}/approval`)
  expect(answer.headers.get('location')).toBe(`/assignments/${second}/review?done=approve`)
  expect(await daisuke.text(answer.headers.get('location')!)).toContain('検収で合格にしました。')
  expect(await statusOf(first)).toBe('approved')
  const record = (await world.audit()).find(({ act }) => act === 'assignment.approve')!
  expect(record).toMatchObject({ subjectId: first, actorId: world.cast.daisuke.id })
  const told = await world.db.read.selectFrom('notification').where('act', '=', 'assignment.approve').select('personId').execute()
  expect(told).toEqual([{ personId: world.cast.hana.id }])
})

test('a return names criteria and rows; the worker mends, and the points stand beside the next round', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const before = (await findAssignment(world.db.read, id))!
  const daisuke = await world.as('daisuke')
  const answer = await daisuke.post(`/assignments/${id}/returns`, {
    boxes: '5',
    ...point(1, '1', '３', '「本店」を取る'),
    ...point(2, '', '', ''),
    ...point(3, '2', '', '全体に市外局番を付ける'),
    words: 'あと少しです',
  })
  expect(answer.headers.get('location')).toBe('/reviews?done=return')
  expect(await statusOf(id)).toBe('returned')
  const [submission] = await listSubmissions(world.db.read, id)
  expect(submission!.points).toMatchObject([
    { criterion: 1, row: 3, words: '「本店」を取る' },
    { criterion: 2, row: null, words: '全体に市外局番を付ける' },
  ])
  const record = (await world.audit()).find(({ act }) => act === 'assignment.return')!
  expect(record.detail).not.toMatch(/本店|市外/)
  world.later(5)
  await deliverAgain(world, 'hana', id)
  const page = await daisuke.text(`/assignments/${id}/review`)
  for (const words of ['2回目', '「本店」を取る', '基準1、3行目', 'あと少しです']) expect(page).toContain(words)
  expect((await findAssignment(world.db.read, id))!.paymentOn).toBe(before.paymentOn)
})

test('bad points come back with everything typed and each problem beside its field', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  const answer = await daisuke.post(`/assignments/${id}/returns`, {
    ...point(1, '', '', '直してください'),
    ...point(2, '1', '9', '行が違う'),
    ...point(3, '1', '2', ' '),
    words: '一言',
  })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  for (const part of ['href="#criterion-1"', 'href="#row-2"', 'href="#words-3"', 'value="直してください"', 'value="9"', '一言'])
    expect(text).toContain(part)
  const empty = await daisuke.post(`/assignments/${id}/returns`, { ...point(1, '', '', '') })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('1つ以上書いてください')
  const nine = await daisuke.post(`/assignments/${id}/returns`, point(1, '9', '', '無い基準'))
  expect(nine.status).toBe(422)
  expect(await statusOf(id)).toBe('submitted')
})

test('more boxes keep what was typed', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const answer = await (await world.as('daisuke')).post(`/assignments/${id}/returns`, {
    more: 'yes',
    boxes: '5',
    ...point(1, '1', '2', '直す'),
  })
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(text).toContain('id="words-10"')
  expect(text).toContain('value="直す"')
  expect(await statusOf(id)).toBe('submitted')
})

test('approving the last lot completes the package in the same write and closes its postings', async () => {
  const pkg = await publishedPackage(world, { rows: 8 })
  const first = await deliveredBy(world, 'hana', pkg, 1)
  const second = await deliveredBy(world, 'ken', pkg, 2)
  const daisuke = await world.as('daisuke')
  await daisuke.post(`/assignments/${first}/approval`)
  const status = () => world.db.read.selectFrom('package').select(['status', 'lotsApproved']).executeTakeFirstOrThrow()
  expect(await status()).toEqual({ status: 'published', lotsApproved: 1 })
  const answer = await daisuke.post(`/assignments/${second}/approval`)
  expect(await daisuke.text(answer.headers.get('location')!)).toContain('業務案件が完了しました')
  expect(await status()).toEqual({ status: 'completed', lotsApproved: 2 })
  const open = await world.db.read.selectFrom('packageTown').selectAll().where('closed', '=', 0).execute()
  expect(open).toHaveLength(0)
  const acts = (await world.audit()).slice(-2).map(({ act }) => act)
  expect(acts.sort()).toEqual(['assignment.approve', 'package.complete'])
})

test('two managers at once: one decision stands, the other hears that things moved on', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const [one, two] = await Promise.all([world.as('daisuke'), world.as('daisuke')])
  const answers = await Promise.all([
    one.post(`/assignments/${id}/approval`),
    two.post(`/assignments/${id}/returns`, point(1, '1', '', '直す')),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const reviews = await world.db.read.selectFrom('review').selectAll().execute()
  expect(reviews).toHaveLength(1)
})

test('the last two lots approved at once complete the package once', async () => {
  const pkg = await publishedPackage(world, { rows: 8 })
  const ids = [await deliveredBy(world, 'hana', pkg, 1), await deliveredBy(world, 'ken', pkg, 2)]
  const [one, two] = await Promise.all([world.as('daisuke'), world.as('daisuke')])
  await Promise.all([one.post(`/assignments/${ids[0]}/approval`), two.post(`/assignments/${ids[1]}/approval`)])
  const { status } = await world.db.read.selectFrom('package').select('status').executeTakeFirstOrThrow()
  expect(status).toBe('completed')
  expect((await world.audit()).filter(({ act }) => act === 'package.complete')).toHaveLength(1)
})

test('a form sent twice decides once', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  const first = await daisuke.post(`/assignments/${id}/approval`, { _once: 'twice' })
  const second = await daisuke.post(`/assignments/${id}/approval`, { _once: 'twice' })
  expect([first.status, second.status]).toEqual([303, 303])
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await world.db.read.selectFrom('review').selectAll().execute()).toHaveLength(1)
})

test('nobody reviews their own work, whatever roles they hold', async () => {
  await world.engine.writer
    .insertInto('roleGrant')
    .values({
      id: 'grant-hana-manager',
      personId: world.cast.hana.id,
      role: 'manager',
      townId: '202151',
      fromOn: '2026-01-01',
      untilOn: null,
      grantedBy: null,
      reason: '',
    })
    .execute()
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  expect(await hana.text('/reviews')).toContain('自分の仕事なので、別の人が検収します')
  expect(await hana.text(`/assignments/${id}/review`)).not.toContain('/approval')
  expect((await hana.post(`/assignments/${id}/approval`)).status).toBe(403)
  expect((await hana.post(`/assignments/${id}/returns`, point(1, '1', '', 'x'))).status).toBe(403)
  expect(await statusOf(id)).toBe('submitted')
})

test('others neither see nor decide, and nothing is decided before it is delivered', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const active = await acceptedBy(world, 'ken', pkg, 2)
  const daisuke = await world.as('daisuke')
  expect((await daisuke.post(`/assignments/${active}/approval`)).status).toBe(409)
  expect((await daisuke.get(`/assignments/${active}/review`)).status).toBe(404)
  const yumi = await world.as('yumi')
  expect((await yumi.get('/reviews')).status).toBe(403)
  expect((await yumi.post(`/assignments/${id}/approval`)).status).toBe(403)
  expect(await yumi.text(`/assignments/${id}/review`)).not.toContain('/approval')
  const ken = await world.as('ken')
  for (const path of [`/assignments/${id}/review`, `/assignments/${id}/submissions/1`])
    expect((await ken.get(path)).status).toBe(404)
  expect((await ken.post(`/assignments/${id}/approval`)).status).toBe(404)
  await world.engine.writer.updateTable('roleGrant').set({ townId: '152161' }).where('id', '=', 'grant-daisuke').execute()
  const elsewhere = await world.as('daisuke')
  expect(await elsewhere.text('/reviews')).not.toContain('小林 花')
  expect((await elsewhere.get(`/assignments/${id}/review`)).status).toBe(404)
  expect((await elsewhere.post(`/assignments/${id}/approval`)).status).toBe(404)
})

test('the delivered rows are downloaded whole, with BOM and header, and the reading is recorded', async () => {
  const pkg = await publishedPackage(world)
  const id = await deliveredBy(world, 'hana', pkg, 1)
  const answer = await (await world.as('daisuke')).get(`/assignments/${id}/submissions/1`)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="R8-0001_[\w.-]*-v1\.csv"/)
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.toString('utf8').slice(1).trimEnd().split(/\r?\n/)
  expect(lines[0]).toBe('番号,名称,住所,電話番号')
  expect(lines[1]).toContain('店舗1本店')
  expect(lines).toHaveLength(5)
  expect((await world.audit()).at(-1)).toMatchObject({ act: 'assignment.read-delivery', subjectId: id })
})
