// Workers as members: stopped at once, let go on, leaving themselves or let go.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findWorker } from '../../db/identity/people.ts'
import { newId } from '../../db/kernel/ids.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { raiseHand } from '../../db/telework/applications.ts'
import { findPosting } from '../../db/telework/postings.ts'
import { nextSessions } from '../../db/training/training.ts'
import { decideRaise } from '../../policies/telework/applications.ts'
import { freeOrphans } from '../../server/membership/vetting-clock.ts'
import { enrolled } from '../support/outside/keys.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import {
  acceptedBy,
  allowed,
  deliveredBy,
  offeredTo,
  publishedPackage,
  reviewed,
  type TestPackage,
  write,
} from '../support/stories/package.ts'
import { officer, towns } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const demo = { _proof: 'demo' }
const why = { _proof: 'demo', reason: 'data', words: '一覧表が外に出たおそれがあります' }
const at = (who: CastKey, act: string) => `/people/${world.cast[who].id}/${act}`
const all = <T extends 'assignment' | 'application' | 'passkey' | 'session' | 'notification' | 'vettingStep'>(table: T) =>
  world.engine.reader
    .selectFrom(table as 'assignment')
    .selectAll()
    .execute() as Promise<Record<string, unknown>[]>
const statusOf = async (id: string) => (await all('assignment')).find((one) => one.id === id)?.status
const profile = (who: CastKey) =>
  world.engine.reader.selectFrom('workerProfile').selectAll().where('personId', '=', world.cast[who].id).executeTakeFirstOrThrow()
const actsOf = async (act: string) => (await world.audit()).filter((one) => one.act === act)
const told = async (personId: string, act: string) =>
  (await all('notification')).filter((one) => one.personId === personId && one.act === act)

async function handUp(who: CastKey, pkg: TestPackage) {
  const today = '2026-11-21'
  const worker = (await findWorker(world.db.read, world.cast[who].id))!
  const posting = (await findPosting(world.db.read, pkg.id, await nextSessions(world.db.read, today)))!
  const permit = allowed(decideRaise(worker, posting, today, newId(world.clock())))
  await write(world, who, (tx) => raiseHand(tx, permit, { packageId: pkg.id, personId: worker.id, lotsWished: 1, note: '' }))
}
/** `lots_free` and the version of the posting, which lists count by. */
async function free(pkg: TestPackage) {
  const { lotsFree } = await world.engine.reader
    .selectFrom('package')
    .select('lotsFree')
    .where('id', '=', pkg.id)
    .executeTakeFirstOrThrow()
  const posted = await world.engine.reader.selectFrom('packageTown').select('version').where('packageId', '=', pkg.id).execute()
  const living = (await all('assignment')).filter((one) =>
    ['offered', 'active', 'submitted', 'returned', 'approved'].includes(String(one.status)),
  )
  const { lotCount } = await world.engine.reader
    .selectFrom('package')
    .select('lotCount')
    .where('id', '=', pkg.id)
    .executeTakeFirstOrThrow()
  expect(lotsFree, 'lots without a living assignment').toBe(lotCount - living.length)
  return { lotsFree, version: posted[0]!.version }
}

/** 健 of 糸魚川市 with a hand up, an offer, a lot in work that he downloaded, one returned and one delivered; his coordinator. */
async function busyKen() {
  const pkg = await publishedPackage(world, { rows: 40 })
  const other = await publishedPackage(world, { title: '別の案件' })
  const returned = await deliveredBy(world, 'ken', pkg, 1)
  await reviewed(world, returned, [{ criterion: 1, row: null, words: '直してください。' }])
  const lots = {
    returned,
    offered: await offeredTo(world, 'ken', pkg, 2),
    active: await acceptedBy(world, 'ken', pkg, 3),
    submitted: await deliveredBy(world, 'ken', pkg, 4),
  }
  await handUp('ken', other)
  const ken = await world.as('ken')
  const rows = await ken.get(`/assignments/${lots.active}/rows`)
  await rows.arrayBuffer()
  expect(rows.status).toBe(200)
  return { pkg, lots, ken, desk: await officer(world, towns.itoigawa) }
}

test('a suspension works at once: out everywhere, hand down, offer gone, accepted work closed but theirs, managers told', async () => {
  const { pkg, lots, ken, desk } = await busyKen()
  const before = await free(pkg)
  const page = await desk.browser.text(at('ken', 'suspension'))
  expect(page).toContain('取り消す応募 1件、取り消す打診 1件')
  expect((await desk.browser.post(at('ken', 'suspension'), { reason: 'data', words: '' })).status).toBe(422)
  expect((await desk.browser.post(at('ken', 'suspension'), why)).headers.get('location')).toBe(`/people/${world.cast.ken.id}`)
  expect((await ken.get('/account')).headers.get('location')).toContain('/sign-in')
  expect(await profile('ken')).toMatchObject({ status: 'suspended', statusReason: 'data', statusWords: why.words })
  expect((await all('application')).map(({ status }) => status)).toEqual(['withdrawn'])
  expect(await Promise.all(Object.values(lots).map(statusOf))).toEqual(['returned', 'cancelled', 'active', 'submitted'])
  expect(await free(pkg)).toEqual({ lotsFree: before.lotsFree + 1, version: before.version + 1 })
  for (const id of [world.cast.daisuke.id, world.cast.ken.id]) expect(await told(id, 'worker.suspend')).toHaveLength(1)

  const again = await world.as('ken')
  expect((await again.get('/work')).status).toBe(403)
  expect(await again.text(`/assignments/${lots.active}`)).not.toContain('公式サイトを開き')
  for (const path of [`/assignments/${lots.active}/rows`, `/assignments/${lots.submitted}/submissions/1`])
    expect([path, (await again.get(path)).status]).toEqual([path, 403])
  expect((await desk.browser.post(at('ken', 'suspension'), why)).status, 'once').toBe(409)
  expect(JSON.stringify(await world.audit())).not.toContain('一覧表が外に')

  expect(await desk.browser.text(at('ken', 'resumption'))).toContain(why.words)
  expect((await desk.browser.post(at('ken', 'resumption'), demo)).status).toBe(303)
  expect(await profile('ken')).toMatchObject({ status: 'active', statusReason: null, statusWords: null })
  expect(await again.text(`/assignments/${lots.active}`)).toContain('公式サイトを開き')
  expect((await actsOf('worker.suspend')).map(({ chain, detail }) => [chain, JSON.parse(detail)])).toEqual([
    [towns.itoigawa, { reason: 'data', hands: 1, lots: 1 }],
  ])
})

test('stopping is for the coordinators of the town, never about themselves; others see nothing', async () => {
  const desk = await officer(world, towns.itoigawa)
  const elsewhere = await officer(world, towns.tateshina)
  const boss = await officer(world, towns.itoigawa, '佐藤 部長', 'manager')
  const forms = { suspension: why, resumption: demo, leaving: { reason: 'asked', ...demo } }
  for (const [act, form] of Object.entries(forms)) {
    for (const browser of [
      elsewhere.browser,
      boss.browser,
      await world.as('makoto'),
      await world.as('hana'),
      await world.as('yumi'),
    ]) {
      expect((await browser.get(at('ken', act))).status).toBe(404)
      expect((await browser.post(at('ken', act), form)).status).toBe(404)
    }
  }
  await world.engine.writer
    .insertInto('workerProfile')
    .values({ ...(await profile('ken')), personId: desk.id })
    .execute()
  for (const [act, form] of Object.entries(forms)) {
    const path = `/people/${desk.id}/${act}`
    expect([act, (await desk.browser.get(path)).status, (await desk.browser.post(path, form)).status]).toEqual([act, 403, 403])
  }
  expect((await profile('ken')).status).toBe('active')
})

test('a worker leaves: claims free, delivered work stays, files confirmed, role and keys gone, the statement once more', async () => {
  const { pkg, lots, ken } = await busyKen()
  await enrolled(world, 'ken')
  const before = await free(pkg)
  const page = await ken.text('/account/leaving')
  for (const words of ['別の案件', '応募中', '店舗一覧の照合 作業3', '納品ずみで検収を待っている作業が1件', '2029年11月21日'])
    expect(page).toContain(words)
  const forgotten = await ken.post('/account/leaving', demo)
  expect([forgotten.status, await forgotten.text()]).toEqual([422, expect.stringContaining('チェックを入れて')])
  const asked = await ken.post('/account/leaving', { deleted: 'yes' })
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('応募 1件、作業 3件')])
  expect((await profile('ken')).status).toBe('active')

  const answer = await ken.post('/account/leaving', { deleted: 'yes', ...demo })
  const statement = await answer.text()
  for (const words of ['退会の手続きが終わりました', '渡辺 健', '糸魚川市', '2029年11月21日']) expect(statement).toContain(words)
  expect(statement, 'the frame is a stranger’s').not.toContain('サインアウト')
  expect((await ken.get('/account')).headers.get('location')).toContain('/sign-in')
  expect(await profile('ken')).toMatchObject({ status: 'left', statusReason: 'asked' })
  expect(await Promise.all(Object.values(lots).map(statusOf))).toEqual(['withdrawn', 'cancelled', 'withdrawn', 'submitted'])
  expect((await free(pkg)).lotsFree).toBe(before.lotsFree + 3)
  for (const table of ['passkey', 'session'] as const)
    expect((await all(table)).filter(({ personId }) => personId === world.cast.ken.id)).toEqual([])
  const [grant] = await world.engine.reader
    .selectFrom('roleGrant')
    .selectAll()
    .where('personId', '=', world.cast.ken.id)
    .execute()
  expect(grant).toMatchObject({ untilOn: '2026-11-20', endReason: 'asked', endedBy: world.cast.ken.id })
  const [record] = await actsOf('worker.leave')
  expect([record!.chain, JSON.parse(record!.detail)]).toEqual([
    towns.itoigawa,
    { reason: 'asked', deletion: 'self', deleted: 1, hands: 1, lots: 3 },
  ])
  const ledger = await world.engine.reader.selectFrom('custody').selectAll().where('takes', '>', 0).execute()
  expect(ledger).toMatchObject([{ returnedHow: 'left', accountedHow: 'deleted', accountedBy: world.cast.ken.id }])
  expect(await told(world.cast.daisuke.id, 'worker.leave')).toHaveLength(1)
  expect(await told(world.cast.daisuke.id, 'assignment.hand-back')).toHaveLength(2)
  const back = await world.as('ken')
  expect((await back.get('/account/leaving')).status, 'once').toBe(409)
  expect((await back.get('/work')).status).toBe(403)

  await reviewed(world, lots.submitted, [{ criterion: 1, row: null, words: '直してください。' }])
  expect([await freeOrphans(world), await freeOrphans(world)], 'returned to nobody').toEqual([1, 0])
  expect(await statusOf(lots.submitted)).toBe('withdrawn')
})

test('the town lets somebody go who can no longer: what is known of the files is part of it', async () => {
  const { desk } = await busyKen()
  await desk.browser.post(at('ken', 'suspension'), why)
  const page = await desk.browser.text(at('ken', 'leaving'))
  expect(page).toContain('ダウンロードしたファイルは消えていますか')
  expect((await desk.browser.post(at('ken', 'leaving'), { reason: 'unreachable', ...demo })).status).toBe(422)
  const form = { reason: 'unreachable', words: '手紙も戻ります', deletion: 'unknown' }
  expect(await (await desk.browser.post(at('ken', 'leaving'), form)).text()).toContain('確かめられていません')
  const answer = await desk.browser.post(at('ken', 'leaving'), { ...form, ...demo })
  expect(await answer.text()).toContain('渡辺 健さんの退会の手続きが終わりました')
  expect(await profile('ken')).toMatchObject({ status: 'left', statusReason: 'unreachable', statusWords: '手紙も戻ります' })
  expect(JSON.parse((await actsOf('worker.leave'))[0]!.detail)).toMatchObject({ deletion: 'unknown', deleted: 0 })
  const ledger = await world.engine.reader.selectFrom('custody').selectAll().where('takes', '>', 0).execute()
  expect(ledger, 'stays open until the town finds out').toMatchObject([{ returnedHow: 'left', accountedAt: null }])
  for (const act of ['suspension', 'resumption', 'leaving'])
    expect((await desk.browser.get(at('ken', act))).status, act).toBe(409)
})

test('who has another role keeps the keys for it, and an open renewal is withdrawn', async () => {
  const { browser } = await enrolled(world, 'hana')
  const hana = world.cast.hana
  const grant = { fromOn: '2026-11-01', untilOn: null, grantedBy: null, reason: '' } as const
  await world.engine.writer
    .insertInto('roleGrant')
    .values({ id: 'g', personId: hana.id, role: 'trainer', townId: null, ...grant })
    .execute()
  expect((await browser.get('/account/leaving')).status).toBe(200)
  const vetting = { townId: towns.tateshina, kind: 'renewal', status: 'open', weeklyHours: 10, places: '[]', skills: '' } as const
  await world.engine.writer
    .insertInto('vetting')
    .values({ id: 'v', personId: hana.id, ...vetting, appliedAt: world.clock() })
    .execute()
  const demoHana = await world.as('hana')
  expect((await demoHana.post('/account/leaving', demo)).status).toBe(200)
  expect((await all('passkey')).filter(({ personId }) => personId === hana.id)).toHaveLength(1)
  expect(await world.engine.reader.selectFrom('vetting').select('status').execute()).toEqual([{ status: 'withdrawn' }])
  expect((await browser.get('/account')).headers.get('location'), 'but is signed out').toContain('/sign-in')
  expect((await (await world.as('hana')).get('/courses')).status).toBe(200)
})

test('who is no worker has nothing to leave', async () => {
  for (const who of ['yumi', 'makoto'] as const) expect((await (await world.as(who)).get('/account/leaving')).status).toBe(404)
})

test('a vetting that has run out closes new work, says so, and leaves work in hand open', async () => {
  const pkg = await publishedPackage(world, { dueOn: '2027-12-20' })
  const active = await acceptedBy(world, 'ken', pkg, 1)
  const until = (vettedUntil: '2026-11-20' | '2026-11-21') =>
    world.engine.writer.updateTable('workerProfile').set({ vettedUntil }).where('personId', '=', world.cast.ken.id).execute()
  const ken = await world.as('ken')
  const raise = () => ken.post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })
  await until('2026-11-20')
  const words = '審査の有効期限が2026年11月20日(金)で切れ'
  expect(await ken.text('/work')).toContain(words)
  expect(await ken.text(`/work/${pkg.id}`)).toContain(words)
  expect((await raise()).status).toBe(422)
  expect((await ken.get(`/assignments/${active}/rows`)).status).toBe(200)
  await until('2026-11-21')
  expect((await raise()).status).toBe(303)
  await until('2026-11-20')
  expect(await (await world.as('daisuke')).text(`/packages/${pkg.id}/candidates`)).toContain(
    '審査の有効期限が11月20日(金)で切れている',
  )
})
