/** Finds the names in a PDF that stand for what acts by itself. */
import type { ActiveContent, FileProblem } from '../../policies/files.ts'

const meanings: Record<string, ActiveContent> = {
  JavaScript: 'javascript',
  Rendition: 'media',
  RichMedia: 'media',
  Launch: 'launch',
  EmbeddedFile: 'embedded-file',
  EmbeddedFiles: 'embedded-file',
  FileAttachment: 'embedded-file',
  GoToE: 'embedded-file',
  SubmitForm: 'form',
  ImportData: 'form',
}
/** Too short to be looked for among compressed bytes. */
const shortMeanings: Record<string, ActiveContent> = { JS: 'javascript', EF: 'embedded-file', XFA: 'form' }

const end = '(?=[\\0\\t\\n\\f\\r ()<>[\\]{}/%])'
const long = new RegExp(`/(${Object.keys(meanings).join('|')}|Encrypt)${end}`)
const short = new RegExp(`/(${Object.keys(shortMeanings).join('|')})${end}`)
/** The longest name, every letter of it escaped, and what must follow it. */
const overlap = 64

export const withoutEscapes = (text: string): string =>
  text.includes('#')
    ? text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

const problemOf = (name: string | undefined): FileProblem | undefined => {
  if (name === undefined) return undefined
  return name === 'Encrypt' ? { kind: 'encrypted' } : { kind: 'active-content', what: meanings[name] ?? shortMeanings[name]! }
}

/** Text comes in pieces; a name may be cut between two. */
export function nameSearch() {
  let held = ''
  let heldOutside = ''
  return {
    anywhere(text: string): FileProblem | undefined {
      const all = held + text
      held = all.slice(-overlap)
      return problemOf(long.exec(withoutEscapes(all))?.[1])
    },
    /** Text that stands outside of streams. */
    outside(text: string): FileProblem | undefined {
      const all = heldOutside + text
      heldOutside = all.slice(-overlap)
      return problemOf(short.exec(withoutEscapes(all))?.[1])
    },
  }
}
export type NameSearch = ReturnType<typeof nameSearch>
