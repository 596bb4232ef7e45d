/** Follows the fields of a Word document, each over as many runs as it is cut into, and tells which may not be there. */
import type { ActiveContent } from '../../../policies/files/files.ts'
import { linkProblem } from './office-relations.ts'

/**
 * Fields that show what is in the document, count, or ask whoever writes (ECMA-376 Part 1, 17.16.5), those that Word wrote before and still
 * reads, and notes of programs for references (ADDIN). Every other is refused: what fetches or starts something is among those.
 */
const known = new Set(
  [
    '= ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE BIBLIOGRAPHY BIDIOUTLINE CITATION',
    'COMMENTS COMPARE CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN',
    'FORMTEXT FTNREF GOTOBUTTON GREETINGLINE HYPERLINK IF INDEX INFO KEYWORDS LASTSAVEDBY LISTNUM MACROBUTTON MERGEBARCODE MERGEFIELD MERGEREC',
    'MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE PRIVATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES',
    'SEQ SET SHAPE SKIPIF STYLEREF SUBJECT SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE',
  ].flatMap((line) => line.split(' ')),
)
const named: Record<string, ActiveContent> = {
  DDE: 'data-exchange',
  DDEAUTO: 'data-exchange',
  EMBED: 'embedded-object',
  CONTROL: 'embedded-object',
  ...Object.fromEntries(
    ['INCLUDEPICTURE', 'INCLUDETEXT', 'INCLUDE', 'LINK', 'DATABASE', 'DATA', 'IMPORT', 'RD'].map((name) => [
      name,
      'external-link' as const,
    ]),
  ),
}

/** Letters of one instruction, and fields within each other: Word takes far fewer. */
const most = { letters: 4_096, depth: 500 }

/** What is wrong with an instruction such as `REF a \h`; its first word is what it does. */
export function fieldProblem(instruction: string): ActiveContent | undefined {
  const name = /^\s*(=|[^\s"\\]+)/.exec(instruction)?.[1]?.toUpperCase()
  if (name === undefined) return instruction.trim() === '' ? undefined : 'unknown-field'
  if (!known.has(name)) return named[name] ?? 'unknown-field'
  if (name !== 'HYPERLINK') return undefined
  // In a field a backslash is written twice.
  const [, target = ''] = /^\s*\S+\s+(?:\\[a-z]\s+)*["“”]?([^"“”\s]*)/i.exec(instruction)!
  return linkProblem(target.replace(/\\\\/g, '\\'))
}

/** Each answers with what is wrong, if anything is. */
export function fieldReader() {
  /** Fields that are open; the lowest holds instructions that no field begins. `result`: what it shows follows. */
  const open = [{ instruction: '', result: true }]
  const judge = () => fieldProblem(open.at(-1)!.instruction)
  return {
    mark(type: string | undefined): ActiveContent | undefined {
      if (type === 'begin') {
        const around = open.at(-1)!
        open.push({ instruction: '', result: false })
        // Its name would be what another field shows.
        return open.length > most.depth || (!around.result && around.instruction.trim() === '') ? 'unknown-field' : undefined
      }
      const found = judge()
      if (type === 'separate') open.at(-1)!.result = true
      if (type === 'end' && open.length > 1) open.pop()
      return found
    },
    /** Letters of an instruction, or of text, which in its place is read as one. */
    text(letters: string, isInstruction: boolean) {
      const field = open.at(-1)!
      if ((isInstruction || !field.result) && field.instruction.length < most.letters) field.instruction += letters
    },
    /** A paragraph or the part ends. */
    end(isLast = false): ActiveContent | undefined {
      const found = fieldProblem(open[0]!.instruction) ?? (isLast ? judge() : undefined)
      open[0]!.instruction = ''
      return found
    },
  }
}
