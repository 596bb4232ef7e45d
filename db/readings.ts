/** Who read whose data: one record for each reader and day, so that people can see it and reloading floods nothing. */
import type { Day } from '../policies/days.ts'
import type { Permit } from '../policies/decision.ts'
import type { Tx } from './database.ts'
import type { Reader } from './reader.ts'
import { instant } from './time.ts'

/** The pages that show one person's data to somebody else. */
export type Reading = 'person.read' | 'vetting.read'

/** Whether this reader's reading of this subject stands in the audit already, on a day in Japan. */
export async function wasReadOn(db: Reader, { act, on }: Permit<Reading>, readerId: string, day: Day): Promise<boolean> {
  const row = await db
    .selectFrom('audit')
    .select('seq')
    .where('subjectId', '=', on)
    .where('act', '=', act)
    .where('actorId', '=', readerId)
    .where('at', '>=', instant(Date.parse(`${day}T00:00:00+09:00`)))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Records that somebody's data were read, so that they can see by whom. */
export const noteReading = (tx: Tx, permit: Permit<Reading>): Promise<void> => tx.record(permit)
