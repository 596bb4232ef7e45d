/** Roles that I hold or held: from when, until when, by whom, and why. */
import { type Read, two } from './section.ts'

export const roles: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('roleGrant as g')
    .leftJoin('town', 'town.id', 'g.townId')
    .leftJoin('person as giver', 'giver.id', 'g.grantedBy')
    .leftJoin('person as ender', 'ender.id', 'g.endedBy')
    .where('g.personId', '=', personId)
    .select(['role', 'g.townId', 'fromOn', 'untilOn', 'reason', 'endReason', 'town.name as town', 'town.romaji as townRomaji'])
    .select(['giver.name as giver', 'giver.romaji as giverRomaji', 'ender.name as ender', 'ender.romaji as enderRomaji'])
    .orderBy('fromOn', 'desc')
    .orderBy('g.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    role: row.role,
    town: two(row.town, row.townRomaji),
    fromOn: row.fromOn,
    untilOn: row.untilOn,
    grantedBy: two(row.giver, row.giverRomaji),
    reason: row.reason,
    endedBy: two(row.ender, row.enderRomaji),
    endReason: row.endReason,
  }))
}
