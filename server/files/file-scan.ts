/** Looks into every file that was added before anybody has it: what it is, what stands in it, whether a scanner finds a virus. */

import { beginCheck, endCheck, listUnchecked, mostBegun } from '../../db/files/file-checks.ts'
import { findPackageFile, type PackageFile, settleFile } from '../../db/files/package-files.ts'
import { Stale } from '../../db/kernel/database.ts'
import { findGuarded } from '../../db/safety/access.ts'
import type { FileKind, FileProblem } from '../../policies/files/files.ts'
import { decideCheck } from '../../policies/files/package-files.ts'
import { kindsOf } from '../../policies/files/uploads.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { inside } from '../../policies/safety/access.ts'
import type { World } from '../kernel/context.ts'
import { inBackground, oneAtATime } from '../kernel/jobs.ts'
import { faultOf } from '../kernel/log.ts'
import { Unscanned } from './clamd.ts'
import { Busy, countPages, largest, Undrawable, type Viewable } from './drawing/index.ts'
import { checkFile, type Openable, type Time, Unfinished } from './file-checks/index.ts'
import { letGo } from './naming.ts'
import { isViewOnly } from './package-files/around.ts'
import { readShown } from './package-files/shown.ts'

export type Scanning = Pick<World, 'db' | 'store' | 'clock' | 'log' | 'scanner'>

/** One after the other in a process, the towns in turn: the checks share a core with everybody's pages. */
const inTurn = oneAtATime()
const waiting = new Set<string>()
/** What could not be checked is tried again later and later. Milliseconds. */
const firstPause = 30_000
const longestPause = 3_600_000
const pauses = new Map<string, { until: number; next: number }>()

/** Checks a file as soon as its turn comes; the page that added it does not wait. */
export function scanSoon(world: Scanning, { id, townId }: { readonly id: string; readonly townId: string }): void {
  if (waiting.has(id)) return
  waiting.add(id)
  const work = inTurn(() => scanFile(world, id), townId).finally(() => waiting.delete(id))
  inBackground(world.log, 'file-scan', () => work)
}

/** By the clock: what an earlier process left, and what the scanner could not be asked about. */
export async function scanWaiting(world: Scanning): Promise<number> {
  const waiting = await listUnchecked(world.db.read, world.clock())
  const due = waiting.filter(({ id }) => (pauses.get(id)?.until ?? 0) <= performance.now())
  for (const file of due) scanSoon(world, file)
  return due.length
}

/** INVARIANT: a file becomes clean only here, after every check; whatever goes wrong leaves it where nobody can open it. */
export async function scanFile(world: Scanning, id: string, time?: Time): Promise<void> {
  const { db, clock, log } = world
  const file = await findPackageFile(db.read, id)
  if (!file || isRefusal(decideCheck('file.check', file.facts))) return
  const begun = await beginCheck(db, id, clock())
  if (begun === undefined) return
  try {
    const found = begun > mostBegun ? unfinished : await examine(world, file, time)
    const permit = decideCheck(found.state === 'held' ? 'file.hold' : 'file.check', file.facts)
    if (isRefusal(permit)) return
    await db.write({ actor: null, at: clock() }, (tx) => settleFile(tx, permit, found))
    if (found.state === 'refused') await letGo(world, file.storageKey)
    pauses.delete(id)
  } catch (error) {
    if (error instanceof Stale) return
    postpone(id)
    log.warn({ fault: error instanceof Unscanned ? { kind: error.reason } : faultOf(error), job: 'file-scan' }, 'not checked yet')
    await endCheck(db, id)
  }
}

function postpone(id: string): void {
  const next = pauses.get(id)?.next ?? firstPause
  pauses.set(id, { until: performance.now() + next, next: Math.min(next * 2, longestPause) })
}

type Found = Parameters<typeof settleFile>[2]
/** Nobody passes what nobody could look at to its end; people decide. */
const unfinished: Found = { state: 'held', problems: [{ kind: 'unfinished' }] }

async function examine(world: Scanning, file: PackageFile, time?: Time): Promise<Found> {
  const { db, store, scanner } = world
  const { packageId, storageKey, name, size } = file
  const guarded = await findGuarded(db.read, packageId, '')
  const viewOnly = guarded === undefined || isViewOnly(guarded)
  const open: Openable = (from, to) => store.read(inside(packageId), storageKey, from, to)
  const checked = await checkFile(
    { name, size, open },
    kindsOf(file.assignmentId === null ? 'material' : 'attachment', viewOnly)!,
    time,
  ).catch((error: unknown) => {
    if (error instanceof Unfinished) return error
    throw error
  })
  if (checked instanceof Unfinished) return unfinished
  if ('problems' in checked) return { state: 'refused', problems: checked.problems }
  const { kind } = checked
  const unshown = viewOnly ? await whyNotShown(world, file, kind) : undefined
  if (unshown) return { state: 'refused', problems: [unshown] }
  const virus = scanner ? await scanned(() => scanner.scan(open())) : undefined
  return virus ? { state: 'held', problems: virus } : { state: 'clean', kind, scanned: scanner !== null }
}

/** Nothing where the scanner found nothing. Throws Unscanned where it may be asked again. */
async function scanned(scan: () => Promise<'clean' | { virus: string }>): Promise<FileProblem[] | undefined> {
  try {
    const answer = await scan()
    return answer === 'clean' ? undefined : [{ kind: 'virus', name: answer.virus }]
  } catch (error) {
    // What the scanner does not look at whole will be no smaller tomorrow: people must decide.
    if (error instanceof Unscanned && error.reason === 'over-limit') return []
    throw error
  }
}

/** What is only shown must be such that it can be: tried out once, before anybody relies on it. */
async function whyNotShown({ store }: Scanning, file: PackageFile, kind: FileKind): Promise<FileProblem | undefined> {
  try {
    const shown = kind as Viewable
    await countPages(shown, await readShown(shown, file.size, () => store.read(inside(file.packageId), file.storageKey)))
    return undefined
  } catch (error) {
    if (!(error instanceof Undrawable) || error instanceof Busy) throw error
    if (error.reason === 'too-large') return { kind: 'too-large', most: largest[kind as Viewable] }
    return { kind: error.reason === 'encrypted' ? 'encrypted' : 'damaged' }
  }
}
