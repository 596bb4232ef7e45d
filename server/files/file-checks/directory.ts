/** Reads the directory of a ZIP and the header of each entry, without unpacking anything, and holds the two against each other. */
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, type LocalFileHeader, RandomAccessReader, type ZipFile } from 'yauzl'
import { archiveLimits, type FileProblem } from '../../../policies/files/files.ts'
import { type Checked, type Openable, readRange } from './bytes.ts'
import { entryName, shownName } from './entry-names.ts'

export type ArchiveEntry = {
  readonly path: string
  /** From 1, as in the directory. */
  readonly position: number
  readonly isFolder: boolean
  readonly packed: number
  readonly size: number
  readonly entry: Entry
  readonly from: number
  readonly to: number
}
export type Directory = {
  readonly entries: ArchiveEntry[]
  readonly open: (entry: ArchiveEntry) => Openable
  readonly end: number
}

/** The file is at fault, not the store or our own code. */
export class BadArchive extends Error {
  readonly problem: FileProblem
  constructor(problem: FileProblem) {
    super(problem.kind)
    this.problem = problem
  }
}
const damaged = (why: Extract<FileProblem, { kind: 'archive-damaged' }>['why']) =>
  new BadArchive({ kind: 'archive-damaged', why })

/** Whatever else an archive says: its problems are thrown as BadArchive, an error of the store as it is. */
export async function withDirectory<T>({ size, open }: Checked, use: (directory: Directory) => Promise<T>): Promise<T> {
  const reader = new StoredReader(size, open)
  let zip: ZipFile | undefined
  try {
    zip = await fromRandomAccessReaderPromise(reader, size, { decodeStrings: false, autoClose: false })
    // An error that comes late, from a stream already left, has nobody else to hear it.
    zip.on('error', () => {})
    if (zip.entryCount > archiveLimits.entries) throw new BadArchive({ kind: 'archive-entries', most: archiveLimits.entries })
    const opened = zip
    const answer = await use({ ...(await readDirectory(zip)), open: (entry) => entryBytes(opened, entry) })
    // Told as damaged data of one entry until here.
    if (reader.failure) throw reader.failure
    return answer
  } catch (error) {
    if (reader.failure) throw reader.failure
    if (error instanceof BadArchive || !isYauzl(error)) throw error
    throw /encryption/.test(error.message) ? new BadArchive({ kind: 'encrypted' }) : damaged('directory')
  } finally {
    zip?.close()
  }
}

async function readDirectory(zip: ZipFile): Promise<Pick<Directory, 'entries' | 'end'>> {
  const entries: ArchiveEntry[] = []
  const begin = zip.readEntryCursor
  for await (const entry of zip.eachEntry()) entries.push(await readEntry(zip, entry, entries.length + 1))
  const end = Number(zip.readEntryCursor)
  // After the directory come only its last records: 22 bytes and a comment, and 76 of ZIP64 (more where it was signed).
  const comment = Buffer.byteLength(zip.comment as string | Buffer)
  if (zip.fileSize - end - 22 - comment > 128) throw damaged('hidden')
  return { entries, end: Number(begin) }
}

async function readEntry(zip: ZipFile, entry: Entry, position: number): Promise<ArchiveEntry> {
  const path = entryName(entry)
  if (path === undefined) throw new BadArchive({ kind: 'archive-path', entry: `(${position})` })
  const { generalPurposeBitFlag: flags, compressionMethod: method } = entry
  // 99 is how WinZip marks AES; bit 13 hides the directory itself.
  if (entry.isEncrypted() || method === 99 || flags & 0x2000) throw new BadArchive({ kind: 'encrypted' })
  if (method !== 0 && method !== 8) throw damaged('method')
  const header = await localHeader(zip, entry)
  // Readers differ in which of the two they believe.
  const sized = (flags & 0x08) === 0 && header.compressedSize !== 0xffffffff && header.uncompressedSize !== 0xffffffff
  const lies =
    !header.fileName.equals(entry.fileNameRaw) ||
    header.compressionMethod !== method ||
    ((header.generalPurposeBitFlag ^ flags) & 0x2041) !== 0 ||
    (sized &&
      (header.compressedSize !== entry.compressedSize ||
        header.uncompressedSize !== entry.uncompressedSize ||
        header.crc32 !== entry.crc32))
  if (lies) throw damaged('lies')
  return {
    path,
    position,
    isFolder: path.endsWith('/'),
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    entry,
    from: entry.relativeOffsetOfLocalHeader,
    to: header.fileDataStart + entry.compressedSize,
  }
}

const localHeader = (zip: ZipFile, entry: Entry) =>
  new Promise<LocalFileHeader>((done, fail) =>
    zip.readLocalFileHeader(entry, (error, header) => (error ? fail(Object.assign(error, { yauzl: true })) : done(header))),
  )

/** The content of an entry; throws BadArchive where it is not what the directory says, to its last byte and its check sum. */
const entryBytes = (zip: ZipFile, { entry, size }: ArchiveEntry): Openable =>
  async function* (from = 0, to = size) {
    let at = 0
    let sum = 0
    const stream = await zip.openReadStreamPromise(entry)
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum)
        const wanted = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at))
        at += chunk.length
        if (wanted.length) yield wanted
        if (at >= to && to < size) return
      }
    } catch (error) {
      throw error instanceof BadArchive ? error : damaged('data')
    } finally {
      stream.destroy()
    }
    if (sum !== entry.crc32) throw damaged('data')
  }

/** Tells which entry a problem is about. */
export async function named(entry: ArchiveEntry, check: () => Promise<FileProblem[]>): Promise<FileProblem[]> {
  const name = shownName(entry.path, entry.position)
  try {
    return (await check()).map((problem) => ({ ...problem, entry: name }))
  } catch (error) {
    if (error instanceof BadArchive) return [{ ...error.problem, entry: name }]
    throw error
  }
}

/** yauzl throws plain errors; what is a mistake of our own is of a kind of its own. */
const isYauzl = (error: unknown): error is Error => error instanceof Error && error.constructor === Error

class StoredReader extends RandomAccessReader {
  failure: unknown
  private readonly size: number
  private readonly open: Openable
  private near = { from: 0, bytes: Buffer.alloc(0) as Buffer }

  constructor(size: number, open: Openable) {
    super()
    this.size = size
    this.open = open
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.watched(start, end), { objectMode: false })
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void) {
    this.window(position, length).then((bytes) => {
      if (bytes.length < length) return callback(new Error('ends too early'))
      bytes.copy(buffer, offset, 0, length)
      callback(null)
    }, callback)
  }

  /** A directory is read some fifty bytes at a time: what comes next was read along. */
  private async window(position: number, length: number): Promise<Buffer> {
    const to = position + length
    if (!(position >= 0 && to <= this.size)) return Buffer.alloc(0)
    const { from, bytes } = this.near
    if (position >= from && to <= from + bytes.length) return bytes.subarray(position - from, to - from)
    const read = (start: number, end: number) => readRange((a, b) => this.watched(a!, b!), start, end)
    this.near = { from: position, bytes: await read(position, Math.min(this.size, position + Math.max(length, 8_192))) }
    return this.near.bytes.subarray(0, length)
  }

  private async *watched(from: number, to: number): AsyncGenerator<Uint8Array> {
    try {
      yield* this.open(from, to)
    } catch (error) {
      this.failure ??= error
      throw error
    }
  }
}
