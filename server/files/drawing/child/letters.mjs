/** Cuts text into letters and lines after Japanese rules, and makes what strangers type harmless to look at. */
import { family, skiaModule } from './canvas.mjs'
import { isCovered } from './coverage.mjs'

/**
 * One letter with its marks. `odd`: it has no shape of its own here (control and direction characters, emoji) and is shown by its
 * number. `size`: how much of the text it stands for.
 * @typedef {{ text: string, width: number, odd: boolean, size: number }} Piece
 * @typedef {{ px: number, bold: boolean }} Font
 */

const noStart = new Set([
  ...'、。，．,.・：；:;！？!?）)］]｝}」』】〉》〕〟’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ％%…‥〜～',
])
const noEnd = new Set([...'（(［[｛{「『【〈《〔〝‘“¥￥$＄'])
const word = /[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]/
const longestWord = 24

/** @param {Font} font */
export const css = ({ px, bold }) => `${bold ? 700 : 400} ${px}px ${family}`

/**
 * At most `most` lines, none wider than `width`. `left`: how much of the text did not find a place.
 * @param {string} text @param {Font} font @param {number} width @param {number} [most]
 */
export function breakLines(text, font, width, most = Number.POSITIVE_INFINITY) {
  /** @type {Piece[][]} */
  const lines = []
  /** @type {Piece[]} */
  let line = []
  let used = 0
  let shown = 0
  /** @param {number} at */
  const close = (at) => {
    const whole = line.slice(0, at)
    lines.push(whole)
    shown += sizeOf(whole)
    line = line.slice(at)
    used = widthOf(line)
  }
  for (const piece of pieces(text, font)) {
    if (piece.text === '\n') {
      close(line.length)
      shown += piece.size
    } else {
      if (used + piece.width > width && line.length > 0 && piece.text !== ' ') close(breakBefore(line, piece))
      line.push(piece)
      used += piece.width
    }
    if (lines.length >= most) return { lines: lines.slice(0, most), left: text.length - shown }
  }
  if (line.length > 0 || lines.length === 0) close(line.length)
  return { lines, left: 0 }
}

/** @param {readonly Piece[]} line */
const sizeOf = (line) => line.reduce((sum, { size }) => sum + size, 0)
/** @param {readonly Piece[]} line */
export const widthOf = (line) => line.reduce((sum, { width }) => sum + width, 0)

/** Where a full line is cut so that words stay whole and no line begins with 。 or ends with 「. @param {Piece[]} line @param {Piece} next */
function breakBefore(line, next) {
  for (let at = line.length; at > Math.max(0, line.length - longestWord); at--)
    if (mayBreak(/** @type {Piece} */ (line[at - 1]), line[at] ?? next)) return at
  return line.length
}

/** @param {Piece} before @param {Piece} after */
const mayBreak = (before, after) =>
  !noStart.has(after.text) && !noEnd.has(before.text) && !(word.test(before.text) && word.test(after.text))

/** How wide the text would be on one line, as far as it matters. @param {string} text @param {Font} font @param {number} most */
export function widthOfText(text, font, most) {
  let widest = 0
  let width = 0
  for (const piece of pieces(text, font)) {
    width = piece.text === '\n' ? 0 : width + piece.width
    widest = Math.max(widest, width)
    if (widest >= most) return most
  }
  return widest
}

/** A letter and up to three marks; more are what no language has, and are shown one by one. @param {string} text @param {Font} font */
function* pieces(text, font) {
  for (const [letter] of text.matchAll(/\r\n|[\s\S]\p{M}{0,3}/gu)) {
    if (letter === '\n' || letter === '\r\n' || letter === '\r') yield { text: '\n', width: 0, odd: false, size: letter.length }
    else if (letter === '\t') yield piece('\u3000', font, 1)
    else if (isShown(letter)) yield piece(letter, font, letter.length)
    else if (letter.length > 1 && isShown(letter.normalize('NFC'))) yield piece(letter.normalize('NFC'), font, letter.length)
    else for (const each of letter) yield isShown(each) ? piece(each, font, each.length) : oddPiece(each, font)
  }
}

/** Selectors of a variant (葛󠄀) have no shape themselves and follow any letter. @param {string} letter */
const isShown = (letter) =>
  !/^[\p{C}\p{M}\p{Zl}\p{Zp}]/u.test(letter) &&
  [...letter].every((each) => /\p{VS}/u.test(each) || isCovered(/** @type {number} */ (each.codePointAt(0))))

/** @type {Map<string, Map<string, number>>} */
const widths = new Map()
/** @type {import('./canvas.mjs').Context | undefined} */
let ruler

/** @param {string} text @param {Font} font @param {number} size @returns {Piece} */
const piece = (text, font, size) => ({ text, width: measure(text, font), odd: false, size })

/** @param {string} letter @param {Font} font @returns {Piece} */
function oddPiece(letter, font) {
  const text = `U+${/** @type {number} */ (letter.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')}`
  return { text, width: measure(text, small(font)) + 8, odd: true, size: letter.length }
}

/** @param {string} text @param {Font} font */
export function measure(text, font) {
  const name = css(font)
  const known = widths.get(name) ?? new Map()
  widths.set(name, known)
  const width = known.get(text)
  if (width !== undefined) return width
  ruler ??= skiaModule().createCanvas(1, 1).getContext('2d')
  ruler.font = name
  const measured = ruler.measureText(text).width
  known.set(text, measured)
  return measured
}

/** @param {Font} font @returns {Font} */
const small = ({ px }) => ({ px: Math.round(px * 0.7), bold: false })

/** @param {import('./canvas.mjs').Context} context @param {readonly Piece[]} line @param {Font} font @param {number} x @param {number} y baseline */
export function drawLine(context, line, font, x, y) {
  let run = ''
  let start = x
  const flush = () => {
    context.font = css(font)
    if (run) context.fillText(run, start, y)
    run = ''
  }
  for (const { text, width, odd } of line) {
    if (odd) {
      flush()
      drawOdd(context, text, font, x, y, width)
    } else run += text
    x += width
    if (odd) start = x
  }
  flush()
}

/** @param {import('./canvas.mjs').Context} context @param {string} text @param {Font} font @param {number} x @param {number} y @param {number} width */
function drawOdd(context, text, font, x, y, width) {
  context.save()
  context.fillStyle = '#595959'
  context.strokeStyle = '#949494'
  context.lineWidth = 1
  context.beginPath()
  context.roundRect(x + 1.5, y - font.px * 0.8, width - 3, font.px, 3)
  context.stroke()
  context.font = css(small(font))
  context.fillText(text, x + 4, y - font.px * 0.05)
  context.restore()
}
