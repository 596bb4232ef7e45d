// Finds out how a CSV file is written (UTF-8 or Shift_JIS) and gives its text with LF line ends only.
import { type Open, pieces } from './pieces.ts'

export type Encoding = 'utf-8' | 'utf-8-bom' | 'shift_jis'
export type LineEnd = 'lf' | 'crlf' | 'cr'

/**
 * A BOM decides; else a file that is UTF-8 to its last byte is UTF-8; else it is Shift_JIS (CP932). A file that breaks only after
 * Japanese letters were read as UTF-8 is damaged UTF-8: as Shift_JIS it could pass, but as nonsense (縺ゅ＞).
 */
export async function detectEncoding(open: Open): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let first = true
  let japanese = 0
  const damagedAt = (text: string) => {
    const at = text.indexOf('\ufffd')
    if (japanese < 3)
      japanese += (at < 0 ? text : text.slice(0, at)).match(/[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff9f]/g)?.length ?? 0
    return at
  }
  for await (const piece of pieces(open())) {
    const text = decoder.decode(piece, { stream: true })
    if (first && text.startsWith('\ufeff')) return 'utf-8-bom'
    if (text) first = false
    if (damagedAt(text) >= 0) return japanese < 3 ? 'shift_jis' : 'utf-8'
  }
  return damagedAt(decoder.decode()) >= 0 && japanese < 3 ? 'shift_jis' : 'utf-8'
}

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
  const decoder = new TextDecoder(encoding === 'shift_jis' ? 'shift_jis' : 'utf-8', { ignoreBOM: encoding !== 'utf-8-bom' })
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
