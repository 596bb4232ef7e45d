// What keeps content that is only shown closed: place, touch, relation, and every change of mind, at once.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crops, differ, look } from '../support/outside/pictures.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { atCentre, centreMark, corrections, prepareForStrict, strictPackage, touch } from '../support/stories/guarded.ts'
import { acceptedBy, publishedPackage, type TestPackage } from '../support/stories/package.ts'

let world: TestWorld
let pkg: TestPackage
let id: string
let mark: string
let ken: Browser
beforeEach(async () => {
  world = await newWorld()
  await prepareForStrict(world, ['ken', 'hana'])
  pkg = await strictPackage(world, { rows: 30, rowsPerLot: 15 })
  id = await acceptedBy(world, 'ken', pkg, 2)
  mark = await centreMark(world)
  ken = await atCentre(world, 'ken', mark)
})
afterEach(() => world.close())

const at = (rest: string) => `/assignments/${id}${rest}`
const put = (by = ken) => by.post(at('/entries'), corrections(1, [[16, 2, '新しい店']]))
const deliver = (counted: string, by = ken) => by.post(at('/entries/submission'), { counted, none: 'yes', note: '' })
const looks = async () => (await world.audit()).filter(({ act }) => act === 'assignment.open')
const picture = at.bind(null, '/pages/1/picture')
/** The answers to every way in: a page, a picture, a correction. */
const ways = async (by = ken) => [(await by.get(at('/pages/1'))).status, (await by.get(picture())).status, (await put(by)).status]
const write = () => world.engine.writer

test('at home nothing opens, and it is said why and where it would; what is ready may be delivered all the same', async () => {
  await touch(ken, pkg.id, id)
  await put()
  const home = await world.as('ken')
  expect(await ways(home)).toEqual([403, 403, 403])
  expect(await home.text(at('/pages/1'))).toContain('テレワークセンターの登録されたパソコン')
  const lot = await home.text(at(''))
  for (const words of ['今は見られません', '開ける場所', 'テレワークセンター、仮想デスクトップで開けます'])
    expect(lot).toContain(words)
  expect(lot).not.toContain(at('/pages'))
  // A session that was carried off is not at the centre.
  const stolen = world.stranger()
  for (const [name, value] of ken.cookies) if (name !== '__Host-shared-pc') stolen.cookies.set(name, value)
  expect(await ways(stolen)).toEqual([403, 403, 403])
  expect((await deliver('1', home)).status).toBe(303)
})

test('without a touch of the passkey for this package nothing opens; left alone it closes, and what was typed is kept', async () => {
  for (const path of [at('/pages'), at('/pages/1'), picture()]) {
    const answer = await ken.get(path)
    expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 303, expect.stringMatching(/^\/openings\//)])
  }
  expect(await looks()).toEqual([])
  await touch(ken, pkg.id, id)
  expect((await ken.get(picture())).status).toBe(200)
  world.later(6)
  expect((await ken.get(at('/pages/1'))).headers.get('location')).toMatch(/^\/openings\//)
  const refused = await ken.post(at('/entries'), corrections(1, [[16, 2, '=1+1']]))
  const text = await refused.text()
  expect(refused.status).toBe(422)
  for (const words of ['内容を見られる時間が過ぎました', 'value="=1+1"', `/openings/${pkg.id}?`]) expect(text).toContain(words)
  expect(text).not.toContain('<img')
  expect((await put()).status, 'a correction shows nothing').toBe(303)
})

test('for anybody without the lot there is none; its manager and coordinator look and correct nothing', async () => {
  const hana = await atCentre(world, 'hana', mark)
  const reiko = await world.as('reiko')
  for (const other of [hana, reiko]) expect(await ways(other)).toEqual([404, 404, 404])
  expect((await deliver('0', hana)).status).toBe(404)
  for (const who of ['daisuke', 'yumi'] as const) {
    const staff = await world.as(who)
    expect(await touch(staff, pkg.id, id)).toBe(303)
    expect([who, await ways(staff)]).toEqual([who, [200, 200, 403]])
    expect(await staff.text(at('/pages/1'))).not.toContain('name="value-1"')
    expect((await deliver('0', staff)).status).toBe(403)
  }
})

test('what leaves as a file has no pages, and what has pages takes no file', async () => {
  const open = await publishedPackage(world)
  const other = await acceptedBy(world, 'ken', open, 1)
  for (const rest of ['/pages', '/pages/1', '/pages/1/picture', '/changes/1/pages/1'])
    expect([rest, (await ken.get(`/assignments/${other}${rest}`)).status]).toEqual([rest, 404])
  expect((await ken.post(`/assignments/${other}/entries`, corrections(1, [[1, 2, 'x']]))).status).toBe(404)
  expect((await ken.post(`/assignments/${other}/entries/submission`, { counted: '0', none: 'yes', note: '' })).status).toBe(404)
  expect(await ken.text(`/assignments/${other}`)).toContain('type="file"')
  const forms = (await ken.text(at(''))).match(/action="[^"]*submission"/g)
  expect(forms).toEqual([`action="${at('/entries/submission')}"`])
})

const set = (table: 'package' | 'consent' | 'completion' | 'workerProfile' | 'assignment', values: object) => () =>
  write()
    .updateTable(table)
    .set(values as never)
    .execute()
const gone = [403, 403, 403]
test.for<[string, () => Promise<unknown>, number[], string, number]>([
  ['frozen', set('package', { frozenAt: '2026-11-21T03:00:00.000Z' }), gone, '凍結', 403],
  ['the consent withdrawn', set('consent', { withdrawnAt: '2026-11-21T03:00:00.000Z' }), gone, '町の同意', 403],
  ['the course run out', set('completion', { validUntil: '2026-11-20' }), gone, '研修の修了', 303],
  ['the clearance lowered', set('workerProfile', { clearance: '2' }), gone, '扱える区分', 303],
  ['the due day past', set('assignment', { dueOn: '2026-11-20' }), gone, '期限', 303],
  ['the worker suspended', set('workerProfile', { status: 'suspended' }), gone, '', 403],
])('%s: closed at once, whoever was looking', async ([, change, expected, words, delivering]) => {
  await touch(ken, pkg.id, id)
  expect(await ways()).toEqual([200, 200, 303])
  await change()
  expect(await ways()).toEqual(expected)
  if (words) expect(await ken.text(at(''))).toContain(words)
  expect((await deliver('1')).status).toBe(delivering)
})

test('handed back: closed, and what was entered is gone', async () => {
  await touch(ken, pkg.id, id)
  await put()
  expect((await ken.post(at('/hand-back'), { reason: '' })).status).toBe(303)
  expect(await ways()).toEqual([409, 409, 409])
  expect((await deliver('1')).status).toBe(409)
  expect(await world.db.read.selectFrom('entry').selectAll().execute()).toEqual([])
})

test('a picture that is being drawn when the right ends does not leave', async () => {
  await touch(ken, pkg.id, id)
  const going = ken.get(picture())
  while ((await looks()).length === 0) await new Promise((soon) => setTimeout(soon, 2))
  await set('package', { frozenAt: '2026-11-21T03:00:00.000Z' })()
  const answer = await going
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')])
})

test('a look is recorded before its first byte; what nobody looks at is not, and other sites get nothing', async () => {
  await touch(ken, pkg.id, id)
  const unseen: [string, RequestInit & { headers?: Record<string, string> }][] = [
    ['HEAD', { method: 'HEAD' }],
    ['fetched beforehand', { headers: { 'sec-purpose': 'prefetch' } }],
    ['drawn beforehand', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['fetched beforehand by an old browser', { headers: { 'x-moz': 'prefetch' } }],
    ['in a page of another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['in a page of a sibling', { headers: { 'sec-fetch-site': 'same-site' } }],
    ['a page that there is not', {}],
  ]
  for (const [how, init] of unseen) {
    const path = how.endsWith('not') ? at('/pages/99/picture') : picture()
    expect([how, (await ken.send(path, init)).status]).toEqual([how, how === 'HEAD' ? 405 : 404])
  }
  for (const number of ['0', '01', '-1', '1.0', 'x', '3'])
    expect((await ken.get(at(`/pages/${number}/picture`))).status).toBe(404)
  expect(await looks()).toEqual([])
  expect((await ken.send(at('/pages/1'), { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(404)
  expect((await ken.send(picture(), { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
  const [record] = await looks()
  expect(JSON.parse(record!.detail)).toEqual({ use: 'open', form: 'page', place: 'centre', page: 1 })
  expect(await ken.text(at(''))).not.toContain('続きを開く')
  await ken.get(at('/pages/2/picture'))
  expect(await ken.text(at(''))).toContain('続きを開く（2ページ目から）')
  expect((await ken.get(at('/pages'))).headers.get('location')).toBe(at('/pages/2'))
  expect((await ken.get(at('/pages?row=１９'))).headers.get('location')).toBe(at('/pages/1?row=19#row-1'))
  const head = (await ken.get(picture())).headers
  expect([
    head.get('content-disposition'),
    head.get('content-security-policy'),
    head.get('cross-origin-resource-policy'),
  ]).toEqual(['inline', "default-src 'none'; sandbox", 'same-origin'])
  expect(head.get('cache-control')).toBe('no-store')
})

test('whoever looks, their name is everywhere: two readers’ pictures of one page differ in every part', async () => {
  const seen = []
  // Both of one town, at one minute: nothing but the name tells their pictures apart.
  for (const who of ['daisuke', 'yumi'] as const) {
    const reader = await world.as(who)
    await touch(reader, pkg.id, id)
    seen.push(await look(Buffer.from(await (await reader.get(picture())).arrayBuffer())))
  }
  const [one, other] = seen as [Awaited<ReturnType<typeof look>>, Awaited<ReturnType<typeof look>>]
  expect([one.width, one.height]).toEqual([other.width, other.height])
  const parts = crops(one, { width: 600, height: 400 })
  expect(parts.filter((part) => !differ(one, other, part))).toEqual([])
})

test('nobody leafs through faster than they can read', async () => {
  await touch(ken, pkg.id, id)
  for (let i = 0; i < 90; i++) await world.limits.spend('page', world.cast.ken.id)
  expect((await ken.get(picture())).status).toBe(429)
})
