/** Reads a section of one's own data as the table of what is kept about people describes it. */
import { sql } from 'kysely'
import { type About, about, fieldOf, type SectionKey, wordsIn } from '../../../policies/records/kept/index.ts'
import type { Reader } from '../../kernel/reader.ts'
import { fromJson } from '../../kernel/schema.ts'
import { atTheEnd, column, leadsToPerson, namesOf, type Stored } from '../kept/ways.ts'
import { made } from './made.ts'
import type { Item, Value } from './section.ts'

type Row = Readonly<Record<string, Stored>>
const tables = new Map<string, readonly [string, About]>(
  Object.entries<About>(about).map(([table, entry]) => [entry.section, [table, entry]]),
)
const isMade = (key: string): key is keyof typeof made => key in made

/** Everything of one kind that is held about a person, newest first, at most `most`. */
export async function readSection(db: Reader, key: SectionKey, personId: string, most: number): Promise<readonly Item[]> {
  const [table, entry] = tables.get(key)!
  const { of, newest = 'id', key: id = 'id' } = entry.rows
  const rows = await db
    .selectFrom(sql<Row>`${sql.table(table)}`.as('it'))
    .select([...wordsIn(entry.shown).flatMap(selected), ...(isMade(key) ? hidden(entry) : [])])
    .where(leadsToPerson('it', of, personId))
    .orderBy(column('it', newest), 'desc')
    .orderBy(column('it', id), 'desc')
    .limit(most)
    .execute()
  if (!isMade(key)) return rows.map((row) => itemOf(entry, row))
  const found = rows.map((row) => ({ id: String(row.rowId), packageId: String(row.rowPackageId), item: itemOf(entry, row) }))
  return made[key](db, personId, found)
}

/** One column, or two for what has a name in either language. */
function selected(way: string) {
  const [name, english] = namesOf(way)
  const one = atTheEnd('it', way, name).as(fieldOf(way))
  return english === undefined ? [one] : [one, atTheEnd('it', way, english).as(`${fieldOf(way)}En`)]
}

/** The ids of the row and of its package. */
const hidden = ({ shown }: About) => [
  column('it', 'id').as('rowId'),
  atTheEnd('it', wordsIn(shown).find((way) => fieldOf(way) === 'package')!).as('rowPackageId'),
]

function itemOf({ shown, json, bits }: About, row: Row): Item {
  const read = (way: string): Value => {
    const value = row[fieldOf(way)] ?? null
    if (wordsIn(json).includes(way)) return fromJson<Value>(String(value))
    if (wordsIn(bits).includes(way)) return value === 1
    return value === null || namesOf(way).length < 2 ? value : { ja: String(value), en: String(row[`${fieldOf(way)}En`]) }
  }
  return Object.fromEntries(wordsIn(shown).map((way) => [fieldOf(way), read(way)]))
}
