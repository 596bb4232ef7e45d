/** What a manager says of a posting that was ended, and of a package that was concluded unfinished. */
import type { Kysely } from 'kysely'

export async function postings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('package').addColumn('stopped_words', 'text').execute()
  await db.schema.alterTable('package').addColumn('concluded_words', 'text').execute()
}
