/** Why nothing more fits, in words. */
import { fileLimits } from '../../../policies/files/files.ts'
import type { Full } from '../../../policies/files/uploads.ts'
import type { Ctx } from '../../kernel/context.ts'

export function fullWords({ var: { say } }: Ctx, full: Full): string {
  const { filesPerPackage, bytesPerPackage, openUploadsPerPerson } = fileLimits
  const words = say.t.packageFiles.full
  if (full === 'bytes') return words.bytes(say.size(bytesPerPackage))
  return full === 'disk' ? words.disk : words[full](String(full === 'files' ? filesPerPackage : openUploadsPerPerson))
}
