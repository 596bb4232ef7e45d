/** Looks for individual numbers in the text of a PDF. */
import type { FileProblem } from '../../policies/files.ts'
import { findMyNumber } from '../../policies/my-number.ts'
import { Busy, largest, readPdfText, Undrawable } from '../drawing/index.ts'
import { type Checked, readRange } from './bytes.ts'
import { Unfinished } from './time.ts'

/** The boxes of a form: twelve digits, each for itself. */
const boxed = /(?<![0-9０-９][ \u3000]?)[0-9０-９](?:[ \u3000][0-9０-９]){11}(?![ \u3000]?[0-9０-９])/g

/**
 * On which page one stands. What cannot be read (a scan, a file too large to be drawn, one that takes too long) is not searched, as the
 * text of a picture is not. Throws Busy where it was not even tried, and Unfinished where others within its archive took the time.
 */
export async function checkPdfNumbers({ size, open, pdf }: Checked): Promise<FileProblem[]> {
  if (size > largest.pdf) return []
  const bytes = await readRange(open, 0, size)
  if (pdf.left <= 0) throw new Unfinished()
  const within = Math.min(pdf.most, pdf.left)
  const began = performance.now()
  const pages = await readPdfText(bytes, within).catch((error: unknown) => {
    if (!(error instanceof Undrawable) || error instanceof Busy) throw error
    if (error.reason === 'too-slow' && within < pdf.most) throw new Unfinished()
    return []
  })
  pdf.left -= performance.now() - began
  const page = pages.findIndex(
    (text) => findMyNumber(text) || findMyNumber(text.replace(boxed, (digits) => digits.replace(/[ \u3000]/g, ''))),
  )
  return page < 0 ? [] : [{ kind: 'my-number', where: 'text', page: page + 1 }]
}
