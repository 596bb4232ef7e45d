/** Deliveries that wait for a review. */
import type { Reader } from '../kernel/reader.ts'
import type { Instant } from '../kernel/time.ts'

type Waiting = {
  /** Towns whose deliveries the reader reviews; null: every town. */
  readonly towns: readonly string[] | null
  readonly after?: { readonly since: string; readonly id: string } | undefined
  readonly limit: number
}

/** The longest waiting first; one more than a page where there is more. `since`: when the delivery that waits was received. */
export async function listWaiting(db: Reader, { towns, after, limit }: Waiting) {
  if (towns?.length === 0) return []
  let query = db
    .selectFrom('assignment as a')
    .innerJoin('package as p', 'p.id', 'a.packageId')
    .innerJoin('lot', 'lot.id', 'a.lotId')
    .innerJoin('person as w', 'w.id', 'a.workerId')
    .where('a.status', '=', 'submitted')
    // What is frozen cannot be looked at, and so waits outside of the queue.
    .where('p.frozenAt', 'is', null)
    .select([
      'a.id',
      'a.status',
      'a.workerId',
      'a.dueOn',
      'a.updatedAt as since',
      'p.townId',
      'p.title',
      'p.number as packageNumber',
    ])
    .select(['p.lotCount', 'lot.number as lotNumber', 'lot.firstRow', 'lot.lastRow'])
    .select(['w.name as worker', 'w.kana as workerKana', 'w.romaji as workerRomaji'])
    .select((e) => [
      e
        .selectFrom('submission as s')
        .whereRef('s.assignmentId', '=', 'a.id')
        .select((c) => c.fn.max('s.version').as('n'))
        .as('version'),
      e
        .selectFrom('submission as s')
        .whereRef('s.assignmentId', '=', 'a.id')
        .select('s.changeCount')
        .orderBy('s.version', 'desc')
        .limit(1)
        .as('changeCount'),
    ])
  if (towns) query = query.where('p.townId', 'in', towns)
  if (after) {
    const since = after.since as Instant
    query = query.where((e) =>
      e.or([e('a.updatedAt', '>', since), e.and([e('a.updatedAt', '=', since), e('a.id', '>', after.id)])]),
    )
  }
  return query
    .orderBy('a.updatedAt')
    .orderBy('a.id')
    .limit(limit + 1)
    .execute()
}
export type WaitingDelivery = Awaited<ReturnType<typeof listWaiting>>[number]
