/** Turns content into view-only pages: PNG pictures with the reader's name, town and the minute all over them. Reads PDFs as well. */

import type { Act } from './acts.ts'
import { csvPages, csvSheet } from './csv.ts'
import { type Answer, type Asking, ask, type Content, sandbox, watchSandbox } from './processes.ts'
import type { TableSheet } from './table-sheet.ts'
import { Busy, Undrawable } from './undrawable.ts'

export type { Act } from './acts.ts'
export { Busy, sandbox, Undrawable, watchSandbox }

/** Words as they shall be shown. */
export type Mark = { readonly reader: string; readonly town: string; readonly minute: string }
export type Viewable = 'pdf' | 'png' | 'jpeg' | 'txt' | 'csv'

/** The most that is drawn of each kind. Bytes. */
export const largest: Record<Viewable, number> = {
  pdf: 64 * 1024 * 1024,
  png: 64 * 1024 * 1024,
  jpeg: 64 * 1024 * 1024,
  txt: 8 * 1024 * 1024,
  csv: 8 * 1024 * 1024,
}

/** A table of rows as one page. Columns that do not fit beside each other become lines of a card for each row. Throws Undrawable. */
export async function drawTable(sheet: TableSheet, mark: Mark): Promise<Uint8Array> {
  return picture(await ask({ op: 'table', sheet, mark: legible(mark) }, undefined, { by: mark.reader }))
}

/** How many pages there are. Throws Undrawable. */
export async function countPages(kind: Viewable, bytes: Uint8Array, asking?: Asking): Promise<number> {
  insistOnSize(kind, bytes)
  if (kind === 'csv') {
    const pages = await csvPages(bytes)
    return pages ?? countPages('txt', bytes, asking)
  }
  const { pages } = await ask({ op: 'count', kind }, bytes, asking)
  if (!pages || pages < 1) throw new Undrawable('damaged')
  return pages
}

/** What acts by itself in a PDF of any size, by the names in all of its bytes. Throws Undrawable. `within`: milliseconds. */
export async function findActInPdf(content: Content, within: number): Promise<Act> {
  return (await ask({ op: 'names' }, content, { within })).act!
}

/**
 * What pdf.js would let a PDF do, and the text of its pages, one after the other, as far as it can be read in time: fields that are filled
 * in and notes too, not what is in a picture. Throws Undrawable. `within`: milliseconds.
 */
export async function readPdf(content: Content, within: number): Promise<{ act: Act; pages: string[] }> {
  const { act, text } = await ask({ op: 'text' }, content, { within })
  return { act: act!, pages: text.split('\f') }
}

/** One page, the first being 1. Throws Undrawable, and a RangeError where there is no such page. */
export async function drawPage(
  kind: Viewable,
  bytes: Uint8Array,
  page: number,
  mark: Mark,
  within?: number,
): Promise<Uint8Array> {
  insistOnSize(kind, bytes)
  if (!Number.isSafeInteger(page) || page < 1) throw new RangeError('no such page')
  if (kind === 'csv') {
    const sheet = await csvSheet(bytes, page)
    return sheet ? drawTable(sheet, mark) : drawPage('txt', bytes, page, mark, within)
  }
  return picture(await ask({ op: 'page', kind, page, mark: legible(mark) }, bytes, { within, by: mark.reader }))
}

function insistOnSize(kind: Viewable, bytes: Uint8Array) {
  if (bytes.length > largest[kind]) throw new Undrawable('too-large')
}

/** INVARIANT: no page leaves without all three words of the mark; routes rely on it for every view of class 3C and above. */
function legible(mark: Mark): Mark {
  const plain = (words: string) =>
    words
      .normalize('NFC')
      .replace(/[\p{C}\p{M}\s]+/gu, ' ')
      .trim()
      .slice(0, 60)
  const shown = { reader: plain(mark.reader), town: plain(mark.town), minute: plain(mark.minute) }
  if (!shown.reader || !shown.town || !shown.minute) throw new RangeError('a page must name its reader, town and minute')
  return shown
}

function picture({ png, pages }: Answer): Uint8Array {
  if (png.length === 0 && pages !== undefined) throw new RangeError('no such page')
  if (png.length === 0) throw new Undrawable('damaged')
  return png
}
