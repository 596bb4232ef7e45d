/** What becomes of the rows about a person when what they are kept for has ended. */
import { sql } from 'kysely'
import { type About, type Apart, kept, type Until } from '../../../policies/records/kept/index.ts'
import type { Tx } from '../../kernel/database.ts'
import { leadsToPerson } from './ways.ts'

/** Ends what is kept of somebody until then, or all of it where nothing else did: rows go, or the words in them. */
export async function endKept({ sql: db }: Tx, personId: string, until?: Until): Promise<void> {
  for (const [name, { rows, ends }] of Object.entries<About | Apart>(kept)) {
    if (!rows || !ends || ends.goes === 'name' || (until && ends.until !== until)) continue
    const theirs = leadsToPerson(name, rows.of, personId)
    const table = sql.table(name)
    const words =
      ends.goes === 'row' ? [] : Object.entries(ends.goes).map(([word, instead]) => sql`${sql.ref(word)} = ${instead}`)
    await (words.length === 0
      ? sql`delete from ${table} where ${theirs}`
      : sql`update ${table} set ${sql.join(words)} where ${theirs}`
    ).execute(db)
  }
}
