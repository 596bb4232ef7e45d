/** Lays plain text out on pages of the shape of A4. */
import { drawnPage } from './canvas.mjs'
import { breakLines, drawLine } from './letters.mjs'

const page = { width: 800, height: 1131, margin: 56 }
const font = { px: 16, bold: false }
const lineHeight = 27
const linesOnPage = Math.floor((page.height - 2 * page.margin) / lineHeight)
const width = page.width - 2 * page.margin

/** @param {Uint8Array} bytes */
export const countProse = (bytes) => Math.ceil(breakLines(readText(bytes), font, width).lines.length / linesOnPage)

/** Null where there is no such page. @param {Uint8Array} bytes @param {number} number the first being 1 */
export function drawProse(bytes, number) {
  const { lines } = breakLines(readText(bytes), font, width, number * linesOnPage)
  const shown = lines.slice((number - 1) * linesOnPage)
  if (shown.length === 0) return null
  return drawnPage(page.width, page.height, (context) => {
    context.fillStyle = '#1a1a1a'
    for (const [i, line] of shown.entries()) drawLine(context, line, font, page.margin, page.margin + 20 + i * lineHeight)
  })
}

/** A BOM decides, then UTF-8 to the last byte; whatever else comes from a Japanese office is Shift_JIS. @param {Uint8Array} bytes */
function readText(bytes) {
  const start = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  if (start === 'fffe' || start === 'feff') return new TextDecoder(start === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('shift_jis').decode(bytes)
  }
}
