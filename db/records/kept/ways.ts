/** The ways from one row to another that references make, as the table of what is kept about people writes them down. */
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Schema } from '../../kernel/schema.ts'

/** Where a column leads when its name does not say it: `townId` leads to a town, `grantedBy` to a person. */
const leads = { workerId: 'person', holderId: 'person', reviewerId: 'person', documentId: 'townDocument' } as const
/** What a thing is called where something else mentions it; in either language, where it has a name in both. */
export const called = {
  person: ['name', 'romaji'],
  town: ['name', 'romaji'],
  course: ['name', 'nameEn'],
  package: ['number'],
  lot: ['number'],
  file: ['name'],
  sharedPc: ['label'],
  vetting: ['appliedAt'],
  townDocument: ['version'],
} as const satisfies { readonly [T in keyof Schema]?: readonly (keyof Schema[T])[] }

const special: Readonly<Record<string, string>> = leads
/** The table that a column leads to; nothing for one that holds a value. */
export const leadsTo = (column: string): string | undefined =>
  special[column] ?? (column.endsWith('By') ? 'person' : /^(\w+)Id$/.exec(column)?.[1])
export type LeadsTo<Column> = Column extends keyof typeof leads
  ? (typeof leads)[Column]
  : Column extends `${string}By`
    ? 'person'
    : Column extends `${infer Thing}Id`
      ? Thing
      : never

export type Stored = string | number | null
export const column = (of: string, name: string): RawBuilder<Stored> => sql.ref<Stored>(`${of}.${name}`)
const names: Readonly<Record<string, readonly string[]>> = called

/** How many names the end of a way has, each in a language; none where it ends with a value. */
export const namesOf = (way: string): readonly string[] => names[leadsTo(way.replace(/^.*\./, '')) ?? ''] ?? []

/** What stands at the end of a way that begins with a row of `from`: a value, or the name of what the last reference leads to. */
export function atTheEnd(from: string, way: string, name?: string): RawBuilder<Stored> {
  const [, first, rest] = /^(\w+)\.?(.*)$/.exec(way)!
  const to = leadsTo(first!)
  if (to === undefined || (rest === '' && name === undefined)) return column(from, first!)
  const end = rest ? atTheEnd(to, rest, name) : column(to, name!)
  return sql<Stored>`(select ${end} from ${sql.table(to)} where ${column(to, 'id')} = ${column(from, first!)})`
}

/** Whether a way that begins with a row of `from` leads to this person. */
export function leadsToPerson(from: string, way: string, personId: string): RawBuilder<SqlBool> {
  const [, first, rest] = /^(\w+)\.?(.*)$/.exec(way)!
  if (!rest) return sql<SqlBool>`${column(from, first!)} = ${personId}`
  const to = leadsTo(first!)!
  const rows = sql`select ${column(to, 'id')} from ${sql.table(to)} where ${leadsToPerson(to, rest, personId)}`
  return sql<SqlBool>`${column(from, first!)} in (${rows})`
}
