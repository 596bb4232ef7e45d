// Reads an uploaded list, checks everything, and writes its normalised form; with any problem nothing counts as imported.
import { checkHeader, checkRow } from './checks.ts'
import { detectEncoding, type Encoding, type LineEnd } from './decode.ts'
import { encodeRow, rowWriter } from './encode.ts'
import { keyCandidates } from './keys.ts'
import type { Open } from './pieces.ts'
import { type Limits, listLimits, problemList, type Refused } from './problems.ts'
import { readCsv } from './read.ts'

type ImportOptions = {
  open: Open
  /** Takes the normalised bytes. What was written before a problem was found is for the caller to throw away. */
  write: (chunk: Uint8Array) => Promise<void> | void
  limits?: Limits
  onProgress?: (bytesRead: number) => void
}
export type Imported = {
  header: string[]
  rowCount: number
  encoding: Encoding
  lineEnd: LineEnd | 'mixed'
  /** Where the first row begins in the normalised file. */
  headerBytes: number
  /** The whole normalised file. */
  bytes: number
  keyColumns: string[]
  sample: string[][]
}

export async function importCsv({ open, write, limits = listLimits, onProgress }: ImportOptions): Promise<Imported | Refused> {
  const found = problemList()
  const ends = new Set<LineEnd>()
  const encoding = await detectEncoding(open)
  const sample: string[][] = []
  let bytes = 0
  const out = rowWriter((chunk) => {
    bytes += chunk.length
    return write(chunk)
  })
  let header: string[] | undefined
  let keys = keyCandidates(0)
  let rowCount = 0

  for await (const read of readCsv(open, { encoding, limits, ends, onProgress })) {
    if ('problem' in read) found.add(read.problem)
    else if (!header) {
      if (!checkHeader(read, limits, found)) return found.refused()
      header = read.cells
      keys = keyCandidates(header.length)
      await out.row(header)
    } else if (rowCount === limits.rows) {
      found.add({ kind: 'too-many-rows', limit: limits.rows })
      break
    } else {
      rowCount += 1
      checkRow(read, header, limits, found)
      if (found.any()) continue
      if (sample.length < 5) sample.push(read.cells)
      keys.row(read.cells)
      const full = out.row(read.cells)
      if (full) await full
    }
  }
  if (!header && !found.any()) found.add({ kind: 'empty' })
  else if (rowCount === 0 && !found.any()) found.add({ kind: 'no-rows' })
  if (!header || found.any()) return found.refused()
  await out.flush()
  return {
    header,
    rowCount,
    encoding,
    lineEnd: ends.size > 1 ? 'mixed' : ([...ends][0] ?? 'lf'),
    headerBytes: Buffer.byteLength(encodeRow(header)),
    bytes,
    keyColumns: keys.columns().map((column) => header[column]!),
    sample,
  }
}
