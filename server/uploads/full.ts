/** Why nothing more fits, in words. */
import { fileLimits } from '../../policies/files.ts'
import type { Full } from '../../policies/uploads.ts'
import { formatSize } from '../../views/format.ts'
import type { Ctx } from '../context.ts'

export function fullWords({ var: { t, locale } }: Ctx, full: Full): string {
  const { filesPerPackage, bytesPerPackage, openUploadsPerPerson } = fileLimits
  const words = t.packageFiles.full
  if (full === 'bytes') return words.bytes(formatSize(locale, bytesPerPackage))
  return full === 'disk' ? words.disk : words[full](String(full === 'files' ? filesPerPackage : openUploadsPerPerson))
}
