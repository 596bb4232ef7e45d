/** One key for each package, wrapped by the deployment's: destroying it destroys every file (cryptographic erase, NIST SP 800-88). */
import { randomBytes } from 'node:crypto'
import type { Database } from '../kernel/database.ts'
import type { Clock, Instant } from '../kernel/time.ts'
import type { KeyFolder } from './key-folder.ts'
import { unwrapKey, wrapKey } from './sealing.ts'

/** The files of this package were destroyed for good. */
export class Erased extends Error {
  override name = 'Erased'
}

export type Keyring = {
  /** The key that new files of a package are sealed with; made at the first file. Throws Erased once it was destroyed. */
  sealing(packageId: string): Promise<Buffer>
  /** The key that opens a package's files. INVARIANT: asked anew each time, so that a destroyed key opens nothing from then on. */
  opening(packageId: string): Promise<Buffer>
  /** Destroys the key for good: nothing that it sealed opens any more, here or in any backup of files or database. */
  destroy(packageId: string, at: Instant): Promise<void>
  /** When a package's key was destroyed, by the mark in its place, which wins over whatever the database says. */
  destroyedAt(packageId: string): Promise<Instant | undefined>
  /** Every package whose key was destroyed, by those marks. */
  marks: KeyFolder['marks']
  /** Whether the deployment's key is the one that wrapped what is stored; nothing stored is a yes. */
  fits(): Promise<boolean>
}

/**
 * INVARIANT: wrapped keys lie in files of their own and never in the database: a backup of the database, of its WAL or of the files
 * must not bring back what was destroyed.
 */
export function openKeyring(
  { read, upkeep }: Pick<Database, 'read' | 'upkeep'>,
  folder: KeyFolder,
  kek: Uint8Array,
  clock: Clock,
): Keyring {
  async function opening(packageId: string): Promise<Buffer> {
    const wrapped = (await folder.find(packageId)) ?? (await moveOut(packageId))
    if (!wrapped) throw new Erased(packageId)
    return unwrapKey(kek, wrapped, packageId)
  }
  /** Keys that an earlier version kept in the database leave it when they are first used. */
  async function moveOut(packageId: string): Promise<string | undefined> {
    if (await folder.destroyedAt(packageId)) return undefined
    const row = await read.selectFrom('packageKey').select('wrapped').where('packageId', '=', packageId).executeTakeFirst()
    if (!row?.wrapped) return undefined
    const kept = await folder.keep(packageId, row.wrapped)
    await upkeep.updateTable('packageKey').set({ wrapped: null }).where('packageId', '=', packageId).execute()
    return kept
  }
  return {
    opening,
    async sealing(packageId) {
      const known = (await folder.find(packageId)) ?? (await moveOut(packageId))
      if (known) return unwrapKey(kek, known, packageId)
      if (await folder.destroyedAt(packageId)) throw new Erased(packageId)
      const kept = await folder.keep(packageId, wrapKey(kek, randomBytes(32), packageId))
      await upkeep
        .insertInto('packageKey')
        .values({ packageId, wrapped: null, madeAt: clock(), destroyedAt: null })
        .onConflict((conflict) => conflict.column('packageId').doNothing())
        .execute()
      return unwrapKey(kek, kept, packageId)
    },
    async destroy(packageId, at) {
      await folder.destroy(packageId, at)
      await upkeep.updateTable('packageKey').set({ wrapped: null, destroyedAt: at }).where('packageId', '=', packageId).execute()
    },
    destroyedAt: (packageId) => folder.destroyedAt(packageId),
    marks: () => folder.marks(),
    async fits() {
      const stored = await read
        .selectFrom('packageKey')
        .select(['packageId', 'wrapped'])
        .where('destroyedAt', 'is', null)
        .limit(1)
        .execute()
      const [row] = stored
      const wrapped = row && ((await folder.find(row.packageId)) ?? row.wrapped)
      if (!row || !wrapped) return true
      try {
        return unwrapKey(kek, wrapped, row.packageId).length === 32
      } catch {
        return false
      }
    },
  }
}
