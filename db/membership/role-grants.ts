/** Roles as they were given and ended, each with who did it and why; giving one more, and ending one. */

import type { Grant } from '../../policies/identity/people.ts'
import { addDays, type Day, dayOf } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { GrantFacts, Period } from '../../policies/membership/grants.ts'
import { Stale, type Tx } from '../kernel/database.ts'
import { newId } from '../kernel/ids.ts'
import type { Reader } from '../kernel/reader.ts'
import { inForce } from './grants.ts'

/** Every role that a person was ever given, the latest first, with the town and with who gave and who ended it. */
export const listRoleGrants = (db: Reader, personId: string) =>
  db
    .selectFrom('roleGrant')
    .leftJoin('town', 'town.id', 'roleGrant.townId')
    .leftJoin('person as giver', 'giver.id', 'roleGrant.grantedBy')
    .leftJoin('person as ender', 'ender.id', 'roleGrant.endedBy')
    .where('roleGrant.personId', '=', personId)
    .select(['roleGrant.id', 'roleGrant.personId', 'role', 'roleGrant.townId', 'fromOn', 'untilOn', 'reason', 'endReason'])
    .select(['town.name as town', 'town.romaji as townRomaji'])
    .select(['giver.name as giver', 'giver.romaji as giverRomaji', 'ender.name as ender', 'ender.romaji as enderRomaji'])
    .orderBy('fromOn', 'desc')
    .orderBy('roleGrant.id', 'desc')
    .execute()
export type RoleGrant = Awaited<ReturnType<typeof listRoleGrants>>[number]

/** How many people, one aside, hold the secretariat on a day with no last day in sight. */
export async function countOtherSecretariat(db: Reader | Tx['sql'], personId: string, today: Day): Promise<number> {
  const others = await db
    .selectFrom('roleGrant')
    .select('roleGrant.personId')
    .distinct()
    .where('role', '=', 'secretariat')
    .where('roleGrant.personId', '!=', personId)
    .where('untilOn', 'is', null)
    .where(inForce(today))
    .execute()
  return others.length
}

/**
 * Gives the person that the permit names one more role; throws Stale when they hold it by now. Sessions end, for those of staff
 * are shorter than those that a worker began.
 * INVARIANT: the record comes first, since it locks the head of the chain in which both of two gifts are recorded.
 */
export async function giveRole(
  tx: Tx,
  permit: Permit<'grant.give'>,
  { role, townId, fromOn, untilOn, reason }: Grant & Period & { readonly reason: string },
): Promise<void> {
  const id = newId(tx.at)
  await tx.record(permit, { grant: id, role, town: townId, from: fromOn, until: untilOn })
  const held = await tx.sql
    .selectFrom('roleGrant')
    .select('id')
    .where('personId', '=', permit.on)
    .where('role', '=', role)
    .where('townId', townId === null ? 'is' : '=', townId)
    .where((e) => e.or([e('untilOn', 'is', null), e('untilOn', '>=', dayOf(tx.at))]))
    .executeTakeFirst()
  if (held) throw new Stale('grant')
  await tx.sql
    .insertInto('roleGrant')
    .values({ id, personId: permit.on, role, townId, fromOn, untilOn, grantedBy: tx.actorId, reason })
    .execute()
  await tx.sql.deleteFrom('session').where('personId', '=', permit.on).execute()
}

/**
 * Ends a role at once: yesterday was its last day. Every session of the person ends with it, for each was begun with that role.
 * Throws Stale when the role is over already, or when nobody else of the secretariat would stay.
 * INVARIANT: the record comes first, since it locks the head of the alliance's chain: of two who end each other one sees the other.
 */
export async function endRole(tx: Tx, permit: Permit<'grant.end'>, grant: GrantFacts, reason: string): Promise<void> {
  const today = dayOf(tx.at)
  await tx.record(permit, { grant: grant.id, role: grant.role, town: grant.townId })
  const { numUpdatedRows } = await tx.sql
    .updateTable('roleGrant')
    .set({ untilOn: addDays(today, -1), endedBy: tx.actorId, endReason: reason })
    .where('id', '=', grant.id)
    .where('personId', '=', permit.on)
    .where('role', '!=', 'worker')
    .where((e) => e.or([e('untilOn', 'is', null), e('untilOn', '>=', today)]))
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Stale('grant')
  if (grant.role === 'secretariat' && (await countOtherSecretariat(tx.sql, permit.on, today)) === 0) throw new Stale('last')
  await tx.sql.deleteFrom('session').where('personId', '=', permit.on).execute()
}
