/** The file that a draft's list was read from. */
import type { Kysely } from 'kysely'
import { table } from './table.ts'

export async function lists(db: Kysely<unknown>): Promise<void> {
  await table(
    db,
    'sent_list',
    `
    package_id text primary -> package.id
    name text
    storage_key text
    size bigint
    sha256 text
    read text
    sent_at text`,
  )
}
