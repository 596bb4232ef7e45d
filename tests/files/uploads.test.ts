// Files that come in parts: any order, again, by nobody else, never too much, and whole or not at all.
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { partSize } from '../../db/files/files.ts'
import { fileLimits } from '../../policies/files/files.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import type { Browser } from '../support/run/browser.ts'
import { bytesUnder } from '../support/run/folders.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, csvOf, draftPackage, emptyPackage, publishedPackage } from '../support/stories/package.ts'
import { begin, digestOf, pieces, sendPart, someBytes, stateOf, upload } from '../support/stories/uploads.ts'

let world: TestWorld
let yumi: Browser
let pkg: string
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
  pkg = await emptyPackage(world)
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

const list = () => Buffer.from(csvOf(1, 6)) as Uint8Array<ArrayBuffer>
const wish = (more: object = {}) => ({ package: pkg, purpose: 'import', name: '一覧.csv', ...more })
const begun = async (browser: Browser, size: number, more: object = {}) =>
  ((await (await begin(browser, { ...wish(more), size })).json()) as { id: string }).id
const rowsOf = (table: 'upload' | 'uploadPart' | 'file') => world.engine.reader.selectFrom(table).selectAll().execute()
const objects = () => ['kept', 'coming'].flatMap((folder) => readdirSync(join(world.config.dataDir, folder)))

test('parts come in any order and twice, are told of, and are read back as the whole that was sent', async () => {
  const bytes = someBytes(2 * partSize + 777)
  const id = await begun(yumi, bytes.length)
  const [first, second, third] = pieces(bytes)
  expect(await stateOf(yumi, id)).toMatchObject({ state: 'receiving', parts: [], partBytes: partSize })
  for (const [part, piece] of [
    [2, third],
    [0, first],
    [0, first],
  ] as const)
    expect((await sendPart(yumi, id, part, piece!)).status).toBe(204)
  const hash = (piece: Uint8Array) => createHash('sha256').update(piece).digest('hex')
  expect(await stateOf(yumi, id)).toMatchObject({
    state: 'receiving',
    parts: [
      [0, hash(first!)],
      [2, hash(third!)],
    ],
  })
  expect((await sendPart(yumi, id, 1, second!)).status).toBe(204)
  await jobsDone()
  expect(await stateOf(yumi, id)).toMatchObject({ state: 'ready', hashed: bytes.length })
  const [row] = await rowsOf('upload')
  expect(row).toMatchObject({ sha256: hash(bytes), received: bytes.length, personId: world.cast.yumi.id })
})

test('another part takes the place of the first, until the file is whole; then nothing changes any more', async () => {
  const bytes = someBytes(partSize + 5)
  const id = await begun(yumi, bytes.length)
  const [first, last] = pieces(bytes)
  expect((await sendPart(yumi, id, 1, someBytes(5, 9))).status).toBe(204)
  expect((await sendPart(yumi, id, 1, last!)).status).toBe(204)
  expect((await sendPart(yumi, id, 0, first!)).status).toBe(204)
  await jobsDone()
  expect((await sendPart(yumi, id, 0, first!)).status, 'the same again').toBe(204)
  expect((await sendPart(yumi, id, 0, someBytes(partSize, 9))).status, 'another').toBe(409)
  const [row] = await rowsOf('upload')
  expect(row!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  const stored = createHash('sha256')
  const { inside } = await import('../../policies/safety/access.ts')
  for await (const piece of world.store.read(inside(pkg), row!.storageKey)) stored.update(piece)
  expect(stored.digest('hex')).toBe(row!.sha256)
})

type Refused = [what: string, part: number | string, { cut?: number; more?: number }, Record<string, string>, number]
test.for<Refused>([
  ['a wrong hash', 0, {}, { 'content-digest': digestOf(Buffer.from('x')) }, 422],
  ['no hash', 0, {}, { 'content-digest': '' }, 400],
  ['a hash of another kind', 0, {}, { 'content-digest': 'md5=:AAAA:' }, 400],
  ['a length that is too short', 0, { cut: 1 }, {}, 400],
  ['a length that lies', 0, { cut: 1 }, { 'content-length': '100' }, 400],
  ['more than the length says', 0, { more: 10 }, { 'content-length': '100' }, 400],
  ['no length', 0, {}, { 'content-length': '' }, 400],
  ['a part too many', 1, {}, {}, 404],
  ['a part before the first', '-1', {}, {}, 404],
  ['a part that is no number', 'x', {}, {}, 404],
])('%s is refused and leaves nothing', async ([, part, { cut = 0, more = 0 }, headers, status]) => {
  const id = await begun(yumi, 100)
  const bytes = someBytes(100 - cut + more)
  expect((await sendPart(yumi, id, part, bytes, headers)).status).toBe(status)
  expect((await stateOf(yumi, id)).parts).toEqual([])
  expect(objects()).toEqual([])
})

test('an upload of somebody else is not there: not to look at, to send to, to use or to remove', async () => {
  const id = await begun(yumi, 100)
  const other = await world.as('daisuke')
  expect((await other.get(`/uploads/${id}`)).status).toBe(404)
  expect((await sendPart(other, id, 0, someBytes(100))).status).toBe(404)
  expect((await other.post(`/uploads/${id}/removal`)).status).toBe(404)
  expect(await rowsOf('upload')).toHaveLength(1)
})

test('who may not send the form may not begin, and whose right has ended sends no part more', async () => {
  const ready = await draftPackage(world)
  const status = async (who: 'daisuke' | 'hana' | 'makoto', purpose = 'import') =>
    (await begin(await world.as(who), { ...wish({ package: ready.id, purpose }), size: 5 })).status
  expect(await status('daisuke')).toBe(403)
  expect(await status('hana')).toBe(404)
  expect(await status('makoto')).toBe(403)
  expect((await begin(yumi, { ...wish({ package: world.cast.ken.id }), size: 5 })).status).toBe(404)
  const id = await begun(yumi, 100, { package: ready.id })
  await world.engine.writer.updateTable('package').set({ status: 'published' }).where('id', '=', ready.id).execute()
  expect((await sendPart(yumi, id, 0, someBytes(100))).status).toBe(409)
  expect((await yumi.get(`/uploads/${id}`)).status).toBe(409)
  await world.engine.writer
    .updateTable('roleGrant')
    .set({ untilOn: '2026-11-20' })
    .where('personId', '=', world.cast.yumi.id)
    .execute()
  expect((await sendPart(yumi, id, 0, someBytes(100))).status).toBe(404)
})

test('the same file chosen again goes on where it was left; another one does not', async () => {
  const bytes = someBytes(partSize + 9)
  const id = await begun(yumi, bytes.length)
  await sendPart(yumi, id, 0, pieces(bytes)[0]!)
  const again = await begin(yumi, { ...wish(), size: bytes.length })
  expect([again.status, await again.json()]).toMatchObject([200, { id, parts: [[0, expect.any(String)]] }])
  expect(await begun(yumi, bytes.length, { modified: 2 })).not.toBe(id)
  expect(await begun(yumi, bytes.length, { name: 'b.csv' })).not.toBe(id)
  expect(await begun(yumi, bytes.length + 1)).not.toBe(id)
})

test('a list that came in parts is imported by the form that names it; nobody takes it twice, or for another form', async () => {
  const id = await upload(yumi, wish(), list())
  const elsewhere = await emptyPackage(world)
  const lost = await yumi.post(`/packages/${elsewhere}/steps/2`, { upload: id })
  expect([lost.status, (await lost.text()).includes('見つかりません')]).toEqual([422, true])
  const answer = await yumi.post(`/packages/${pkg}/steps/2`, { upload: id })
  expect(answer.status).toBe(303)
  await jobsDone()
  expect(await yumi.text(`/packages/${pkg}/steps/2`)).toContain('6行')
  expect((await yumi.post(`/packages/${pkg}/steps/2`, { upload: id })).status).toBe(422)
  expect((await yumi.get(`/uploads/${id}`)).status).toBe(404)
})

test('a file that has not all come is not taken, and waits for the rest', async () => {
  const bytes = someBytes(partSize + 9)
  const id = await begun(yumi, bytes.length)
  await sendPart(yumi, id, 0, pieces(bytes)[0]!)
  const answer = await yumi.post(`/packages/${pkg}/steps/2`, { upload: id })
  expect([answer.status, (await answer.text()).includes('まだ全部届いていません')]).toEqual([422, true])
  expect((await stateOf(yumi, id)).parts).toHaveLength(1)
})

test('a delivery comes in parts like any other', async () => {
  const open = await publishedPackage(world)
  const lot = await acceptedBy(world, 'ken', open, 1)
  const ken = await world.as('ken')
  const about = { package: open.id, purpose: 'delivery', assignment: lot, name: 'lot.csv' }
  const id = await upload(ken, about, Buffer.from(csvOf(1, 4)) as Uint8Array<ArrayBuffer>)
  const hana = await world.as('hana')
  expect((await begin(hana, { ...about, size: 5 })).status).toBe(404)
  expect((await ken.post(`/assignments/${lot}/submission`, { upload: id, note: '', unchanged: 'yes' })).status).toBe(303)
  expect(await ken.text(`/assignments/${lot}`)).toContain('納品を受け取りました')
  expect(await rowsOf('upload')).toHaveLength(1)
})

test('sizes and names are refused before anything is sent', async () => {
  const asked = async (size: number, more: object = {}) => {
    const answer = await begin(yumi, { ...wish(more), size })
    return [answer.status, ((await answer.json()) as { words?: string }).words]
  }
  expect(await asked(65 * 1024 ** 2)).toEqual([413, expect.stringContaining('64 MB')])
  expect(await asked(0)).toEqual([422, expect.stringContaining('空です')])
  expect(await asked(5, { name: '123456789018.csv' })).toEqual([422, expect.stringContaining('個人番号')])
  expect(await asked(5, { purpose: 'material', name: 'a.exe' })).toEqual([422, expect.stringContaining('PDF')])
  expect(await asked(2 * 1024 ** 3, { purpose: 'material', name: 'a.zip' })).toEqual([
    413,
    expect.stringContaining('大きすぎます'),
  ])
  for (const body of [
    {},
    { ...wish(), size: -1, modified: 1 },
    { ...wish(), size: 1.5, modified: 1 },
    { ...wish({ purpose: 'x' }), size: 1, modified: 1 },
    [1],
  ])
    expect((await yumi.json('/uploads', body)).status).toBe(400)
  expect(await rowsOf('upload')).toEqual([])
})

test('only so many at once, by one person and for one package; what is full is told in words', async () => {
  for (let i = 0; i < fileLimits.openUploadsPerPerson; i++) await begun(yumi, 10, { modified: i })
  const answer = await begin(yumi, { ...wish(), size: 11 })
  expect([answer.status, await answer.text()]).toEqual([429, expect.stringContaining('送りかけのファイルが20個')])
  await world.engine.writer.deleteFrom('upload').execute()
  const gib = 1024 ** 3
  for (let i = 0; i < 5; i++)
    expect((await begin(yumi, { ...wish({ purpose: 'material', name: 'a.zip', modified: i }), size: gib })).status).toBe(201)
  const full = await begin(yumi, { ...wish({ purpose: 'material', name: 'b.zip' }), size: gib })
  expect([full.status, await full.text()]).toEqual([413, expect.stringContaining('5 GB')])
  expect(await rowsOf('upload')).toHaveLength(5)
})

test('a tenth of the disk stays free, whatever is still on its way', async () => {
  const room = { free: 1_200, total: 10_000 }
  ;(world.blobs as { room: unknown }).room = async () => room
  expect((await begin(yumi, { ...wish(), size: 150 })).status).toBe(201)
  const answer = await begin(yumi, { ...wish({ modified: 2 }), size: 51 })
  expect([answer.status, await answer.text()]).toEqual([507, expect.stringContaining('空きがなく')])
  expect((await begin(yumi, { ...wish({ modified: 2 }), size: 50 })).status).toBe(201)
  const plain = await yumi.post(`/packages/${pkg}/steps/2`, { file: new File([list()], 'a.csv') })
  expect([plain.status, (await plain.text()).includes('空きがなく')]).toEqual([422, true])
  expect(objects()).toEqual([])
})

test('ten thousand tiny uploads are braked', async () => {
  const answers: number[] = []
  for (let i = 0; i < 200; i++) {
    const answer = await begin(yumi, { ...wish({ modified: i }), size: 1 })
    answers.push(answer.status)
    // As if each had been used at once, so that it is the brake that speaks and not the number of open ones.
    await world.engine.writer.deleteFrom('upload').execute()
  }
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(50)
})

test('cancelled, everything is gone at once; a second time there is nothing', async () => {
  const id = await begun(yumi, 100)
  await sendPart(yumi, id, 0, someBytes(100))
  await jobsDone()
  expect((await yumi.post(`/uploads/${id}/removal`)).status).toBe(303)
  expect([await rowsOf('upload'), await rowsOf('uploadPart'), objects()]).toEqual([[], [], []])
  expect((await yumi.post(`/uploads/${id}/removal`)).status).toBe(404)
})

test('nothing lies in the clear anywhere while a file comes in', async () => {
  const canary = '秘密のカナリア0123'
  const bytes = Buffer.from(`番号,名称\r\n${`1,${canary}\r\n`.repeat(3000)}`) as Uint8Array<ArrayBuffer>
  await upload(yumi, wish(), bytes)
  const files = [...bytesUnder(world.config.dataDir)]
  expect(files.length).toBeGreaterThan(1)
  for (const { path, bytes } of files) expect([path, bytes.includes(canary)]).toEqual([path, false])
})

const uploadIds = async () =>
  (await world.engine.reader.selectFrom('upload').select('id').orderBy('createdAt').orderBy('id').execute()).map(({ id }) => id)

test('an upload that was offered and never sent holds its room for half an hour, is seen by others, and is dropped from the page', async () => {
  const size = 400 * 1024 ** 2
  const offer = (browser: Browser, n: number) => begin(browser, { package: pkg, purpose: 'material', name: `${n}.csv`, size })
  for (let n = 0; n < 12; n++) expect((await offer(yumi, n)).status).toBe(201)
  expect((await offer(yumi, 12)).status).toBe(413)
  const page = await yumi.text(`/packages/${pkg}/files`)
  for (const words of ['送りかけのファイル', '0.csv', '上條 由美', '送るのをやめる']) expect(page).toContain(words)
  const [first] = await uploadIds()
  const left = await yumi.post(`/uploads/${first}/removal`)
  expect([left.status, left.headers.get('location'), (await rowsOf('upload')).length]).toEqual([
    303,
    `/packages/${pkg}/files`,
    11,
  ])
  expect((await offer(yumi, 12)).status).toBe(201)
  world.later(31)
  yumi = await world.as('yumi')
  for (let n = 20; n < 32; n++) expect([n, (await offer(yumi, n)).status]).toEqual([n, 201])
  // What was silent asks for room again.
  const [silent] = await uploadIds()
  expect((await sendPart(yumi, silent!, 0, someBytes(partSize))).status).toBe(413)
  expect((await offer(yumi, 1)).status).toBe(413)
})
