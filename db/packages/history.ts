/** What happened to a package and to all that hangs on it: its lots' assignments, its files, hands raised for it, and glass broken. */
import { type Act, declaredOf, everyAct } from '../../policies/kernel/acts.ts'
import type { Reader } from '../kernel/reader.ts'

/** The audit has each small step; a history would be nothing else. */
const told: readonly Act[] = everyAct.filter((act) => declaredOf(act).history !== false)
const isReading = (act: Act): boolean => declaredOf(act).reads !== undefined
/** What was done, and who saw or took what: each in a list of its own, so that neither hides the other. */
const parts = { events: told.filter((act) => !isReading(act)), readings: told.filter(isReading) } as const
export type Part = keyof typeof parts

/** Newest first, with the lot that each assignment is about; `before` is the sequence number of the last one seen. */
export function packageHistory(
  db: Reader,
  { packageId, townId }: { packageId: string; townId: string },
  { part, before, limit }: { part: Part; before?: number | undefined; limit: number },
) {
  let query = db
    .selectFrom('audit')
    .leftJoin('person', 'person.id', 'audit.actorId')
    .leftJoin('assignment as a', 'a.id', 'audit.subjectId')
    .leftJoin('lot', 'lot.id', 'a.lotId')
    .where('audit.chain', '=', townId)
    .where('act', 'in', parts[part])
    .where((e) =>
      e.or([
        e('audit.subjectId', '=', packageId),
        e('audit.subjectId', 'in', e.selectFrom('assignment').select('id').where('packageId', '=', packageId)),
        e('audit.subjectId', 'in', e.selectFrom('application').select('id').where('packageId', '=', packageId)),
        e('audit.subjectId', 'in', e.selectFrom('packageFile').select('id').where('packageId', '=', packageId)),
        e('audit.subjectId', 'in', e.selectFrom('breakGlass').select('id').where('packageId', '=', packageId)),
      ]),
    )
    .select(['seq', 'at', 'act', 'lot.number as lotNumber', 'person.name as actor', 'person.romaji as actorRomaji'])
  if (before !== undefined) query = query.where('seq', '<', before)
  return query
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
}
