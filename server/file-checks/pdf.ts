/** Reads a PDF to its end, without drawing it: no password, nothing that acts by itself, no second file before or behind. */
import type { FileProblem } from '../../policies/files.ts'
import { type Checked, lastBytes, slices } from './bytes.ts'
import { nameSearch } from './pdf-names.ts'
import { objectStreams } from './pdf-objects.ts'
import { endsLikeArchive, isHarmless, slack, tailLength } from './tail.ts'

const mixed: FileProblem = { kind: 'content', expected: 'pdf', found: 'mixed' }

/**
 * Names are read with their #xx escapes, everywhere in the file; within compressed object streams (PDF 1.5) too. Those of two or three
 * letters (/JS, /EF) count outside of streams only, where chance does not spell them. A jump to a page when the file opens is no harm.
 */
export async function checkPdf({ open }: Checked): Promise<FileProblem[]> {
  const tail = lastBytes(tailLength)
  const names = nameSearch()
  const objects = objectStreams(names)
  let first = true
  for await (const slice of slices(open())) {
    if (first && /<(?:html|script|body|svg)[\s>]/i.test(slice.toString('latin1', 0, slack))) return [mixed]
    first = false
    tail.push(slice)
    const problem = names.anywhere(slice.toString('latin1')) ?? (await objects.push(slice))
    if (problem) return [problem]
  }
  const problem = names.anywhere('\n') ?? (await objects.end())
  return problem ? [problem] : checkEnd(tail.take())
}

function checkEnd(tail: Buffer): FileProblem[] {
  const end = tail.lastIndexOf('%%EOF')
  if (end < 0 || !tail.subarray(0, end).includes('startxref')) return [{ kind: 'damaged' }]
  const rest = tail.subarray(end + 5)
  const begin = rest.findIndex((byte) => byte > 0x20)
  return endsLikeArchive(tail) || !isHarmless(begin < 0 ? Buffer.alloc(0) : rest.subarray(begin)) ? [mixed] : []
}
