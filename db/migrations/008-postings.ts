/** What a manager says of a posting that was ended. */
import type { Kysely } from 'kysely'

export async function postings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('package').addColumn('stopped_words', 'text').execute()
}
