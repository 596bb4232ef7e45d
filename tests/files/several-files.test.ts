// Several files in one form: all of them or none, with the name of the one that is in the way.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { filesAtOnce, plainFormMost } from '../../policies/files/uploads.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import { number } from '../support/hostile/case.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, draftPackage, publishedPackage } from '../support/stories/package.ts'
import { filesOf, stored, text } from '../support/stories/package-files.ts'
import { begin, someBytes, upload } from '../support/stories/uploads.ts'

let world: TestWorld
let yumi: Browser
let id: string
let empty: number
beforeEach(async () => {
  world = await newWorld()
  yumi = await world.as('yumi')
  id = (await draftPackage(world)).id
  empty = stored(world)
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

const at = () => `/packages/${id}/files`
const names = async () => (await filesOf(world)).map(({ name }) => name)
const many = (count: number) => Array.from({ length: count }, (_, i) => text(`手順${i}`, `手順${i}.txt`))

test('all files of a form are added by one write, each with a record and a check of its own', async () => {
  expect((await yumi.post(at(), { file: many(3) })).status).toBe(303)
  await jobsDone()
  expect(await names()).toEqual(['手順0.txt', '手順1.txt', '手順2.txt'])
  expect((await filesOf(world)).map(({ state }) => state)).toEqual(['clean', 'clean', 'clean'])
  const records = (await world.audit()).filter(({ act }) => act === 'file.add')
  expect(new Set(records.map(({ subjectId }) => subjectId)).size).toBe(3)
  expect(new Set(records.map((record) => record.at)).size).toBe(1)
  expect(stored(world)).toBe(empty + 3)
})

test('a worker adds several to a delivery', async () => {
  const lot = await acceptedBy(world, 'hana', await publishedPackage(world), 1)
  expect((await (await world.as('hana')).post(`/assignments/${lot}/files`, { attached: many(2) })).status).toBe(303)
  await jobsDone()
  expect((await filesOf(world)).map(({ assignmentId }) => assignmentId)).toEqual([lot, lot])
})

test.for([
  ['a kind that is not taken', () => [...many(2), text('MZ', '道具.exe')], '「道具.exe」：'],
  ['an empty one', () => [text('', '空.txt'), ...many(1)], '「空.txt」：中身が空です'],
  ['one too many', () => many(filesAtOnce + 1), '一度に選べるのは10個までです'],
  [
    'one too large',
    () => [text('x'), new File([someBytes(plainFormMost + 1)], '大きな.txt')],
    '「大きな.txt」：大きすぎます。64 MBまで',
  ],
  [
    'more than a form holds together',
    () => [text('x'), new File([someBytes(plainFormMost)], '大きな.txt')],
    '>合わせて64 MBまで',
  ],
] as const)('%s keeps all of them out, and nothing is left behind', async ([, files, words]) => {
  const answer = await yumi.post(at(), { file: files() })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(words)
  expect([await names(), stored(world)]).toEqual([[], empty])
})

test('as many as one form takes are taken', async () => {
  expect((await yumi.post(at(), { file: many(filesAtOnce) })).status).toBe(303)
  expect(await names()).toHaveLength(filesAtOnce)
})

test('an individual number in a name is not told again', async () => {
  const answer = await yumi.post(at(), { file: [...many(1), text('x', `${number}.txt`)] })
  expect(answer.status).toBe(422)
  expect(await answer.text()).not.toContain(number)
})

test('files that came in parts are handed in together; one that is missing keeps the others for another try', async () => {
  const wish = (name: string) => ({ package: id, purpose: 'material', name })
  const sent = [await upload(yumi, wish('一.txt'), enough('一')), await upload(yumi, wish('二.txt'), enough('二'))]
  const { id: half } = (await (await begin(yumi, { ...wish('三.txt'), size: 9_000_000 })).json()) as { id: string }
  const refused = await yumi.post(at(), { upload: [...sent, half] })
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('「三.txt」：ファイルがまだ全部届いていません'),
  ])
  expect((await yumi.post(at(), { upload: [...sent, 'none'] })).status).toBe(422)
  expect(await names()).toEqual([])
  expect((await yumi.post(at(), { upload: [...sent, sent[0]!] })).status, 'one named twice counts once').toBe(303)
  expect(await names()).toEqual(['一.txt', '二.txt'])
  expect((await yumi.post(at(), { upload: sent })).status, 'handed out once').toBe(422)
})
const enough = (words: string) => Buffer.from(`${words}\n`.repeat(2_000)) as Uint8Array<ArrayBuffer>

test('an upload for another form among them keeps all of them out', async () => {
  const mine = await upload(yumi, { package: id, purpose: 'material', name: '一.txt' }, enough('一'))
  const other = (await draftPackage(world)).id
  const elsewhere = await upload(yumi, { package: other, purpose: 'material', name: '他.txt' }, enough('他'))
  expect((await yumi.post(at(), { upload: [mine, elsewhere] })).status).toBe(422)
  expect(await names()).toEqual([])
})
