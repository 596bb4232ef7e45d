/** What I was handed, what of it I opened and took, and what became of the copies. */
import { type Read, two, workOf } from './section.ts'

export const custody: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('custody as c')
    .innerJoin('assignment as a', 'a.id', 'c.assignmentId')
    .innerJoin('package as p', 'p.id', 'c.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .leftJoin('person as by', 'by.id', 'c.accountedBy')
    .where('c.holderId', '=', personId)
    .select(['p.number', 'p.title', 'lot.number as lot', 'c.handedAt', 'c.openedAt', 'c.takenAt', 'c.takes'])
    .select(['c.returnedAt', 'c.returnedHow', 'c.accountedAt', 'c.accountedHow', 'by.name as by', 'by.romaji as byRomaji'])
    .orderBy('c.handedAt', 'desc')
    .orderBy('c.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ number, title, lot, by, byRomaji, ...row }) => ({
    ...workOf({ number, title, lot }),
    ...row,
    accountedBy: two(by, byRomaji),
  }))
}
