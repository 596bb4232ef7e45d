/** Carries out what was decided, step by step, and goes on where a process was stopped: at the start, and by the clock. */

import type { Mark } from '../../../db/files/key-folder.ts'
import { listNames } from '../../../db/files/stored-bytes.ts'
import { unlessStale } from '../../../db/kernel/database.ts'
import { blanked } from '../../../db/safety/destructions/blank.ts'
import { findDestruction, inventoryOf, listDecided, listDestroyed, listStanding } from '../../../db/safety/destructions/find.ts'
import { finishDestruction, reconcileDestruction } from '../../../db/safety/destructions/finish.ts'
import { listFiles } from '../../../db/safety/destructions/inventory.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideFinish, decideReconcile } from '../../../policies/safety/destructions.ts'
import type { World } from '../../kernel/context.ts'
import { faultOf } from '../../kernel/log.ts'

export type Carrying = Pick<World, 'db' | 'store' | 'clock' | 'log'>

/**
 * INVARIANT: the order. The decision stands in the database with the list of all that will be gone; then the key is destroyed, which
 * is the destruction; then its objects are removed; then one write blanks every word, closes the package and issues the certificate.
 * Stopped before the key: everything is still there. Stopped after it: nothing opens, and whoever starts next goes on from the list.
 * Each step may be done again. There is no certificate of what still exists, and nothing half done that nobody finishes. Gives
 * whether it was finished here.
 */
export async function carryOut({ db, store, clock }: Omit<Carrying, 'log'>, packageId: string): Promise<boolean> {
  const found = await findDestruction(db.read, packageId)
  const permits = found && decideFinish(found.facts)
  if (!permits || isRefusal(permits)) return false
  await store.destroyKey(packageId, clock())
  for (const { storageKey } of inventoryOf(found)) await store.remove(storageKey)
  const strays = await store.sweep(packageId, await listNames(db.read, packageId))
  const destroyedAt = (await store.destroyedAt(packageId))!
  const finish = db.write({ actor: null, at: clock() }, (tx) => finishDestruction(tx, permits, { destroyedAt, strays }))
  const isDone = await unlessStale(finish)
  await db.kit.forget(blanked)
  return isDone
}

/** For one package among several: what fails is told in the log, and keeps none of the others waiting. Gives nothing then. */
export async function unlessStuck<T>(
  { log }: Pick<Carrying, 'log'>,
  packageId: string,
  work: Promise<T>,
): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    log.error({ package: packageId, fault: faultOf(error) }, 'the destruction of a package is stuck')
    return undefined
  }
}

/** Goes on with every destruction that was decided and not finished; gives how many were finished. */
export async function finishDecided(world: Carrying): Promise<number> {
  let finished = 0
  for (const { packageId } of await listDecided(world.db.read))
    if (await unlessStuck(world, packageId, carryOut(world, packageId))) finished++
  return finished
}

/**
 * At the start the marks in the folder of keys and the database are made to agree, and a destruction wins on either side: an older
 * database knows nothing of it, an older folder brings back a key. Where the store of objects cannot be reached it starts nevertheless:
 * nothing opens without its key. Gives how many had to be put right.
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

/**
 * Closes what an older database still holds of packages whose keys are marked as destroyed; gives how many. Objects that cannot be
 * removed now are named by no package that stands, and the clock sweeps them (db/files/stored-bytes.ts).
 */
async function closeStanding(world: Carrying, marks: readonly Mark[]): Promise<number> {
  const { db, store, clock } = world
  let closed = 0
  const standing = await listStanding(
    db.read,
    marks.map(({ packageId }) => packageId),
  )
  for (const { id, townId } of standing) {
    const permit = decideReconcile({ id, townId, destroyed: false, keyDestroyed: true })
    if (isRefusal(permit)) continue
    const { destroyedAt } = marks.find(({ packageId }) => packageId === id)!
    if (await unlessStale(db.write({ actor: null, at: clock() }, (tx) => reconcileDestruction(tx, permit, destroyedAt)))) closed++
    for (const { storageKey } of await listFiles(db.read, id)) await unlessStuck(world, id, store.remove(storageKey))
  }
  return closed
}
