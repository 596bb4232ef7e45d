/** A file that leaves the platform under any name (RFC 6266): browsers take the second form, the first is for what cannot. */
import type { Ctx } from './context.ts'

export function attachment(c: Ctx, name: string, bytes: AsyncIterable<Uint8Array>, type = 'text/csv; charset=utf-8'): Response {
  const plain = name.replace(/[^\w.-]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return c.body(ReadableStream.from(bytes) as ReadableStream, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
  })
}
