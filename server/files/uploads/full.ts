/** Why nothing more fits, in words; and whether there still is room for what was silent for a while. */
import { isSilent, measureLoad, type Upload } from '../../../db/files/uploads/find.ts'
import { fileLimits } from '../../../policies/files/files.ts'
import { type Full, fullness } from '../../../policies/files/uploads.ts'
import type { Ctx } from '../../kernel/context.ts'

export function fullWords({ var: { say } }: Ctx, full: Full): string {
  const { filesPerPackage, bytesPerPackage, openUploadsPerPerson } = fileLimits
  const words = say.t.packageFiles.full
  if (full === 'bytes') return words.bytes(say.size(bytesPerPackage))
  return full === 'disk' ? words.disk : words[full](String(full === 'files' ? filesPerPackage : openUploadsPerPerson))
}

export const statusOf = { uploads: 429, files: 413, bytes: 413, disk: 507 } as const satisfies Record<Full, number>

/** INVARIANT: asked before an upload goes on: while it was silent others may have been given its room. */
export async function lackingFor({ var: { db, store, at } }: Ctx, upload: Upload): Promise<Full | undefined> {
  if (!isSilent(upload, at)) return undefined
  return fullness(upload.purpose, { ...(await measureLoad(db.read, upload, at)), room: await store.room() })
}
