import { afterEach, beforeEach, expect, test } from 'vitest'
import { listCompletions } from '../../db/training/training.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { deliveredBy, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const sheet = (results: Record<string, string>, more: Record<string, string> = {}) => ({
  on: '2026-11-21',
  ...Object.fromEntries(Object.entries(results).map(([who, result]) => [`result-${world.cast[who as 'hana'].id}`, result])),
  ...more,
})
const recordsOf = (who: 'hana' | 'ken') => listCompletions(world.db.read, world.cast[who].id)

test('a trainer sees each course with its next day and how many hold it', async () => {
  const page = await (await world.as('reiko')).text('/courses')
  expect(page).toContain('情報セキュリティと個人情報の基礎')
  expect(page).toContain('11月24日(火) 10:00')
  expect(page).toContain('0人')
})

test('one submit records everybody who came, tells each of them and opens jobs at once', async () => {
  await publishedPackage(world, { courses: ['security'] })
  const reiko = await world.as('reiko')
  const score = `score-${world.cast.hana.id}`
  const answer = await reiko.post('/courses/security/completions', sheet({ hana: 'passed', ken: 'failed' }, { [score]: '９５' }))
  expect(answer.status).toBe(303)
  expect(await recordsOf('hana')).toMatchObject([
    { result: 'passed', score: 95, completedOn: '2026-11-21', validUntil: '2027-11-21' },
  ])
  expect(await recordsOf('ken')).toMatchObject([{ result: 'failed', score: null, validUntil: null }])
  const saved = await reiko.text(answer.headers.get('location')!)
  expect(saved).toContain('2人の結果を保存しました')
  expect(saved).toContain('小林 花: 応募できる仕事が1件増えました')
  expect(saved).not.toContain('渡辺 健: 応募できる')
  const records = (await world.audit()).filter(({ act }) => act === 'completion.record')
  expect(records.map(({ chain }) => chain).sort()).toEqual(['152161', '203246'])
  expect(records.every(({ detail }) => !/小林|渡辺|95/.test(detail))).toBe(true)
  const told = await world.db.read.selectFrom('notification').where('act', '=', 'completion.record').select('personId').execute()
  expect(told.map(({ personId }) => personId).sort()).toEqual([world.cast.hana.id, world.cast.ken.id])
})

test('whoever is left out stays as they were, and a sheet sent twice counts once', async () => {
  const reiko = await world.as('reiko')
  const form = sheet({ hana: 'passed', ken: '' }, { _once: 'sheet-1' })
  const first = await reiko.post('/courses/security/completions', form)
  world.later(1)
  const second = await reiko.post('/courses/security/completions', form)
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await recordsOf('hana')).toHaveLength(1)
  expect(await recordsOf('ken')).toHaveLength(0)
})

test('a bad sheet comes back whole, with each problem beside its person', async () => {
  const reiko = await world.as('reiko')
  const [hana, ken] = [world.cast.hana.id, world.cast.ken.id]
  const answer = await reiko.post('/courses/security/completions', {
    on: '2026-11-22',
    [`result-${hana}`]: 'passed',
    [`score-${hana}`]: '101',
    [`result-${ken}`]: '',
    [`score-${ken}`]: '70',
  })
  expect(answer.status).toBe(422)
  const text = await answer.text()
  expect(text).toContain('今日までの日付を入力してください')
  expect(text).toContain('小林 花: 100以下で入力してください')
  expect(text).toContain('渡辺 健: 点数だけでなく、結果も選んでください')
  expect(text).toContain(`href="#score-${hana}"`)
  expect(text).toContain('value="101"')
  expect(text).toContain('value="2026-11-22"')
  expect(text).toMatch(new RegExp(`id="result-${hana}-passed"[^>]*checked`))
  expect(await recordsOf('hana')).toHaveLength(0)
  const empty = await reiko.post('/courses/security/completions', sheet({ hana: '', ken: '' }))
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('結果を選んだ人がいません')
})

test('the sheet is filtered by town and name, and a link fills it in', async () => {
  const reiko = await world.as('reiko')
  const tateshina = await reiko.text('/courses/security?town=203246')
  expect(tateshina).toContain('小林 花')
  expect(tateshina).not.toContain('渡辺 健')
  const ken = await reiko.text('/courses/security?q=WATANABE&fill=passed')
  expect(ken).not.toContain('小林 花')
  expect(ken).toMatch(new RegExp(`id="result-${world.cast.ken.id}-passed"[^>]*checked`))
  expect(await reiko.text('/courses/security?q=%25')).toContain('当てはまる人はいません')
  expect(await reiko.text(`/courses/security?q=${encodeURIComponent('小林花')}`)).toContain('小林 花')
  expect(await reiko.text('/courses/security?q=nobody')).toContain('当てはまる人はいません')
})

test('a trainer of one town neither sees nor records the people of another', async () => {
  await world.engine.writer.updateTable('roleGrant').set({ townId: '203246' }).where('id', '=', 'grant-reiko').execute()
  const reiko = await world.as('reiko')
  const page = await reiko.text('/courses/security')
  expect(page).toContain('小林 花')
  expect(page).not.toContain('渡辺 健')
  expect((await reiko.post('/courses/security/completions', sheet({ hana: 'passed', ken: 'passed' }))).status).toBe(404)
  expect(await recordsOf('hana')).toHaveLength(0)
})

test('nobody records their own training', async () => {
  await world.engine.writer
    .insertInto('roleGrant')
    .values({
      id: 'grant-hana-trainer',
      personId: world.cast.hana.id,
      role: 'trainer',
      townId: null,
      fromOn: '2026-01-01',
      untilOn: null,
      grantedBy: null,
      reason: '',
    })
    .execute()
  const hana = await world.as('hana')
  expect(await hana.text('/courses/security')).toContain('自分の結果は記録できません')
  expect((await hana.post('/courses/security/completions', sheet({ hana: 'passed' }))).status).toBe(403)
})

test('only trainers have courses', async () => {
  for (const who of ['hana', 'daisuke', 'yumi'] as const) {
    const person = await world.as(who)
    expect((await person.get('/courses')).status).toBe(403)
    expect((await person.post('/courses/security/completions', sheet({ ken: 'passed' }))).status).toBe(403)
    expect((await person.post('/courses', { name: 'x', nameEn: 'x' })).status).toBe(403)
  }
  expect((await (await world.as('reiko')).get('/courses/none')).status).toBe(404)
})

test('a course and a day are added, or come back with what is wrong', async () => {
  const reiko = await world.as('reiko')
  const bad = await reiko.post('/courses', { name: '手書き帳票の読み取り', nameEn: '', validMonths: '0' })
  expect(bad.status).toBe(422)
  expect(await bad.text()).toContain('value="手書き帳票の読み取り"')
  await reiko.post('/courses', { name: '手書き帳票の読み取り', nameEn: 'Reading handwriting', validMonths: '' })
  const course = (await world.db.read.selectFrom('course').selectAll().where('nameEn', '=', 'Reading handwriting').execute())[0]!
  expect(course.validMonths).toBeNull()
  const late = await reiko.post(`/courses/${course.id}/sessions`, { onDay: '2026-11-01', startsAt: '25:00', place: 'オンライン' })
  expect(late.status).toBe(422)
  const words = await late.text()
  expect(words).toContain('今日より後の日付を入力してください')
  expect(words).toContain('「10:00」のような形で入力してください')
  expect(words).toContain('value="オンライン"')
  await reiko.post(`/courses/${course.id}/sessions`, { onDay: '2026-12-01', startsAt: '9:30', place: 'オンライン' })
  expect(await reiko.text('/courses')).toContain('12月1日(火) 09:30')
  expect((await world.audit()).map(({ act }) => act)).toEqual(expect.arrayContaining(['course.add', 'course.add-session']))
})

test('a worker sees what she holds, until when, what it opens, and what would open more', async () => {
  await publishedPackage(world, { courses: ['security', 'web-survey'] })
  const reiko = await world.as('reiko')
  const hana = await world.as('hana')
  const before = await hana.text('/training')
  expect(before).toContain('募集中の仕事1件の条件です')
  expect(before).toContain('次の開催: 2026年11月24日(火) 10:00')
  await reiko.post('/courses/security/completions', { ...sheet({ hana: 'passed' }), on: '2025-12-01' })
  const soon = await hana.text('/training')
  expect(soon).toContain('まもなく期限')
  expect(soon).toContain('2026年12月1日(火)で期限が切れます')
  world.later(60 * 24 * 30)
  const later = await world.as('hana')
  expect(await later.text('/training')).toContain('もう一度受けると')
  expect((await reiko.get('/training')).status).not.toBe(200)
})

test('what she held before is not counted as opened by a later course', async () => {
  await publishedPackage(world, { courses: [] })
  await deliveredBy(world, 'hana', await publishedPackage(world), 1)
  const reiko = await world.as('reiko')
  const answer = await reiko.post('/courses/security/completions', sheet({ hana: 'passed' }))
  expect(await reiko.text(answer.headers.get('location')!)).not.toContain('応募できる仕事が')
})
