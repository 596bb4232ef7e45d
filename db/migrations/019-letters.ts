/** Letters as letters: what goes out together under one Message-ID, and what was given up, with why. */
import type { Kysely } from 'kysely'

/** How often a letter was tried before it was given up in silence, until then. */
const formerTries = 10

// biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables of its own time, not today's schema
export async function letters(db: Kysely<any>): Promise<void> {
  for (const column of ['letter', 'failed_at', 'failure'])
    await db.schema.alterTable('outbox').addColumn(column, 'text').execute()
  await db
    .updateTable('outbox')
    .set((e) => ({ failed_at: e.ref('due_at'), failure: 'unreachable' }))
    .where('sent_at', 'is', null)
    .where('attempts', '>=', formerTries)
    .execute()
}
