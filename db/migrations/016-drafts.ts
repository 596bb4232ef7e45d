/** What was typed into forms that did not come through, sealed, until its writer has it back. */
import type { Kysely } from 'kysely'
import { index, table } from './table.ts'

export async function drafts(db: Kysely<unknown>): Promise<void> {
  await table(
    db,
    'kept_form',
    `
    id text primary
    person_id text? -> person.id
    sealed text
    kept_at text
    until text`,
  )
  await index(db, 'kept_form', ['person_id'])
}
