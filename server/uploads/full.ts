/** Why nothing more fits, in words. */
import { fileLimits } from '../../policies/files.ts'
import type { Full } from '../../policies/uploads.ts'
import type { Ctx } from '../context.ts'

export function fullWords({ var: { say } }: Ctx, full: Full): string {
  const { filesPerPackage, bytesPerPackage, openUploadsPerPerson } = fileLimits
  const words = say.t.packageFiles.full
  if (full === 'bytes') return words.bytes(say.size(bytesPerPackage))
  return full === 'disk' ? words.disk : words[full](String(full === 'files' ? filesPerPackage : openUploadsPerPerson))
}
