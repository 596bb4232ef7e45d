/** Reads the text of a PDF: what stands on its pages, in the fields of its forms and in its notes. */
import { open } from './pdf.mjs'

/** Letters; a novel has half a million. And time: what was read by then is better than nothing. */
const mostText = 8_000_000
const mostMs = 45_000

/** The pages one after the other, a form feed between two. @param {Uint8Array} bytes */
export async function textOfPdf(bytes) {
  const began = performance.now()
  const document = await open(bytes)
  const pages = []
  let length = 0
  for (let number = 1; number <= document.numPages && length < mostText && performance.now() - began < mostMs; number++) {
    const page = await document.getPage(number)
    const text = `${await textOn(page)}\n${await notesOn(page)}`.replaceAll('\f', ' ').slice(0, mostText)
    pages.push(text)
    length += text.length
    page.cleanup()
  }
  return pages.join('\f')
}

/** @param {import('pdfjs-dist').PDFPageProxy} page */
async function textOn(page) {
  const { items } = await page.getTextContent()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}

/** @param {import('pdfjs-dist').PDFPageProxy} page */
async function notesOn(page) {
  const notes = await page.getAnnotations()
  return notes.flatMap(({ fieldValue, contentsObj }) => [fieldValue, contentsObj?.str].flat().map(String)).join('\n')
}
