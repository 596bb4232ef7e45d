// Every column that a migration makes is in the table of what is kept about people, or named there as holding nothing about anybody.
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults } from '../../db/records/kept/tie.ts'
import { leadsTo } from '../../db/records/kept/ways.ts'
import { keptMonths } from '../../policies/membership/membership.ts'
import { type About, type Apart, about, kept, wordsIn } from '../../policies/records/kept/index.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { read } from './sources.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const headOf = (way: string) => way.split('.')[0]!
const entries = Object.entries<About | Apart>(kept)
const declaredIn = (entry: Partial<About & Apart>): string[] => [
  ...wordsIn(entry.shown).map(headOf),
  ...(entry.rows ? [headOf(entry.rows.of)] : []),
  ...Object.keys({ ...entry.leftOut, ...entry.names, ...entry.blank }),
  ...wordsIn(entry.nothing),
]
const all = (columns: (entry: Partial<About & Apart>) => readonly string[]) =>
  new Set(entries.flatMap(([table, entry]) => columns(entry).map((column) => `${table}.${column}`)))

/** Every declared reference, as the migrations write them: `worker_id text -> person.id`. */
const references = readdirSync('db/migrations').flatMap((file) =>
  [...read(`db/migrations/${file}`).matchAll(/'(\w+)',\s*`([^`]*)`/g)].flatMap(([, table, lines]) =>
    [...lines!.matchAll(/^\s*(\w+) .*-> (\w+)\.id/gm)].map(([, column, to]) => ({
      from: `${camel(table!)}.${camel(column!)}`,
      to: camel(to!),
    })),
  ),
)

test('every table and column of the database is declared, and nothing that is not there', async () => {
  const tables = (await world.engine.writer.introspection.getTables()).map(({ name, columns }) => ({
    name: camel(name),
    columns,
  }))
  const real = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${camel(column.name)}`))
  const declared = all(declaredIn)
  const undeclared = real.filter((at) => !declared.has(at) && !(at.endsWith('.id') && at.slice(0, -3) in kept))
  expect(undeclared, 'in policies/kept/').toEqual([])
  expect([...declared].filter((at) => !real.includes(at))).toEqual([])
  expect(faults).toEqual({})
})

test('no column that leads to a person, or to a row about one, is said to hold nothing about anybody', () => {
  const nothing = all(({ nothing }) => wordsIn(nothing))
  const led = references.filter(({ to }) => to in about)
  expect(led.length).toBeGreaterThan(60)
  expect(led.map(({ from }) => from).filter((from) => nothing.has(from))).toEqual([])
  expect([...nothing].filter((at) => leadsTo(at.split('.')[1]!) === 'person' || /\.(person|actor|manager)Id$/.test(at))).toEqual(
    [],
  )
})

test('references are followed to where the database says that they lead', () => {
  const followed = new Map(references.map(({ from, to }) => [from, to]))
  for (const at of all((entry) => [...wordsIn(entry.shown), ...(entry.rows ? [entry.rows.of] : [])].map(headOf)))
    if (followed.has(at)) expect([at, leadsTo(at.split('.')[1]!)]).toEqual([at, followed.get(at)])
})

test('each reason to keep, of which the statement of leaving speaks, is the reason of something', () => {
  const reasons = new Set(Object.values<About>(about).map(({ why }) => why))
  expect(Object.keys(keptMonths).filter((why) => !reasons.has(why as keyof typeof keptMonths))).toEqual([])
})
