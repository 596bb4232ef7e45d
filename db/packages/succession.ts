/** Who stands in for a manager: packages that passed to a successor, and deputies from a day to a day. */
import { addDays, type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { posted, preparing, unfinished } from '../../policies/packages/statuses.ts'
import { succeeding } from '../../policies/packages/succession.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'

/** Somebody by id, whether or not they hold the role any more. */
export const findManager = (db: Reader, id: string) =>
  db.selectFrom('person').select(['id', 'name', 'romaji']).where('id', '=', id).executeTakeFirst()

/** Packages of a town that a manager answers for and that are not over: what passes on, by number. */
export const listManaged = (db: Reader, townId: string, managerId: string) =>
  db
    .selectFrom('package')
    .where('townId', '=', townId)
    .where('managerId', '=', managerId)
    .where('status', 'in', [...new Set([...preparing, ...posted, ...unfinished])])
    .select(['id', 'number', 'title', 'status'])
    .orderBy('id')
    .execute()

/** The deputies of a manager in a town today and from now on. */
export const listDeputies = (db: Reader, townId: string, managerId: string, today: Day) =>
  db
    .selectFrom('standIn')
    .innerJoin('person', 'person.id', 'standIn.personId')
    .where('townId', '=', townId)
    .where('managerId', '=', managerId)
    .where('untilOn', '>=', today)
    .select(['standIn.id', 'fromOn', 'untilOn', 'person.name', 'person.romaji'])
    .orderBy('fromOn')
    .orderBy('standIn.id')
    .execute()

type StandIn = { readonly townId: string; readonly personId: string }
const note = (tx: Tx, managerId: string, { townId, personId }: StandIn, fromOn: Day, untilOn: Day | null) =>
  tx.sql
    .insertInto('standIn')
    .values({ id: newId(tx.at), townId, managerId, personId, fromOn, untilOn, madeBy: tx.actorId, madeAt: tx.at })
    .execute()

/** Passes packages on, each with a record of its own. Throws Stale where one is not the manager's any more. */
export async function passOn(
  tx: Tx,
  permit: Permit<'manager.succeed'>,
  { packages, ...to }: StandIn & { readonly packages: readonly string[] },
): Promise<void> {
  for (const id of packages) {
    const { numUpdatedRows } = await tx.sql
      .updateTable('package')
      .set({ managerId: to.personId, updatedAt: tx.at })
      .where('id', '=', id)
      .where('townId', '=', to.townId)
      .where('managerId', '=', permit.on)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Stale(id)
    await tx.record(succeeding({ id, townId: to.townId }), { from: permit.on, to: to.personId })
  }
  await note(tx, permit.on, to, dayOf(tx.at), null)
  await tx.record(permit, { to: to.personId, packages: packages.length })
}

/** Somebody stands in from a day to a day, both included; it ends by itself. */
export async function deputise(
  tx: Tx,
  permit: Permit<'manager.deputise'>,
  { fromOn, untilOn, ...who }: StandIn & { readonly fromOn: Day; readonly untilOn: Day },
): Promise<void> {
  await note(tx, permit.on, who, fromOn, untilOn)
  await tx.record(permit, { to: who.personId, from: fromOn, until: untilOn })
}

/** The manager is back before the last day: nobody stands in from now on. `id`: of the row. Throws Stale where it has ended meanwhile. */
export async function resume(tx: Tx, permit: Permit<'manager.resume'>, id: string): Promise<void> {
  const today = dayOf(tx.at)
  const ended = await tx.sql
    .updateTable('standIn')
    .set({ untilOn: addDays(today, -1), madeBy: tx.actorId, madeAt: tx.at })
    .where('id', '=', id)
    .where('managerId', '=', permit.on)
    .where('untilOn', '>=', today)
    .returning(['personId', 'fromOn'])
    .executeTakeFirst()
  if (!ended) throw new Stale(id)
  await tx.record(permit, { to: ended.personId, from: ended.fromOn })
}
