/** A town's own documents, each version kept: the pledge (誓約書) that its residents sign, and its rules for handling data. */
import type { Permit } from '../../policies/kernel/decision.ts'
import { defaultTownRules, type TownRules } from '../../policies/membership/towns.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newId, sha256 } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import type { Schema } from '../kernel/schema.ts'

type Kind = Schema['townDocument']['kind']
/** The pledge as people read it, in both languages. */
export type Pledge = { readonly ja: string; readonly en: string }

/** The version in force; nothing where the town never published one. */
export const findDocument = (db: Reader, townId: string, kind: Kind) =>
  db
    .selectFrom('townDocument')
    .selectAll()
    .where('townId', '=', townId)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** One version, whether in force or not. */
export const findVersion = (db: Reader, townId: string, kind: Kind, version: number) =>
  db
    .selectFrom('townDocument')
    .selectAll()
    .where('townId', '=', townId)
    .where('kind', '=', kind)
    .where('version', '=', version)
    .executeTakeFirst()

/** Every version of both kinds, the newest first, with who published it (nobody: it came with the platform). */
export const listVersions = (db: Reader, townId: string) =>
  db
    .selectFrom('townDocument')
    .leftJoin('person', 'person.id', 'townDocument.publishedBy')
    .where('townId', '=', townId)
    .select(['kind', 'version', 'body', 'sha256', 'publishedAt', 'person.name', 'person.kana', 'person.romaji'])
    .orderBy('version', 'desc')
    .execute()

export const pledgeIn = ({ body }: { readonly body: string }): Pledge => JSON.parse(body) as Pledge
/** What a version does not say yet, because it is older than the question, is as the alliance's defaults are. */
export function rulesIn({ body }: { readonly body: string }): TownRules {
  const said = JSON.parse(body) as { readonly [K in keyof TownRules]?: TownRules[K] }
  const own = Object.entries(defaultTownRules.classes).map(([code, byDefault]) => [
    code,
    { ...byDefault, ...said.classes?.[code as keyof TownRules['classes']] },
  ])
  return { ...defaultTownRules, ...said, classes: Object.fromEntries(own) as TownRules['classes'] }
}

/** The rules in force in a town: its latest version, or the alliance's defaults. */
export async function readTownRules(db: Reader, townId: string): Promise<TownRules> {
  const document = await findDocument(db, townId, 'rules')
  return document ? rulesIn(document) : defaultTownRules
}

/**
 * Publishes the version that follows `after` (0: the first); earlier ones stay as they were.
 * INVARIANT: (town, kind, version) is unique, so of two publications that saw the same version the second throws Stale.
 */
export async function publishDocument(
  tx: Tx,
  permit: Permit<'pledge.publish' | 'town-rules.publish'>,
  content: Pledge | TownRules,
  after: number,
): Promise<void> {
  const kind: Kind = permit.act === 'pledge.publish' ? 'pledge' : 'rules'
  const body = JSON.stringify(content)
  const document = { townId: permit.on, kind, version: after + 1, body, sha256: sha256(body) }
  const { numInsertedOrUpdatedRows } = await tx.sql
    .insertInto('townDocument')
    .values({ ...document, id: newId(tx.at), publishedBy: tx.actorId, publishedAt: tx.at })
    .onConflict((conflict) => conflict.columns(['townId', 'kind', 'version']).doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new Stale(kind)
  await tx.record(permit, { version: document.version, sha256: document.sha256 })
}
