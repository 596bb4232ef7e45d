/** Reads the text of a body up to a limit, however it is sent: a chunked body says nothing of its length beforehand. */
import type { Ctx } from './context.ts'
import { BadRequest, TooLarge } from './errors.tsx'

const known = new WeakMap<Request, Promise<string>>()

/**
 * The same text however often it is asked for in one request.
 * INVARIANT: never more than `most` bytes are held, and what is no UTF-8 is refused rather than mended.
 */
export function readText(c: Ctx, most: number): Promise<string> {
  const request = c.req.raw
  const reading = known.get(request) ?? receive(c, most)
  known.set(request, reading)
  return reading
}

async function receive(c: Ctx, most: number): Promise<string> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw new TooLarge('body')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > most) throw new TooLarge('body')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new BadRequest('not UTF-8')
  }
}
