/** Facts that hold from a day on (policies/membership/facts.ts): each read for a day by one function, recorded, and taken back. */
import type { Kysely } from 'kysely'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { FactKind, TownName } from '../../policies/membership/facts.ts'
import type { PaymentTerms } from '../../policies/packages/terms.ts'
import { type Database, Stale, type Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson, type Schema, toJson } from '../kernel/schema.ts'

type Values = { 'town-name': TownName; 'payment-terms': PaymentTerms; 'minimum-wage': { readonly yen: number } }
type Held<K extends FactKind> = Values[K] & { readonly fromOn: Day }

type Selecting = Pick<Kysely<Schema>, 'selectFrom'>
const standing = (db: Selecting, kind: FactKind) =>
  db.selectFrom('datedFact').where('kind', '=', kind).where('withdrawnAt', 'is', null).orderBy('fromOn', 'desc')

/** What holds for a subject on a day, with the day from which it does; nothing where nobody has recorded it. */
async function factOn<K extends FactKind>(db: Selecting, kind: K, subject: string, day: Day): Promise<Held<K> | undefined> {
  const row = await standing(db, kind)
    .select(['fromOn', 'value'])
    .where('subject', '=', subject)
    .where('fromOn', '<=', day)
    .limit(1)
    .executeTakeFirst()
  return row && { ...(fromJson(row.value) as Values[K]), fromOn: row.fromOn }
}

/** When the operating body of a town pays for orders made on a day; nothing where it has not said. */
export const paymentTermsOn = (db: Reader, townId: string, day: Day) => factOn(db, 'payment-terms', townId, day)
/** What a town was called on a day; nothing before it belonged to the alliance. */
export const townNameOn = (db: Reader, townId: string, day: Day) => factOn(db, 'town-name', townId, day)
/** The minimum wages an hour that hold on a day, in yen, by the two digits of the prefecture; one that nobody has recorded is not among them. */
export async function minimumWagesOn(db: Reader, day: Day): Promise<ReadonlyMap<string, Held<'minimum-wage'>>> {
  const rows = await standing(db, 'minimum-wage').select(['subject', 'fromOn', 'value']).where('fromOn', '<=', day).execute()
  const held = new Map<string, Held<'minimum-wage'>>()
  for (const { subject, fromOn, value } of rows)
    if (!held.has(subject)) held.set(subject, { ...(fromJson(value) as Values['minimum-wage']), fromOn })
  return held
}

/** Everything on record of a subject, the latest day first, with who recorded it (nobody: it came with the platform). */
export async function listFacts<K extends FactKind>(db: Reader, kind: K, subject: string) {
  const rows = await db
    .selectFrom('datedFact as fact')
    .leftJoin('person', 'person.id', 'fact.recordedBy')
    .where('fact.kind', '=', kind)
    .where('fact.subject', '=', subject)
    .select(['fact.id', 'fact.fromOn', 'fact.value', 'fact.source', 'fact.recordedAt', 'fact.withdrawnAt'])
    .select(['person.name', 'person.kana', 'person.romaji'])
    .orderBy('fact.fromOn', 'desc')
    .orderBy('fact.recordedAt', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, value: fromJson(row.value) as Values[K] }))
}

/** One fact, and whether another of its kind stands on record for its subject. */
export async function findFact(db: Reader, id: string) {
  const fact = await db.selectFrom('datedFact').selectAll().where('id', '=', id).executeTakeFirst()
  if (!fact) return undefined
  const known = await standing(db, fact.kind).select('id').where('subject', '=', fact.subject).execute()
  return { ...fact, others: known.some((one) => one.id !== id) }
}

type Recording = { readonly fromOn: Day; readonly source: string }
const kindOf = {
  'wage.record': 'minimum-wage',
  'town-name.record': 'town-name',
  'payment-terms.record': 'payment-terms',
} as const
type Recorder = keyof typeof kindOf

/** Records what holds from a day on. A second one from the same day violates the unique index and nothing is stored. */
export async function recordFact<A extends Recorder>(
  tx: Tx,
  permit: Permit<A>,
  { fromOn, source }: Recording,
  value: Values[(typeof kindOf)[A]],
): Promise<void> {
  const kind = kindOf[permit.act]
  await putFact(tx, kind, permit.on, { fromOn, source }, value)
  if (kind === 'town-name') await nameTown(tx.sql, permit.on, dayOf(tx.at))
  await tx.record(permit, { fromOn })
}

/** The same for what another act brings along, which is recorded with it. */
export async function putFact<K extends FactKind>(tx: Tx, kind: K, subject: string, recording: Recording, value: Values[K]) {
  await tx.sql
    .insertInto('datedFact')
    .values({
      id: newId(tx.at),
      kind,
      subject,
      ...recording,
      value: toJson(value),
      recordedBy: tx.actorId,
      recordedAt: tx.at,
      withdrawnBy: null,
      withdrawnAt: null,
    })
    .execute()
}

/** Takes a fact back: it stays to be read, and holds no more. Throws Stale where somebody was first. */
export async function withdrawFact(tx: Tx, permit: Permit<'fact.withdraw'>): Promise<void> {
  const fact = await tx.sql
    .updateTable('datedFact')
    .set({ withdrawnBy: tx.actorId, withdrawnAt: tx.at })
    .where('id', '=', permit.on)
    .where('withdrawnAt', 'is', null)
    .returning(['kind', 'subject', 'fromOn'])
    .executeTakeFirst()
  if (!fact) throw new Stale(permit.on)
  if (fact.kind === 'town-name') await nameTown(tx.sql, fact.subject, dayOf(tx.at))
  await tx.record(permit, { kind: fact.kind, subject: fact.subject, fromOn: fact.fromOn })
}

/** The town's own row bears the name of today. */
async function nameTown(sql: Tx['sql'], id: string, today: Day): Promise<void> {
  const now = await factOn(sql, 'town-name', id, today)
  if (now) await sql.updateTable('town').set(plainName(now)).where('id', '=', id).execute()
}
const plainName = ({ name, kana, romaji }: TownName): TownName => ({ name, kana, romaji })

/** Names that hold from today on come into force; gives how many. What was recorded has its record already. */
export async function bringNames({ read, upkeep }: Database, today: Day): Promise<number> {
  let named = 0
  for (const { id, ...shown } of await read.selectFrom('town').select(['id', 'name', 'kana', 'romaji']).execute()) {
    const now = await factOn(read, 'town-name', id, today)
    if (!now || (now.name === shown.name && now.kana === shown.kana && now.romaji === shown.romaji)) continue
    await upkeep.updateTable('town').set(plainName(now)).where('id', '=', id).execute()
    named++
  }
  return named
}
