/** Carries out what was decided, step by step, and goes on where a process was stopped: at the start, and by the clock. */
import { Stale } from '../../db/database.ts'
import { blanked } from '../../db/destructions/blank.ts'
import { findDestruction, inventoryOf, listDecided, listDestroyed, listStanding } from '../../db/destructions/find.ts'
import { finishDestruction, reconcileDestruction } from '../../db/destructions/finish.ts'
import { listFiles } from '../../db/destructions/inventory.ts'
import type { Mark } from '../../db/key-folder.ts'
import { listNames } from '../../db/orphans.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideFinish, decideReconcile } from '../../policies/destructions.ts'
import type { World } from '../context.ts'

export type Carrying = Pick<World, 'db' | 'store' | 'clock'>

/**
 * INVARIANT: the order. The decision stands in the database with the list of all that will be gone; then the key is destroyed, which
 * is the destruction; then its objects are removed; then one write blanks every word, closes the package and issues the certificate.
 * Stopped before the key: everything is still there. Stopped after it: nothing opens, and whoever starts next goes on from the list.
 * Each step may be done again. There is no certificate of what still exists, and nothing half done that nobody finishes.
 */
export async function carryOut({ db, store, clock }: Carrying, packageId: string): Promise<void> {
  const found = await findDestruction(db.read, packageId)
  const permits = found && decideFinish(found.facts)
  if (!permits || isRefusal(permits)) return
  await store.destroyKey(packageId, clock())
  for (const { storageKey } of inventoryOf(found)) await store.remove(storageKey)
  const strays = await store.sweep(packageId, await listNames(db.read))
  const destroyedAt = (await store.destroyedAt(packageId))!
  await unlessStale(db.write({ actor: null, at: clock() }, (tx) => finishDestruction(tx, permits, { destroyedAt, strays })))
  await db.kit.forget(blanked)
}

/** Goes on with every destruction that was decided and not finished; gives how many. */
export async function finishDecided(world: Carrying): Promise<number> {
  const waiting = await listDecided(world.db.read)
  for (const { packageId } of waiting) await carryOut(world, packageId)
  return waiting.length
}

/**
 * At the start the marks in the folder of keys and the database are made to agree, and a destruction wins on either side: an older
 * database knows nothing of it, an older folder brings back a key. Gives how many had to be put right.
 */
export async function reconcileKeys(world: Carrying): Promise<number> {
  await finishDecided(world)
  const { db, store } = world
  const marked = new Map<string, Mark>()
  for (const mark of store.destroyed()) marked.set(mark.packageId, mark)
  let mended = 0
  const marks = [...marked.values()]
  for (let from = 0; from < marks.length; from += comparedAtOnce)
    mended += await closeStanding(world, marks.slice(from, from + comparedAtOnce))
  for await (const { id, destroyedAt } of listDestroyed(db.read)) {
    if (marked.has(id)) continue
    await store.destroyKey(id, destroyedAt)
    mended++
  }
  if (mended > 0) await db.kit.forget(blanked)
  return mended
}
const comparedAtOnce = 500

/** Closes what an older database still holds of packages whose keys are marked as destroyed; gives how many. */
async function closeStanding({ db, store, clock }: Carrying, marks: readonly Mark[]): Promise<number> {
  const standing = await listStanding(
    db.read,
    marks.map(({ packageId }) => packageId),
  )
  for (const { id, townId } of standing) {
    const permit = decideReconcile({ id, townId, destroyed: false, keyDestroyed: true })
    if (isRefusal(permit)) continue
    const { destroyedAt } = marks.find(({ packageId }) => packageId === id)!
    for (const { storageKey } of await listFiles(db.read, id)) await store.remove(storageKey)
    await unlessStale(db.write({ actor: null, at: clock() }, (tx) => reconcileDestruction(tx, permit, destroyedAt)))
  }
  return standing.length
}

/** Another process did it a moment ago. */
async function unlessStale(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Stale)) throw error
  }
}
