/** Candidates as the rules of eligibility see them, and the offers of a package that wait for an answer. */
import type { Place } from '../../policies/safety/classes.ts'
import type { Reader } from '../kernel/reader.ts'
import { fromJson } from '../kernel/schema.ts'

/** Workers by id, as `findWorker` gives one. */
export async function findWorkers(db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const profiles = await db
    .selectFrom('workerProfile')
    .where('personId', 'in', ids)
    .select(['personId as id', 'townId', 'status', 'clearance', 'places', 'vettedUntil'])
    .execute()
  const completions = await db
    .selectFrom('completion')
    .select(['personId', 'courseId', 'result', 'completedOn', 'validUntil'])
    .where('personId', 'in', ids)
    .execute()
  return new Map(
    profiles.map((profile) => [
      profile.id,
      {
        ...profile,
        places: fromJson(profile.places) as Place[],
        completions: completions.filter(({ personId }) => personId === profile.id),
      },
    ]),
  )
}

/** Offers that wait for an answer, those that run out first on top. */
export const listOpenOffers = (db: Reader, packageId: string, limit = 100) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as w', 'w.id', 'a.workerId')
    .where('a.packageId', '=', packageId)
    .where('a.status', '=', 'offered')
    .select([
      'a.id',
      'a.workerId',
      'a.status',
      'a.offerEndsOn',
      'a.dueOn',
      'a.price',
      'lot.number',
      'w.name',
      'w.kana',
      'w.romaji',
    ])
    .orderBy('a.offerEndsOn')
    .orderBy('lot.number')
    .limit(limit)
    .execute()
