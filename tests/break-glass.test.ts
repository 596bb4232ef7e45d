// Broken glass: everybody knows at once, only reads are added, it ends to the minute, and somebody else closes the review.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { breakGlass, reviewGlass } from '../db/break-glass.ts'
import { Stale } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { type AccessFacts, decideAccess, uses } from '../policies/access.ts'
import { handling } from '../policies/classes.ts'
import { permit } from '../policies/decision.ts'
import { features } from '../server/app.tsx'
import { openTransport, sendDue } from '../server/sender.ts'
import type { Browser } from './support/browser.ts'
import { centreMark, prepareForStrict, strictPackage } from './support/guarded.ts'
import { deliveredBy, publishedPackage, type TestPackage } from './support/package.ts'
import { startSmtp } from './support/smtp.ts'
import { officer, signedIn, towns } from './support/vetting.ts'
import { newWorld, type TestWorld } from './support/world.ts'

const { shiojiri, tateshina } = towns
const proof = { _proof: 'demo' }
let smtp: Awaited<ReturnType<typeof startSmtp>>
let world: TestWorld
let pkg: TestPackage
let makoto: Browser
let yumi: Browser
/** Another person of the secretariat. */
let other: Awaited<ReturnType<typeof officer>>
beforeEach(async () => {
  smtp = await startSmtp()
  world = await newWorld({ mail: { url: smtp.url, from: 'yui@work.example.jp' } })
  await prepareForStrict(world)
  pkg = await strictPackage(world, { title: '転入者名簿', rows: 25, brief: '口外しない手順です。' })
  other = await officer(world, null as never, '奥原 進', 'secretariat')
  // Who was brought in a moment ago is of the same hand as who did it.
  await world.engine.writer.updateTable('roleGrant').set({ grantedBy: null }).where('personId', '=', other.id).execute()
  makoto = await world.as('makoto')
  yumi = await world.as('yumi')
})
afterEach(async () => {
  await world.close()
  await smtp.close()
})

const number = async (id = pkg.id) =>
  (await world.engine.reader.selectFrom('package').select('number').where('id', '=', id).executeTakeFirstOrThrow()).number
const wish = async (more: object = {}) => ({
  town: shiojiri,
  number: await number(),
  reason: '一覧表が開けないとの連絡',
  ticket: 'T-2041',
  minutes: '30',
  ...more,
})
/** Breaks it as 誠 and gives the address of its page. */
async function broken(more: object = {}, who = makoto): Promise<string> {
  const answer = await who.post('/glass', { ...(await wish(more)), ...proof })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}
const rows = () => world.engine.reader.selectFrom('breakGlass').selectAll().orderBy('id').execute()
const records = async () =>
  (await world.audit())
    .filter(({ act }) => act.startsWith('glass.'))
    .map(({ act, actorId, chain, detail }) => [act, actorId, chain, JSON.parse(detail)])
const heard = async (act: string) =>
  (
    await world.engine.reader
      .selectFrom('notification')
      .select('personId')
      .where('act', '=', act as never)
      .execute()
  )
    .map(({ personId }) => personId)
    .sort()

test('it takes a reason, a ticket and the passkey; then everybody knows at once, inside and by letter', async () => {
  expect(await makoto.text('/glass')).toContain('緊急閲覧は、まだありません')
  expect((await makoto.post('/glass', { ...(await wish({ reason: '', ticket: '' })), ...proof })).status).toBe(422)
  const asked = await (await makoto.post('/glass', await wish())).text()
  for (const words of ['緊急閲覧を始めます', '塩尻市', 'T-2041', '30分', '町の担当者全員、ディレクター、ほかの事務局全員'])
    expect(asked).toContain(words)
  expect(asked, 'no title before anything is broken').not.toContain('転入者名簿')
  expect(await rows()).toEqual([])
  const at = await broken()
  const { makoto: breaker, yumi: coordinator, daisuke } = world.cast
  expect(await heard('glass.break')).toEqual([coordinator.id, daisuke.id, other.id].sort())
  expect(await records()).toEqual([['glass.break', breaker.id, shiojiri, { package: pkg.id, class: '3C', minutes: 30 }]])
  expect(JSON.stringify(await world.audit())).not.toContain('連絡')
  for (const who of [yumi, await world.as('daisuke')]) {
    expect(await who.text('/notifications')).toContain('「転入者名簿」の内容を、事務局が緊急閲覧しています')
    const page = await who.text(`/packages/${pkg.id}`)
    expect(page).toContain('清水 誠が緊急閲覧しています')
    expect(page).toContain('緊急閲覧を始めました')
    expect(await who.text(at)).toContain('一覧表が開けないとの連絡')
  }
  expect(await yumi.text('/')).toContain('事務局が緊急閲覧しています')
  // Who has no relation to it hears that something is, not of what.
  for (const path of ['/', '/notifications', '/glass', at]) expect(await other.browser.text(path)).not.toContain('転入者名簿')
  const transport = openTransport({ url: smtp.url, from: 'yui@work.example.jp' })
  await world.engine.writer
    .updateTable('person')
    .set({ letters: 'none', email: 'susumu@example.jp' })
    .where('id', '=', other.id)
    .execute()
  await sendDue(world, transport)
  transport.close()
  const told = smtp.letters.filter(({ text }) => text.includes('事務局が緊急閲覧しています'))
  expect(told.flatMap(({ to }) => to).sort()).toEqual(['daisuke@example.jp', 'susumu@example.jp', 'yumi@example.jp'])
  for (const { text } of told) for (const secret of ['転入者名簿', '清水', 'T-2041', '連絡']) expect(text).not.toContain(secret)
})

test('it opens pages with the breaker’s mark, never a file, and every page stands in the review', async () => {
  const before = await makoto.get(`/packages/${pkg.id}`)
  expect(before.status).toBe(404)
  await deliveredBy(world, 'ken', pkg, 1)
  const at = await broken()
  const page = await makoto.text(at)
  for (const words of ['転入者名簿', '一覧表を見る（25行）', '作業1の納品を見る', 'あと30分で終わります'])
    expect(page).toContain(words)
  expect(await makoto.text(`${at}/brief`)).toContain('口外しない手順です。')
  expect(await makoto.text(`${at}/rows/1`)).toContain(`${at}/rows/1/picture`)
  for (const path of ['/rows/1/picture', '/rows/3/picture', '/lots/1/1/picture']) {
    const picture = await makoto.get(at + path)
    expect([path, picture.status, picture.headers.get('content-type')]).toEqual([path, 200, 'image/png'])
  }
  for (const path of ['/rows/4', '/rows/0', '/lots/2/1', '/lots/9/1', '/files/x/pages/1'])
    expect((await makoto.get(at + path)).status).toBe(404)
  const looks = (await records()).filter(([act]) => act === 'glass.look').map(([, , , detail]) => detail)
  expect(looks).toEqual([
    { use: 'read', form: 'text', place: 'home' },
    { use: 'open', form: 'page', place: 'home', page: 1 },
    { use: 'open', form: 'page', place: 'home', page: 3 },
    { use: 'open', form: 'page', place: 'home', page: 1, lot: 1 },
  ])
  const review = await yumi.text(at)
  for (const words of ['一覧表 1ページ', '一覧表 3ページ', '作業1の納品 1ページ', '手順']) expect(review).toContain(words)
  expect(await yumi.text(`/packages/${pkg.id}/history`)).toContain('緊急閲覧で内容を見ました')
}, 60_000)

test('by the rule it adds looking, and nothing else', () => {
  const facts: AccessFacts = {
    relation: 'breaker',
    stage: 'none',
    dataClass: '3C',
    handling: handling['3C'],
    consent: 'none',
    standing: true,
    cleared: false,
    certified: false,
    place: 'centre',
    allowedPlaces: [],
    provedAgo: 0,
    deviceBound: true,
    heldUntil: null,
    frozen: false,
    destroyed: false,
    overdue: false,
  }
  const allowed = uses.filter((use) => !('refused' in decideAccess(use, facts)))
  expect(allowed).toEqual(['view', 'read', 'open', 'search', 'notify'])
  for (const closed of [{ frozen: true }, { destroyed: true }])
    expect(uses.filter((use) => !('refused' in decideAccess(use, { ...facts, ...closed })))).toEqual(['view', 'search', 'notify'])
})

test('every other way to the package stays as if there were none', async () => {
  const assignment = await deliveredBy(world, 'ken', pkg, 1)
  await broken()
  const routes = features
    .flatMap(({ declared }) => declared)
    .filter(({ path }) => /^\/(packages|assignments|work)\/:id/.test(path))
  expect(routes.length).toBeGreaterThan(50)
  for (const { method, path } of routes) {
    const id = path.startsWith('/assignments') ? assignment : pkg.id
    const to = path
      .replace(':id', id)
      .replace(/:(version|n|page|number|row)/g, '1')
      .replace(/:\w+/g, 'x')
    const answer = await (method === 'get'
      ? makoto.get(to)
      : makoto.post(to, { words: 'x', reason: 'x', towns: [shiojiri], ...proof }))
    // The ledger, incidents and destruction are the secretariat's to see or to witness; content they have none of.
    const known = /\/(custody|destruction|incidents)/.test(path)
    if (known) expect(await answer.text()).not.toContain('口外しない手順です。')
    else expect([method, path, answer.status]).toEqual([method, path, answer.status === 400 ? 400 : 404])
  }
})

test('it ends to the minute, and what was being looked at with it', async () => {
  const at = await broken()
  for (let minute = 0; minute < 28; minute += 4) {
    world.later(4)
    expect((await makoto.get(`${at}/rows/1/picture`)).status, 'a screen that is looked at stays open').toBe(200)
  }
  expect(await makoto.text(at)).toContain('あと2分で終わります')
  world.later(1.999)
  expect((await makoto.get(`${at}/rows/1/picture`)).status).toBe(200)
  world.later(0.001)
  for (const path of ['/rows/1/picture', '/rows/1', '/brief'])
    expect([path, (await makoto.get(at + path)).status]).toEqual([path, 409])
  expect(await makoto.text(at)).not.toContain('一覧表を見る')
  expect(await (await world.as('yumi')).text(at)).toContain('確認待ち')
}, 60_000)

test('left alone for five minutes it asks for the passkey again', async () => {
  const at = await broken()
  world.later(6)
  const answer = await makoto.get(`${at}/rows/1`)
  const to = answer.headers.get('location')!
  expect(to).toMatch(new RegExp(`^/openings/${pkg.id}\\?use=open`))
  const asked = await makoto.text(to)
  expect(asked).toContain('パスキー')
  expect(asked, 'whoever would rather not goes back to where they came from').toContain(`href="${at}"`)
  expect((await makoto.post(`/openings/${pkg.id}`, { use: 'open', assignment: '', next: `${at}/rows/1`, ...proof })).status).toBe(
    303,
  )
  expect((await makoto.get(`${at}/rows/1`)).status).toBe(200)
})

test('any coordinator of the town ends it at once; nobody of another town, and not the manager', async () => {
  const at = await broken()
  const stranger = (await officer(world, tateshina)).browser
  const daisuke = await world.as('daisuke')
  expect((await stranger.post(`${at}/end`)).status).toBe(404)
  expect((await daisuke.post(`${at}/end`)).status).toBe(403)
  expect((await other.browser.post(`${at}/end`)).status).toBe(403)
  expect((await makoto.get(`${at}/rows/1`)).status).toBe(200)
  expect((await yumi.post(`${at}/end`)).headers.get('location')).toBe(`${at}?done=ended`)
  expect((await makoto.get(`${at}/rows/1/picture`)).status).toBe(409)
  expect((await yumi.post(`${at}/end`)).status).toBe(409)
  expect(await heard('glass.end')).toEqual([world.cast.makoto.id])
  expect(await makoto.text('/notifications')).toContain('緊急閲覧が終わりました')
})

test('the review stays open until somebody else closes it with words', async () => {
  const at = await broken()
  const words = { words: '一覧表の不具合を直した。閲覧は必要だった。' }
  expect((await yumi.post(`${at}/review`, words)).status, 'not while it is open').toBe(409)
  await makoto.post(`${at}/end`)
  expect((await makoto.post(`${at}/review`, words)).status, 'never the breaker').toBe(403)
  expect(await makoto.text(at)).toContain('あなたが見たものなので')
  expect(await makoto.text('/')).not.toContain(at)
  for (const who of [yumi, other.browser]) {
    expect(await who.text('/')).toContain('緊急閲覧を確認する')
    expect(await who.text(at)).toContain(`action="${at}/review"`)
  }
  expect(await yumi.text(`/packages/${pkg.id}`)).toContain('緊急閲覧の確認が済んでいません')
  expect((await yumi.post(`${at}/review`, { words: ' ' })).status).toBe(422)
  for (const who of ['daisuke', 'akira'] as const)
    expect((await (await world.as(who)).post(`${at}/review`, words)).status).toBe(403)
  const answers = await Promise.all([yumi, other.browser].map((who) => who.post(`${at}/review`, words)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await makoto.text(at)).toContain(words.words)
  expect(await yumi.text('/')).not.toContain('緊急閲覧を確認する')
  expect(await yumi.text(`/packages/${pkg.id}`)).not.toContain('緊急閲覧の確認が済んでいません')
  const by = { actor: world.cast.makoto, at: world.clock() }
  const second = await broken({ ticket: 'T-2042' })
  await yumi.post(`${second}/end`)
  const own = permit('glass.review', { id: second.slice('/glass/'.length), townId: shiojiri })
  await expect(
    world.db.write(by, (tx) => reviewGlass(tx, own, 'x')),
    'the WHERE says so too',
  ).rejects.toThrow(Stale)
})

test('who was brought in by the breaker a moment ago is no somebody else', async () => {
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ grantedBy: world.cast.makoto.id })
    .where('personId', '=', other.id)
    .execute()
  const at = await broken()
  await makoto.post(`${at}/end`)
  expect((await other.browser.post(`${at}/review`, { words: 'x' })).status).toBe(403)
  expect(await other.browser.text(at)).toContain('1週間以内にもう一方を登録したため')
  world.later(8 * 24 * 60)
  const later = await signedIn(world, other.id)
  expect((await later.post(`${at}/review`, { words: '必要だった' })).status).toBe(303)
})

test('one at a time: a second tab, a second form and two at once break it once', async () => {
  const second = await world.as('makoto')
  const answers = await Promise.all([makoto, second].map(async (who) => who.post('/glass', { ...(await wish()), ...proof })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(await rows()).toHaveLength(1)
  const again = await second.post('/glass', { ...(await wish()), ...proof })
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining('もう始まっています')])
  const by = { actor: world.cast.makoto, at: world.clock() }
  const late = permit('glass.break', { id: newId(world.clock()), townId: shiojiri })
  const breaking = { packageId: pkg.id, dataClass: '3C', reason: 'x', ticket: 'x', minutes: 30 } as const
  await expect(world.db.write(by, (tx) => breakGlass(tx, late, breaking))).rejects.toThrow(Stale)
  expect(await rows()).toHaveLength(1)
  // Another person may need to look, too, and once it is over so may the same one.
  await broken({}, other.browser)
  world.later(31)
  makoto = await world.as('makoto')
  await broken()
  expect(await rows()).toHaveLength(3)
})

test('nothing while frozen or destroyed; a freeze closes what is open', async () => {
  const at = await broken()
  const freeze = (set: object) => world.engine.writer.updateTable('package').set(set).where('id', '=', pkg.id).execute()
  await freeze({ frozenAt: world.clock() })
  expect((await makoto.get(`${at}/rows/1/picture`)).status).toBe(403)
  expect(await makoto.text(at)).toContain('凍結')
  await makoto.post(`${at}/end`)
  const frozen = await makoto.post('/glass', { ...(await wish()), ...proof })
  expect([frozen.status, await frozen.text()]).toEqual([422, expect.stringContaining('凍結しているあいだは')])
  await freeze({ frozenAt: null, destroyedAt: world.clock() })
  const destroyed = await makoto.post('/glass', { ...(await wish()), ...proof })
  expect([destroyed.status, await destroyed.text()]).toEqual([422, expect.stringContaining('廃棄したので')])
})

test('who has to do with it looks by that; nobody but the secretariat breaks anything', async () => {
  for (const who of ['yumi', 'daisuke', 'hana', 'reiko', 'akira'] as const) {
    const browser = await world.as(who)
    expect([who, (await browser.get('/glass/new')).status]).toEqual([who, 403])
    expect([who, (await browser.post('/glass', { ...(await wish()), ...proof })).status]).toEqual([who, 403])
  }
  const role = { personId: world.cast.makoto.id, role: 'coordinator' as const, townId: shiojiri, fromOn: '2026-01-01' as const }
  await world.engine.writer
    .insertInto('roleGrant')
    .values({ ...role, id: 'both', untilOn: null, grantedBy: null, reason: '' })
    .execute()
  const related = await makoto.post('/glass', { ...(await wish()), ...proof })
  expect([related.status, await related.text()]).toEqual([422, expect.stringContaining('関係者です')])
  const none = await makoto.post('/glass', { ...(await wish({ town: tateshina })), ...proof })
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('この番号の業務案件はありません')])
  expect(await rows()).toEqual([])
})

test('the list is for the secretariat, the auditors and the town: others’ are not on it', async () => {
  const at = await broken()
  const stranger = (await officer(world, tateshina)).browser
  for (const who of [makoto, other.browser, yumi, await world.as('akira')]) expect(await who.text('/glass')).toContain(at)
  expect(await stranger.text('/glass')).not.toContain(at)
  for (const path of ['', '/rows/1', '/brief', '/rows/1/picture']) expect((await stranger.get(at + path)).status).toBe(404)
  expect((await (await world.as('akira')).get(`${at}/rows/1`)).status).toBe(403)
  expect((await (await world.as('daisuke')).get('/glass')).status).toBe(403)
  for (const who of ['hana', 'ken', 'reiko'] as const) {
    expect((await (await world.as(who)).get('/glass')).status).toBe(403)
    expect((await (await world.as(who)).get(at)).status).toBe(404)
  }
})

test('class 3B opens at a centre or a virtual desktop, by a passkey that stays in its device', async () => {
  pkg = await publishedPackage(world, { title: '住基の照合', dataClass: '3B', places: ['centre'], courses: ['security'] })
  const at = await broken()
  const text = await makoto.text(at)
  expect(text).toContain('決められた場所でだけ開きます')
  expect((await makoto.get(`${at}/rows/1/picture`)).status).toBe(403)
  const mark = await centreMark(world)
  const there = world.stranger()
  there.cookies.set('__Host-shared-pc', mark)
  await there.post('/demo/sign-in', { person: 'makoto' })
  expect((await there.post(`/openings/${pkg.id}`, { use: 'open', assignment: '', next: at, ...proof })).status).toBe(303)
  expect((await there.get(`${at}/rows/1/picture`)).status).toBe(200)
})

test('everything is said in English too', async () => {
  await makoto.post('/locale', { locale: 'en' })
  expect(await makoto.text('/glass/new')).toContain('Why it must be seen now')
  const at = await broken()
  expect(await makoto.text(at)).toContain('Look at the list (25 rows)')
  expect(await makoto.text('/glass')).toContain('Looking now')
})
