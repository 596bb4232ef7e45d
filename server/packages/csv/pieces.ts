// Hands a byte stream over in small pieces and lets other requests run between them.
import { setImmediate } from 'node:timers/promises'

export type Bytes = AsyncIterable<Uint8Array>
/** A stored file can be opened again: detection reads it once before the import does. */
export type Open = () => Bytes

/** Small enough that even a piece full of one-byte records is parsed in well under 50 ms. */
const size = 4_096

export async function* pieces(source: Bytes, onProgress?: (bytesRead: number) => void): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length; from += size) {
      const piece = chunk.subarray(from, from + size)
      yield piece
      read += piece.length
      await setImmediate()
    }
    onProgress?.(read)
  }
}
