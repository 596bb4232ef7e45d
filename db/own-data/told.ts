/** What I was told, and what I asked to have put right. */
import { alliance } from '../../policies/decision.ts'
import { type Read, two } from './section.ts'

export const notifications: Read = (db, personId, most) =>
  db
    .selectFrom('notification as n')
    .leftJoin('package as p', 'p.id', 'n.packageId')
    .where('n.personId', '=', personId)
    .select(['act', 'p.number as package', 'at', 'readAt'])
    .orderBy('n.id', 'desc')
    .limit(most)
    .execute()

export const corrections: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('correction as c')
    .leftJoin('town', 'town.id', 'c.townId')
    .leftJoin('person as officer', 'officer.id', 'c.answeredBy')
    .where('c.personId', '=', personId)
    .selectAll('c')
    .select(['town.name as town', 'town.romaji as townRomaji', 'officer.name as officer', 'officer.romaji as officerRomaji'])
    .orderBy('c.askedAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    field: row.field,
    wish: row.wish,
    status: row.status,
    askedAt: row.askedAt,
    dueOn: row.dueOn,
    town: row.townId === alliance ? null : two(row.town, row.townRomaji),
    answeredBy: two(row.officer, row.officerRomaji),
    answeredAt: row.answeredAt,
    answer: row.answer,
  }))
}
