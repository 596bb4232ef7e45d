/** What a form said when it was sent, as a hash, so that other words under the same token are another act. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables of its own time, not today's schema
export async function typed(db: Kysely<any>): Promise<void> {
  await db.schema.alterTable('once').addColumn('said', 'text').execute()
  await db.schema.alterTable('once').addColumn('left', 'text').execute()
  // Tokens are kept as hashes from now on: the token is the key under which words are hashed.
  for (const { key } of await db.selectFrom('once').select('key').execute()) {
    const [, who, token] = /^([^:]*):(.*)$/s.exec(key)!
    const hashed = createHash('sha256').update(token!).digest('hex')
    await db
      .updateTable('once')
      .set({ key: `${who}:${hashed}` })
      .where('key', '=', key)
      .execute()
  }
}
