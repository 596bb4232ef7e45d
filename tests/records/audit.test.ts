// The audit: read by those who may, filtered, checked, and no change to it goes unseen.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../db/kernel/engine.ts'
import { verifyAudit } from '../../db/records/audit.ts'
import type { CastKey } from '../../db/seeds/cast.ts'
import { program } from '../../views/records/audit/check.tsx'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { draftPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

/** Some records in one chain: a language chosen and chosen again. */
async function records(times = 6, who: CastKey = 'hana') {
  const browser = await world.as(who)
  for (let i = 0; i < times; i++) {
    world.later(1)
    await browser.post('/locale', { locale: i % 2 ? 'ja' : 'en' })
  }
}
const report = async () => (await verifyAudit(world.db.read)).find(({ chain }) => chain === 'alliance')!
const at = (seq: number) => (sql: Engine['writer']) =>
  sql.updateTable('audit').where('chain', '=', 'alliance').where('seq', '=', seq)

test('an untouched log is whole, and the page says so', async () => {
  const akira = await world.as('akira')
  expect(await akira.text('/audit/check')).toContain('まだ記録がありません')
  await records()
  expect(await report()).toMatchObject({ records: 6, brokenAt: null })
  expect(await akira.text('/audit/check')).toContain('すべての記録がつながっています')
})

const forgeries: [string, (sql: Engine['writer']) => { execute(): Promise<unknown> }, number][] = [
  ['another time', (sql) => at(3)(sql).set({ at: '2026-01-01T00:00:00.000Z' }), 3],
  ['another person', (sql) => at(3)(sql).set({ actorId: 'x' }), 3],
  ['nobody in place of a person', (sql) => at(3)(sql).set({ actorId: null }), 3],
  ['another act', (sql) => at(3)(sql).set({ act: 'account.read' }), 3],
  ['another subject', (sql) => at(3)(sql).set({ subjectId: 'x' }), 3],
  ['another detail', (sql) => at(3)(sql).set({ detail: '{}' }), 3],
  ['another predecessor', (sql) => at(3)(sql).set({ prev: 'f'.repeat(64) }), 3],
  ['another hash', (sql) => at(3)(sql).set({ hash: 'f'.repeat(64) }), 3],
  ['another number', (sql) => at(3)(sql).set({ seq: 30 }), 3],
  ['a number below the first', (sql) => at(3)(sql).set({ seq: -1 }), 1],
  ['another chain', (sql) => at(3)(sql).set({ chain: '202151' }), 3],
  ['a record less', (sql) => sql.deleteFrom('audit').where('seq', '=', 3), 3],
  ['the first record less', (sql) => sql.deleteFrom('audit').where('seq', '=', 1), 1],
  ['the tail cut off', (sql) => sql.deleteFrom('audit').where('seq', '>', 4), 5],
  ['everything gone', (sql) => sql.deleteFrom('audit'), 1],
  ['the head turned back', (sql) => sql.updateTable('auditHead').set({ seq: 4 }), 7],
  ['the head lost', (sql) => sql.deleteFrom('auditHead'), 1],
]
test.each(forgeries)('%s is found, at the first record that is wrong', async (_, forge, brokenAt) => {
  await records()
  await forge(world.engine.writer).execute()
  expect(await report()).toMatchObject({ brokenAt })
  const text = await (await world.as('akira')).text('/audit/check')
  expect(text).toContain('つながっていない記録があります')
  expect(text).toContain(`第${brokenAt}号から合わない`)
})

test('two records that changed places are found', async () => {
  await records()
  for (const [from, to] of [
    [2, 99],
    [4, 2],
    [99, 4],
  ] as const)
    await at(from)(world.engine.writer).set({ seq: to }).execute()
  expect(await report()).toMatchObject({ brokenAt: 2 })
})

test('parallel writes leave one unbroken chain', async () => {
  const browsers = await Promise.all((['hana', 'ken', 'yumi'] as const).map((who) => world.as(who)))
  await Promise.all(Array.from({ length: 30 }, (_, i) => browsers[i % 3]!.post('/locale', { locale: i % 2 ? 'ja' : 'en' })))
  expect(await report()).toMatchObject({ records: 30, brokenAt: null })
})

test('the log reads newest first: when, who, what, and where it stands', async () => {
  await records(2)
  const text = await (await world.as('akira')).text('/audit')
  expect(text).toContain('アカウントの設定を変えました')
  expect(text).toContain('小林 花')
  expect(text.indexOf('連携体 第2号')).toBeLessThan(text.indexOf('連携体 第1号'))
  expect(text).toContain((await world.audit())[1]!.hash.slice(0, 12))
})

test('it is filtered by chain, kind and subject, in the address', async () => {
  await records(1)
  const makoto = await world.as('makoto')
  await makoto.post('/people/new')
  await makoto.post(`/people/${world.cast.yumi.id}/enrolment`, { _proof: 'demo' })
  const issued = '招待コードを発行しました</th>'
  const edited = 'アカウントの設定を変えました'
  const all = await makoto.text('/audit')
  expect([all.includes(edited), all.includes('招待コードを発行しました')]).toEqual([true, true])
  const byKind = await makoto.text('/audit?kind=enrolment')
  expect([byKind.includes(edited), byKind.includes('招待コードを発行しました'), issued.length > 0]).toEqual([false, true, true])
  const byChain = await makoto.text('/audit?chain=202151')
  expect([byChain.includes(edited), byChain.includes('招待コードを発行しました')]).toEqual([false, true])
  const bySubject = await makoto.text(`/audit?subject=${world.cast.hana.id}`)
  expect([bySubject.includes(edited), bySubject.includes('招待コードを発行しました')]).toEqual([true, false])
  expect(await makoto.text('/audit?chain=nowhere&kind=%25')).toContain('あてはまる記録がありません')
})

test('it goes on over pages without losing or repeating a record, even within one instant', async () => {
  const browsers = await Promise.all((['hana', 'ken'] as const).map((who) => world.as(who)))
  for (let i = 0; i < 120; i++) await browsers[i % 2]!.post('/locale', { locale: i % 4 < 2 ? 'ja' : 'en' })
  const akira = await world.as('akira')
  const seen: string[] = []
  let path: string | undefined = '/audit'
  while (path) {
    const text = await akira.text(path)
    seen.push(...[...text.matchAll(/連携体 第(\d+)号/g)].map(([, seq]) => seq!))
    path = /href="(\/audit\?before=[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => String(120 - i)))
})

test('a chain is handed out as lines that the program on the page finds whole, or broken', async () => {
  await records()
  const akira = await world.as('akira')
  const answer = await akira.get('/audit/chains/alliance')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-alliance-2026-11-21\.jsonl"/)
  const lines = await answer.text()
  expect(lines.trim().split('\n')).toHaveLength(6)
  const folder = mkdtempSync(join(tmpdir(), 'yui-audit-'))
  const check = (text: string) => {
    writeFileSync(join(folder, 'records.jsonl'), text)
    return execFileSync(process.execPath, [join(folder, 'check.mjs'), join(folder, 'records.jsonl')], { encoding: 'utf8' })
  }
  writeFileSync(join(folder, 'check.mjs'), program)
  expect(check(lines)).toBe(`6 records, last hash ${(await report()).head}\n`)
  expect(() => check(lines.replace('"locale\\":\\"en', '"locale\\":\\"ja'))).toThrow()
  rmSync(folder, { recursive: true })
  expect((await akira.get('/audit/chains/nowhere')).status).toBe(404)
})

test.each(['hana', 'yumi', 'daisuke', 'reiko'] as const)('%s may not read it', async (who) => {
  const browser = await world.as(who)
  for (const path of ['/audit', '/audit/check', '/audit/chains/alliance']) expect((await browser.get(path)).status).toBe(403)
})

test('records are found by who, by day and by kind, counted, and taken home as a table', async () => {
  const pkg = await draftPackage(world)
  world.later(60 * 24 * 2)
  await (await world.as('yumi')).post(`/packages/${pkg.id}/steps/1`, {
    title: '=HYPERLINK("x")',
    purpose: '窓口の案内',
    client: '',
  })
  const akira = await world.as('akira')
  const at = (filter: Record<string, string>) => `?${new URLSearchParams(filter)}`
  const records = async (filter: Record<string, string>) => {
    const text = await akira.text(`/audit${at(filter)}`)
    const table = await akira.text(`/audit/table${at(filter)}`)
    const total = Number(/>([\d,]+)件の記録</.exec(text)?.[1] ?? 0)
    expect(table.trim().split(/\r?\n/)).toHaveLength(total + 1)
    return { total, table }
  }
  const all = await records({ kind: 'package' })
  const byYumi = await records({ kind: 'package', who: '上條由美' })
  expect(byYumi.total).toBe(all.total)
  expect((await records({ kind: 'package', who: '小林' })).total).toBe(0)
  expect(byYumi.table).toContain('上條 由美')
  expect((await records({ kind: 'package', from: '2026-11-23', to: '2026-11-23' })).total).toBe(1)
  expect((await records({ kind: 'package', to: '2026-11-22' })).total).toBe(all.total - 1)
  for (const who of ['yumi', 'hana'] as const) expect((await (await world.as(who)).get('/audit/table')).status).toBe(403)
})
