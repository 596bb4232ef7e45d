// What leaving promised: three years later the clock erases every word of and about who left, and not a day before.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast } from '../../db/seeds/cast.ts'
import { forgetApplicants, forgetLeavers } from '../../server/membership/vetting-clock.ts'
import { dump } from '../support/run/crawl.ts'
import { newWorld, now, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliveredBy, publishedPackage, reviewed } from '../support/stories/package.ts'
import { applicant, typed } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const days = (n: number) => world.later(n * 24 * 60)
const { hana } = cast
const telling = [
  hana.name,
  hana.kana,
  hana.romaji,
  'hana@example.jp',
  '口外しない希望',
  '口外しない訂正',
  '口外しない知らせ',
  '口外しない手直し',
]
/** In which tables any of it stands. */
const found = async () =>
  Object.entries(await dump(world)).flatMap(([table, rows]) =>
    rows.some((row) => telling.some((word) => row.includes(word))) ? [table] : [],
  )

/** 花 works, asks for things in words of her own, and leaves. */
async function leave() {
  const pkg = await publishedPackage(world, { rows: 12 })
  const delivered = await deliveredBy(world, 'hana', pkg, 1)
  await reviewed(world, delivered, [{ criterion: 2, row: 3, words: '口外しない手直し' }])
  await acceptedBy(world, 'hana', pkg, 2)
  const browser = await world.as('hana')
  const asked = await browser.post('/account/corrections', { field: 'other', wish: '口外しない訂正' })
  expect(asked.status).toBe(303)
  const other = await publishedPackage(world, { rows: 12, title: '別の案件' })
  expect((await browser.post(`/work/${other.id}/application`, { lotsWished: '1', note: '口外しない希望' })).status).toBe(303)
  const told = { package: pkg.id, kind: 'other', noticed: '2026-11-21T11:00', words: '口外しない知らせ' }
  expect((await browser.post('/incidents', told)).status).toBe(303)
  expect((await browser.post('/account/leaving', { deleted: 'yes', _proof: 'demo' })).status).toBe(200)
}

test('not a day before three years have passed, then everything, once', async () => {
  await leave()
  await world.forms.keep({ owner: { personId: hana.id }, page: '/packages/new' }, 'words', world.clock(), 'draft')
  const kept = () => world.engine.reader.selectFrom('keptForm').selectAll().where('personId', '=', hana.id).execute()
  expect(await kept()).toHaveLength(1)
  expect(await found()).toEqual(expect.arrayContaining(['person', 'application', 'correction', 'review_point']))
  days(3 * 365 + 1)
  expect(await forgetLeavers(world)).toBe(0)
  days(1)
  expect(await forgetLeavers(world)).toBe(1)
  expect(await found()).toEqual([])
  expect(await kept()).toEqual([])
  expect(await forgetLeavers(world)).toBe(0)
  const records = (await world.audit()).filter(({ act }) => act === 'worker.forget')
  expect(records.map(({ chain, subjectId }) => [chain, subjectId])).toEqual([[hana.townId, hana.id]])
  // That the work was done, and for how much, is still known.
  const lots = await world.engine.reader.selectFrom('assignment').select('price').where('workerId', '=', hana.id).execute()
  expect(lots.length).toBe(2)
})

test('who came back, applies anew or holds another role is not erased', async () => {
  await leave()
  days(3 * 366)
  const { writer } = world.engine
  const grant = { id: 'later', personId: hana.id, role: 'trainer' as const, townId: null, fromOn: '2026-01-01' as const }
  await writer
    .insertInto('roleGrant')
    .values({ ...grant, untilOn: null, grantedBy: null, reason: '', endedBy: null, endReason: null })
    .execute()
  expect(await forgetLeavers(world)).toBe(0)
  await writer.deleteFrom('roleGrant').where('id', '=', 'later').execute()
  await writer.updateTable('workerProfile').set({ status: 'active' }).where('personId', '=', hana.id).execute()
  expect(await forgetLeavers(world)).toBe(0)
  await writer.updateTable('workerProfile').set({ status: 'left' }).where('personId', '=', hana.id).execute()
  expect(await forgetLeavers(world)).toBe(1)
})

test('an applicant who was declined is erased half a year later, and not while applying again', async () => {
  const yumi = await world.as('yumi')
  const one = await applicant(world)
  expect((await yumi.post(`${one.path}/decline`, { reason: '口外しない理由', _proof: 'demo' })).status).toBe(303)
  const words = [typed.name, typed.email, typed.phone, typed.skills, '口外しない理由']
  const standing = async () => words.filter((word) => JSON.stringify(rows).includes(word))
  let rows = await dump(world)
  expect((await standing()).length).toBeGreaterThan(3)
  days(181)
  expect(await forgetApplicants(world)).toBe(0)
  days(3)
  await world.engine.writer.updateTable('vetting').set({ decidedAt: null, status: 'open' }).where('id', '=', one.id).execute()
  expect(await forgetApplicants(world)).toBe(0)
  await world.engine.writer.updateTable('vetting').set({ decidedAt: now, status: 'declined' }).where('id', '=', one.id).execute()
  expect([await forgetApplicants(world), await forgetApplicants(world)]).toEqual([1, 0])
  rows = await dump(world)
  expect(await standing()).toEqual([])
})
