// Gives the text of a CSV file with LF line ends only.
import type { Encoding } from './encodings.ts'
import { type Open, pieces } from './pieces.ts'

export type LineEnd = 'lf' | 'crlf' | 'cr'

/**
 * The text of a file, its BOM left out, every line end turned into LF (also in quoted cells: programs disagree there, and a
 * correction is compared with its original). A byte that is no character comes as U+FFFD. `ends` is told which ends records have.
 */
export async function* decodeText(
  open: Open,
  encoding: Encoding,
  ends: Set<LineEnd> = new Set(),
  onProgress?: (bytesRead: number) => void,
): AsyncGenerator<string> {
  const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding
  const decoder = new TextDecoder(label, { ignoreBOM: encoding === 'utf-8' })
  const note = lineEndNotes(ends)
  let held = ''
  for await (const piece of pieces(open(), onProgress)) {
    const text = held + decoder.decode(piece, { stream: true })
    held = text.endsWith('\r') ? '\r' : ''
    yield normalised(held ? text.slice(0, -1) : text)
  }
  yield normalised(held + decoder.decode())

  function normalised(text: string): string {
    note(text)
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  }
}

/** Only ends outside quotes count: Excel ends records with CRLF and breaks lines inside a cell with LF. */
function lineEndNotes(ends: Set<LineEnd>) {
  let quoted = false
  return (text: string) => {
    if (ends.size > 1) return
    for (const [i, part] of text.split('"').entries()) {
      if (i > 0) quoted = !quoted
      if (quoted) continue
      if (!part.includes('\r')) {
        if (part.includes('\n')) ends.add('lf')
      } else for (const end of part.match(/\r\n|\r|\n/g) ?? []) ends.add(end === '\r\n' ? 'crlf' : end === '\r' ? 'cr' : 'lf')
    }
  }
}
