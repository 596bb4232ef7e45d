// Writes rows in the one form in which lists are stored: UTF-8 without BOM, LF, quotes only where RFC 4180 needs them.
/** One record with its LF. A row of one empty cell is `""`: an empty line would be no row. Formulas are data and stay as they are. */
export function encodeRow(cells: string[]): string {
  if (cells.length === 1 && cells[0] === '') return '""\n'
  let record = ''
  for (let i = 0; i < cells.length; i++) record += (i > 0 ? ',' : '') + encodeCell(cells[i]!)
  return `${record}\n`
}

function encodeCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/**
 * A cell that a spreadsheet would take for a formula is made text by a quote in front (OWASP ASVS v5.0.0-1.2.10): for tables in our
 * own words, for people to read. A town's own lists leave as they came.
 */
export const withoutFormula = (cell: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell)

/** Gathers rows into chunks, so that a list of 200,000 rows is not 200,000 writes. */
export function rowWriter(write: (chunk: Uint8Array) => Promise<void> | void) {
  let text = ''
  const flush = async () => {
    const chunk = Buffer.from(text)
    text = ''
    if (chunk.length > 0) await write(chunk)
  }
  return {
    /** Wait for it only when it says so: most rows are just kept. */
    row(cells: string[]): Promise<void> | undefined {
      text += encodeRow(cells)
      return text.length > 32_768 ? flush() : undefined
    },
    flush,
  }
}

/** What a download begins with, so that Excel on Japanese Windows opens it rightly. */
export const bom = Uint8Array.of(0xef, 0xbb, 0xbf)
export async function* withBom(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield bom
  yield* rows
}
