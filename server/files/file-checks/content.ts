/** Checks the content of a file of a known kind; files within a ZIP are checked as those outside. */
import type { FileKind, FileProblem } from '../../../policies/files/files.ts'
import { type Checked, readRange } from './bytes.ts'
import { checkJpeg } from './jpeg.ts'
import { checkPdf } from './pdf.ts'
import { checkPng } from './png.ts'
import { agrees, headLength, sniff } from './sniff.ts'
import { checkText } from './text.ts'

export type ArchiveKind = 'zip' | 'xlsx' | 'docx' | 'pptx'
/** Given by whoever may open archives: an archive within an archive has nobody to open it. */
export type CheckArchive = (kind: ArchiveKind, file: Checked) => Promise<FileProblem[]>

export async function checkContent(kind: FileKind, file: Checked, checkArchive?: CheckArchive): Promise<FileProblem[]> {
  const head = await readRange(file.open, 0, Math.min(file.size, headLength))
  const found = sniff(head)
  const expected = kind === 'csv' || kind === 'txt' ? 'text' : isArchive(kind) ? 'zip' : kind
  if (found === 'old-office' && isArchive(kind) && kind !== 'zip' && (await isSealedOffice(file))) return [{ kind: 'encrypted' }]
  if (found !== expected) return [{ kind: 'content', expected: kind, found }]
  if (kind === 'csv' || kind === 'txt') return checkText(file, head)
  if (!(await agrees(kind, head))) return [{ kind: 'content', expected: kind, found: 'unknown' }]
  if (kind === 'pdf') return checkPdf(file)
  if (kind === 'png') return checkPng(file)
  if (kind === 'jpeg') return checkJpeg(file)
  return checkArchive ? checkArchive(kind, file) : [{ kind: 'archive-nested' }]
}

const isArchive = (kind: FileKind): kind is ArchiveKind => kind === 'zip' || kind === 'xlsx' || kind === 'docx' || kind === 'pptx'

/** Office puts a file with a password into the container of its old files, under this name; it stands near the beginning or the end. */
async function isSealedOffice({ size, open }: Checked): Promise<boolean> {
  const name = Buffer.from('EncryptedPackage', 'utf16le')
  const near = 1024 ** 2
  if ((await readRange(open, 0, Math.min(size, near))).includes(name)) return true
  return (await readRange(open, Math.max(0, size - near), size)).includes(name)
}
