// What is planted in every column about a person is found by them, or left out on purpose; and forgetting leaves what it says.
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetMember } from '../../db/records/forgetting.ts'
import { leadsTo, leadsToPerson } from '../../db/records/kept/ways.ts'
import { readOwnData } from '../../db/records/own-data/index.ts'
import { permit } from '../../policies/kernel/decision.ts'
import { type About, type Apart, about, fieldOf, kept, wordsIn } from '../../policies/records/kept/index.ts'
import { enrolled } from '../support/outside/keys.ts'
import { dump } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { knownInFull } from '../support/stories/own-data.ts'

type Entry = Partial<About & Apart>
type Planted = { readonly table: string; readonly column: string; readonly mark: string }
let world: TestWorld
const planted: Planted[] = []
const withPeople = Object.entries<Entry>(kept).filter(([, { rows, ends }]) => rows && ends)
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

beforeAll(async () => {
  world = await newWorld()
  await knownInFull(world, '01910000-0000-7000-8000-00000000aa01')
  await enrolled(world, 'hana')
  const at = world.clock()
  const { writer } = world.engine
  const pc = { id: 'pc', secretHash: '', townId: '203246', label: 'pc', registeredBy: world.cast.yumi.id, registeredAt: at }
  await writer.insertInto('sharedPc').values(pc).execute()
  for (const { name, columns } of await writer.introspection.getTables())
    for (const [table, entry] of withPeople) if (camel(name) === table) await plantIn(table, entry, columns)
}, 60_000)
afterAll(() => world.close())

/** A mark for a column, or what it refers to: something that exists, and yumi where that is a person. */
function markOf(table: string, { bits, json }: Entry, column: string, isNumber: boolean) {
  const to = leadsTo(column) ?? (column === 'joins' ? 'incident' : undefined)
  if (to === 'person') return { mark: '', value: sql`${world.cast.yumi.id}` }
  if (to && (to === 'sharedPc' || to in kept)) return { mark: '', value: sql`(select min(id) from ${sql.table(to)})` }
  if (wordsIn(bits).includes(column)) return { mark: '', value: sql`1` }
  if (isNumber) return { mark: String(700_000 + planted.length), value: sql`${700_000 + planted.length}` }
  const mark = `planted-${table}-${column}`
  return { mark, value: wordsIn(json).includes(column) ? sql`${JSON.stringify([mark])}` : sql`${mark}` }
}

/** A mark in every column of one row about Hana, which is made where there is none. */
async function plantIn(table: string, entry: Entry, columns: readonly { name: string; dataType: string }[]): Promise<void> {
  const { writer } = world.engine
  const { of, key = 'id' } = entry.rows!
  const [head, rest] = [of.replace(/\..*/, ''), of.replace(/^\w+\.?/, '')]
  const least = (id: string, from: string, way: string) =>
    sql<string>`(select min(${sql.ref(id)}) from ${sql.table(from)} where ${leadsToPerson(from, way, world.cast.hana.id)})`
  const theirs = rest ? least('id', leadsTo(head)!, rest) : sql`${world.cast.hana.id}`
  const found = (await sql<{ key: string | null }>`select ${least(key, table, of)} as key`.execute(writer)).rows[0]?.key
  const values = new Map<string, RawBuilder<unknown>>()
  for (const { name, dataType } of columns) {
    const column = camel(name)
    if (column === key || column === head || !/text|int/i.test(dataType)) continue
    const { mark, value } = markOf(table, entry, column, /int/i.test(dataType))
    values.set(column, value)
    planted.push({ table, column, mark })
  }
  const set = [...values].map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (found) await sql`update ${sql.table(table)} set ${sql.join(set)} where ${sql.ref(key)} = ${found}`.execute(writer)
  else {
    const all = new Map([...values, [head, theirs], [key, key === head ? theirs : sql`${'planted'}`]])
    const into = sql.join([...all.keys()].map((column) => sql.ref(column)))
    await sql`insert into ${sql.table(table)} (${into}) values (${sql.join([...all.values()])})`.execute(writer)
  }
}

test('every column is shown to whom it is about, or left out and found nowhere', async () => {
  const held = await readOwnData(world.db.read, world.cast.hana.id, 100)
  const everything = JSON.stringify(held)
  expect(planted.length).toBeGreaterThan(150)
  for (const { table, column, mark } of planted) {
    const entry = kept[table as keyof typeof kept] as Entry
    const way = wordsIn(entry.shown).find((one) => one.split('.')[0] === column)
    const items = held.find(({ key }) => key === entry.section)?.items ?? []
    if (way) {
      const values = items.map((item) => item[fieldOf(way)])
      expect([table, column, values.some((value) => value !== null && value !== undefined && value !== false)]).toEqual([
        table,
        column,
        true,
      ])
    }
    const isShown = way !== undefined || (table === 'reviewPoint' && ['row', 'words'].includes(column))
    if (mark) expect([table, column, everything.includes(mark)]).toEqual([table, column, isShown])
  }
})

test('forgetting takes the rows and the words that it names, and no others', async () => {
  const { id, townId } = { id: world.cast.hana.id, townId: world.cast.hana.townId! }
  await world.engine.writer.updateTable('workerProfile').set({ status: 'left' }).where('personId', '=', id).execute()
  await world.db.write({ actor: null, at: world.clock() }, (tx) => forgetMember(tx, permit('worker.forget', { id, townId })))
  const rows = JSON.stringify(await dump(world))
  for (const { table, column, mark } of planted.filter(({ mark }) => mark !== '')) {
    const { goes } = (kept[table as keyof typeof kept] as About).ends
    const stays = goes === 'name' || (goes !== 'row' && !(column in goes))
    if (table !== 'workerProfile' || column !== 'status')
      expect([table, column, rows.includes(mark)]).toEqual([table, column, stays])
  }
  const left = await readOwnData(world.db.read, id, 100)
  const gone = Object.values<About>(about).filter(({ ends }) => ends.goes === 'row')
  for (const { section } of gone) expect([section, left.find(({ key }) => key === section)!.items]).toEqual([section, []])
})
