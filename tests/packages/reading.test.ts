// A draft's list is shown as it was read, and read in another way without being sent again.
import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPackage } from '../../db/packages/find.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { csvFile } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(async () => {
  await jobsDone()
  await world.close()
})

const find = async (id: string) => (await findPackage(world.db.read, id, world.cast.yumi.id))!
async function begin(yumi: Browser): Promise<string> {
  const answer = await yumi.post('/packages', { title: '施設の照合', purpose: '公開のため', client: '' })
  return answer.headers.get('location')!.split('/')[2]!
}
async function upload(browser: Browser, id: string, file: File) {
  await browser.post(`/packages/${id}/steps/2`, { file })
  await jobsDone()
}
const storedFiles = () => readdir(`${world.config.dataDir}/kept`)

test('how it was read is shown, and the file is read in another way without being sent again', async () => {
  const yumi = await world.as('yumi')
  const id = await begin(yumi)
  await upload(yumi, id, csvFile('施設一覧\n\n番号\t名称\n1\t塩尻駅\n\t\n'))
  const text = await yumi.text(`/packages/${id}/steps/2`)
  expect(text).toMatch(/列の名前より上の1行（1行目）は除きました[\s\S]*何も入っていない1行（5行目）/)
  expect(text).toMatch(/<option value="tab" selected/)
  const reading = { encoding: 'utf-8', delimiter: 'tab', headerLine: '４' }
  expect((await yumi.post(`/packages/${id}/steps/2/reading`, { ...reading, delimiter: 'x' })).status).toBe(422)
  await yumi.post(`/packages/${id}/steps/2/reading`, reading)
  await jobsDone()
  const again = await yumi.text(`/packages/${id}/steps/2?imported`)
  expect(again).toContain('列の名前だけで、行がありません')
  expect(again).toMatch(/name="headerLine"[^>]*value="4"/)
  expect((await find(id)).rowCount).toBe(1)
})
test('numbers of which only an officer knows that they are no individual ones are taken in for a reason, which is recorded', async () => {
  const yumi = await world.as('yumi')
  const id = await begin(yumi)
  const list = () => csvFile('番号,検針\n1,123456789018\n')
  await upload(yumi, id, list())
  expect(await yumi.text(`/packages/${id}/steps/2`)).toContain('name="numbers"')
  expect(await storedFiles()).toEqual([])
  await yumi.post(`/packages/${id}/steps/2`, { file: list(), numbers: 'meter' })
  await jobsDone()
  expect((await find(id)).rowCount).toBe(1)
  expect((await world.audit()).filter(({ act }) => act === 'package.import').at(-1)!.detail).toContain('meter')
})
