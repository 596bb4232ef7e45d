/** Looks into a PDF without drawing it: no password, nothing that acts by itself, no second file before or behind, no individual number. */
import type { FileProblem } from '../../../policies/files/files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import { type Act, Busy, findActInPdf, largest, readPdf, Undrawable } from '../drawing/index.ts'
import { type Checked, readRange, slices } from './bytes.ts'
import { endsLikeArchive, isHarmless, slack, tailLength } from './tail.ts'
import { Unfinished } from './time.ts'

const mixed: FileProblem = { kind: 'content', expected: 'pdf', found: 'mixed' }
/** The boxes of a form: twelve digits, each for itself. */
const boxed = /(?<![0-9０-９][ \u3000]?)[0-9０-９](?:[ \u3000][0-9０-９]){11}(?![ \u3000]?[0-9０-９])/g

/** Everything between its ends is read in the sandbox of the drawings, twice: every byte for names, and the pages as pdf.js reads them. */
export async function checkPdf(file: Checked): Promise<FileProblem[]> {
  for (const check of [checkEnds, checkNames, checkPages]) {
    const problems = await check(file)
    if (problems.length > 0) return problems
  }
  return []
}

async function checkEnds({ size, open }: Checked): Promise<FileProblem[]> {
  const head = await readRange(open, 0, Math.min(size, slack))
  if (/<(?:html|script|body|svg)[\s>]/i.test(head.toString('latin1'))) return [mixed]
  const tail = await readRange(open, Math.max(0, size - tailLength), size)
  const end = tail.lastIndexOf('%%EOF')
  if (end < 0 || !tail.subarray(0, end).includes('startxref')) return [{ kind: 'damaged' }]
  const rest = tail.subarray(end + 5)
  const begin = rest.findIndex((byte) => byte > 0x20)
  return endsLikeArchive(tail) || !isHarmless(begin < 0 ? Buffer.alloc(0) : rest.subarray(begin)) ? [mixed] : []
}

/** Throws Busy where it was not even tried, and Unfinished where it came to no end. */
async function checkNames({ size, open, pdf }: Checked): Promise<FileProblem[]> {
  try {
    return problemsOf(await findActInPdf({ size, pieces: slices(open()) }, pdf.names))
  } catch (error) {
    throw error instanceof Undrawable && !(error instanceof Busy) ? new Unfinished() : error
  }
}

/**
 * On which page an individual number stands, and what pdf.js would do. What it cannot read (a scan, a file too large to be drawn, one that
 * takes too long) is not searched, as the text of a picture is not. Throws Busy as above, and Unfinished where others within its archive
 * took the time.
 */
async function checkPages({ size, open, pdf }: Checked): Promise<FileProblem[]> {
  if (size > largest.pdf) return []
  if (pdf.left <= 0) throw new Unfinished()
  const within = Math.min(pdf.most, pdf.left)
  const began = performance.now()
  const { act, pages } = await readPdf({ size, pieces: slices(open()) }, within).catch((error: unknown) => {
    if (!(error instanceof Undrawable) || error instanceof Busy) throw error
    if (error.reason === 'too-slow' && within < pdf.most) throw new Unfinished()
    return { act: 'none' as const, pages: [] }
  })
  pdf.left -= performance.now() - began
  const page = pages.findIndex(
    (text) => findMyNumber(text) || findMyNumber(text.replace(boxed, (digits) => digits.replace(/[ \u3000]/g, ''))),
  )
  return page < 0 ? problemsOf(act) : [{ kind: 'my-number', where: 'text', page: page + 1 }]
}

const problemsOf = (act: Act): FileProblem[] =>
  act === 'none' ? [] : [act === 'encrypted' ? { kind: act } : { kind: 'active-content', what: act }]
