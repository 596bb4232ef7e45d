/** Asks clamd whether bytes hold a virus; whatever is not a clear "OK" counts as not scanned. */
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'

export type Scanner = { scan(bytes: AsyncIterable<Uint8Array>): Promise<'clean' | { virus: string }> }

/** The file was not scanned, so it stays where nobody can open it; `reason` holds nothing of the file. */
export class Unscanned extends Error {
  override readonly name = 'Unscanned'
  readonly reason: 'unreachable' | 'slow' | 'over-limit' | 'broken-off' | 'answer'
  constructor(reason: Unscanned['reason']) {
    super(`not scanned: ${reason}`)
    this.reason = reason
  }
}

const chunkSize = 65_536
/** Answers are one short line. */
const longestAnswer = 4_096

/**
 * `address`: tcp://host:3310 or unix:/path. `timeoutMs`: how long clamd may take to accept bytes or to answer after the last of them (2
 * minutes). An error of `bytes` itself is thrown on. INVARIANT: clean is said only when clamd has read every byte and found nothing.
 *
 * clamd.conf must hold these, as its defaults let large files through unread (`fileKinds` takes up to 1 GiB):
 *   StreamMaxLength 1100M, MaxFileSize 1100M, MaxScanSize 4000M, MaxFiles 10000, MaxScanTime 0 (our own time-out counts),
 *   AlertExceedsMax yes (or else it calls OK what it did not look at), ReadTimeout 120, and a socket that only the service can reach.
 */
export function clamd(address: string, { timeoutMs = 120_000 }: { timeoutMs?: number } = {}): Scanner {
  const place = placeOf(address)
  return {
    async scan(bytes) {
      const socket = createConnection(place)
      const { answer, sent } = hear(socket, timeoutMs)
      // Awaited at the end; a failure before that ends the sending first.
      answer.catch(() => undefined)
      try {
        const all = await send(socket, bytes, answer)
        sent()
        const found = verdict(await answer)
        if (found === 'clean' && !all) throw new Unscanned('answer')
        return found
      } finally {
        socket.destroy()
      }
    },
  }
}

function placeOf(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith('unix:/')) return { path: address.slice('unix:'.length) }
  const { protocol, hostname, port } = new URL(address)
  if (protocol !== 'tcp:' || !hostname || !port) throw new Error('clamd stands at tcp://host:port or unix:/path')
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/** Whether all was sent: clamd may answer and close before, and then nothing more is read of the file. */
async function send(socket: Socket, bytes: AsyncIterable<Uint8Array>, answer: Promise<string>): Promise<boolean> {
  const answered = answer.then(
    () => 'answered' as const,
    () => 'answered' as const,
  )
  const put = async (chunk: Uint8Array) => {
    if (!socket.writable) return 'answered' as const
    if (socket.write(chunk)) return undefined
    return Promise.race([
      once(socket, 'drain').then(
        () => undefined,
        () => undefined,
      ),
      answered,
    ])
  }
  await put(Buffer.from('zINSTREAM\0'))
  for await (const chunk of bytes)
    for (let from = 0; from < chunk.length; from += chunkSize) {
      const piece = chunk.subarray(from, from + chunkSize)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      socket.write(length)
      if ((await put(piece)) === 'answered') return false
    }
  if (!socket.writable) return false
  socket.write(Buffer.alloc(4))
  return true
}

function hear(socket: Socket, timeoutMs: number): { answer: Promise<string>; sent: () => void } {
  let sent = () => {}
  const answer = new Promise<string>((done, fail) => {
    let answer = ''
    let connected = false
    // An answer that drips in must not wait for longer than none.
    sent = () => {
      const late = setTimeout(() => fail(new Unscanned('slow')), timeoutMs)
      socket.on('close', () => clearTimeout(late))
    }
    socket.setTimeout(timeoutMs, () => fail(new Unscanned('slow')))
    socket.on('connect', () => {
      connected = true
    })
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (answer.includes('\0')) done(answer)
      else if (answer.length > longestAnswer) fail(new Unscanned('answer'))
    })
    socket.on('error', () => fail(new Unscanned(connected ? 'broken-off' : 'unreachable')))
    socket.on('close', () => fail(new Unscanned('broken-off')))
  })
  return { answer, sent }
}

function verdict(answer: string): 'clean' | { virus: string } {
  if (answer === 'stream: OK\0') return 'clean'
  const virus = /^stream: ([\x21-\x7e]{1,200}) FOUND\0$/.exec(answer)?.[1]
  // clamd says so of files that it did not look at whole (AlertExceedsMax).
  if (virus?.startsWith('Heuristics.Limits.Exceeded') || /size limit exceeded/i.test(answer)) throw new Unscanned('over-limit')
  if (virus) return { virus }
  throw new Unscanned('answer')
}
