/** Loads Skia and the fonts of the project, and makes the canvases that everything is drawn on. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [canvasPath = '', regular = '', bold = '', pdfPath = ''] = process.argv.slice(2)
export const pdfModule = pdfPath
const installed = createRequire(import.meta.url)
/** @typedef {import('@napi-rs/canvas').Canvas} Canvas @typedef {import('@napi-rs/canvas').SKRSContext2D} Context */

/** @type {typeof import('@napi-rs/canvas')} */
let skia

export const family = '"Noto Sans JP"'

export function setUpCanvas() {
  skia = installed(canvasPath)
  // The last three are the names by which pdf.js asks for what a PDF names and does not bring along.
  for (const name of ['Noto Sans JP', 'sans-serif', 'serif', 'monospace'])
    for (const file of [regular, bold]) skia.GlobalFonts.registerFromPath(file, name)
}

export const regularFont = () => readFileSync(regular)
export const skiaModule = () => skia

/** 40 megapixels are 160 MB; browsers and readers of PNG balk at more than 2^15 pixels on a side. */
export const mostPixels = 40_000_000
const longestSide = 32_000

/** A white page. @param {number} width in pixels @param {number} height @returns {Canvas} */
export function blankPage(width, height) {
  if (width * height > mostPixels || Math.max(width, height) > longestSide) throw tooLarge()
  const canvas = skia.createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  return canvas
}

/** A page that is laid out in CSS pixels and drawn at twice their number, or once where it would grow too large.
 * @param {number} width @param {number} height @param {(context: Context) => void} draw */
export function drawnPage(width, height, draw) {
  const fine = width * height * 4 <= mostPixels && height * 2 <= longestSide ? 2 : 1
  const canvas = blankPage(Math.ceil(width * fine), Math.ceil(height * fine))
  const context = canvas.getContext('2d')
  context.scale(fine, fine)
  draw(context)
  context.resetTransform()
  return canvas
}

export const tooLarge = () => Object.assign(new Error('too large'), { reason: 'too-large' })
