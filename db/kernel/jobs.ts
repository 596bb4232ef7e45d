/** Long work in the background: how far it is, shown to whoever waits. */
import type { Database } from './database.ts'
import { newId } from './ids.ts'
import type { Reader } from './reader.ts'
import { type JobKind, type JobState, toJson } from './schema.ts'
import { type Instant, minutesAfter } from './time.ts'

/** A job that has not moved for this long has died with its process. Minutes. */
const deadAfter = 2

export async function addJob(
  { upkeep }: Database,
  about: { kind: JobKind; packageId: string; startedBy: string; total: number },
  at: Instant,
): Promise<string> {
  const id = newId(at)
  await upkeep
    .insertInto('job')
    .values({ ...about, id, state: 'running', done: 0, problems: toJson([]), startedAt: at, beatAt: at })
    .execute()
  return id
}

export async function moveJob(
  { upkeep }: Database,
  id: string,
  progress: { done: number; total?: number },
  at: Instant,
): Promise<void> {
  await upkeep
    .updateTable('job')
    .set({ ...progress, beatAt: at })
    .where('id', '=', id)
    .execute()
}

export async function endJob(
  { upkeep }: Database,
  id: string,
  end: { state: Exclude<JobState, 'running'>; problems?: unknown[] },
  at: Instant,
): Promise<void> {
  await upkeep
    .updateTable('job')
    .set({ state: end.state, problems: toJson(end.problems ?? []), beatAt: at })
    .where('id', '=', id)
    .execute()
}

/** The latest job of a package; one that died with its process counts as failed. */
export async function findJob(db: Reader, packageId: string, kind: JobKind, at: Instant) {
  const job = await db
    .selectFrom('job')
    .selectAll()
    .where('packageId', '=', packageId)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (job?.state === 'running' && minutesAfter(job.beatAt, deadAfter) < at)
    return { ...job, state: 'failed' as const, problems: toJson([{ kind: 'interrupted' }]) }
  return job
}
