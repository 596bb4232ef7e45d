/** Tells with pdf.js what a PDF would do in it, and the text of its pages, of the fields of its forms and of its notes. */
import { open } from './pdf.mjs'
import { linkProblem } from './pdf-links.mjs'

/** Letters; a novel has half a million. And time: what was read by then is better than nothing. */
const mostText = 8_000_000
const mostMs = 45_000

/** @param {Uint8Array} bytes @returns {Promise<{ act: string, text: string }>} a form feed between two pages; no text where it acts */
export async function readPdf(bytes) {
  const began = performance.now()
  const document = await open(bytes)
  const pages = []
  let length = 0
  // A document that is broken there has its text all the same.
  let act = await actOf(document).catch(() => undefined)
  for (let number = 1; !act && number <= document.numPages && length < mostText && performance.now() - began < mostMs; number++) {
    const page = await document.getPage(number)
    const notes = await page.getAnnotations()
    act = await actOn(page, notes).catch(() => undefined)
    const text = `${await textOn(page)}\n${textOf(notes)}`.replaceAll('\f', ' ').slice(0, mostText)
    pages.push(text)
    length += text.length
    page.cleanup()
  }
  return act ? { act, text: '' } : { act: 'none', text: pages.join('\f') }
}

/** @param {import('pdfjs-dist').PDFDocumentProxy} document */
async function actOf(document) {
  if (await document.hasJSActions()) return 'javascript'
  if (await document.getAttachments()) return 'embedded-file'
  const { info } = await document.getMetadata()
  if ('IsXFAPresent' in info && info.IsXFAPresent) return 'form'
  return linkOf(await document.getOutline())
}

/** @typedef {{ url?: string | null, unsafeUrl?: string, items?: Link[] }} Link */

/** Where links and entries of the outline lead; pdf.js reads their words wherever they stand. @param {Link[] | null | undefined} links @returns {string | undefined} */
function linkOf(links) {
  for (const { unsafeUrl, url, items } of links ?? []) {
    const target = unsafeUrl ?? url
    const found = (target ? linkProblem(target) : undefined) ?? linkOf(items)
    if (found) return found
  }
  return undefined
}

/** @typedef {Link & { subtype: string, actions?: unknown, fieldValue?: unknown, contentsObj?: { str: string } }} Note */

/** @param {import('pdfjs-dist').PDFPageProxy} page @param {Note[]} notes */
async function actOn(page, notes) {
  if ((await page.getJSActions()) || notes.some(({ actions }) => actions)) return 'javascript'
  if (notes.some(({ subtype }) => subtype === 'FileAttachment')) return 'embedded-file'
  if (notes.some(({ subtype }) => subtype === 'RichMedia')) return 'media'
  return linkOf(notes)
}

/** @param {import('pdfjs-dist').PDFPageProxy} page */
async function textOn(page) {
  const { items } = await page.getTextContent()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}

/** @param {Note[]} notes */
const textOf = (notes) =>
  notes.flatMap(({ fieldValue, contentsObj }) => [fieldValue, contentsObj?.str].flat().map(String)).join('\n')
