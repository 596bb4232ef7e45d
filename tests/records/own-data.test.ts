// My data: everything that is held about a person is shown to them and can be taken along; who read it is told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOwnData } from '../../db/records/own-data/index.ts'
import type { Act } from '../../policies/kernel/acts.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { withoutFormula } from '../../server/packages/csv/encode.ts'
import { say } from '../../views/identity/account/plain.ts'
import { messages } from '../../views/messages/index.ts'
import { enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { knownInFull } from '../support/stories/own-data.ts'

let world: TestWorld
let hana: Browser
let assignmentId: string
const vettingId = '01910000-0000-7000-8000-00000000aa01'

beforeAll(async () => {
  world = await newWorld()
  assignmentId = await knownInFull(world, vettingId)
  hana = (await enrolled(world, 'hana')).browser
}, 60_000)
afterAll(() => world.close())

test.for(['ja', 'en'] as const)('every field of every section has its word (%s)', async (locale) => {
  const t = messages[locale]
  for (const { key, items } of await readOwnData(world.db.read, world.cast.hana.id, 100))
    for (const item of items)
      for (const { field, term, words } of say(t, locale, key, item)) {
        expect([key, field, term === field]).toEqual([key, field, false])
        expect([key, field, /undefined|\[object/.test(words)]).toEqual([key, field, false])
        // A code such as `least-recent` is no word; `seed` is what the seeds gave as a reason.
        expect([key, field, words, /^[a-z][a-z-]+$/.test(words)]).toEqual([key, field, words, words === 'seed'])
      }
})

test('the page shows it all in plain words', async () => {
  const text = await hana.text('/account/data')
  for (const words of ['小林 花', 'hana@example.jp', '表計算が得意です', '落ち着いて話せる方', '追試で合格', '携帯をなくした'])
    expect(text).toContain(words)
  for (const words of [
    '市外局番を足してください。',
    '姓が変わりました',
    '店舗一覧の照合',
    '支払日',
    'ビデオ通話',
    '審査に合格した',
  ])
    expect(text).toContain(words)
})

test('nobody else is on it, and no key material', async () => {
  const { passkey, person } = await world.engine.reader
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.personId')
    .select(['passkey.id as passkey', 'userHandle as person'])
    .where('personId', '=', world.cast.hana.id)
    .executeTakeFirstOrThrow()
  const json = JSON.stringify(await readOwnData(world.db.read, world.cast.hana.id, 100))
  for (const secret of [passkey, person, 'publicKey', 'codeHash', 'storageKey']) expect(json).not.toContain(secret)
  const ken = await (await world.as('ken')).text('/account/data')
  for (const words of ['小林 花', '表計算が得意です', '市外局番を足してください。']) expect(ken).not.toContain(words)
})

test('who did nothing here yet has no section but their own name and role', async () => {
  const held = await readOwnData(world.db.read, world.cast.akira.id, 100)
  expect(held.filter(({ items }) => items.length > 0).map(({ key, items }) => [key, items.length])).toEqual([
    ['person', 1],
    ['roles', 1],
  ])
})

const exported = async (format: string, extra: Record<string, string> = { _proof: 'demo' }) => {
  const browser = await world.as('hana')
  return browser.post('/account/export', { format, ...extra })
}
const records = async () => (await world.audit()).filter(({ act }) => act === 'account.export')

test('the export asks for the passkey first, and only then is anything recorded or sent', async () => {
  const before = await records()
  const answer = await exported('json', {})
  expect(answer.headers.get('content-disposition')).toBeNull()
  expect(await answer.text()).toContain('自分の記録をダウンロードする')
  const enrolledAnswer = await hana.post('/account/export', { format: 'json', _proof: 'demo' })
  expect(enrolledAnswer.headers.get('content-disposition'), 'who has a passkey must use it').toBeNull()
  expect(await records()).toEqual(before)
})

test('JSON holds exactly what the page reads', async () => {
  const answer = await exported('json')
  expect(answer.headers.get('content-disposition')).toContain('filename="my-data-2026-11-21.json"')
  const { exportedAt, ...sections } = JSON.parse(await answer.text())
  expect(exportedAt).toBe(world.clock())
  const held = await readOwnData(world.db.read, world.cast.hana.id, 1_000)
  const without = (all: object) => JSON.stringify({ ...all, sessions: [], notifications: [] })
  expect(without(sections)).toBe(without(Object.fromEntries(held.map(({ key, items }) => [key, items]))))
  expect((await records()).at(-1)).toMatchObject({ actorId: world.cast.hana.id, subjectId: world.cast.hana.id })
  expect(await hana.text('/notifications')).toContain('あなたの記録がダウンロードされました')
})

test('the table says what the page says, opens in a spreadsheet, and no cell begins like a formula', async () => {
  const answer = await exported('csv')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text.split('\n')[0]).toBe('種類,番号,項目,内容')
  expect(text).toContain('氏名と連絡先,1,氏名,小林 花\n')
  expect(text).toContain("コメント,'=昼に働けます")
  expect(text).not.toMatch(/(^|,)"?[=+\-@]/m)
})

test.for(['=1+1', '+81', '-1', '@a', '\t=1', '＝1', '＋1', '－1', '＠a', '\r=1'])('a cell %j becomes text', (cell) => {
  expect(withoutFormula(cell)).toBe(`'${cell}`)
})
test.for(['', '1', '小林', "'=1", 'a=1'])('a cell %j stays', (cell) => {
  expect(withoutFormula(cell)).toBe(cell)
})

test('an unknown format is refused, and the record is there before the first byte', async () => {
  expect((await exported('xml')).status).toBe(400)
  const before = (await records()).length
  const answer = await exported('csv')
  expect(await records()).toHaveLength(before + 1)
  await answer.body!.cancel()
})

/** Something that somebody of the cast did, as the real write records it. */
const did = (who: 'yumi' | 'makoto' | 'daisuke' | 'hana', act: Act, id: string) => {
  const townId = act.startsWith('assignment.') ? '202151' : '203246'
  return world.db.write({ actor: world.cast[who], at: world.clock() }, (tx) => tx.record(permit(act, { id, townId })))
}

test('who read my data is told: by name and role, also through my vetting and my work', async () => {
  await did('yumi', 'person.read', world.cast.hana.id)
  world.later(1)
  await did('makoto', 'vetting.read', vettingId)
  world.later(1)
  await did('daisuke', 'assignment.read-delivery', assignmentId)
  await did('hana', 'vetting.pledge', vettingId)
  await did('yumi', 'person.read', world.cast.ken.id)
  const text = await (await world.as('hana')).text('/account/data/readers')
  const order = ['納品を見ました', '審査の内容を見ました', '人の登録内容を見ました'].map((words) => text.indexOf(words))
  expect(order.every((place) => place > 0)).toBe(true)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  for (const words of ['上條 由美', '自治体担当者（塩尻市）', '清水 誠', '審査のため', '百瀬 大輔']) expect(text).toContain(words)
  expect(text.match(/人の登録内容を見ました/g), 'not what was read of others').toHaveLength(1)
  expect(text, 'not my own deeds').not.toContain('誓約書に署名しました')
  expect(await (await world.as('reiko')).text('/account/data/readers')).toContain('まだだれも見ていません')
})

test('the role is the one held on that day', async () => {
  const { writer } = world.engine
  const personId = world.cast.daisuke.id
  await writer.updateTable('roleGrant').set({ untilOn: '2026-11-21' }).where('personId', '=', personId).execute()
  const later = { fromOn: '2026-11-22' as const, untilOn: null, grantedBy: null, reason: '' }
  await writer
    .insertInto('roleGrant')
    .values({ id: 'later', personId, role: 'trainer', townId: null, ...later })
    .execute()
  const before = await (await world.as('hana')).text('/account/data/readers')
  expect(before).toContain('ディレクター（塩尻市）')
  expect(before).not.toContain('研修担当（連携体全体）')
  world.later(3 * 24 * 60)
  await did('daisuke', 'assignment.read', assignmentId)
  const after = await (await world.as('hana')).text('/account/data/readers')
  expect(after.indexOf('研修担当（連携体全体）')).toBeGreaterThan(0)
  expect(after.indexOf('研修担当（連携体全体）')).toBeLessThan(after.indexOf('ディレクター（塩尻市）'))
})

test('many readings come a page at a time, none twice and none lost', async () => {
  const ken = world.cast.ken.id
  for (let i = 0; i < 60; i++) await did('yumi', 'person.read', ken)
  const browser = await world.as('ken')
  const first = await browser.text('/account/data/readers')
  const [, next] = /href="([^"]+)"[^>]*rel="next"/.exec(first)!
  const second = await browser.text(next!.replaceAll('&amp;', '&'))
  const count = (text: string) => text.match(/人の登録内容を見ました/g)?.length ?? 0
  expect(count(first)).toBe(50)
  expect(count(first) + count(second)).toBe(61)
  expect(second).not.toContain('rel="next"')
})
