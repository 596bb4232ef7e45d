/** The drawing process: reads one request from its input, writes one answer to its output, and ends. */
import { readSync, writeSync } from 'node:fs'
import { drawnPage, setUpCanvas } from './canvas.mjs'
import { drawMark } from './mark.mjs'
import { countPdf, drawPdf } from './pdf.mjs'
import { actNamedIn } from './pdf-names.mjs'
import { readPdf } from './pdf-text.mjs'
import { drawPhoto } from './photo.mjs'
import { encodePng } from './png.mjs'
import { countProse, drawProse } from './prose.mjs'
import { drawSheet } from './sheet.mjs'

/**
 * @typedef {{ reader: string, town: string, minute: string }} Mark
 * @typedef {{ op: string, size: number, kind: string, page: number, mark: Mark, sheet: import('./sheet.mjs').Sheet }} Request
 */

/** @type {Request} */
const request = JSON.parse(next(next(4).readUInt32LE()).toString())
const bytes = next(request.size)

try {
  if (request.op !== 'names') setUpCanvas()
  await answer()
} catch (error) {
  const reason = /** @type {{ reason?: unknown }} */ (error)?.reason
  reply({ reason: typeof reason === 'string' ? reason : 'damaged' })
}
process.exit(0)

async function answer() {
  if (request.op === 'names') return reply({ act: actNamedIn(bytes) })
  if (request.op === 'text') {
    const { act, text } = await readPdf(bytes)
    return reply({ act }, Buffer.from(text))
  }
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

/** Bytes of the input, to the length that was told: it may be half a gigabyte, which is not held twice. @param {number} length */
function next(length) {
  const bytes = Buffer.alloc(length)
  let at = 0
  for (let more = -1; at < length && more !== 0; at += more) more = readSync(0, bytes, at, length - at, null)
  if (at < length) throw new Error('ends too early')
  return bytes
}

/** @param {{ reason?: string, act?: string, pages?: number }} said @param {Uint8Array} [bytes] a PNG or text */
function reply(said, bytes = new Uint8Array()) {
  const head = Buffer.from(JSON.stringify(said))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  let rest = Buffer.concat([length, head, bytes])
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
}
