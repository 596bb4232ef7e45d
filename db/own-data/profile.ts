/** What my town keeps of me as a teleworker. */
import { fromJson } from '../schema.ts'
import { type Read, two } from './section.ts'

export const profile: Read = async (db, personId, most) => {
  const rows = await db
    .selectFrom('workerProfile as w')
    .innerJoin('town', 'town.id', 'w.townId')
    .leftJoin('person as vetter', 'vetter.id', 'w.vettedBy')
    .where('w.personId', '=', personId)
    .select([
      'status',
      'statusReason',
      'statusWords',
      'statusAt',
      'clearance',
      'places',
      'weeklyHours',
      'vettedOn',
      'vettedUntil',
      'town.name as town',
    ])
    .select(['town.romaji as townRomaji', 'vetter.name as vetter', 'vetter.romaji as vetterRomaji'])
    .limit(most)
    .execute()
  return rows.map((row) => ({
    town: two(row.town, row.townRomaji),
    status: row.status,
    statusReason: row.statusReason,
    statusWords: row.statusWords,
    statusAt: row.statusAt,
    clearance: row.clearance,
    places: fromJson(row.places),
    weeklyHours: row.weeklyHours,
    vettedOn: row.vettedOn,
    vettedBy: two(row.vetter, row.vetterRomaji),
    vettedUntil: row.vettedUntil,
  }))
}
