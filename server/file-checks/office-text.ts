/** Reads the text of one part of an Office file: no individual number, no field that fetches or runs something, no script. */
import type { FileProblem } from '../../policies/files.ts'
import { findMyNumber } from '../../policies/my-number.ts'
import { attribute, attributesIn, readXml, type Tag } from './xml.ts'

/** Where one piece of text ends for a reader; all other tags may stand in the middle of a number (Word cuts text wherever it likes). */
const ends = new Set([
  'p',
  'tc',
  'tr',
  'br',
  'cr',
  'tab',
  'si',
  'c',
  'v',
  'f',
  'is',
  'row',
  'pt',
  'text',
  'comment',
  'sp',
  'cell',
])
/** A number that 64-bit arithmetic wrote: 1.23456789012E11, 123456789012.0 */
const calculated = /^\s*(\d{12})\.0+\s*$|^\s*\d(?:\.\d{1,14})?E\+?0?11\s*$/i
const longest = 8_192

export async function checkPartText(bytes: AsyncIterable<Uint8Array>): Promise<FileProblem[]> {
  let text = ''
  let field = ' '
  let inField = false
  let cell: string | undefined
  const look = (): FileProblem | undefined => {
    const plain = calculated.test(text) ? String(Math.round(Number(text))) : text
    const found = findMyNumber(plain)
    text = ''
    return found ? { kind: 'my-number', where: 'text', ...(cell ? { cell } : {}) } : undefined
  }
  const problem = await readXml(bytes, {
    text(more) {
      if (inField) {
        field += more
        const found = exchange(field)
        field = field.slice(-longestCall)
        return found
      }
      text += more
      if (text.length < longest) return undefined
      const kept = text.slice(-64)
      const found = look()
      text = kept
      return found
    },
    tag(tag) {
      if (tag.name === 'instrText') inField = tag.opens && !tag.closes
      else if (tag.name === 'fldChar') field = ' '
      const active = actsByItself(tag)
      if (active) return active
      if (!ends.has(tag.name)) return undefined
      const found = look()
      if (tag.name === 'c') cell = tag.opens ? plainCell(attribute(tag.attributes, 'r')) : undefined
      return found
    },
  })
  const found = problem ?? look()
  return found ? [found] : []
}

/** Old ways to let a document start a program or fetch from one; the letter before the word belongs to it. */
const exchange = (field: string): FileProblem | undefined =>
  /[\s"]DDE(?:AUTO)?\b/i.test(field) ? { kind: 'active-content', what: 'data-exchange' } : undefined
const longestCall = ' DDEAUTO'.length

function actsByItself({ name, opens, attributes }: Tag): FileProblem | undefined {
  if (!opens) return undefined
  if (name === 'ddeLink') return { kind: 'active-content', what: 'data-exchange' }
  if (name === 'fldSimple')
    return exchange(
      [...attributesIn(attributes)].map(([name, value]) => (/(?:^|:)instr$/.test(name) ? ` ${value}` : '')).join(''),
    )
  if (name === 'script' || name === 'foreignObject' || name === 'ENTITY') return { kind: 'active-content', what: 'script' }
  return undefined
}

const plainCell = (name: string | undefined) => (name && /^[A-Z]{1,3}\d{1,7}$/.test(name) ? name : undefined)
