/** How often the check of a file began, so that one which ends the process is not met again and again. */
import type { Kysely } from 'kysely'

export async function checks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('package_file')
    .addColumn('begun', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('package_file').addColumn('begun_at', 'text').execute()
}
