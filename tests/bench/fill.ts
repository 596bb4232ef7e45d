/** Fills an SQLite file with a given number of open packages, as rows and nothing else: `tsx fill.ts FILE COUNT`. */
import SQLite from 'better-sqlite3'
import { migrate, openEngine } from '../../db/kernel/engine.ts'
import { type Instant, instant } from '../../db/kernel/time.ts'
import { cast } from '../../db/seeds/cast.ts'
import { seed } from '../../db/seeds/index.ts'

const [, , file, count] = process.argv as [string, string, string, string]
const now = '2026-11-21T03:00:00.000Z' as Instant

const engine = openEngine(file)
await migrate(engine)
await seed(engine, now)
await engine.writer.insertInto('setting').values({ key: 'demo', value: now }).execute()
await engine.close()

const db = new SQLite(file)
db.pragma('synchronous = OFF')
const columns = [
  'id',
  'town_id',
  'number',
  'title',
  'purpose',
  'client',
  'brief',
  'criteria',
  'data_class',
  'answers',
  'places',
  'courses',
  'towns',
  'manager_id',
  'unit_price',
  'minutes_per_row',
  'due_on',
  'expenses',
  'status',
  'row_count',
  'rows_per_lot',
  'lot_count',
  'lots_free',
  'lots_approved',
  'created_by',
  'created_at',
  'published_at',
  'updated_at',
]
const addPackage = db.prepare(`insert into package (${columns.join(',')}) values (${columns.map(() => '?').join(',')})`)
const addPosting = db.prepare('insert into package_town (town_id, package_id, posted_at, closed, version) values (?, ?, ?, 0, 1)')
const titles = [
  '公共施設一覧の照合',
  '広報誌の記事索引づくり',
  '移住相談アンケートの分類',
  '道路台帳の文字起こし',
  '図書目録の入力確認',
]
const towns = ['202151', '203246', '152161']

db.transaction(() => {
  for (let i = 0; i < Number(count); i++) {
    const id = `01930000-0000-7000-8000-${String(i).padStart(12, '0')}`
    const at = instant(Date.parse('2026-01-01T00:00:00Z') + i * 1000)
    const town = towns[i % 3]!
    const courses = i % 3 === 0 ? '["security"]' : i % 3 === 1 ? '[]' : '["security","web-survey"]'
    const plain = [
      id,
      town,
      `R8-${i}`,
      `${titles[i % 5]} ${i}`,
      '目的',
      '情報政策課',
      '手順',
      '["正しい"]',
      i % 4 === 0 ? '2' : '1',
      '{}',
      '["home","centre"]',
      courses,
    ]
    const terms = [
      JSON.stringify(towns),
      cast.daisuke.id,
      40 + (i % 30),
      2,
      '2026-12-25',
      '',
      'published',
      1200,
      50,
      24,
      1 + (i % 24),
      0,
      cast.yumi.id,
      at,
      at,
      at,
    ]
    addPackage.run(...plain, ...terms)
    addPosting.run('203246', id, at)
  }
})()
db.pragma('wal_checkpoint(TRUNCATE)')
db.exec('analyze')
db.close()
