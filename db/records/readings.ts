/** Who read whose data: one record for each reader and day, so that people can see it and reloading floods nothing. */

import type { Act } from '../../policies/kernel/acts.ts'
import type { Day } from '../../policies/kernel/days.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import type { Recorded, Tx } from '../kernel/database.ts'
import type { Reader } from '../kernel/reader.ts'
import { startOfDay } from '../kernel/time.ts'

/** The record of this reader's first reading of this subject on a day in Japan, if there is one. */
export const findReading = (db: Reader, { act, on }: Permit<Act>, readerId: string, day: Day): Promise<Recorded | undefined> =>
  db
    .selectFrom('audit')
    .select(['chain', 'seq'])
    .where('subjectId', '=', on)
    .where('act', '=', act)
    .where('actorId', '=', readerId)
    .where('at', '>=', startOfDay(day))
    .limit(1)
    .executeTakeFirst()

/** Records that somebody's data were read, so that they can see by whom. */
export const noteReading = (tx: Tx, permit: Permit<Act>, detail: Readonly<Record<string, unknown>> = {}): Promise<Recorded> =>
  tx.record(permit, detail)

/** The page of a lot that a reader looked at last, from 1; nothing where there is none. */
export async function findLastPage(db: Reader, assignmentId: string, readerId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('audit')
    .select('detail')
    .where('subjectId', '=', assignmentId)
    .where('act', '=', 'assignment.open')
    .where('actorId', '=', readerId)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { page } = row ? (JSON.parse(row.detail) as { page?: unknown }) : {}
  return typeof page === 'number' ? page : undefined
}
