/** Reads a text (CSV or plain) to its end: whether it is one, whether all its letters can be read, and no individual number. */
import type { FileProblem } from '../../../policies/files/files.ts'
import { detectEncoding } from '../../packages/csv/encodings.ts'
import { type Checked, slices } from './bytes.ts'
import { lineEnds, numberSearch } from './numbers.ts'
import { controls, utf16 } from './sniff.ts'

const sliceSize = 16_384

export async function checkText({ open }: Checked, head: Buffer): Promise<FileProblem[]> {
  const detected = await detectEncoding(open)
  const encoding = utf16(head) ?? (detected === 'utf-8-bom' ? 'utf-8' : detected)
  const decoder = new TextDecoder(encoding)
  const search = numberSearch()
  let line = 1
  let ended = false
  const check = (text: string): FileProblem | undefined => {
    const dosEnd = text.endsWith('\x1a')
    const plain = dosEnd ? text.slice(0, -1) : text
    if (controls.test(plain) || (ended && text)) return { kind: 'content', expected: 'txt', found: 'unknown' }
    ended = dosEnd
    const lost = plain.indexOf('\ufffd')
    if (lost >= 0) return { kind: 'encoding', line: line + lineEnds(plain.slice(0, lost)) }
    line += lineEnds(plain)
    const at = search.push(plain)
    return at === undefined ? undefined : { kind: 'my-number', where: 'text', line: at }
  }
  for await (const slice of slices(open(), sliceSize)) {
    const problem = check(decoder.decode(slice, { stream: true }))
    if (problem) return [problem]
  }
  const problem = check(decoder.decode())
  const at = search.end()
  if (problem) return [problem]
  return at === undefined ? [] : [{ kind: 'my-number', where: 'text', line: at }]
}
