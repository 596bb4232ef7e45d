/** One key for each package, wrapped by the key of the deployment: who destroys it destroys every file of the package (security.md 3.2). */
import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'
import { unwrapKey, wrapKey } from './sealing.ts'
import type { Clock } from './time.ts'

/** The files of this package were destroyed for good. */
export class Erased extends Error {
  override name = 'Erased'
}

export type Keyring = {
  /** The key that new files of a package are sealed with; made at the first file. Throws Erased once it was destroyed. */
  sealing(packageId: string): Promise<Buffer>
  /** The key that opens a package's files. INVARIANT: asked anew each time, so that a destroyed key opens nothing from then on. */
  opening(packageId: string): Promise<Buffer>
  /** Whether the deployment's key is the one that wrapped what is stored; nothing stored is a yes. */
  fits(): Promise<boolean>
}

export function openKeyring({ read, upkeep }: Pick<Database, 'read' | 'upkeep'>, kek: Uint8Array, clock: Clock): Keyring {
  const find = (packageId: string) =>
    read.selectFrom('packageKey').select('wrapped').where('packageId', '=', packageId).executeTakeFirst()
  async function opening(packageId: string): Promise<Buffer> {
    const row = await find(packageId)
    if (!row?.wrapped) throw new Erased(packageId)
    return unwrapKey(kek, row.wrapped, packageId)
  }
  return {
    opening,
    async sealing(packageId) {
      if (!(await find(packageId)))
        await upkeep
          .insertInto('packageKey')
          .values({ packageId, wrapped: wrapKey(kek, randomBytes(32), packageId), madeAt: clock(), destroyedAt: null })
          .onConflict((conflict) => conflict.column('packageId').doNothing())
          .execute()
      return opening(packageId)
    },
    async fits() {
      const row = await read
        .selectFrom('packageKey')
        .select(['packageId', 'wrapped'])
        .where('wrapped', 'is not', null)
        .limit(1)
        .executeTakeFirst()
      if (!row?.wrapped) return true
      try {
        return unwrapKey(kek, row.wrapped, row.packageId).length === 32
      } catch {
        return false
      }
    },
  }
}
