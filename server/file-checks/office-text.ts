/** Reads the text of one part of an Office file: no individual number, no field that fetches or runs something, no script. */
import type { FileProblem } from '../../policies/files.ts'
import { findMyNumber } from '../../policies/my-number.ts'
import type { BoxSearch } from './boxes.ts'
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

/** Attributes that hold what people wrote (what a pivot table remembers, names, hints, fields of forms); all others hold ids and measures. */
const written = new Set([
  ...['v', 'val', 'value', 'displayText', 'descr', 'title', 'alt', 'tooltip', 'screenTip', 'prompt', 'promptTitle', 'error'],
  ...['errorTitle', 'string', 'name', 'caption', 'comment'],
])
/** Nearly no tag has a value that is long enough. */
const longValue = /=\s*(?:"[^"]{12}|'[^']{12})/
/** A picture is called by the minute in which it was taken, and one in eleven of these would look like a number. */
const takenAt = /^20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d\.[a-z]{3,4}$/i
const guid = /^\{?[0-9a-f]{8}-/i

export async function checkPartText(bytes: AsyncIterable<Uint8Array>, boxes: BoxSearch, entry: string): Promise<FileProblem[]> {
  const cells = boxes.cells(entry)
  let text = ''
  let cellText = ''
  let field = ' '
  let inField = false
  /** Attributes of the cell of Excel that is read. */
  let cell = ''
  const look = (isFormula = false): FileProblem | undefined => {
    const found = hasNumber(text)
    if (text.length > 3) boxes.hear(text)
    if (!isFormula && cellText.length < 2) cellText += text.trim()
    text = ''
    if (!found) return undefined
    const name = plainCell(attribute(cell, 'r'))
    return { kind: 'my-number', where: 'text', ...(name ? { cell: name } : {}) }
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
      const hidden = actsByItself(tag) ?? inAttributes(tag)
      if (hidden) return hidden
      if (!ends.has(tag.name)) return undefined
      const found = look(tag.name === 'f' && !tag.opens)
      if (tag.name === 'row' || tag.name === 'tr') cells.end()
      if (tag.name === 'c' || tag.name === 'tc') {
        if (!tag.opens) cells.push(cellText, cell)
        cellText = ''
      }
      if (tag.name === 'c') cell = tag.opens ? tag.attributes : ''
      return found
    },
  })
  const found = problem ?? look()
  return found ? [found] : []
}

function hasNumber(text: string): boolean {
  const plain = calculated.test(text) ? String(Math.round(Number(text))) : text
  return findMyNumber(plain) !== undefined
}

function inAttributes({ opens, attributes }: Tag): FileProblem | undefined {
  if (!opens || !longValue.test(attributes)) return undefined
  for (const [name, value] of attributesIn(attributes))
    if (written.has(name.slice(name.indexOf(':') + 1)) && !guid.test(value) && !takenAt.test(value) && hasNumber(value))
      return { kind: 'my-number', where: 'text' }
  return undefined
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
