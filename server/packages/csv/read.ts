// Reads the records of a CSV file as a stream, each with the physical line on which it begins.
import { CsvError, Parser } from 'csv-parse'
import { decodeText, type LineEnd } from './decode.ts'
import type { Encoding } from './encodings.ts'
import type { Delimiter } from './layout.ts'
import type { Open } from './pieces.ts'
import type { Limits, Problem } from './problems.ts'

export type Row = { line: number; cells: string[] }
/** After a broken quote nothing more can be read with certainty: a problem is the last thing that comes. */
type Read = Row | { problem: Problem }
type ReadOptions = {
  encoding: Encoding
  /** A comma where nothing is said, as lists are stored. */
  delimiter?: Delimiter
  limits: Limits
  ends?: Set<LineEnd>
  onProgress?: ((bytesRead: number) => void) | undefined
}

/** Empty lines at the end are left out; an empty line between records is a row of one empty cell. */
export async function* readCsv(
  open: Open,
  { encoding, delimiter = ',', limits, ends, onProgress }: ReadOptions,
): AsyncGenerator<Read> {
  const parse = recordParser(limits, delimiter)
  const blank = { line: 0, count: 0 }
  try {
    for await (const text of decodeText(open, encoding, ends, onProgress)) {
      yield* settled(await parse.text(text))
      if (parse.tooLong()) return yield { problem: parse.problem(true) }
      if (blank.count > limits.rows) return yield { problem: { kind: 'too-many-rows', limit: limits.rows } }
    }
    yield* settled(await parse.end())
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    yield* settled(parse.taken())
    for (; blank.count > 0; blank.count--) yield { line: blank.line++, cells: [''] }
    yield { problem: parse.problem(error.code === 'CSV_MAX_RECORD_SIZE') }
  }

  function* settled(rows: Parsed[]): Generator<Read> {
    for (const row of rows) {
      if (row.blank) {
        if (blank.count++ === 0) blank.line = row.line
        continue
      }
      for (; blank.count > 0; blank.count--) yield { line: blank.line++, cells: [''] }
      yield { line: row.line, cells: row.cells }
    }
  }
}

type Parsed = Row & { blank: boolean }

function recordParser(limits: Limits, delimiter: Delimiter) {
  let rows: Parsed[] = []
  let line = 1
  let bytes = 0
  let given = 0
  const parser = new Parser({
    record_delimiter: '\n',
    delimiter,
    relax_column_count: true,
    max_record_size: limits.recordBytes,
    // Taking records here, and giving the stream none, spares a tick of the event loop for each of them.
    on_record: (cells: string[], info) => {
      // A lone LF is one byte; the record `""` is a row although its only cell is empty too. So is one letter without a last LF.
      rows.push({ line, cells, blank: info.bytes_records - bytes === 1 && cells.length === 1 && cells[0] === '' })
      bytes = info.bytes_records
      line += 1
      for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1
      return null
    },
  })
  // Each failure also reaches the callback of its write; without a listener the process would end.
  parser.on('error', () => {})
  parser.resume()
  const taken = () => {
    const batch = rows
    rows = []
    return batch
  }
  const settle = (start: (callback: (error?: Error | null) => void) => void) =>
    new Promise<Parsed[]>((done, fail) => start((error) => (error ? fail(error) : done(taken()))))
  return {
    text(text: string) {
      const chunk = Buffer.from(text)
      given += chunk.length
      return settle((callback) => parser.write(chunk, callback))
    },
    end: () => settle((callback) => parser.end(callback)),
    taken,
    /** The parser's own limit counts what cells hold: millions of commas would pass it. */
    tooLong: () => limits.recordBytes > 0 && given - bytes > limits.recordBytes,
    /** Only a quoted cell goes over a line end: a record that is too long and does was opened by a quote that nobody closed. */
    problem: (tooLong: boolean): Problem =>
      tooLong && parser.info.lines === line
        ? { kind: 'record-too-long', line, limit: limits.recordBytes }
        : { kind: 'quote', line },
  }
}
