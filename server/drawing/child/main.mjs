/** The drawing process: reads one request from its input, writes one answer to its output, and ends. */
import { readFileSync, writeSync } from 'node:fs'
import { drawnPage, setUpCanvas } from './canvas.mjs'
import { drawMark } from './mark.mjs'
import { countPdf, drawPdf } from './pdf.mjs'
import { textOfPdf } from './pdf-text.mjs'
import { drawPhoto } from './photo.mjs'
import { encodePng } from './png.mjs'
import { countProse, drawProse } from './prose.mjs'
import { drawSheet } from './sheet.mjs'

/**
 * @typedef {{ reader: string, town: string, minute: string }} Mark
 * @typedef {{ op: string, kind: string, page: number, mark: Mark, sheet: import('./sheet.mjs').Sheet }} Request
 */

const input = readFileSync(0)
const end = 4 + input.readUInt32LE()
/** @type {Request} */
const request = JSON.parse(input.subarray(4, end).toString())
const bytes = input.subarray(end)

try {
  setUpCanvas()
  await answer()
} catch (error) {
  const reason = /** @type {{ reason?: unknown }} */ (error)?.reason
  reply({ reason: typeof reason === 'string' ? reason : 'damaged' })
}
process.exit(0)

async function answer() {
  if (request.op === 'text') return reply({}, Buffer.from(await textOfPdf(bytes)))
  if (request.op === 'count') return reply({ pages: await count() })
  if (request.op === 'hello')
    return reply(
      { pages: 1 },
      encodePng(
        drawnPage(20, 20, () => undefined),
        true,
      ),
    )
  const canvas = request.op === 'table' ? drawSheet(request.sheet) : await page()
  if (!canvas) return reply({ pages: 0 })
  drawMark(canvas, request.mark)
  // Our own letters and lines; what others drew keeps its colours.
  reply({}, encodePng(canvas, request.op === 'table' || request.kind === 'txt'))
}

/** @returns {number | Promise<number>} */
function count() {
  if (request.kind === 'pdf') return countPdf(bytes)
  if (request.kind === 'txt') return countProse(bytes)
  return drawPhoto(bytes, request.kind).then(() => 1)
}

function page() {
  if (request.kind === 'pdf') return drawPdf(bytes, request.page)
  if (request.kind === 'txt') return drawProse(bytes, request.page)
  return request.page === 1 ? drawPhoto(bytes, request.kind) : null
}

/** @param {{ reason?: string, pages?: number }} said @param {Uint8Array} [bytes] a PNG or text */
function reply(said, bytes = new Uint8Array()) {
  const head = Buffer.from(JSON.stringify(said))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  let rest = Buffer.concat([length, head, bytes])
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
}
