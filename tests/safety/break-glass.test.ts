// Broken glass: everybody knows at once, only looking is added, and it ends to the minute.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AccessFacts, decideAccess, uses } from '../../policies/safety/access.ts'
import { handling } from '../../policies/safety/classes.ts'
import { features } from '../../server/app.tsx'
import { openTransport, sendDue } from '../../server/kernel/sender.ts'
import { startSmtp } from '../support/outside/smtp.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { broken, glassRecords, glassRows, glassWish, glassWorld, heardOf, proof } from '../support/stories/glass.ts'
import { centreMark } from '../support/stories/guarded.ts'
import { deliveredBy, publishedPackage, type TestPackage } from '../support/stories/package.ts'
import { towns } from '../support/stories/vetting.ts'

const { shiojiri } = towns
let smtp: Awaited<ReturnType<typeof startSmtp>>
let world: TestWorld
let pkg: TestPackage
let makoto: Browser
let yumi: Browser
let other: Awaited<ReturnType<typeof glassWorld>>['other']
beforeEach(async () => {
  smtp = await startSmtp()
  world = await newWorld({ mail: { url: smtp.url, from: 'yui@work.example.jp' } })
  ;({ pkg, other, makoto, yumi } = await glassWorld(world))
})
afterEach(async () => {
  await world.close()
  await smtp.close()
})

test('it takes a reason, a ticket and the passkey; then everybody knows at once, inside and by letter', async () => {
  expect(await makoto.text('/glass')).toContain('緊急閲覧は、まだありません')
  expect(
    (await makoto.post('/glass', { ...(await glassWish(world, pkg.id, { reason: '', ticket: '' })), ...proof })).status,
  ).toBe(422)
  const asked = await (await makoto.post('/glass', await glassWish(world, pkg.id))).text()
  for (const words of ['緊急閲覧を始めます', '塩尻市', 'T-2041', '30分', '町の担当者全員、ディレクター、ほかの事務局全員'])
    expect(asked).toContain(words)
  expect(asked, 'no title before anything is broken').not.toContain('転入者名簿')
  expect(await glassRows(world)).toEqual([])
  const at = await broken(world, makoto, pkg.id)
  const { makoto: breaker, yumi: coordinator, daisuke } = world.cast
  expect(await heardOf(world, 'glass.break')).toEqual([coordinator.id, daisuke.id, other.id].sort())
  expect(await glassRecords(world)).toEqual([
    ['glass.break', breaker.id, shiojiri, { package: pkg.id, class: '3C', minutes: 30 }],
  ])
  expect(JSON.stringify(await world.audit())).not.toContain('連絡')
  for (const who of [yumi, await world.as('daisuke')]) {
    expect(await who.text('/notifications')).toMatch(/「転入者名簿」<.*業務案件の内容を、事務局が緊急閲覧しています/)
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
  for (const { text } of told)
    for (const secret of ['転入者名簿', '清水', 'T-2041', '開けないと']) expect(text).not.toContain(secret)
})

test('it opens pages with the breaker’s mark, never a file, and every page stands in the review', async () => {
  const before = await makoto.get(`/packages/${pkg.id}`)
  expect(before.status).toBe(404)
  await deliveredBy(world, 'ken', pkg, 1)
  const at = await broken(world, makoto, pkg.id)
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
  const looks = (await glassRecords(world)).filter(([act]) => act === 'glass.look').map(([, , , detail]) => detail)
  expect(looks).toEqual([
    { use: 'read', form: 'text', place: 'home' },
    { use: 'open', form: 'page', place: 'home', page: 1 },
    { use: 'open', form: 'page', place: 'home', page: 3 },
    { use: 'open', form: 'page', place: 'home', page: 1, lot: 1 },
  ])
  const review = await yumi.text(at)
  for (const words of ['一覧表 1ページ', '一覧表 3ページ', '作業1の納品 1ページ', '手順']) expect(review).toContain(words)
  const history = `/packages/${pkg.id}/history`
  expect(await yumi.text(history)).not.toContain('緊急閲覧で内容を見ました')
  expect(await yumi.text(`${history}?part=readings`)).toContain('緊急閲覧で内容を見ました')
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
  await broken(world, makoto, pkg.id)
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
  const at = await broken(world, makoto, pkg.id)
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
  const at = await broken(world, makoto, pkg.id)
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

test('class 3B opens at a centre or a virtual desktop, by a passkey that stays in its device', async () => {
  pkg = await publishedPackage(world, { title: '住基の照合', dataClass: '3B', places: ['centre'], courses: ['security'] })
  const at = await broken(world, makoto, pkg.id)
  const text = await makoto.text(at)
  expect(text).toContain('決められた場所でだけ見られます')
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
  expect(await makoto.text('/glass/new')).toContain('Reason for emergency access')
  const at = await broken(world, makoto, pkg.id)
  expect(await makoto.text(at)).toContain('View the list (25 rows)')
  expect(await makoto.text('/glass')).toContain('In progress')
})
