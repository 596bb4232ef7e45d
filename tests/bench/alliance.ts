/** Makes a demo's SQLite file as large as a real alliance, as rows and nothing else: `tsx alliance.ts FILE`. */
import SQLite from 'better-sqlite3'
import { cast } from '../../db/seeds/cast.ts'

const [, , file] = process.argv as [string, string, string]
const size = { workers: 1_000, packages: 200, lots: 500 } as const
const db = new SQLite(file)
db.pragma('synchronous = OFF')
db.pragma('foreign_keys = OFF')

type Row = Record<string, unknown>
const first = (table: string, where = '1=1', ...values: unknown[]) =>
  db.prepare(`select * from ${table} where ${where} limit 1`).get(...values) as Row
const inserts = new Map<string, SQLite.Statement>()
function add(table: string, row: Row): void {
  const names = Object.keys(row)
  const key = `${table} ${names}`
  if (!inserts.has(key))
    inserts.set(key, db.prepare(`insert into ${table} (${names.join(',')}) values (${names.map(() => '?').join(',')})`))
  inserts.get(key)!.run(...Object.values(row))
}
const id = (kind: number, n: number) => `0193${String(kind).padStart(4, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`
const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
const moment = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString()
const towns = ['202151', '203246', '152161']
const families = ['百瀬', '宮下', '赤羽', '小口', '中原', '市川', '滝沢', '両角', '笠原', '松木', '猪又', '渡部']
const given = ['大輔', 'さくら', '亮', '千尋', '美和', '奈々', '恵', '隼人', '由紀', '遥', '直樹', '詩織']
const kana = ['モモセ ダイスケ', 'ミヤシタ サクラ', 'アカハネ リョウ', 'オグチ チヒロ', 'ナカハラ ミワ', 'イチカワ ナナ']

const person = first('person', 'id = ?', cast.hana.id)
const profile = first('worker_profile', 'person_id = ?', cast.hana.id)
const grant = first('role_grant', 'person_id = ?', cast.hana.id)
const pkg = first('package', "status = 'published' and town_id = '202151' and data_class = '1' and lots_free > 0")
const posting = first('package_town', 'package_id = ?', pkg.id)
const lot = first('lot', 'package_id = ?', pkg.id)
const work = first('assignment', "status = 'approved'")
const notice = first('notification')
const due = first('remuneration')
const hand = first('application')
/** In this order they go through the lots, so that every list of a status is long. */
const statuses = ['approved', 'approved', 'active', 'submitted', 'returned', 'offered', 'withdrawn', null]

db.transaction(() => {
  for (let i = 0; i < size.workers; i++) {
    const townId = towns[i % 3]
    const name = `${families[i % 12]} ${given[Math.floor(i / 12) % 12]}`
    add('person', { ...person, id: id(1, i), name, kana: kana[i % 6], email: null, user_handle: `many-${i}` })
    add('worker_profile', { ...profile, person_id: id(1, i), town_id: townId })
    add('role_grant', { ...grant, id: id(2, i), person_id: id(1, i), town_id: townId })
  }
  for (let p = 0; p < size.packages; p++) {
    const free = Math.floor(size.lots / statuses.length) + 1
    const counts = { lot_count: size.lots, lots_free: free, lots_approved: Math.floor(size.lots / 4), row_count: size.lots * 50 }
    const own = { id: id(3, p), number: `R8-${1_000 + p}`, title: `公共施設一覧の照合 第${p + 1}期`, manager_id: cast.daisuke.id }
    add('package', { ...pkg, ...own, ...counts, due_on: day((p % 90) - 20), status: p % 10 === 9 ? 'completed' : 'published' })
    for (const town of towns) add('package_town', { ...posting, package_id: own.id, town_id: town })
    for (let n = 0; n < (p % 4 === 0 ? 300 : 0); n++)
      add('application', { ...hand, id: id(8, p * 1_000 + n), package_id: own.id, person_id: id(1, n), status: 'raised' })
    for (let n = 0; n < size.lots; n++) {
      const at = p * size.lots + n
      add('lot', { ...lot, id: id(4, at), package_id: own.id, number: n + 1, first_row: n * 50 + 1, last_row: n * 50 + 50 })
      const status = statuses[n % statuses.length]
      if (!status) continue
      const ours = { id: id(5, at), package_id: own.id, lot_id: id(4, at), status, due_on: day((at % 40) - 10) }
      const worker = at % 97 === 0 ? cast.hana.id : id(1, at % size.workers)
      add('assignment', { ...work, ...ours, worker_id: worker, updated_at: moment(-(at % 30)) })
      if (status === 'approved')
        add('remuneration', { ...due, id: id(6, at), package_id: own.id, assignment_id: ours.id, person_id: worker })
    }
  }
  for (const [w, { id: who }] of Object.values(cast).entries())
    for (let n = 0; n < 2_000; n++)
      add('notification', {
        ...notice,
        id: id(7, w * 10_000 + n),
        person_id: who,
        at: moment(-n / 40),
        package_id: id(3, n % 200),
      })
})()
db.pragma('wal_checkpoint(TRUNCATE)')
db.exec('analyze')
db.close()
