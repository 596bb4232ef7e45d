/** A file that leaves the platform under any name (RFC 6266), and stops leaving in the second in which its right ends. */
import type { Content } from '../../db/files/files.ts'
import type { Ctx } from './context.ts'

/** Bytes that hold nothing of a package: a list of one's own records, say. */
export type Plain = AsyncIterable<Uint8Array> & { readonly form?: never }
type Options = { readonly type?: string; readonly stillOpen?: () => Promise<boolean> }

/**
 * Browsers take the second form of the name, the first is for what cannot. INVARIANT: of a package's content only what was opened
 * as a file gets here, and whoever hands that over says how to ask again whether it is still open.
 */
export function attachment(c: Ctx, name: string, bytes: Plain, options?: Options): Response
export function attachment(
  c: Ctx,
  name: string,
  bytes: Content<'file'>,
  options: Required<Pick<Options, 'stillOpen'>> & Options,
): Response
export function attachment(c: Ctx, name: string, bytes: AsyncIterable<Uint8Array>, options: Options = {}): Response {
  const { type = 'text/csv; charset=utf-8', stillOpen } = options
  return c.body(streamOf(stillOpen ? whileOpen(bytes, stillOpen) : bytes), 200, headersOf(name, type))
}

function headersOf(name: string, type: string): Record<string, string> {
  const plain = name.replace(/[^\w.-]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
    'content-security-policy': "default-src 'none'; sandbox",
  }
}
const streamOf = (bytes: AsyncIterable<Uint8Array>) => ReadableStream.from(bytes) as ReadableStream

/** `to` is the first byte that is not wanted any more. */
type Range = { readonly from: number; readonly to: number }
const tagOf = (sha256: string) => `"${sha256}"`

/**
 * The one range that is asked for, for who goes on with a broken download; nothing where the whole is meant: several ranges at once, a
 * range of what is another file by now (If-Range), or what is no range of bytes. `beyond`: it begins behind the end (RFC 9110, 14.4).
 */
export function readRange(c: Ctx, { size, sha256 }: { size: number; sha256: string }): Range | 'beyond' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(c.req.header('range') ?? '') ?? []
  const same = c.req.header('if-range')
  if (first === undefined || last === undefined || (!first && !last) || (same !== undefined && same !== tagOf(sha256)))
    return undefined
  const from = first ? Number(first) : Math.max(0, size - Number(last))
  const to = first && last ? Math.min(size, Number(last) + 1) : size
  if (first && last && Number(last) < from) return undefined
  return from >= size ? 'beyond' : { from, to }
}

type Ranged = {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
  readonly range: Range | undefined
  readonly stillOpen: () => Promise<boolean>
  open(from: number, to: number): Content<'file'>
}
/** A file whose length is known, whole or from where it broke off; its hash says whether it still is the same. */
export function rangedAttachment(c: Ctx, { name, type, size, sha256, range, stillOpen, open }: Ranged): Response {
  const { from, to } = range ?? { from: 0, to: size }
  return c.body(streamOf(whileOpen(open(from, to), stillOpen)), range ? 206 : 200, {
    ...headersOf(name, type),
    'accept-ranges': 'bytes',
    etag: tagOf(sha256),
    'content-length': String(to - from),
    ...(range ? { 'content-range': `bytes ${from}-${to - 1}/${size}` } : {}),
  })
}

/** How old an answer to "is it still open?" may be while bytes are leaving. Milliseconds. */
const askedEvery = 200

/** The right was taken away while the file was on its way: the connection breaks, so that nobody takes half a file for a whole one. */
class Closed extends Error {
  override name = 'Closed'
}

async function* whileOpen(bytes: AsyncIterable<Uint8Array>, stillOpen: () => Promise<boolean>): AsyncGenerator<Uint8Array> {
  let asked = performance.now()
  for await (const chunk of bytes) {
    if (performance.now() - asked > askedEvery) {
      if (!(await stillOpen())) throw new Closed('the right to this file has ended')
      asked = performance.now()
    }
    yield chunk
  }
}
