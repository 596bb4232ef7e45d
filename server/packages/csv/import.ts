// Reads an uploaded list, checks everything, and writes its normalised form; with any problem nothing counts as imported.
import { checkHeader, checkRow, noteOdd, numberColumns } from './checks.ts'
import type { LineEnd } from './decode.ts'
import { encodeRow, rowWriter } from './encode.ts'
import { detectEncoding, type Encoding, headOf } from './encodings.ts'
import { keyCandidates } from './keys.ts'
import { type Delimiter, detectLayout } from './layout.ts'
import { otherFile } from './other-files.ts'
import type { Open } from './pieces.ts'
import { type Limits, listLimits, type Note, noteList, problemList, type Refused } from './problems.ts'
import { type Row, readCsv } from './read.ts'

/** How a list is read: as it was found out, or as somebody has chosen. */
export type Reading = { encoding: Encoding; delimiter: Delimiter; headerLine: number }
type ImportOptions = {
  open: Open
  /** Takes the normalised bytes. What was written before a problem was found is for the caller to throw away. */
  write: (chunk: Uint8Array) => Promise<void> | void
  /** What somebody has chosen; the rest is found out. */
  given?: Partial<Reading>
  /** An officer has said that 12 digits are something else (policies/files/my-number.ts). */
  saidOther?: boolean
  limits?: Limits
  onProgress?: (bytesRead: number) => void
}
/** How it was read, what was left out or is odd, and the first rows: also of a list that was refused. */
export type Read = { reading: Reading; header: string[]; sample: string[][]; notes: Note[] }
export type Imported = Omit<Read, 'reading'> & {
  reading: Reading
  rowCount: number
  encoding: Encoding
  lineEnd: LineEnd | 'mixed'
  /** Where the first row begins in the normalised file. */
  headerBytes: number
  /** The whole normalised file. */
  bytes: number
  keyColumns: string[]
}
const sampled = 5

export async function importCsv(options: ImportOptions): Promise<Imported | (Refused & { read?: Read })> {
  const { open, write, limits = listLimits, onProgress, given = {} } = options
  const found = problemList()
  const other = otherFile(await headOf(open))
  if (other) {
    found.add(other)
    return found.refused()
  }
  const encoding = given.encoding ?? (await detectEncoding(open))
  const reading = { encoding, ...(await detectLayout(open, encoding, given)) }
  const notes = noteList()
  const ends = new Set<LineEnd>()
  const sample: string[][] = []
  let bytes = 0
  const out = rowWriter((chunk) => {
    bytes += chunk.length
    return write(chunk)
  })
  let shape: ReturnType<typeof under> | undefined
  let header: string[] = []
  let numbers = numberColumns([])
  let keys = keyCandidates(0)
  let rowCount = 0
  const refused = () => ({ ...found.refused(), read: { reading, header, sample, notes: notes.all() } })

  for await (const read of readCsv(open, { ...reading, limits, ends, onProgress })) {
    if ('problem' in read) {
      found.add(read.problem)
      break
    }
    if (isEndMark(read)) notes.add('dos-end', read.line)
    else if (read.line < reading.headerLine) {
      if (/^sep=.?$/i.test(read.cells.join(reading.delimiter))) notes.add('sep', read.line)
      else if (!isBlank(read)) notes.add('above', read.line)
    } else if (!shape) {
      if (isBlank(read)) continue
      shape = under(read)
      header = shape.header.cells
      if (!checkHeader(shape.header, limits, found)) return refused()
      if (read.cells.length > header.length) notes.add('columns-empty', read.line)
      numbers = numberColumns(header)
      keys = keyCandidates(header.length)
      await out.row(header)
    } else if (isBlank(read)) notes.add('blank', read.line)
    else if (rowCount === limits.rows) {
      found.add({ kind: 'too-many-rows', limit: limits.rows })
      break
    } else {
      rowCount += 1
      const row = shape.fit(read)
      if (sample.length < sampled) sample.push(row.cells)
      for (const column of row.unnamed ?? []) found.add({ kind: 'header-empty', column })
      if (!row.unnamed) checkRow(row, header, limits, found)
      // Also where the list is refused already: what may hold an individual number is not kept.
      for (let i = 0; i < header.length; i++) if ((row.cells[i]?.length ?? 0) >= 12) numbers.cell(i, row.cells[i]!, row.line)
      if (found.any()) continue
      noteOdd(row, header, notes)
      keys.row(row.cells)
      const full = out.row(row.cells)
      if (full) await full
    }
  }
  numbers.tell(found, notes, options.saidOther)
  if (!shape && !found.any()) found.add({ kind: 'empty' })
  else if (rowCount === 0 && !found.any()) found.add({ kind: 'no-rows' })
  if (ends.size > 1) notes.add('mixed-ends')
  if (!shape || found.any()) return refused()
  await out.flush()
  return {
    reading,
    header,
    rowCount,
    encoding,
    lineEnd: ends.size > 1 ? 'mixed' : ([...ends][0] ?? 'lf'),
    headerBytes: Buffer.byteLength(encodeRow(header)),
    bytes,
    keyColumns: keys.columns().map((column) => header[column]!),
    sample,
    notes: notes.all(),
  }
}

/** A row of empty cells is no row: a spreadsheet writes it where something was deleted, or only coloured. */
export const isBlank = ({ cells }: Row): boolean => cells.every((cell) => cell.trim() === '')
/** What old systems put behind the last line (U+001A; as Shift_JIS it is read as U+001C). */
const isEndMark = ({ cells }: Row): boolean => cells.length === 1 && (cells[0] === '\u001a' || cells[0] === '\u001c')

/**
 * Columns without a name at the end belong to the list only where something stands in them, and then their names are missing. Empty
 * cells at the end of a row may be more than the header has.
 */
function under(row: Row) {
  const width = row.cells.findLastIndex((name) => name.trim() !== '') + 1
  const header = { line: row.line, cells: row.cells.slice(0, width) }
  const told = new Set<number>()
  return {
    header,
    fit({ line, cells }: Row): Row & { unnamed?: number[] } {
      if (cells.length <= width) return { line, cells }
      const last = cells.findLastIndex((cell) => cell.trim() !== '')
      if (last < width) return { line, cells: cells.slice(0, width) }
      if (cells.length > row.cells.length) return { line, cells }
      const unnamed: number[] = []
      for (let column = width + 1; column <= last + 1; column++)
        if (!told.has(column)) {
          told.add(column)
          unnamed.push(column)
        }
      return { line, cells, unnamed }
    },
  }
}
