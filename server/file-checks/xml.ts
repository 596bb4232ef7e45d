/** Reads XML as it comes, without a tree and without any entity: a DOCTYPE is refused before it could define one. */
import type { FileProblem } from '../../policies/files.ts'
import { slices } from './bytes.ts'

export type Tag = { readonly name: string; readonly opens: boolean; readonly closes: boolean; readonly attributes: string }
type Listener = {
  readonly text: (text: string) => FileProblem | undefined
  readonly tag: (tag: Tag) => FileProblem | undefined
}
/** Small enough that a piece full of tags is read in about a millisecond. */
const sliceSize = 16_384
/** Longest tag, comment or declaration. */
const longest = 1024 ** 2

type Decoder = InstanceType<typeof TextDecoder>

const damaged: FileProblem = { kind: 'damaged' }
const entity: FileProblem = { kind: 'active-content', what: 'xml-entity' }
const tagPattern = /<(\/?)(?:[^\s<>"'/=:]+:)?([^\s<>"'/=:]+)([^<>"']*(?:"[^<"]*"[^<>"']*|'[^<']*'[^<>"']*)*)>/y

/** Names come without their prefix. Stops at the first problem that a listener finds. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, listener: Listener): Promise<FileProblem | undefined> {
  let decoder: Decoder | undefined
  let held = ''
  const read = (last: boolean): FileProblem | undefined => {
    let at = 0
    while (at < held.length) {
      const begin = held.indexOf('<', at)
      if (begin !== at) {
        const to = begin < 0 ? (last ? held.length : Math.max(at, wholeReferences(held))) : begin
        const problem = listener.text(decoded(held.slice(at, to)))
        if (problem) return problem
        at = to
        if (begin < 0) break
      }
      const piece = next(held, at, listener)
      if (piece === undefined) break
      if (typeof piece === 'object') return piece.problem
      at = piece
    }
    held = held.slice(at)
    return held.length > longest || (last && held) ? damaged : undefined
  }
  for await (const slice of slices(bytes, sliceSize)) {
    decoder ??= decoderFor(slice)
    if (!decoder) return damaged
    try {
      held += decoder.decode(slice, { stream: true })
    } catch {
      return damaged
    }
    const problem = read(false)
    if (problem) return problem
  }
  return read(true)
}

/** What begins at `<`; nothing where it has not come whole. */
function next(text: string, at: number, listener: Listener): number | { problem: FileProblem } | undefined {
  const second = text.charCodeAt(at + 1)
  return second === exclamation || second === question ? nextMark(text, at, listener) : nextTag(text, at, listener)
}
const exclamation = 0x21
const question = 0x3f

function nextTag(text: string, at: number, listener: Listener): number | { problem: FileProblem } | undefined {
  tagPattern.lastIndex = at
  const tag = tagPattern.exec(text)
  if (!tag) return undefined
  const attributes = tag[3]!
  const opens = tag[1] === ''
  const problem = listener.tag({ name: tag[2]!, opens, closes: !opens || attributes.endsWith('/'), attributes })
  return problem ? { problem } : tagPattern.lastIndex
}

function nextMark(text: string, at: number, listener: Listener): number | { problem: FileProblem } | undefined {
  const after = (end: string, from: number) => {
    const found = text.indexOf(end, from)
    return found < 0 ? undefined : found + end.length
  }
  if (text.startsWith('<!--', at)) return after('-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) {
    const whole = after(']]>', at)
    const problem = whole && listener.text(text.slice(at + 9, whole - 3))
    return problem ? { problem } : whole
  }
  if (text.startsWith('<?', at)) {
    const whole = after('?>', at)
    const encoding = whole && /^<\?xml\s[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(text.slice(at, whole))?.[1]
    return encoding && !/^(?:utf-?(?:8|16)|us-ascii)$/i.test(encoding) ? { problem: damaged } : whole
  }
  if (text.startsWith('<!', at))
    return '<![CDATA['.startsWith(text.slice(at)) || text.slice(at) === '<!-' ? undefined : { problem: entity }
  return undefined
}

/** Up to where a text is whole when its last reference may have been cut. */
const wholeReferences = (text: string): number => {
  const from = text.lastIndexOf('&')
  return from < 0 || text.length - from > 10 || text.includes(';', from) ? text.length : from
}

const decoderFor = (head: Buffer): Decoder | undefined => {
  const wide = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
  if (!wide && head.subarray(0, 4).includes(0)) return undefined
  return new TextDecoder(wide ?? 'utf-8', { fatal: true })
}

/** The value of an attribute whose name has or has no prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  for (const [, found, , double, single] of attributes.matchAll(/(?:[\w.-]+:)?([\w.-]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/g))
    if (found === name) return decoded(double ?? single ?? '')
  return undefined
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (all, decimal, hex, name) => {
        const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
        if (code === undefined) return named[name.toLowerCase()] ?? all
        return code <= 0x10ffff ? String.fromCodePoint(code) : all
      })
    : text
