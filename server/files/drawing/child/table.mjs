/** A sheet as a table: columns as wide as their words ask for, in a page of 480 to 960 CSS pixels. */
import { drawnPage } from './canvas.mjs'
import { colours, drawCell, drawFrame, drawNumber, drawTitle, layCell, lineHeight, numberFont, titleHeight } from './cell.mjs'
import { breakLines, drawLine, measure, widthOfText } from './letters.mjs'

/**
 * @typedef {import('./cell.mjs').Line} Line
 * @typedef {{ number: number, cells: Line[][], changed: boolean[], height: number }} LaidRow
 * @typedef {{ title: string, width: number, numbers: number, widths: number[], head: import('./letters.mjs').Piece[][][], rows: LaidRow[] }} Table
 */

const pageWidths = [480, 640, 800, 960]
const margin = 24
const narrowest = 90
/** Short values (a date, a telephone number) stay on one line as long as there is room for that. */
const short = 150
const widest = 340
const pad = { x: 10, y: 9 }
const headFont = { px: 16, bold: true }
const cellFont = { px: 16, bold: false }
/** A cell that needs more lines in its column is easier to read across a card. */
const mostLines = 16

/** Null where a table would be hard to read. @param {import('./sheet.mjs').Sheet} sheet @returns {Table | null} */
export function layTable({ title, columns, rows }) {
  const numbers = Math.ceil(Math.max(...rows.map(({ number }) => measure(String(number), numberFont)), 16)) + 2 * pad.x
  const room = /** @type {number} */ (pageWidths.at(-1)) - 2 * margin - numbers
  if (columns.length === 0 || columns.length * narrowest > room || rows.some(({ cells }) => cells.length > columns.length))
    return null
  const wanted = columns.map((name, column) => wantedWidth(name, rows, column))
  const width = pageWidths.find((each) => sum(wanted) <= each - 2 * margin - numbers) ?? 960
  const widths = shareOut(wanted, width - 2 * margin - numbers)
  const laid = rows.map((row) => layRow(row, widths))
  if (laid.some(({ cells }) => cells.some((lines) => lines.length > mostLines))) return null
  const head = columns.map((name, i) => breakLines(name, headFont, widthAt(widths, i) - 2 * pad.x, 4).lines)
  return { title, width, numbers, widths, head, rows: laid }
}

/** @param {string} name @param {readonly import('./sheet.mjs').Row[]} rows @param {number} column */
function wantedWidth(name, rows, column) {
  let most = widthOfText(name, headFont, widest)
  for (const { cells } of rows) {
    const { text = '', before = '' } = cells[column] ?? {}
    most = Math.max(most, widthOfText(text, cellFont, widest), before ? widthOfText(before, cellFont, widest) : 0)
  }
  return Math.max(56, Math.ceil(most * 1.02) + 2 * pad.x + 2)
}

/** What is left over is shared out by need; where room lacks, the widest give way first. @param {number[]} wanted @param {number} room */
function shareOut(wanted, room) {
  const total = sum(wanted)
  if (total <= room) return wanted.map((width) => (width * room) / total)
  const floors = [short, narrowest].map((most) => wanted.map((width) => Math.min(width, most)))
  const least = floors.find((each) => sum(each) <= room) ?? wanted.map(() => room / wanted.length)
  const share = (room - sum(least)) / (total - sum(least))
  return wanted.map((width, i) => widthAt(least, i) + (width - widthAt(least, i)) * share)
}

/** @param {import('./sheet.mjs').Row} row @param {number[]} widths @returns {LaidRow} */
function layRow({ number, cells }, widths) {
  const laid = widths.map((width, i) => layCell(cells[i] ?? { text: '' }, width - 2 * pad.x, mostLines))
  const height = Math.max(...laid.map((lines) => lines.length)) * lineHeight + 2 * pad.y
  return { number, cells: laid, changed: widths.map((_, i) => cells[i]?.before !== undefined), height }
}

/** @param {Table} table */
export function drawTable({ title, width, numbers, widths, head, rows }) {
  const top = margin + (title ? titleHeight : 0)
  const headHeight = Math.max(...head.map((lines) => lines.length)) * lineHeight + 2 * pad.y
  const bottom = top + headHeight + sum(rows.map(({ height }) => height))
  const right = width - margin
  return drawnPage(width, bottom + margin, (context) => {
    if (title) drawTitle(context, title, margin, margin, right - margin)
    context.fillStyle = colours.head
    context.fillRect(margin, top, right - margin, headHeight)
    context.fillStyle = colours.pale
    context.fillRect(margin, top + headHeight, numbers, bottom - top - headHeight)
    drawHead(context, head, widths, margin + numbers, top)
    let y = top + headHeight
    for (const row of rows) {
      drawNumber(context, row.number, margin + numbers - pad.x, y + pad.y + 18)
      drawRow(context, row, widths, margin + numbers, y)
      line(context, margin, y, right, y)
      y += row.height
    }
    let x = margin + numbers
    for (const each of widths) {
      line(context, x, top, x, bottom)
      x += each
    }
    context.strokeStyle = colours.border
    context.lineWidth = 1
    context.strokeRect(margin, top, right - margin, bottom - top)
  })
}

/** @param {import('./canvas.mjs').Context} context @param {Table['head']} head @param {number[]} widths @param {number} x @param {number} y */
function drawHead(context, head, widths, x, y) {
  context.fillStyle = colours.text
  for (const [i, lines] of head.entries()) {
    for (const [n, each] of lines.entries()) drawLine(context, each, headFont, x + pad.x, y + pad.y + 18 + n * lineHeight)
    x += widthAt(widths, i)
  }
}

/** @param {import('./canvas.mjs').Context} context @param {LaidRow} row @param {number[]} widths @param {number} x @param {number} y */
function drawRow(context, { cells, changed, height }, widths, x, y) {
  for (const [i, lines] of cells.entries()) {
    drawCell(context, lines, x + pad.x, y + pad.y)
    if (changed[i]) drawFrame(context, x, y, widthAt(widths, i), height)
    x += widthAt(widths, i)
  }
}

/** @param {import('./canvas.mjs').Context} context @param {number} x @param {number} y @param {number} toX @param {number} toY */
function line(context, x, y, toX, toY) {
  context.strokeStyle = colours.border
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(toX, toY)
  context.stroke()
}

/** @param {number[]} all */
const sum = (all) => all.reduce((total, each) => total + each, 0)
/** @param {number[]} widths @param {number} i */
const widthAt = (widths, i) => widths[i] ?? 0
