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
const letters = String.raw`[^\s<>"'/=:]+`
const name = String.raw`[^\s<>"'/=]+`
const value = `"[^<"]*"|'[^<']*'`
/**
 * Each letter can be read in one way only, so that what is no tag is known for none by going over it once. INVARIANT: the attributes are
 * well formed to the last letter; `attributesIn` misses none.
 */
const tagPattern = new RegExp(String.raw`<(/?)(?:${letters}:)?(${letters})((?:\s+${name}\s*=\s*(?:${value}))*)\s*(/?)>`, 'y')
const attributePattern = new RegExp(String.raw`\s+(${name})\s*=\s*(${value})`, 'gy')

/** Names come without their prefix. Stops at the first problem that a listener finds. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, listener: Listener): Promise<FileProblem | undefined> {
  const next = pieces(listener)
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
      const piece = next(held, at)
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

/** Where the next piece begins, or what is wrong with this one; nothing where it has not come whole. */
type Next = number | { problem: FileProblem } | undefined
const exclamation = 0x21
const question = 0x3f

/** Reads what begins at `<`. How far one was searched that has not come whole is kept: it is not searched again with every slice. */
function pieces(listener: Listener): (text: string, at: number) => Next {
  let searched = 0
  let quote = ''
  const isWholeTag = (text: string, at: number): boolean => {
    for (let from = at + searched; ; ) {
      const found = quote ? text.indexOf(quote, from) : indexOfMark(text, from)
      if (found < 0) {
        searched = text.length - at
        return false
      }
      if (quote) quote = ''
      else if (text[found] === '"' || text[found] === "'") quote = text[found]!
      else if (found > at) return true
      from = found + 1
    }
  }
  const nextTag = (text: string, at: number): Next => {
    if (searched > 0 && !isWholeTag(text, at)) return undefined
    tagPattern.lastIndex = at
    const tag = tagPattern.exec(text)
    if (!tag) return isWholeTag(text, at) ? { problem: damaged } : undefined
    const opens = tag[1] === ''
    const problem = listener.tag({ name: tag[2]!, opens, closes: !opens || tag[4] === '/', attributes: tag[3]! })
    return problem ? { problem } : tagPattern.lastIndex
  }
  const nextMark = (text: string, at: number): Next => {
    const after = (begin: string, end: string) => {
      const found = text.indexOf(end, at + Math.max(begin.length, searched))
      if (found < 0) searched = Math.max(0, text.length - at - end.length)
      return found < 0 ? undefined : found + end.length
    }
    if (text.startsWith('<!--', at)) return after('<!--', '-->')
    if (text.startsWith('<![CDATA[', at)) {
      const whole = after('<![CDATA[', ']]>')
      const problem = whole && listener.text(text.slice(at + 9, whole - 3))
      return problem ? { problem } : whole
    }
    if (text.startsWith('<?', at)) {
      const whole = after('<?', '?>')
      const encoding = whole && /^<\?xml\s[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(text.slice(at, whole))?.[1]
      return encoding && !/^(?:utf-?(?:8|16)|us-ascii)$/i.test(encoding) ? { problem: damaged } : whole
    }
    if (text.startsWith('<!', at))
      return '<![CDATA['.startsWith(text.slice(at)) || text.slice(at) === '<!-' ? undefined : { problem: entity }
    return undefined
  }
  return (text, at) => {
    const second = text.charCodeAt(at + 1)
    const piece = second === exclamation || second === question ? nextMark(text, at) : nextTag(text, at)
    if (piece !== undefined) {
      searched = 0
      quote = ''
    }
    return piece
  }
}

/** The next letter that says something about where a tag ends. */
function indexOfMark(text: string, from: number): number {
  marks.lastIndex = from
  return marks.exec(text)?.index ?? -1
}
const marks = /["'<>]/g

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

/** Names with their prefix. */
export function* attributesIn(attributes: string): Generator<readonly [name: string, value: string]> {
  for (const [, name, quoted] of attributes.matchAll(attributePattern)) yield [name!, decoded(quoted!.slice(1, -1))]
}

/** The value of an attribute without a prefix: one that has another may stand beside it, and means something else. */
export function attribute(attributes: string, name: string): string | undefined {
  for (const [found, value] of attributesIn(attributes)) if (found === name) return value
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
