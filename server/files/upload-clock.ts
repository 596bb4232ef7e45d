/** What the clock does for files: removes what nobody went on with, and sweeps bytes that no row names. */

import type { BlobStore } from '../../db/files/blobs/index.ts'
import { sweepStrays } from '../../db/files/stored-bytes.ts'
import { isKept, listAbandoned } from '../../db/files/uploads/find.ts'
import { sweepUpload } from '../../db/files/uploads/move.ts'
import { findSetting, keepSetting } from '../../db/kernel/settings.ts'
import { minutesAfter } from '../../db/kernel/time.ts'
import { abandonedAfter } from '../../policies/files/uploads.ts'
import type { Scanning } from './file-scan.ts'

export type Sweeping = Scanning & { readonly blobs: BlobStore }

/** Uploads of yesterday that nobody goes on with are removed with their parts; gives how many. */
export async function sweepUploads({ db, store, clock }: Pick<Sweeping, 'db' | 'store' | 'clock'>): Promise<number> {
  let swept = 0
  for (const upload of await listAbandoned(db, clock())) {
    if (!(await sweepUpload(db, upload))) continue
    // What was given a meaning lies under the same key.
    if (!(await isKept(db, upload.storageKey))) await store.remove(upload.storageKey)
    swept++
  }
  return swept
}

/** Once a day: looking at every object takes a while. */
export async function sweepBytes({ db, blobs, clock, log }: Sweeping): Promise<number> {
  const at = clock()
  const last = await findSetting(db, 'strays-swept')
  if (last && last > minutesAfter(at, -24 * 60)) return 0
  await keepSetting(db, 'strays-swept', at)
  const swept = await sweepStrays(db, blobs, minutesAfter(at, -abandonedAfter))
  if (swept > 0) log.warn({ objects: swept }, 'bytes that no file names were removed')
  return swept
}
