// Finds out in which encoding a file is written, of those that Japanese offices use.
import { type Open, pieces } from './pieces.ts'

export const encodings = ['utf-8', 'utf-8-bom', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

const japanese = /[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff9f]/g
const enough = 65_536

/** The first bytes, or all of a shorter file. */
export async function headOf(open: Open, most = enough): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces(open())) {
    parts.push(piece)
    size += piece.length
    if (size >= most) break
  }
  return Buffer.concat(parts).subarray(0, most)
}

/**
 * A BOM decides, then what only UTF-16 or ISO-2022-JP has; else a file that is UTF-8 to its last byte is UTF-8, and any other Shift_JIS
 * (CP932) or EUC-JP. A file that breaks only after Japanese letters were read as UTF-8 is damaged UTF-8: as Shift_JIS it could pass,
 * but as nonsense (縺ゅ＞). Half-width kana of CP932 can make pairs that UTF-8 has as Cyrillic or Greek: in a file without any other
 * Japanese letter they are kana.
 */
export async function detectEncoding(open: Open): Promise<Encoding> {
  const head = await headOf(open)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const wide = utf16(head)
  if (wide) return wide
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const seen = { japanese: 0, pairs: 0, others: 0, escapes: false }
  const isBroken = (text: string): boolean => {
    const at = text.indexOf('\ufffd')
    if (seen.japanese < 3) seen.japanese += (at < 0 ? text : text.slice(0, at)).match(japanese)?.length ?? 0
    seen.escapes ||= text.includes('\u001b$') || text.includes('\u001b(')
    if (seen.others === 0 && seen.japanese === 0) {
      seen.pairs += text.match(/[\u0100-\u07ff]/g)?.length ?? 0
      seen.others += text.match(/[\u0800-\uffff]/g)?.length ?? 0
    }
    return at >= 0
  }
  for await (const piece of pieces(open())) if (isBroken(decoder.decode(piece, { stream: true }))) return broken()
  if (isBroken(decoder.decode())) return broken()
  if (seen.japanese === 0 && seen.pairs > 0 && seen.others === 0) return legacy(open)
  return seen.escapes && seen.japanese === 0 ? 'iso-2022-jp' : 'utf-8'

  function broken(): Encoding | Promise<Encoding> {
    return seen.japanese < 3 ? legacy(open) : 'utf-8'
  }
}

/** Without a BOM it shows by the zeros of its Latin letters and ends of lines, which lie on one side. */
function utf16(head: Buffer): Encoding | undefined {
  const zeros = [0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]! += 1
  const [even = 0, odd = 0] = zeros
  if (even + odd < 2 || head.length % 2 === 1) return undefined
  const encoding = odd > even * 2 ? 'utf-16le' : even > odd * 2 ? 'utf-16be' : undefined
  const text = encoding && new TextDecoder(encoding).decode(head)
  return text && !/[\0\ufffd]/.test(text) && /[\n\r,\t;]/.test(text) ? encoding : undefined
}

/**
 * CP932, unless only EUC-JP has a meaning for every byte, or makes words with full-width kana of what would be half-width commas and
 * dots (its kana begin with the bytes of ､ and ･).
 */
async function legacy(open: Open): Promise<Encoding> {
  const readings = (['shift_jis', 'euc-jp'] as const).map((label) => ({
    decoder: new TextDecoder(label),
    lost: 0,
    kana: 0,
    marks: 0,
  }))
  let letters = 0
  for await (const piece of pieces(open())) {
    if (!piece.some((byte) => byte > 0x7f)) continue
    letters += piece.length
    for (const reading of readings) {
      const text = reading.decoder.decode(piece, { stream: true })
      reading.lost += text.match(/\ufffd/g)?.length ?? 0
      reading.kana += text.match(/[\u3041-\u30fa]/g)?.length ?? 0
      reading.marks += text.match(/[､･]/g)?.length ?? 0
    }
    if (letters > enough * 4) break
  }
  const [jis, euc] = readings as [(typeof readings)[0], (typeof readings)[0]]
  if (euc.lost < jis.lost) return 'euc-jp'
  return euc.lost === 0 && jis.lost === 0 && euc.kana > 0 && jis.marks >= euc.kana ? 'euc-jp' : 'shift_jis'
}
