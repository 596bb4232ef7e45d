/** The bytes of a request as they come, in pieces, without the detour over web streams. */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Ctx } from '../kernel/context.ts'

/** Node's own request: its web stream holds more in memory and takes twice the time. Tests that ask the app itself have none. */
export function rawBody(c: Ctx): Readable | null {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  if (incoming) return incoming
  const { body } = c.req.raw
  return body && Readable.fromWeb(body as ReadableStream<Uint8Array>)
}

/** Leaving the loop early does not break the connection: the answer still goes out on it. */
export const piecesOf = (body: Readable): AsyncIterable<Uint8Array> => body.iterator({ destroyOnReturn: false })
