/** Decides whether a file that somebody uploaded may enter the platform. */
import { cleanName, type FileKind, type FileProblem, fileKinds, kindByName } from '../../policies/files.ts'
import { findMyNumber } from '../../policies/my-number.ts'
import type { Openable } from './bytes.ts'
import { checkContent } from './content.ts'
import { checkArchive } from './zip.ts'

export type { Openable } from './bytes.ts'

/**
 * What a file is, or all that is wrong with it. Name, first bytes and list of allowed kinds must agree, and the whole content is then read
 * once or twice, in pieces: nothing is ever whole in memory. An error of `open` is thrown on, never taken for a fault of the file.
 *
 * Individual numbers are looked for in texts (UTF-8, UTF-16 with a BOM, Shift_JIS), in the text of Office files and PDFs, and in those
 * within a ZIP. They are NOT looked for in what a picture or a scan shows, in a PDF of more than 64 MiB, nor where 11 digits are left of
 * a number that lost its leading zero.
 */
export async function checkFile(
  file: { readonly name: string; readonly size: number; readonly open: Openable },
  allowed: readonly FileKind[],
): Promise<{ kind: FileKind } | { problems: FileProblem[] }> {
  const kind = kindByName(file.name)
  const problems = kind && allowed.includes(kind) ? [...checkName(file.name), ...(await checkBytes(file, kind))] : undefined
  if (!kind || !problems) return { problems: [{ kind: 'extension', allowed }, ...checkName(file.name)] }
  return problems.length ? { problems } : { kind }
}

const checkName = (name: string): FileProblem[] =>
  findMyNumber(cleanName(name)) || findMyNumber(name) ? [{ kind: 'my-number', where: 'name' }] : []

async function checkBytes(file: { readonly size: number; readonly open: Openable }, kind: FileKind): Promise<FileProblem[]> {
  const { most } = fileKinds[kind]
  if (file.size === 0) return [{ kind: 'empty' }]
  if (file.size > most) return [{ kind: 'too-large', most }]
  return checkContent(kind, file, checkArchive)
}
