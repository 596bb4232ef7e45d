/** What I told towns of suspected leaks, and since when they are done looking. */
import { type Read, two } from './section.ts'

export const incidents: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('incident as i')
    .innerJoin('package as p', 'p.id', 'i.packageId')
    .innerJoin('town', 'town.id', 'i.townId')
    .where('i.reportedBy', '=', personId)
    .select(['p.number', 'p.title', 'i.kind', 'i.words', 'i.noticedAt', 'i.reportedAt', 'i.liftedAt'])
    .select(['town.name as town', 'town.romaji as townRomaji'])
    .orderBy('i.reportedAt', 'desc')
    .orderBy('i.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ number, town, townRomaji, title, ...row }) => ({
    package: number,
    title,
    town: two(town, townRomaji),
    ...row,
  }))
}
