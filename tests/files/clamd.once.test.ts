/** Asks a real clamd, with a database of our own, and far sides that lie, stall and break off. */
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clamd, Unscanned } from '../../server/files/clamd.ts'
import { eicar, installed, startClamd } from '../support/outside/clamd.ts'

async function* bytesOf(...parts: (string | Uint8Array)[]) {
  for (const part of parts) yield Buffer.from(part)
}
async function* zeros(mebibytes: number) {
  for (let i = 0; i < mebibytes; i++) yield Buffer.alloc(1024 ** 2)
}
const reasonOf = async (scan: Promise<unknown>): Promise<unknown> => {
  const error = await scan.then(
    (answer) => answer,
    (thrown: unknown) => thrown,
  )
  return error instanceof Unscanned ? error.reason : error
}

if (!installed) {
  const says = process.env.CI === 'true' ? test : test.skip
  says('clamd is not installed here: the real scanner is NOT tested (apt-get install clamav-daemon)', () => {
    throw new Error('under CI=true a missing clamd is a failure')
  })
}

describe.skipIf(!installed)('a real clamd', () => {
  let address: string
  let real: Awaited<ReturnType<typeof startClamd>>
  beforeAll(async () => {
    real = await startClamd()
    address = real.address
  })
  afterAll(() => real?.stop())

  test('finds EICAR, in one piece and byte by byte', async () => {
    expect(await clamd(address).scan(bytesOf(eicar))).toEqual({ virus: 'Yui.Test.Eicar.UNOFFICIAL' })
    expect(await clamd(address).scan(bytesOf(...eicar))).toEqual({ virus: 'Yui.Test.Eicar.UNOFFICIAL' })
  })

  test('calls clean what is clean, and many at once', async () => {
    expect(await clamd(address).scan(bytesOf('番号,名前\n'))).toBe('clean')
    expect(await clamd(address).scan(bytesOf(''))).toBe('clean')
    const many = Array.from({ length: 20 }, (_, i) => clamd(address).scan(i % 2 ? bytesOf(eicar) : zeros(1)))
    expect((await Promise.all(many)).filter((answer) => answer === 'clean').length).toBe(10)
  })

  test('what it does not read to the end was not scanned', async () => {
    expect(await clamd(address).scan(zeros(2))).toBe('clean')
    expect(await reasonOf(clamd(address).scan(zeros(3.5)))).toBe('over-limit')
    expect(['over-limit', 'broken-off']).toContain(await reasonOf(clamd(address).scan(zeros(40))))
  })

  test('a stopped daemon lets nothing through', async () => {
    real.daemon.kill('SIGSTOP')
    expect(await reasonOf(clamd(address, { timeoutMs: 500 }).scan(bytesOf('a')))).toBe('slow')
    real.daemon.kill('SIGCONT')
    expect(await clamd(address).scan(bytesOf('a'))).toBe('clean')
    real.daemon.kill('SIGKILL')
    await new Promise((ended) => real.daemon.once('exit', ended))
    expect(await reasonOf(clamd(address).scan(bytesOf('a')))).toBe('unreachable')
  })
})

describe('a far side that is not well', () => {
  let server: Server | undefined
  const sockets: Socket[] = []
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
    server?.close()
  })
  /** The address of a server that does this with each caller. */
  const farSide = async (act: (socket: Socket) => void): Promise<string> => {
    server = createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {})
      act(socket)
    })
    await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done))
    return `tcp://127.0.0.1:${(server.address() as { port: number }).port}`
  }
  /** Answers when all has come. */
  const answering = (answer: string) => (socket: Socket) => {
    let tail = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      tail = Buffer.concat([tail, chunk]).subarray(-4)
      if (tail.equals(Buffer.alloc(4))) socket.end(answer)
    })
  }

  test.for([
    ['stream: OK\0', 'clean'],
    ['stream: Win.Test FOUND\0', { virus: 'Win.Test' }],
    ['INSTREAM size limit exceeded. ERROR\0', 'over-limit'],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0', 'over-limit'],
    ['stream: Can not allocate memory ERROR\0', 'answer'],
    ['stream: OK', 'broken-off'],
    ['stream: OK\n\0', 'answer'],
    ['OK\0', 'answer'],
    ['stream: OK\0stream: Win.Test FOUND\0', 'answer'],
    ['stream: OK FOUND ERROR\0', 'answer'],
    ['stream: \u001b[2J FOUND\0', 'answer'],
    ['\0', 'answer'],
    ['', 'broken-off'],
    ['x'.repeat(10_000), 'answer'],
    ['UNKNOWN COMMAND\0', 'answer'],
  ] as const)('%j is %j', async ([answer, meaning]) => {
    const address = await farSide(answering(answer))
    expect(await reasonOf(clamd(address).scan(bytesOf('a')))).toEqual(meaning)
  })

  test('what is sent is the protocol: chunks of at most 64 KiB, each with its length, and a zero', async () => {
    const heard: Buffer[] = []
    const address = await farSide((socket) => {
      socket.on('data', (chunk) => heard.push(chunk))
      answering('stream: OK\0')(socket)
    })
    const sent = Buffer.alloc(200_000, 'ab')
    await clamd(address).scan(bytesOf(sent, '', 'end'))
    let all = Buffer.concat(heard)
    expect(all.subarray(0, 10).toString()).toBe('zINSTREAM\0')
    all = all.subarray(10)
    const parts: Buffer[] = []
    for (let length = all.readUInt32BE(0); length > 0; length = all.readUInt32BE(0)) {
      expect(length).toBeLessThanOrEqual(65_536)
      parts.push(all.subarray(4, 4 + length))
      all = all.subarray(4 + length)
    }
    expect(all.length).toBe(4)
    expect(Buffer.concat(parts).equals(Buffer.concat([sent, Buffer.from('end')]))).toBe(true)
  })

  test('a clean word before everything was sent is not believed', async () => {
    const address = await farSide((socket) => {
      socket.end('stream: OK\0')
      socket.resume()
    })
    let read = 0
    async function* long() {
      for (; read < 64; read++) {
        await wait(5)
        yield Buffer.alloc(1024 ** 2)
      }
    }
    expect(['answer', 'broken-off']).toContain(await reasonOf(clamd(address).scan(long())))
    expect(read).toBeLessThan(60)
  })

  test('silence, a full pipe and a drip are slow', async () => {
    const silent = await farSide((socket) => void socket.resume())
    expect(await reasonOf(clamd(silent, { timeoutMs: 200 }).scan(bytesOf('a')))).toBe('slow')
    server?.close()
    const deaf = await farSide((socket) => void socket.pause())
    expect(await reasonOf(clamd(deaf, { timeoutMs: 200 }).scan(zeros(64)))).toBe('slow')
    server?.close()
    const dripping = await farSide((socket) => {
      const drip = setInterval(() => socket.write('s'), 20)
      socket.on('close', () => clearInterval(drip))
      socket.resume()
    })
    expect(await reasonOf(clamd(dripping, { timeoutMs: 1_500 }).scan(bytesOf('a')))).toBe('slow')
  })

  test('a far side that closes at once, or in the middle, has scanned nothing', async () => {
    const closing = await farSide((socket) => void socket.destroy())
    expect(await reasonOf(clamd(closing).scan(zeros(4)))).toBe('broken-off')
    server?.close()
    const halfway = await farSide((socket) => void socket.once('data', () => socket.resetAndDestroy()))
    expect(await reasonOf(clamd(halfway).scan(zeros(16)))).toBe('broken-off')
  })

  test('nobody there, or a file that cannot be read', async () => {
    expect(await reasonOf(clamd('tcp://127.0.0.1:1').scan(bytesOf('a')))).toBe('unreachable')
    expect(await reasonOf(clamd('unix:/nowhere/clamd.sock').scan(bytesOf('a')))).toBe('unreachable')
    const address = await farSide(answering('stream: OK\0'))
    // biome-ignore lint/correctness/useYield: it fails before its first byte
    async function* broken(): AsyncGenerator<Uint8Array> {
      throw new Error('the disk')
    }
    await expect(clamd(address).scan(broken())).rejects.toThrow('the disk')
    expect(() => clamd('http://127.0.0.1:3310')).toThrow('tcp://')
  })
})
