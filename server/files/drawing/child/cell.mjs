/** What stands in a cell: its value, and above a changed one the value before it, struck through. */
import { breakLines, css, drawLine, measure, widthOf } from './letters.mjs'

/**
 * @typedef {import('./letters.mjs').Piece} Piece
 * @typedef {{ pieces: Piece[], look: 'plain' | 'was' | 'now' | 'more', first: boolean }} Line
 */

export const colours = {
  text: '#1a1a1a',
  quiet: '#4d4d4d',
  was: '#595959',
  head: '#e6e6e6',
  border: '#949494',
  pale: '#f2f2f2',
  changed: '#0017c1',
}
export const lineHeight = 24
const plain = { px: 16, bold: false }
const bold = { px: 16, bold: true }
const arrow = 22

/** @param {import('./sheet.mjs').Cell} cell @param {number} width @param {number} most lines of the value */
export function layCell({ text, before }, width, most) {
  if (before === undefined) return linesOf(text, plain, width, most, 'plain')
  return [...linesOf(before, plain, width, Math.min(most, 8), 'was'), ...linesOf(text, bold, width - arrow, most, 'now')]
}

/** @param {string} text @param {import('./letters.mjs').Font} font @param {number} width @param {number} most @param {Line['look']} look @returns {Line[]} */
function linesOf(text, font, width, most, look) {
  const { lines, left } = breakLines(text, font, width, most)
  const shown = lines.map((pieces, i) => ({ pieces, look, first: i === 0 }))
  if (left === 0) return shown
  const more = breakLines(`… +${left.toLocaleString('en')}`, small, width, 1).lines[0] ?? []
  return [...shown, { pieces: more, look: 'more', first: false }]
}
const small = { px: 14, bold: true }

/** @param {import('./canvas.mjs').Context} context @param {readonly Line[]} lines @param {number} x @param {number} y top of the first line */
export function drawCell(context, lines, x, y) {
  for (const line of lines) {
    drawLooks[line.look](context, line, x, y + 18)
    y += lineHeight
  }
}

/** @type {Record<Line['look'], (context: import('./canvas.mjs').Context, line: Line, x: number, y: number) => void>} */
const drawLooks = {
  plain(context, { pieces }, x, y) {
    context.fillStyle = colours.text
    drawLine(context, pieces, plain, x, y)
  },
  was(context, { pieces, first }, x, y) {
    if (pieces.length === 0 && first) return drawNothing(context, x, y, true)
    context.fillStyle = colours.was
    drawLine(context, pieces, plain, x, y)
    context.fillRect(x - 1, y - 6.5, widthOf(pieces) + 2, 1.5)
  },
  now(context, { pieces, first }, x, y) {
    context.fillStyle = colours.changed
    context.font = css(bold)
    if (first) context.fillText('→', x, y)
    if (pieces.length === 0 && first) return drawNothing(context, x + arrow, y, false)
    context.fillStyle = colours.text
    drawLine(context, pieces, bold, x + arrow, y)
  },
  more(context, { pieces }, x, y) {
    context.fillStyle = colours.head
    context.strokeStyle = colours.border
    context.lineWidth = 1
    context.beginPath()
    context.roundRect(x + 0.5, y - 16.5, widthOf(pieces) + 12, 21, 4)
    context.fill()
    context.stroke()
    context.fillStyle = colours.text
    drawLine(context, pieces, small, x + 6, y - 1)
  },
}

/** An empty value is seen as an empty box. @param {import('./canvas.mjs').Context} context @param {number} x @param {number} y @param {boolean} struck */
function drawNothing(context, x, y, struck) {
  context.strokeStyle = colours.was
  context.lineWidth = 1
  context.setLineDash([3, 2])
  context.strokeRect(x + 0.5, y - 13.5, 28, 16)
  context.setLineDash([])
  context.fillStyle = colours.was
  if (struck) context.fillRect(x - 2, y - 6.5, 33, 1.5)
}

/** The frame around what was changed. @param {import('./canvas.mjs').Context} context @param {number} x @param {number} y @param {number} width @param {number} height */
export function drawFrame(context, x, y, width, height) {
  context.strokeStyle = colours.changed
  context.lineWidth = 2
  context.strokeRect(x + 2, y + 2, width - 4, height - 4)
}

/** @param {import('./canvas.mjs').Context} context @param {string} words @param {number} x @param {number} y @param {number} width */
export function drawTitle(context, words, x, y, width) {
  context.fillStyle = colours.text
  drawLine(context, breakLines(words, title, width, 1).lines[0] ?? [], title, x, y + 22)
}
const title = { px: 20, bold: true }
export const titleHeight = 44

/** @param {import('./canvas.mjs').Context} context @param {number} number @param {number} x @param {number} y baseline @param {'left' | 'right'} [side] of the number that x is */
export function drawNumber(context, number, x, y, side = 'right') {
  context.fillStyle = colours.quiet
  context.font = css(numberFont)
  context.fillText(String(number), side === 'left' ? x : x - measure(String(number), numberFont), y)
}
export const numberFont = { px: 14, bold: true }
