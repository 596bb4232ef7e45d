/** The addresses that towns' virtual desktops come from: what makes "at a virtual desktop" a fact. */
import type { Permit } from '../../policies/kernel/decision.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { prepared } from '../kernel/prepared.ts'
import type { Reader } from '../kernel/reader.ts'
import { belongs } from '../membership/towns.ts'

/** Every range in force of a town that belongs to the alliance. */
export const listRanges = prepared((db) =>
  db
    .selectFrom('network')
    .innerJoin('town', 'town.id', 'network.townId')
    .where('network.endedAt', 'is', null)
    .where(belongs)
    .select('cidr'),
)

/** A town's ranges with who registered them, those taken out last. */
export const listNetworks = (db: Reader, townId: string) =>
  db
    .selectFrom('network')
    .innerJoin('person', 'person.id', 'network.addedBy')
    .where('network.townId', '=', townId)
    .select(['network.id', 'townId', 'cidr', 'label', 'addedAt', 'endedAt', 'person.name', 'person.kana', 'person.romaji'])
    .orderBy('network.id', 'desc')
    .execute()

export const findNetwork = (db: Reader, id: string) =>
  db.selectFrom('network').select(['id', 'townId', 'cidr', 'label', 'endedAt']).where('id', '=', id).executeTakeFirst()

/** Registers a range under the id that the permit names. */
export async function addNetwork(
  tx: Tx,
  permit: Permit<'network.add'>,
  { townId, cidr, label }: { townId: string; cidr: string; label: string },
): Promise<void> {
  await tx.sql
    .insertInto('network')
    .values({ id: permit.on, townId, cidr, label, addedBy: tx.actorId!, addedAt: tx.at, endedBy: null, endedAt: null })
    .execute()
  await tx.record(permit, { cidr })
}

/** Takes a range out; throws Stale where somebody else did first. */
export async function endNetwork(tx: Tx, permit: Permit<'network.end'>): Promise<void> {
  const ended = await tx.sql
    .updateTable('network')
    .set({ endedBy: tx.actorId, endedAt: tx.at })
    .where('id', '=', permit.on)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new Stale('network')
  await tx.record(permit)
}
