/** A sheet as cards: under the number of each row its columns stand below each other, name and value. */
import { drawnPage } from './canvas.mjs'
import { colours, drawCell, drawFrame, drawNumber, drawTitle, layCell, lineHeight, titleHeight } from './cell.mjs'
import { breakLines, drawLine } from './letters.mjs'

const width = 720
const margin = 24
const names = 208
const pad = { x: 14, y: 7 }
const headHeight = 36
const between = 20
const nameFont = { px: 15, bold: true }
const values = width - 2 * margin - names

/** @param {import('./sheet.mjs').Sheet} sheet */
export function drawCards({ title, columns, rows }) {
  // Few rows may take many lines each: a row that is drawn alone is shown to its end unless it is endless.
  const most = Math.max(24, Math.floor(300 / Math.max(1, rows.length)))
  const cards = rows.map((row) => layCard(row, columns, most))
  const top = margin + (title ? titleHeight : 0)
  const height = cards.reduce((sum, card) => sum + card.height + between, top) + margin - between
  return drawnPage(width, Math.max(height, 2 * margin + titleHeight), (context) => {
    if (title) drawTitle(context, title, margin, margin, width - 2 * margin)
    let y = top
    for (const card of cards) {
      drawCard(context, card, y)
      y += card.height + between
    }
  })
}

/** @param {import('./sheet.mjs').Row} row @param {string[]} columns @param {number} most */
function layCard({ number, cells }, columns, most) {
  const fields = Array.from({ length: Math.max(columns.length, cells.length) }, (_, i) => {
    const name = breakLines(columns[i] ?? '', nameFont, names - 2 * pad.x, 4).lines
    const value = layCell(cells[i] ?? { text: '' }, values - 2 * pad.x, most)
    return {
      name,
      value,
      changed: cells[i]?.before !== undefined,
      height: Math.max(name.length, value.length) * lineHeight + 2 * pad.y,
    }
  })
  return { number, fields, height: fields.reduce((sum, field) => sum + field.height, headHeight) }
}

/** @param {import('./canvas.mjs').Context} context @param {ReturnType<typeof layCard>} card @param {number} top */
function drawCard(context, { number, fields, height }, top) {
  context.save()
  context.beginPath()
  context.roundRect(margin, top, width - 2 * margin, height, 8)
  context.clip()
  context.fillStyle = colours.head
  context.fillRect(margin, top, width - 2 * margin, headHeight)
  context.fillStyle = colours.pale
  context.fillRect(margin, top + headHeight, names, height - headHeight)
  drawNumber(context, number, margin + pad.x, top + 23, 'left')
  let y = top + headHeight
  for (const { name, value, changed, height } of fields) {
    context.fillStyle = '#b3b3b3'
    context.fillRect(margin, y - 0.5, width - 2 * margin, 1)
    context.fillStyle = colours.text
    for (const [i, line] of name.entries()) drawLine(context, line, nameFont, margin + pad.x, y + pad.y + 18 + i * lineHeight)
    drawCell(context, value, margin + names + pad.x, y + pad.y)
    if (changed) drawFrame(context, margin + names, y, values, height)
    y += height
  }
  context.restore()
  context.strokeStyle = colours.border
  context.lineWidth = 1
  context.beginPath()
  context.roundRect(margin, top, width - 2 * margin, height, 8)
  context.stroke()
}
