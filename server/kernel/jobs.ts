/** Runs long work beside the requests, and keeps its progress where every page can show it. */

import type { FileStore } from '../../db/files/files.ts'
import { Erased } from '../../db/files/package-keys.ts'
import type { Database } from '../../db/kernel/database.ts'
import { addJob, endJob, moveJob } from '../../db/kernel/jobs.ts'
import { fromJson, type JobKind } from '../../db/kernel/schema.ts'
import { inside } from '../../policies/safety/access.ts'
import type { Ctx } from './context.ts'
import { faultOf, type Log } from './log.ts'

/** What the work came to: `problems` is empty when all went well. */
export type Outcome = { readonly problems: readonly unknown[] }
export type Progress = (done: number, total?: number) => void

const running = new Set<Promise<void>>()
/** For a clean stop: resolves once no work is left, or never. */
export const jobsDone = async (): Promise<void> => {
  await Promise.allSettled(running)
}

/** Work beside the requests that keeps its own progress. A failure is logged, never lost, and a clean stop waits for the end. */
export function inBackground(log: Log, name: string, work: () => Promise<unknown>): Promise<void> {
  const run = work().then(
    () => undefined,
    (error: unknown) => log.error({ fault: faultOf(error), job: name }, 'background work failed'),
  )
  running.add(run)
  run.finally(() => running.delete(run))
  return run
}

/**
 * One after the other. `of`: whose work it is; they take turns, so that a thousand files of one town do not keep another's single one
 * waiting.
 */
export function oneAtATime(): <T>(work: () => Promise<T>, of?: string) => Promise<T> {
  /** By whose it is, in the order of their turns. */
  const waiting = new Map<string, (() => Promise<void>)[]>()
  let isBusy = false
  const goOn = async () => {
    isBusy = true
    for (const [of, line] of waiting) {
      waiting.delete(of)
      const next = line.shift()!
      // To the end; a map that is walked through comes to what was put there meanwhile.
      if (line.length > 0) waiting.set(of, line)
      await next()
    }
    isBusy = false
  }
  return (work, of = '') =>
    new Promise((done, fail) => {
      const line = waiting.get(of) ?? []
      line.push(async () => work().then(done, fail))
      waiting.set(of, line)
      if (!isBusy) void goOn()
    })
}

const everyMs = 250

/** Starts the work and gives the job's id at once. What the work throws is logged and shown as a failure, never lost. */
export async function startJob(
  c: Ctx,
  about: { kind: JobKind; packageId: string; total: number },
  work: (progress: Progress) => Promise<Outcome>,
): Promise<string> {
  const { db, clock, log, actor, store } = c.var
  const id = await addJob(db, { ...about, startedBy: actor.id }, clock())
  const progress = throttled(db, id, clock)
  const run = work(progress.move)
    .then(
      async ({ problems }) => {
        await progress.settle()
        const told = problems.length > 0 ? [await sealed(store, about.packageId, problems)] : []
        await endJob(db, id, { state: problems.length > 0 ? 'failed' : 'done', problems: told }, clock())
      },
      async (error: unknown) => {
        log.error({ fault: faultOf(error), job: about.kind }, 'job failed')
        await progress.settle()
        await endJob(db, id, { state: 'failed', problems: [{ kind: 'unexpected' }] }, clock())
      },
    )
    .catch((error: unknown) => log.error({ fault: faultOf(error), job: about.kind }, 'job could not be ended'))
  running.add(run)
  run.finally(() => running.delete(run))
  return id
}

/** What is wrong with a list may repeat what stands in it, so it is sealed like the list. */
const sealed = async (store: FileStore, packageId: string, problems: readonly unknown[]) => ({
  kind: 'sealed',
  text: await store.sealText(packageId, JSON.stringify(problems)),
})

/** The problems of a job that ended badly; none once its package was destroyed. */
export async function problemsOf(c: Ctx, job: { readonly packageId: string; readonly problems: string }): Promise<unknown[]> {
  const problems = fromJson(job.problems) as { kind?: string; text?: string }[]
  const [first] = problems
  if (first?.kind !== 'sealed') return problems
  try {
    return JSON.parse(await c.var.store.openText(inside(job.packageId), first.text ?? '')) as unknown[]
  } catch (error) {
    if (error instanceof Erased) return []
    throw error
  }
}

/** Progress is written a few times a second, however often it is told, and never two writes at once. */
function throttled(db: Database, id: string, clock: Ctx['var']['clock']) {
  let last = 0
  let writing: Promise<void> = Promise.resolve()
  return {
    move(done: number, total?: number) {
      const now = performance.now()
      if (now - last < everyMs) return
      last = now
      writing = writing
        .then(() => moveJob(db, id, total === undefined ? { done } : { done, total }, clock()))
        .catch(() => undefined)
    },
    settle: () => writing,
  }
}
