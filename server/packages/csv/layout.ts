// Finds out how a list is laid out: what stands between its cells, and which line has the names of its columns.
import { decodeText } from './decode.ts'
import type { Encoding } from './encodings.ts'
import type { Open } from './pieces.ts'

/** In the order in which they win where two fit equally well: prices with commas stand in lists with tabs, not the other way round. */
export const delimiters = ['\t', ',', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]
/** `headerLine`: the physical line (from 1) on which the names of the columns begin. */
export type Layout = { delimiter: Delimiter; headerLine: number }

const looked = 65_536
/** A title and the like stand in the first lines; nobody asks for a header further down. */
export const headerWithin = 20

/** What the first lines show. `given` is what somebody has chosen. */
export async function detectLayout(open: Open, encoding: Encoding, given: Partial<Layout> = {}): Promise<Layout> {
  let text = ''
  for await (const piece of decodeText(open, encoding)) {
    text += piece
    if (text.length >= looked) break
  }
  const told = /^sep=([\t,;|])\n/i.exec(text)?.[1] as Delimiter | undefined
  const delimiter = given.delimiter ?? told ?? likeliest(text)
  return { delimiter, headerLine: given.headerLine ?? headerLine(recordsIn(text, delimiter), told ? 2 : 1) }
}

/** The delimiter that most records have equally often, the first one among them. */
function likeliest(text: string): Delimiter {
  let best: Delimiter = ','
  let most = 0
  for (const delimiter of delimiters) {
    const counts = recordsIn(text, delimiter)
      .filter(({ cells }) => cells.some(isFilled))
      .map(({ cells }) => cells.length)
    const usual = mode(counts)
    const share = counts.filter((count) => count === usual).length / counts.length
    if (usual > 1 && share > most) [best, most] = [delimiter, share]
  }
  return best
}

/**
 * Above it only lines with one cell filled (a title, a date), where the list is wider than that, and empty ones. A line with figures is
 * no header: then what looked like a title is the header, with names missing.
 */
function headerLine(records: readonly Record[], from: number): number {
  const filled = records.filter(({ line, cells }) => line >= from && cells.some(isFilled))
  const width = mode(filled.map(({ cells }) => cells.findLastIndex(isFilled) + 1))
  const isTitle = ({ cells }: Record) => cells.filter(isFilled).length === 1 && (cells.length === 1 || width > 2)
  const first = filled[0]
  const header = width < 2 ? first : filled.slice(0, headerWithin).find((record) => !isTitle(record))
  return (header?.cells.some((cell) => /^[\d.,/:-]+$/.test(cell)) ? first : (header ?? first))?.line ?? from
}

type Record = { line: number; cells: string[] }
const mostRecords = 60
const isFilled = (cell: string) => cell.trim() !== ''

/** Only to look at: quotes are followed, but nothing is checked. The last record may be cut off, and is left out of a full look. */
function recordsIn(text: string, delimiter: Delimiter): Record[] {
  const records: Record[] = []
  let record: Record = { line: 1, cells: [''] }
  let line = 1
  let quoted = false
  for (let i = 0; i < text.length && records.length < mostRecords; i++) {
    const letter = text[i]!
    if (letter === '\n') line += 1
    if (letter === '"') quoted = !quoted
    else if (!quoted && letter === '\n') {
      records.push(record)
      record = { line, cells: [''] }
    } else if (!quoted && letter === delimiter) record.cells.push('')
    else record.cells[record.cells.length - 1] += letter
  }
  if (text.length < looked && records.length < mostRecords) records.push(record)
  return records
}

function mode(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  return [...times].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 0
}
