/** Draws a page of a PDF with pdf.js: nothing is fetched, no script of the document runs, what it names is looked for here only. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { blankPage, pdfModule, skiaModule, tooLarge } from './canvas.mjs'

const width = 1920
const mostPixels = 8_000_000
/** A page smaller than this is laid on a larger sheet: it would hold less than one whole mark. */
const least = { width: 600, height: 400 }

/** @param {Uint8Array} bytes */
export async function countPdf(bytes) {
  return (await open(bytes)).numPages
}

/** Null where there is no such page. @param {Uint8Array} bytes @param {number} number the first being 1 */
export async function drawPdf(bytes, number) {
  const document = await open(bytes)
  if (number > document.numPages) return null
  const page = await document.getPage(number)
  const plain = page.getViewport({ scale: 1 })
  if (!(plain.width > 0 && plain.height > 0)) throw new Error('damaged')
  const scale = Math.min(4, width / plain.width, Math.sqrt(mostPixels / (plain.width * plain.height)), 8000 / plain.height)
  const viewport = page.getViewport({ scale })
  const sheet = blankPage(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)))
  // pdf.js asks for the DOM's canvas; Skia's has all that it uses.
  const canvasContext = /** @type {any} */ (sheet.getContext('2d'))
  // pdf.js leaves out a picture over the limit and only warns: a page that lacks something must not pass for a whole one.
  let lacking = false
  console.warn = (words) => {
    lacking ||= String(words).includes('exceeded maximum allowed size')
  }
  await page.render({ canvas: null, canvasContext, viewport }).promise
  if (lacking) throw tooLarge()
  return onLargerSheet(sheet)
}

/** @param {import('./canvas.mjs').Canvas} sheet */
function onLargerSheet(sheet) {
  if (sheet.width >= least.width && sheet.height >= least.height) return sheet
  const larger = blankPage(Math.max(sheet.width, least.width), Math.max(sheet.height, least.height))
  larger
    .getContext('2d')
    .drawImage(sheet, Math.floor((larger.width - sheet.width) / 2), Math.floor((larger.height - sheet.height) / 2))
  return larger
}

/** @param {Uint8Array} bytes */
export async function open(bytes) {
  const pdf = await load()
  const folder = `${join(dirname(pdfModule), '..', '..')}/`
  try {
    return await pdf.getDocument({
      // pdf.js takes the buffer for itself, and this one is a part of a larger one.
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      maxImageSize: 50_000_000,
      cMapUrl: `${folder}cmaps/`,
      standardFontDataUrl: `${folder}standard_fonts/`,
      wasmUrl: `${folder}wasm/`,
      iccUrl: `${folder}iccs/`,
      CanvasFactory: Sheets,
      // Warnings, which are listened to above.
      verbosity: 1,
    }).promise
  } catch (error) {
    const encrypted = /** @type {Error} */ (error).name === 'PasswordException'
    throw Object.assign(new Error('no document'), { reason: encrypted ? 'encrypted' : 'damaged' })
  }
}

/** @returns {Promise<typeof import('pdfjs-dist')>} */
async function load() {
  // pdf.js brings an older Skia of its own; shapes of one cannot be drawn by the other.
  const installed = createRequire(pdfModule)
  const theirs = installed.resolve('@napi-rs/canvas')
  installed.cache[theirs] ??= /** @type {any} */ ({ id: theirs, filename: theirs, loaded: true, exports: skiaModule() })
  const pdf = await import(pathToFileURL(pdfModule).href)
  pdf.GlobalWorkerOptions.workerSrc = pathToFileURL(join(dirname(pdfModule), 'pdf.worker.min.mjs')).href
  return pdf
}

class Sheets {
  /** @param {number} width @param {number} height */
  create(width, height) {
    const canvas = skiaModule().createCanvas(Math.max(1, width), Math.max(1, height))
    return { canvas, context: canvas.getContext('2d') }
  }
  /** @param {{ canvas: import('./canvas.mjs').Canvas }} sheet @param {number} width @param {number} height */
  reset({ canvas }, width, height) {
    canvas.width = width
    canvas.height = height
  }
  /** @param {{ canvas: import('./canvas.mjs').Canvas | null, context: unknown }} sheet */
  destroy(sheet) {
    if (sheet.canvas) sheet.canvas.width = sheet.canvas.height = 0
    sheet.canvas = null
    sheet.context = null
  }
}
