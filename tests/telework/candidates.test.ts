import { afterEach, beforeEach, expect, test } from 'vitest'
import { findWorker } from '../../db/identity/people.ts'
import { newId } from '../../db/kernel/ids.ts'
import { raiseHand } from '../../db/telework/applications.ts'
import { findTerms, listOwnAssignments } from '../../db/telework/assignments/find.ts'
import { findPosting } from '../../db/telework/postings.ts'
import { nextSessions } from '../../db/training/training.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { decideTerms, items } from '../../policies/packages/terms.ts'
import { decideRaise } from '../../policies/telework/applications.ts'
import { expireOffers } from '../../server/kernel/clockwork.ts'
import { composeTerms } from '../../server/packages/terms.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { allowed, deliveredBy, offeredTo, publishedPackage, type TestPackage, write } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

async function raised(who: 'hana' | 'ken', pkg: TestPackage, lotsWished = 2) {
  const { db } = world
  const today = dayOf(world.clock())
  const worker = (await findWorker(db.read, world.cast[who].id))!
  const posting = (await findPosting(db.read, pkg.id, await nextSessions(db.read, today)))!
  const id = newId(world.clock())
  const may = allowed(decideRaise(worker, posting, today, id))
  await write(world, who, (tx) =>
    raiseHand(tx, may, { packageId: pkg.id, personId: worker.id, lotsWished, note: '夜に働けます' }),
  )
  world.later(1)
}
const lots = (who: 'hana' | 'ken', n: number | string) => ({ [`lots-${world.cast[who].id}`]: String(n) })
const shown = (who: 'hana' | 'ken', numbers: string) => ({ [`shown-${world.cast[who].id}`]: numbers })
const due = { dueOn: '2026-12-05', shownDueOn: '2026-12-05' }
const held = (who: 'hana' | 'ken') => listOwnAssignments(world.db.read, world.cast[who].id, ['offered'])

test('candidates stand in fair order with the reason and a proposal', async () => {
  const pkg = await publishedPackage(world)
  await raised('ken', pkg)
  await raised('hana', pkg)
  const page = await (await world.as('daisuke')).text(`/packages/${pkg.id}/candidates`)
  expect(page).toContain('空き 3件')
  expect(page.indexOf('渡辺 健')).toBeLessThan(page.indexOf('小林 花'))
  expect(page).toContain('先に応募した順')
  expect(page).toContain(`/packages/${pkg.id}/offers?lots-${world.cast.ken.id}=2`)
  expect(page).toContain(`/packages/${pkg.id}/offers?lots-${world.cast.hana.id}=1`)
  expect(page).toContain('夜に働けます')
})

test('two clicks offer the next free lots under complete terms, which the worker can read', async () => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  const daisuke = await world.as('daisuke')
  const preview = await daisuke.text(`/packages/${pkg.id}/offers?lots-${world.cast.hana.id}=2`)
  expect(preview).toContain('作業1–2')
  expect(preview).toContain('320円')
  expect(preview).toContain('2027年1月25日')
  expect(preview).not.toContain('順番と違う')
  const answer = await daisuke.post(`/packages/${pkg.id}/offers`, { ...lots('hana', 2), ...shown('hana', '1 2'), ...due })
  expect(answer.headers.get('location')).toBe(`/packages/${pkg.id}/candidates?offered=2`)
  const offers = await held('hana')
  expect(offers).toMatchObject([
    { lotNumber: 1, price: 160, dueOn: '2026-12-05', offerEndsOn: '2026-11-28' },
    { lotNumber: 2, price: 160 },
  ])
  const terms = (await findTerms(world.db.read, offers[0]!.id))!
  expect(terms.clauses.map(({ item }) => item)).toEqual([...items])
  const text = terms.clauses.map(({ ja, en }) => `${ja}\n${en}`).join('\n')
  for (const words of [
    '塩尻みらい振興公社',
    '小林 花',
    '1行目から4行目まで、4行',
    '1行40円 × 4行 = 160円',
    '2027年1月25日',
    'Hana Kobayashi',
  ])
    expect(text).toContain(words)
  const reason = await world.db.read.selectFrom('assignment').select('reason').execute()
  expect(new Set(reason.map((row) => row.reason))).toEqual(new Set(['least-recent']))
  const records = (await world.audit()).filter(({ act }) => act === 'assignment.offer')
  expect(records).toHaveLength(2)
  expect(records[0]!.detail).not.toMatch(/小林|夜に/)
  const told = await world.db.read.selectFrom('notification').where('act', '=', 'assignment.offer').selectAll().execute()
  expect(told.map(({ personId }) => personId)).toEqual([world.cast.hana.id, world.cast.hana.id])
  expect(await daisuke.text(answer.headers.get('location')!)).toContain('作業2件を打診しました')
})

test('forty lots go to several people in one confirmation', async () => {
  const pkg = await publishedPackage(world, { rows: 80, rowsPerLot: 2 })
  await raised('ken', pkg, 20)
  await raised('hana', pkg, 20)
  const daisuke = await world.as('daisuke')
  const numbers = (from: number) => Array.from({ length: 20 }, (_, i) => from + i).join(' ')
  const query = new URLSearchParams({ ...lots('ken', 20), ...lots('hana', 20) })
  const preview = await daisuke.text(`/packages/${pkg.id}/offers?${query}`)
  expect(preview).toContain('作業1–20')
  expect(preview).toContain('合計 40件、3,200円')
  const form = {
    ...lots('ken', 20),
    ...lots('hana', 20),
    ...shown('ken', numbers(1)),
    ...shown('hana', numbers(21)),
    ...due,
    _once: 'forty',
  }
  expect((await daisuke.post(`/packages/${pkg.id}/offers`, form)).status).toBe(303)
  expect(await held('ken')).toHaveLength(20)
  expect(await held('hana')).toHaveLength(20)
  const again = await daisuke.post(`/packages/${pkg.id}/offers`, form)
  expect(again.status).not.toBe(500)
  expect(await held('ken')).toHaveLength(20)
})

test('passing somebody over needs a reason, which is kept', async () => {
  const pkg = await publishedPackage(world)
  await raised('ken', pkg)
  await raised('hana', pkg)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/packages/${pkg.id}/offers?lots-${world.cast.hana.id}=1`)).toContain('順番と違う打診をする理由')
  const form = { ...lots('hana', 1), ...shown('hana', '1'), ...due }
  const without = await daisuke.post(`/packages/${pkg.id}/offers`, form)
  expect(without.status).toBe(422)
  expect(await held('hana')).toHaveLength(0)
  await daisuke.post(`/packages/${pkg.id}/offers`, { ...form, reason: '糸魚川の資料を読めるため' })
  const rows = await world.db.read.selectFrom('assignment').select('reason').execute()
  expect(rows).toEqual([{ reason: '糸魚川の資料を読めるため' }])
})

test('a bad form comes back with everything typed', async () => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  const daisuke = await world.as('daisuke')
  const many = await daisuke.post(`/packages/${pkg.id}/offers`, { ...lots('hana', 9), dueOn: '2027-01-01', reason: '急ぎのため' })
  expect(many.status).toBe(422)
  const text = await many.text()
  for (const words of ['空きは3件です', '業務案件の納期より後にはできません', 'value="9"', 'value="2027-01-01"', '急ぎのため'])
    expect(text).toContain(words)
  for (const typed of [{}, lots('hana', 0), lots('hana', '二つ')])
    expect((await daisuke.post(`/packages/${pkg.id}/offers`, typed)).status).toBe(422)
  expect(await held('hana')).toHaveLength(0)
})

test('what was changed after the preview is shown again before it is offered', async () => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  const daisuke = await world.as('daisuke')
  const answer = await daisuke.post(`/packages/${pkg.id}/offers`, { ...lots('hana', 1), ...shown('hana', '1 2'), ...due })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('数か納期が変わりました')
  expect(await held('hana')).toHaveLength(0)
})

test('lots taken meanwhile leave nothing half done, and the page says so', async () => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  await offeredTo(world, 'ken', pkg, 2)
  const daisuke = await world.as('daisuke')
  const answer = await daisuke.post(`/packages/${pkg.id}/offers`, { ...lots('hana', 2), ...shown('hana', '1 2'), ...due })
  expect(answer.status).toBe(409)
  const text = await answer.text()
  expect(text).toContain('先にほかの人が打診した')
  expect(text).toContain('作業1、3')
  expect(await held('hana')).toHaveLength(0)
})

test('two managers at once: each lot goes to one person', async () => {
  const pkg = await publishedPackage(world)
  await raised('ken', pkg, 3)
  await raised('hana', pkg, 3)
  const [one, two] = await Promise.all([world.as('daisuke'), world.as('daisuke')])
  const offer = (who: 'ken' | 'hana') => ({ ...lots(who, 3), ...shown(who, '1 2 3'), ...due, reason: '試し' })
  const answers = await Promise.all([
    one.post(`/packages/${pkg.id}/offers`, offer('ken')),
    two.post(`/packages/${pkg.id}/offers`, offer('hana')),
  ])
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect((await held('ken')).length + (await held('hana')).length).toBe(3)
  const { lotsFree } = await world.db.read.selectFrom('package').select('lotsFree').executeTakeFirstOrThrow()
  expect(lotsFree).toBe(0)
})

test('who lacks a condition is shown with what, and gets no offer', async () => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  await world.engine.writer.updateTable('package').set({ courses: '["security"]' }).execute()
  const daisuke = await world.as('daisuke')
  const page = await daisuke.text(`/packages/${pkg.id}/candidates`)
  expect(page).toContain('「情報セキュリティと個人情報の基礎」が未修了。次の開催は11月24日(火)')
  const answer = await daisuke.post(`/packages/${pkg.id}/offers`, {
    ...lots('hana', 1),
    ...shown('hana', '1'),
    ...due,
    reason: '急ぎ',
  })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('小林 花は条件がそろっていません')
  expect(await held('hana')).toHaveLength(0)
})

test.each([
  ['the orderer’s address', '発注者', () => world.engine.writer.updateTable('operatingBody').set({ address: '' }).execute()],
  [
    'a day of payment',
    '支払日と方法',
    () => world.engine.writer.deleteFrom('datedFact').where('kind', '=', 'payment-terms').execute(),
  ],
])('without %s nothing is offered, and the page names the item', async (_, item, without) => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  await without()
  const sent = { ...lots('hana', 1), ...shown('hana', '1'), ...due }
  const answer = await (await world.as('daisuke')).post(`/packages/${pkg.id}/offers`, sent)
  expect([answer.status, await held('hana')]).toEqual([422, []])
  expect(await answer.text()).toMatch(new RegExp(`取引条件に足りない項目[\\s\\S]*<li>${item}</li>`))
})

test('any one item missing refuses the offer and is named', () => {
  const clauses = composeTerms({
    orderer: { name: '公社', address: '塩尻市', contact: '0263' },
    payment: { closing: 31, months: 1, pay: 25 },
    worker: world.cast.hana,
    pkg: { number: 'R8-0001', title: '照合', purpose: '正しくするため', criteria: ['同じである'], unitPrice: 40, expenses: '' },
    lot: { number: 1, firstRow: 1, lastRow: 4, price: 160 },
    orderedOn: '2026-11-21',
    dueOn: '2026-12-05',
  })
  const yes = permit('assignment.offer', { id: 'lot', townId: 'town' })
  expect(decideTerms(yes, clauses)).toBe(yes)
  for (const item of items) {
    const refused = decideTerms(
      yes,
      clauses.filter((clause) => clause.item !== item),
    )
    expect(refused).toMatchObject({ refused: 'incomplete', unmet: [item] })
    const blank = clauses.map((clause) => (clause.item === item ? { ...clause, en: ' ' } : clause))
    expect(decideTerms(yes, blank)).toMatchObject({ refused: 'incomplete', unmet: [item] })
  }
})

test('only the town’s manager offers: coordinators read along, all others find nothing', async () => {
  const pkg = await publishedPackage(world)
  await raised('hana', pkg)
  const form = { ...lots('hana', 1), ...shown('hana', '1'), ...due }
  const yumi = await world.as('yumi')
  const page = await yumi.text(`/packages/${pkg.id}/candidates`)
  expect(page).toContain('打診はディレクターが行います')
  expect(page).not.toContain('/offers?')
  expect((await yumi.post(`/packages/${pkg.id}/offers`, form)).status).toBe(403)
  const hana = await world.as('hana')
  expect((await hana.get(`/packages/${pkg.id}/candidates`)).status).toBe(403)
  expect((await hana.post(`/packages/${pkg.id}/offers`, form)).status).toBe(404)
  await world.engine.writer.updateTable('roleGrant').set({ townId: '152161' }).where('id', '=', 'grant-daisuke').execute()
  const elsewhere = await world.as('daisuke')
  expect((await elsewhere.get(`/packages/${pkg.id}/candidates`)).status).toBe(404)
  expect((await elsewhere.get(`/packages/${pkg.id}/offers`)).status).toBe(404)
  expect((await elsewhere.post(`/packages/${pkg.id}/offers`, form)).status).toBe(404)
  expect(await held('hana')).toHaveLength(0)
})

test('an offer not yet answered is cancelled once, and its lot is free again', async () => {
  const pkg = await publishedPackage(world)
  const id = await offeredTo(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  expect(await daisuke.text(`/packages/${pkg.id}/candidates`)).toContain('作業1の打診を取り消す')
  expect((await (await world.as('hana')).post(`/assignments/${id}/cancellation`)).status).toBe(403)
  expect((await daisuke.post(`/assignments/${id}/cancellation`)).status).toBe(303)
  expect((await daisuke.post(`/assignments/${id}/cancellation`)).status).toBe(409)
  const { lotsFree } = await world.db.read.selectFrom('package').select('lotsFree').executeTakeFirstOrThrow()
  expect(lotsFree).toBe(3)
  const told = await world.db.read.selectFrom('notification').where('act', '=', 'assignment.cancel').select('personId').execute()
  expect(told).toEqual([{ personId: world.cast.hana.id }])
  const delivered = await deliveredBy(world, 'ken', pkg, 2)
  expect((await daisuke.post(`/assignments/${delivered}/cancellation`)).status).toBe(409)
})

test('an offer runs out after its last day, not on it', async () => {
  const pkg = await publishedPackage(world)
  const id = await offeredTo(world, 'hana', pkg, 1)
  const last = addDays(dayOf(world.clock()), 7)
  world.later(7 * 24 * 60)
  expect(dayOf(world.clock())).toBe(last)
  expect(await expireOffers(world)).toBe(0)
  world.later(24 * 60)
  expect(await expireOffers(world)).toBe(1)
  expect(await expireOffers(world)).toBe(0)
  const row = await world.db.read.selectFrom('assignment').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  expect(row.status).toBe('expired')
  const record = (await world.audit()).find(({ act }) => act === 'assignment.expire')!
  expect(record.actorId).toBeNull()
  const told = await world.db.read.selectFrom('notification').where('act', '=', 'assignment.expire').select('personId').execute()
  expect(told.map(({ personId }) => personId).sort()).toEqual([world.cast.hana.id, world.cast.daisuke.id].sort())
})
