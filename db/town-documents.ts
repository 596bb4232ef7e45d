/** A town's own documents, each version kept: the pledge (誓約書) that its residents sign, and its rules for handling data. */
import { defaultTownRules, type TownRules } from '../policies/towns.ts'
import type { Reader } from './reader.ts'
import type { Schema } from './schema.ts'

/** The version in force; nothing where the town never published one. */
export const findDocument = (db: Reader, townId: string, kind: Schema['townDocument']['kind']) =>
  db
    .selectFrom('townDocument')
    .selectAll()
    .where('townId', '=', townId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The rules in force in a town: its latest version, or the alliance's defaults. */
export async function readTownRules(db: Reader, townId: string): Promise<TownRules> {
  const document = await findDocument(db, townId, 'rules')
  return document ? { ...defaultTownRules, ...(JSON.parse(document.body) as Partial<TownRules>) } : defaultTownRules
}
