/** What every list asks of the database: how many rows there are in all, and which hold the words that were looked for. */
import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'

/** The exact number of rows of a query that is not limited yet; it is asked beside the page, never instead of it. */
export async function countRows<DB, TB extends keyof DB>(query: SelectQueryBuilder<DB, TB, unknown>): Promise<number> {
  const counted = await query.select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
  return Number((counted as { n: number }).n)
}

/** The first rows of a list, and how many there are in all: counted only where there are more, and no further than `countedMost`. */
export type Some<Row> = { readonly rows: readonly Row[]; readonly total: number }
/** Beyond it nobody needs the exact number, and counting it would cost more than the page. One more than this: more than this. */
export const countedMost = 1_000
export async function some<DB, TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>, most: number): Promise<Some<O>> {
  const rows = (await query.limit(most).execute()) as O[]
  if (rows.length < most) return { rows, total: rows.length }
  const counted = query
    .clearSelect()
    .clearOrderBy()
    .select(sql<number>`1`.as('one'))
    .limit(countedMost + 1)
  return { rows, total: (await counted.execute()).length }
}

/** The words of a search, as they are compared: full and half width alike. */
export const wordsIn = (text: string): string[] => text.normalize('NFKC').split(/\s+/).filter(Boolean)

/** Whether a text has a word in it, letters of either size. */
export const has = (text: Expression<string | null>, word: string): Expression<SqlBool> =>
  sql<SqlBool>`lower(${text}) like ${`%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`

const compact = (text: Expression<string>) => sql<string>`lower(replace(replace(${text}, ' ', ''), '　', ''))`

/** Whether every word of a search stands in somebody's name, its kana or its romaji: with the space between the names or without, kana of either kind and width, letters of either size. */
export function isNamed(
  { name, kana, romaji }: { readonly [K in 'name' | 'kana' | 'romaji']: Expression<string> },
  words: string,
): Expression<SqlBool> {
  const all = wordsIn(words).map((word) => {
    const inKana = word.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    return sql<SqlBool>`(${has(compact(name), word)} or ${has(compact(kana), inKana)} or ${has(compact(romaji), word)})`
  })
  return all.length > 0 ? sql<SqlBool>`(${sql.join(all, sql` and `)})` : sql<SqlBool>`1 = 1`
}
