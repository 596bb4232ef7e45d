// Whatever people type freely is refused where it holds an individual number, beside its field and with everything typed kept.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dump } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, csvFile, csvOf, deliveredBy, emptyPackage, publishedPackage } from '../support/stories/package.ts'

const number = '123456789018'
let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

/** A refusal that names the field, gives back what was typed, and leaves nothing anywhere. */
async function expectRefused(answer: Response, fields: readonly string[], typed: readonly string[]) {
  const text = await answer.text()
  expect(answer.status).toBe(422)
  for (const field of fields) expect(text).toContain(`href="#${field}"`)
  for (const words of typed) expect(text).toContain(words)
  expect(text).toContain('マイナンバー')
  expect(JSON.stringify(await dump(world))).not.toContain(number)
}

test('in a point of a review and in its word', async () => {
  const id = await deliveredBy(world, 'hana', await publishedPackage(world), 1)
  const typed = { 'criterion-1': '1', 'row-1': '1', 'words-1': `番号 ${number}`, words: `個人番号${number}` }
  const answer = await (await world.as('daisuke')).post(`/assignments/${id}/returns`, typed)
  await expectRefused(answer, ['words-1', 'words'], [`番号 ${number}`, `個人番号${number}`])
})

test('in the reason for passing somebody over', async () => {
  const pkg = await publishedPackage(world)
  for (const who of ['ken', 'hana'] as const) {
    await (await world.as(who)).post(`/work/${pkg.id}/application`, { lotsWished: '1', note: '' })
    world.later(1)
  }
  const { id } = world.cast.hana
  const plan = {
    [`lots-${id}`]: '1',
    [`shown-${id}`]: '1',
    dueOn: '2026-12-05',
    shownDueOn: '2026-12-05',
    reason: `番号 ${number}`,
  }
  const answer = await (await world.as('daisuke')).post(`/packages/${pkg.id}/offers`, plan)
  await expectRefused(answer, ['reason'], [`番号 ${number}`])
})

test('in a criterion of a package', async () => {
  const id = await emptyPackage(world)
  const how = { brief: '手順です', criteria: `名称が同じ\r\n番号は${number}` }
  const answer = await (await world.as('yumi')).post(`/packages/${id}/steps/3`, how)
  await expectRefused(answer, ['criteria'], ['手順です', `番号は${number}`])
})

test('in the telephone or the address of a desk', async () => {
  const desk = { name: '窓口', phone: '1234-5678-9018', email: `${number}@example.jp`, hours: '平日' }
  const answer = await (await world.as('yumi')).post('/towns/202151/desk', desk)
  await expectRefused(answer, ['phone', 'email'], ['1234-5678-9018', `${number}@example.jp`])
})

test('in the name of a list, and of a delivery', async () => {
  const yumi = await world.as('yumi')
  const id = await emptyPackage(world)
  const list = await yumi.post(`/packages/${id}/steps/2`, { file: csvFile('番号,名称\n1,a\n', `名簿${number}.csv`) })
  await expectRefused(list, ['file'], [])
  const lot = await acceptedBy(world, 'hana', await publishedPackage(world), 1)
  const file = csvFile(csvOf(1, 4), `${number}.csv`)
  const delivery = await (await world.as('hana')).post(`/assignments/${lot}/submission`, { file, note: 'ひとこと' })
  await expectRefused(delivery, ['file'], ['ひとこと'])
})
