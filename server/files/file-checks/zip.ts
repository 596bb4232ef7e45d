/** Checks an archive by its directory, and only then what is in it; an archive within an archive is refused, for simplicity. */
import { archiveLimits, type FileProblem, isPlainPath, kindByName } from '../../../policies/files/files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import type { Checked } from './bytes.ts'
import { type ArchiveKind, checkContent } from './content.ts'
import { type ArchiveEntry, BadArchive, type Directory, named, withDirectory } from './directory.ts'
import { shownName } from './entry-names.ts'
import { checkOffice } from './office.ts'

/** So many are told; whoever mends them sends the file again anyway. */
const mostProblems = 20

export async function checkArchive(kind: ArchiveKind, file: Checked): Promise<FileProblem[]> {
  try {
    return await withDirectory(file, async (directory) => {
      const problems = checkDirectory(kind, directory, file.size)
      if (problems.length) return problems.slice(0, mostProblems)
      return await (kind === 'zip' ? checkEntries(directory, file) : checkOffice(kind, directory, file))
    })
  } catch (error) {
    if (error instanceof BadArchive) return [error.problem]
    throw error
  }
}

/** All that can be known before a single byte is unpacked (OWASP ASVS v5.0.0-5.2.3). */
function checkDirectory(kind: ArchiveKind, { entries, end }: Directory, packed: number): FileProblem[] {
  if (!entries.some(({ isFolder }) => !isFolder)) return [{ kind: 'empty' }]
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > archiveLimits.bytes[kind === 'zip' ? 'zip' : 'office']) return [{ kind: 'archive-bomb', why: 'size' }]
  if (total > archiveLimits.freely && total > archiveLimits.ratio * packed) return [{ kind: 'archive-bomb', why: 'ratio' }]
  return [...checkPlaces(entries, end), ...entries.flatMap(checkName), ...checkTwice(entries)]
}

/** Entries stand one after the other from the first byte on; only the 24 bytes of a data descriptor may stand between two. */
function checkPlaces(entries: readonly ArchiveEntry[], end: number): FileProblem[] {
  let at = 0
  for (const { from, to } of [...entries.map(({ from, to }) => ({ from, to })), { from: end, to: end }].sort(byPlace)) {
    if (from < at) return [{ kind: 'archive-bomb', why: 'overlap' }]
    if (from - at > (at === 0 ? 0 : 24)) return [{ kind: 'archive-damaged', why: 'hidden' }]
    at = to
  }
  return []
}
const byPlace = (a: { from: number; to: number }, b: { from: number; to: number }) => a.from - b.from || a.to - b.to

function checkName({
  path,
  position,
  entry: { externalFileAttributes: attributes },
  isFolder,
  size,
}: ArchiveEntry): FileProblem[] {
  const entry = shownName(path, position)
  // Type bits of Unix: nothing said, a plain file, a folder.
  if (![0, 0x8000, 0x4000].includes((attributes >>> 16) & 0xf000)) return [{ kind: 'archive-link', entry }]
  if (!isPlainPath(path)) return [{ kind: 'archive-path', entry }]
  if (findMyNumber(path)) return [{ kind: 'my-number', where: 'name', entry }]
  return isFolder && size > 0 ? [{ kind: 'archive-damaged', why: 'hidden', entry }] : []
}

/** Windows and macOS make one file of names that differ in case only. */
function checkTwice(entries: readonly ArchiveEntry[]): FileProblem[] {
  const seen = new Set<string>()
  for (const { path, position } of entries) {
    const name = path.normalize('NFC').toLowerCase()
    if (seen.has(name)) return [{ kind: 'archive-damaged', why: 'twice', entry: shownName(path, position) }]
    seen.add(name)
  }
  return []
}

async function checkEntries({ entries, open }: Directory, { pdf }: Checked): Promise<FileProblem[]> {
  const problems: FileProblem[] = []
  for (const entry of entries) {
    if (entry.isFolder || (await isLeftOver(entry, open))) continue
    problems.push(...(await named(entry, () => checkEntry(entry, open, pdf))))
    if (problems.length >= mostProblems) break
  }
  return problems
}

const archives = /\.(?:7z|ace|arj|bz2|cab|docm?|dotx|gca|gz|iso|jar|lzh|odp|ods|odt|pptm?|rar|tar|tgz|war|xlsb|xlsm?|xz|z|zst)$/i

async function checkEntry(entry: ArchiveEntry, open: Directory['open'], pdf: Checked['pdf']): Promise<FileProblem[]> {
  const kind = kindByName(entry.path)
  if (!kind) return [{ kind: archives.test(entry.path) ? 'archive-nested' : 'archive-content' }]
  return checkContent(kind, { size: entry.size, open: open(entry), pdf })
}

/** macOS puts notes of its own beside each file; they are known by their first bytes and small. */
async function isLeftOver(entry: ArchiveEntry, open: Directory['open']): Promise<boolean> {
  const name = entry.path.slice(entry.path.lastIndexOf('/') + 1)
  if (entry.size > 65_536 || !/^(?:\._.+|\.DS_Store)$/.test(name)) return false
  const first: number[] = []
  for await (const chunk of open(entry)()) if (first.length < 8) first.push(...chunk.subarray(0, 8 - first.length))
  return /^(?:00051607|00000001427564)/.test(Buffer.from(first).toString('hex'))
}
