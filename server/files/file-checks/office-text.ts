/** Reads the text of one part of an Office file: no individual number, no field that fetches or runs something, no script. */
import type { ActiveContent, FileProblem } from '../../../policies/files/files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import type { BoxSearch } from './boxes.ts'
import { fieldProblem, fieldReader } from './office-fields.ts'
import { reachOf } from './office-formulas.ts'
import { type Attributes, readXml, withoutPrefix } from './xml.ts'

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
const damaged: FileProblem = { kind: 'damaged' }

/** Attributes that hold what people wrote (what a pivot table remembers, names, hints, fields of forms); all others hold ids and measures. */
const written = new Set([
  ...['v', 'val', 'value', 'displayText', 'descr', 'title', 'alt', 'tooltip', 'screenTip', 'prompt', 'promptTitle', 'error'],
  ...['errorTitle', 'string', 'name', 'caption', 'comment'],
])
/** Elements whose text is a formula of Excel, and where attributes are one. */
const formulas = new Set(['f', 'formula', 'formula1', 'formula2', 'definedName', 'calculatedColumnFormula', 'totalsRowFormula'])
const instructions = new Set(['instrText', 'delInstrText'])
/** A picture is called by the minute in which it was taken, and one in eleven of these would look like a number. */
const takenAt = /^20\d{2}[01]\d[0-3]\d[0-2]\d[0-5]\d\.[a-z]{3,4}$/i
const guid = /^\{?[0-9a-f]{8}-/i

/** `loose`: as `readXml` has it. */
export async function checkPartText(
  bytes: AsyncIterable<Uint8Array>,
  boxes: BoxSearch,
  entry: string,
  loose = false,
): Promise<FileProblem[]> {
  const cells = boxes.cells(entry)
  let text = ''
  let cellText = ''
  let field = ' '
  let inField = false
  let inFormula = false
  let formula = ''
  const fields = fieldReader()
  /** Attributes of the cell of Excel that is read. */
  let cell: Attributes = {}
  const look = (isFormula = false): FileProblem | undefined => {
    const found = hasNumber(text)
    if (text.length > 3) boxes.hear(text)
    if (!isFormula && cellText.length < 2) cellText += text.trim()
    text = ''
    if (!found) return undefined
    const name = plainCell(cell.r)
    return { kind: 'my-number', where: 'text', ...(name ? { cell: name } : {}) }
  }
  const listener = {
    open(name: string, attributes: Attributes) {
      if (instructions.has(name)) inField = true
      else if (name === 'fldChar') field = ' '
      else if (formulas.has(name)) {
        inFormula = true
        formula = ''
      }
      const found =
        actsByItself(name, attributes) ??
        active(name === 'fldChar' ? fields.mark(attribute(attributes, 'fldCharType')) : undefined) ??
        inAttributes(attributes) ??
        (ends.has(name) ? look() : undefined)
      if (name === 'row' || name === 'tr') cells.end()
      if (name === 'c' || name === 'tc') cellText = ''
      if (name === 'c') cell = attributes
      return found
    },
    text(more: string) {
      fields.text(more, inField)
      if (inField) {
        const found = exchange(field + more)
        field = (field + more).slice(-longestCall)
        return found
      }
      text += more
      if (inFormula) {
        formula += more
        // Excel takes 8,192 letters.
        if (formula.length > 2 * longest) return damaged
      }
      if (text.length < longest) return undefined
      const kept = text.slice(-64)
      const found = look()
      text = kept
      return found
    },
    close(name: string) {
      const isFormula = formulas.has(name)
      if (instructions.has(name)) inField = false
      const reach = isFormula ? reachOf(formula) : name === 'p' ? fields.end() : undefined
      if (isFormula) inFormula = false
      const found = active(reach) ?? (ends.has(name) ? look(name === 'f') : undefined)
      if (name === 'row' || name === 'tr') cells.end()
      if (name === 'c' || name === 'tc') {
        cells.push(cellText, cell)
        cellText = ''
      }
      if (name === 'c') cell = {}
      return found
    },
  }
  const found = (await readXml(bytes, listener, loose)) ?? look() ?? active(fields.end(true))
  return found ? [found] : []
}

function hasNumber(text: string): boolean {
  const plain = calculated.test(text) ? String(Math.round(Number(text))) : text
  return findMyNumber(plain) !== undefined
}

function inAttributes(attributes: Attributes): FileProblem | undefined {
  for (const name in attributes) {
    const value = attributes[name]!
    // Nearly none is long enough.
    if (value.length < 12 || !written.has(withoutPrefix(name)) || guid.test(value) || takenAt.test(value)) continue
    if (hasNumber(value)) return { kind: 'my-number', where: 'text' }
  }
  return undefined
}

/** Old ways to let a document start a program or fetch from one; the letter before the word belongs to it. */
const exchange = (field: string): FileProblem | undefined =>
  /[\s"]DDE(?:AUTO)?\b/i.test(field) ? { kind: 'active-content', what: 'data-exchange' } : undefined
const longestCall = ' DDEAUTO'.length

function actsByItself(name: string, attributes: Attributes): FileProblem | undefined {
  if (name === 'ddeLink') return active('data-exchange')
  if (name === 'fldSimple') {
    const said = Object.entries(attributes).flatMap(([name, value]) => (/(?:^|:)instr$/.test(name) ? [value] : []))
    return exchange(said.map((each) => ` ${each}`).join('')) ?? active(said.map(fieldProblem).find(Boolean))
  }
  if (name === 'script' || name === 'foreignObject' || name === 'ENTITY') return active('script')
  if (
    name.startsWith('hlink') &&
    !/^(?:$|ppaction:\/\/(?:noaction|hlinksldjump|hlinkshowjump|customshow|media)\b)/i.test(attributes.action ?? '')
  )
    return active(/hlink(?:file|pres)/i.test(attributes.action!) ? 'link-to-file' : 'launch')
  const formula = attributes.formula ?? (name === 'cfvo' ? attributes.val : undefined)
  return formula === undefined ? undefined : active(reachOf(formula))
}

const active = (what: ActiveContent | undefined): FileProblem | undefined => what && { kind: 'active-content', what }
const attribute = (attributes: Attributes, local: string) =>
  Object.entries(attributes).find(([name]) => withoutPrefix(name) === local)?.[1]

const plainCell = (name: string | undefined) => (name && /^[A-Z]{1,3}\d{1,7}$/.test(name) ? name : undefined)
