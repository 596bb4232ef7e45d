/** Reads the bytes of a file in small pieces, letting other requests run between them. */
import { setImmediate } from 'node:timers/promises'

/** Gives the bytes of a file from `from` up to, not including, `to`; any range, any number of times. */
export type Openable = (from?: number, to?: number) => AsyncIterable<Uint8Array>
/** `pdf`: milliseconds for the names of one PDF, for its text, and what is left for the text of all that share it. */
export type Checked = {
  readonly size: number
  readonly open: Openable
  readonly pdf: { readonly names: number; readonly most: number; left: number }
}

/** Pieces of exactly `size` bytes but for the last; whatever is done with one of them must take a few milliseconds at most. */
export async function* slices(source: AsyncIterable<Uint8Array>, size = 65_536): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const chunk of source) {
    let at = 0
    while (length + chunk.length - at >= size) {
      const more = Buffer.from(chunk.buffer, chunk.byteOffset + at, size - length)
      at += more.length
      yield length ? Buffer.concat([...held, more]) : more
      held = []
      length = 0
      await setImmediate()
    }
    if (at === chunk.length) continue
    // Copied: the source may use its chunk again.
    held.push(Buffer.from(chunk.subarray(at)))
    length += chunk.length - at
  }
  if (length) yield Buffer.concat(held)
}

/** Fewer bytes than asked for where the file ends earlier. */
export async function readRange(open: Openable, from: number, to: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let wanted = to - from
  if (wanted > 0)
    for await (const chunk of open(from, to)) {
      parts.push(chunk.subarray(0, wanted))
      wanted -= chunk.length
      if (wanted <= 0) break
    }
  return Buffer.concat(parts)
}

/** The last `length` bytes of what went by. */
export function lastBytes(length: number) {
  let parts: Buffer[] = []
  let held = 0
  return {
    push(slice: Buffer) {
      parts.push(Buffer.from(slice))
      held += slice.length
      while (held - parts[0]!.length >= length) held -= parts.shift()!.length
    },
    take(): Buffer {
      const all = Buffer.concat(parts)
      parts = []
      return all.subarray(Math.max(0, all.length - length))
    },
  }
}

/** Walks through a file from its first byte to its last. */
export function walk(source: AsyncIterable<Uint8Array>, watch: (slice: Buffer) => void = () => {}) {
  const coming = slices(source)
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const { done, value } = await coming.next()
    if (done) return false
    watch(value)
    held = held.length ? Buffer.concat([held, value]) : value
    return true
  }
  return {
    /** The next bytes; fewer where the file ends. Meant for a few bytes. */
    async take(length: number): Promise<Buffer> {
      while (held.length < length && (await more()));
      const taken = held.subarray(0, length)
      held = held.subarray(length)
      return taken
    },
    /** False where the file ends earlier. */
    async skip(length: number): Promise<boolean> {
      let left = length
      while (held.length < left) {
        left -= held.length
        held = Buffer.alloc(0)
        if (!(await more())) return false
      }
      held = held.subarray(left)
      return true
    },
    /** Goes on to the next byte of this value, which comes next then; false where there is none. */
    async seek(byte: number): Promise<boolean> {
      for (;;) {
        const at = held.indexOf(byte)
        if (at >= 0) {
          held = held.subarray(at)
          return true
        }
        held = Buffer.alloc(0)
        if (!(await more())) return false
      }
    },
    stop: async () => void (await coming.return(undefined)),
  }
}
export type Walk = ReturnType<typeof walk>
