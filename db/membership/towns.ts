/** Allied towns and the bodies that contract for them. */

import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import { type Desk, fromJson, type Schema, toJson } from '../kernel/schema.ts'
import { putFact } from './facts.ts'

/** Still belongs to the alliance: leaving counts from the same moment on (db/membership/town-leaving.ts). Asked of a query that has `town`. */
export const belongs = (e: ExpressionBuilder<Pick<Schema, 'town'>, 'town'>) =>
  e('town.leftOn', 'is', null) as unknown as ExpressionWrapper<never, never, SqlBool>

/** The towns of today: whatever may be chosen is chosen from these. */
export const listTowns = (db: Reader) =>
  db.selectFrom('town').select(['id', 'name', 'kana', 'romaji', 'prefecture']).where(belongs).orderBy('id').execute()

/** Every town, also those that have left, with the name of the body that contracts for it where there is one. */
export const listTownsWithBody = (db: Reader) =>
  db
    .selectFrom('town')
    .leftJoin('operatingBody as body', 'body.townId', 'town.id')
    .select(['town.id', 'town.name', 'town.kana', 'town.romaji', 'town.prefecture', 'town.joinedOn', 'town.leftOn'])
    .select('body.name as body')
    .orderBy('town.id')
    .execute()

/** Every town that ever belonged, for records that outlive a membership. */
export const listTownsEver = (db: Reader) =>
  db.selectFrom('town').select(['id', 'name', 'kana', 'romaji', 'prefecture', 'leftOn']).orderBy('id').execute()

export const findTown = (db: Reader, id: string) => db.selectFrom('town').selectAll().where('id', '=', id).executeTakeFirst()

/** The operating body (振興公社) that contracts with workers for a town's packages. */
export const findOperatingBody = (db: Reader, townId: string) =>
  db.selectFrom('operatingBody').selectAll().where('townId', '=', townId).executeTakeFirst()

/** Whom the people of a town turn to; nothing where the town has not said. */
export const deskOf = ({ desk }: Pick<Schema['town'], 'desk'>): Desk | null => (desk === null ? null : fromJson(desk))

/** Sets whom people turn to. The record names no one. */
export async function setDesk(tx: Tx, permit: Permit<'town.edit'>, desk: Desk): Promise<void> {
  await tx.sql
    .updateTable('town')
    .set({ desk: toJson(desk) })
    .where('id', '=', permit.on)
    .where(belongs)
    .execute()
  await tx.record(permit)
}

/** Adds the town that the permit names. A code that is taken violates the primary key and nothing is stored. */
export async function addTown(
  tx: Tx,
  permit: Permit<'town.add'>,
  town: Pick<Schema['town'], 'name' | 'kana' | 'romaji' | 'prefecture'>,
): Promise<void> {
  await tx.sql
    .insertInto('town')
    .values({ ...town, id: permit.on, joinedOn: dayOf(tx.at), leftOn: null })
    .execute()
  const { name, kana, romaji } = town
  await putFact(tx, 'town-name', permit.on, { fromOn: dayOf(tx.at), source: '連携体への参加' }, { name, kana, romaji })
  await tx.record(permit)
}

/** Sets who contracts for a town, in place of whoever did. Offers that were made keep the name that they were made with. */
export async function setOperatingBody(
  tx: Tx,
  permit: Permit<'operating-body.edit'>,
  body: Pick<Schema['operatingBody'], 'name' | 'address' | 'contact'>,
): Promise<void> {
  await tx.sql
    .insertInto('operatingBody')
    .values({ ...body, id: newId(tx.at), townId: permit.on })
    .onConflict((conflict) => conflict.column('townId').doUpdateSet(body))
    .execute()
  await tx.record(permit)
}
