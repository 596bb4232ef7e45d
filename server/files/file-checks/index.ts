/** Decides whether a file that somebody uploaded may enter the platform. */
import { cleanName, type FileKind, type FileProblem, fileKinds, kindByName } from '../../../policies/files/files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import type { Openable } from './bytes.ts'
import { checkContent } from './content.ts'
import { inTime, mostTime, type Time } from './time.ts'
import { checkArchive } from './zip.ts'

export type { Openable } from './bytes.ts'
export { type Time, Unfinished } from './time.ts'

/**
 * What a file is, or all that is wrong with it. Name, first bytes and list of allowed kinds must agree, and the whole content is then read
 * once or twice, in pieces: nothing is ever whole in our memory, a PDF is so in that of its sandbox. An error of `open` is thrown on, never
 * taken for a fault of the file; so is Unfinished, once the time is over.
 *
 * Individual numbers are looked for in texts (UTF-8, UTF-16 with a BOM, Shift_JIS), in the text of Office files and PDFs, and in those
 * within a ZIP; in Office files also in attributes that hold what people wrote, and in rows of twelve boxes where the file speaks of such
 * numbers. They are NOT looked for in what a picture or a scan shows, in a PDF of more than 64 MiB, where 11 digits are left of a number
 * that lost its leading zero, nor in 4-4-4 over three cells, in boxes one below the other or two rows of twelve beside each other, in
 * boxes of a file that names them in a picture only, and in what `policies/files/my-number.ts` leaves alone.
 */
export async function checkFile(
  file: { readonly name: string; readonly size: number; readonly open: Openable },
  allowed: readonly FileKind[],
  time = mostTime,
): Promise<{ kind: FileKind } | { problems: FileProblem[] }> {
  const kind = kindByName(file.name)
  const problems = kind && allowed.includes(kind) ? [...checkName(file.name), ...(await checkBytes(file, kind, time))] : undefined
  if (!kind || !problems) return { problems: [{ kind: 'extension', allowed }, ...checkName(file.name)] }
  return problems.length ? { problems } : { kind }
}

const checkName = (name: string): FileProblem[] =>
  findMyNumber(cleanName(name)) || findMyNumber(name) ? [{ kind: 'my-number', where: 'name' }] : []

async function checkBytes(
  { size, open }: { readonly size: number; readonly open: Openable },
  kind: FileKind,
  time: Time,
): Promise<FileProblem[]> {
  const { most } = fileKinds[kind]
  if (size === 0) return [{ kind: 'empty' }]
  if (size > most) return [{ kind: 'too-large', most }]
  return checkContent(
    kind,
    { size, open: inTime(open, time.file), pdf: { names: time.names, most: time.pdf, left: time.pdfs } },
    checkArchive,
  )
}
