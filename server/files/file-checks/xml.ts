/** Reads XML as it comes with saxes: as strictly as XML is, without a tree and without any entity; a DOCTYPE is refused. */
import { SaxesParser } from 'saxes'
import type { FileProblem } from '../../../policies/files/files.ts'
import { slices } from './bytes.ts'
import { utf16 } from './sniff.ts'

/** By their names with their prefix: one that has another may stand beside it, and means something else. */
export type Attributes = Readonly<Record<string, string>>
/** Names of elements come without their prefix. Each answers with what is wrong, if anything is. */
type Listener = {
  readonly open: (name: string, attributes: Attributes) => FileProblem | undefined
  readonly close?: (name: string) => FileProblem | undefined
  readonly text?: (text: string) => FileProblem | undefined
}
type Decoder = InstanceType<typeof TextDecoder>

/** Small enough that a piece full of tags is read in about two milliseconds. */
const sliceSize = 16_384
/** saxes bounds nothing by itself. Letters of one tag, text or comment; elements within each other; faults of VML. */
const most = { letters: 16 * 1024 ** 2, depth: 1_000, forgiven: 1_000 }
const damaged: FileProblem = { kind: 'damaged' }
const entity: FileProblem = { kind: 'active-content', what: 'xml-entity' }

/** Excel leaves `<br>` open in the texts of its buttons, and reads HTML's references there. */
const looseness = /close tag|closing tag|unclosed tag|outside of root|only one root|undefined entity/

/** Stops at the first problem, its own or a listener's. `loose`: elements need not be closed, as in VML. */
export async function readXml(
  bytes: AsyncIterable<Uint8Array>,
  listener: Listener,
  loose = false,
): Promise<FileProblem | undefined> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let found: FileProblem | undefined
  let depth = 0
  let letters = 0
  const note = (problem: FileProblem | undefined) => {
    letters = 0
    found ??= problem
  }
  const noteText = (text: string) => note(listener.text?.(text))
  let forgiven = 0
  parser.on('error', ({ message }) => {
    if (!loose || !looseness.test(message) || ++forgiven > most.forgiven) throw new Malformed()
  })
  parser.on('doctype', () => note(entity))
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => note(isRead(encoding) ? undefined : damaged))
  parser.on('opentag', ({ name, attributes }) =>
    note(++depth > most.depth ? damaged : listener.open(withoutPrefix(name), attributes)),
  )
  parser.on('closetag', ({ name }) => {
    depth--
    note(listener.close?.(withoutPrefix(name)))
  })
  parser.on('text', noteText)
  parser.on('cdata', noteText)
  let decoder: Decoder | undefined
  for await (const slice of slices(bytes, sliceSize)) {
    decoder ??= decoderFor(slice)
    const text = decode(decoder, slice)
    if (text === undefined) return damaged
    letters += text.length
    if (!succeeds(() => parser.write(text))) return found ?? damaged
    if (found) return found
    if (letters > most.letters) return damaged
  }
  if (decoder && decode(decoder) === undefined) return damaged
  return succeeds(() => parser.close()) ? found : (found ?? damaged)
}

/** At the first fault: saxes would go on, and tell of one for each letter. */
class Malformed extends Error {}

function succeeds(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

export const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)
const isRead = (encoding: string) => /^(?:utf-?(?:8|16)|us-ascii)$/i.test(encoding)

const decoderFor = (head: Buffer): Decoder => new TextDecoder(utf16(head) ?? 'utf-8', { fatal: true })

/** Without more bytes it is at its end. Nothing for what is no text. */
function decode(decoder: Decoder, more?: Buffer): string | undefined {
  try {
    return decoder.decode(more, { stream: more !== undefined })
  } catch {
    return undefined
  }
}
