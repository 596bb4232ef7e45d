// Splits a normalised list into byte ranges of whole records, and reads the rows of such a range back.
import { type Bytes, type Open, pieces } from './pieces.ts'
import { listLimits } from './problems.ts'
import { readCsv } from './read.ts'

/** Rows are numbered from 1 over the whole list; `byteTo` is exclusive, offsets are of the whole normalised file. */
type LotRange = { number: number; firstRow: number; lastRow: number; byteFrom: number; byteTo: number }
type SplitOptions = { headerBytes: number; rowsPerLot: number; onProgress?: (bytesRead: number) => void }

/** What was imported was within the limits of its day. */
const unlimited = { ...listLimits, recordBytes: 0 }
const quote = 0x22
const lf = 0x0a

/** INVARIANT: `open` gives the normalised form, where an LF outside quotes, and nothing else, ends a record. */
export async function lotRanges(open: Open, { headerBytes, rowsPerLot, onProgress }: SplitOptions): Promise<LotRange[]> {
  if (!Number.isSafeInteger(rowsPerLot) || rowsPerLot < 1) throw new RangeError(`rowsPerLot: ${rowsPerLot}`)
  const lots: LotRange[] = []
  let offset = 0
  let byteFrom = headerBytes
  let recordEnd = headerBytes
  let rows = 0
  let quoted = false
  const close = (byteTo: number) => {
    const firstRow = lots.length * rowsPerLot + 1
    lots.push({ number: lots.length + 1, firstRow, lastRow: firstRow + rows - 1, byteFrom, byteTo })
    byteFrom = byteTo
    rows = 0
  }
  for await (const piece of pieces(open(), onProgress)) {
    for (let i = Math.max(0, headerBytes - offset); i < piece.length; i++) {
      const byte = piece[i]
      if (byte === quote) quoted = !quoted
      else if (byte === lf && !quoted) {
        recordEnd = offset + i + 1
        if (++rows === rowsPerLot) close(recordEnd)
      }
    }
    offset += piece.length
  }
  if (recordEnd !== offset) throw new Error('The file is not in the normalised form')
  if (rows > 0) close(offset)
  return lots
}

/** Where each record of a lot (its bytes only) ends, counted from its first byte. INVARIANT: as above. */
export async function recordEnds(open: Open): Promise<number[]> {
  const ends: number[] = []
  let offset = 0
  let quoted = false
  for await (const piece of pieces(open())) {
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i]
      if (byte === quote) quoted = !quoted
      else if (byte === lf && !quoted) ends.push(offset + i + 1)
    }
    offset += piece.length
  }
  if ((ends.at(-1) ?? 0) !== offset) throw new Error('The file is not in the normalised form')
  return ends
}

/** The rows of one lot (its bytes only, without the header), as they were imported. */
export async function* lotRows(open: () => Bytes): AsyncGenerator<string[]> {
  for await (const read of readCsv(open, { encoding: 'utf-8', limits: unlimited })) {
    if ('problem' in read) throw new Error('The file is not in the normalised form')
    yield read.cells
  }
}
