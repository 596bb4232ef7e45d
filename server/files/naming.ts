/** Bytes that lie in the store before a row names them: where the write that would name them fails they go, and never what a row names. */
import { isKept } from '../../db/files/uploads/find.ts'
import type { Ctx, World } from '../kernel/context.ts'
import { faultOf } from '../kernel/log.ts'

/**
 * Runs the write that names what lies there. INVARIANT: where it fails, only what no row names is removed: the answer to a commit may
 * be lost, and an error may tell of an earlier try that came through. What cannot be asked is left to the sweep (upload-clock.ts).
 */
export async function writeNaming<T>(c: Ctx, storageKeys: readonly string[], write: () => Promise<T>): Promise<T> {
  const { db } = c.var
  try {
    return await write()
  } catch (error) {
    // The commit may still be under way at the far end of a connection that is gone.
    if (db.kit.isLost(error)) throw error
    for (const key of storageKeys) if (!(await isKept(db, key).catch(() => true))) await letGo(c.var, key)
    throw error
  }
}

/** Removes what no row names any more. What cannot be removed now stops nothing: the sweep takes it. */
export async function letGo({ store, log }: Pick<World, 'store' | 'log'>, storageKey: string): Promise<void> {
  await store.remove(storageKey).catch((error: unknown) => log.warn({ fault: faultOf(error) }, 'bytes are left to the sweep'))
}
