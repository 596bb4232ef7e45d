/** Facts about this deployment itself. */
import type { Database } from './database.ts'

type SettingKey = 'demo' | 'opened-at' | 'ready-at' | 'strays-swept'

export async function findSetting({ read }: Pick<Database, 'read'>, key: SettingKey): Promise<string | undefined> {
  return (await read.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value
}

export async function keepSetting({ upkeep }: Pick<Database, 'upkeep'>, key: SettingKey, value: string): Promise<void> {
  await upkeep
    .insertInto('setting')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}

/** Writes, then asks whether that write is safe against a power cut: the answer before a first write would be worth nothing. */
export async function openForWork(db: Database, at: string): Promise<void> {
  await keepSetting(db, 'opened-at', at)
  await db.kit.assertDurable()
}
