/** A file that leaves the platform under any name (RFC 6266), and stops leaving in the second in which its right ends. */
import type { Content } from '../db/files.ts'
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
  const plain = name.replace(/[^\w.-]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return c.body(ReadableStream.from(stillOpen ? whileOpen(bytes, stillOpen) : bytes) as ReadableStream, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
    'content-security-policy': "default-src 'none'; sandbox",
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
