/** A real SMTP server, just large enough: it takes letters, or refuses them when told to. */
import { createServer, type Socket } from 'node:net'

export type Letter = { from: string; to: string[]; text: string; headers: Record<string, string> }

export async function startSmtp() {
  const letters: Letter[] = []
  const state = { refusing: false, unknown: '' }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    converse(socket, state, letters)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    letters,
    /** Takes nothing for this address, for good. */
    disown: (address: string) => {
      state.unknown = address
    },
    refuse: (refusing: boolean) => {
      state.refusing = refusing
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

function converse(socket: Socket, state: { refusing: boolean; unknown: string }, letters: Letter[]): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let [from, to, data, buffer] = ['', [] as string[], undefined as string[] | undefined, '']
  say('220 test')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (buffer + chunk).split('\r\n')
    buffer = lines.pop()!
    for (const line of lines) {
      if (data) {
        if (line !== '.') data.push(line.replace(/^\.\./, '.'))
        else {
          letters.push({ from, to, ...read(data) })
          data = undefined
          say('250 taken')
        }
        continue
      }
      const address = /<(.*)>/.exec(line)?.[1] ?? ''
      if (/^(EHLO|HELO)/.test(line)) say('250 test')
      else if (/^MAIL/.test(line)) {
        ;[from, to] = [address, []]
        say(state.refusing ? '451 not now' : '250 ok')
      } else if (/^RCPT/.test(line)) {
        if (address !== state.unknown) to.push(address)
        say(address === state.unknown ? '550 5.1.1 no such user' : '250 ok')
      } else if (/^DATA/.test(line)) {
        data = []
        say('354 go on')
      } else if (/^QUIT/.test(line)) socket.end('221 bye\r\n')
      else say('250 ok')
    }
  })
}

function read(lines: readonly string[]): Pick<Letter, 'text' | 'headers'> {
  const end = lines.indexOf('')
  const unfolded = lines
    .slice(0, end)
    .join('\r\n')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = Object.fromEntries(
    unfolded.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  const body = lines.slice(end + 1).join('\r\n')
  const encoding = headers['content-transfer-encoding']
  if (encoding === 'base64') return { headers, text: Buffer.from(body, 'base64').toString('utf8') }
  if (encoding !== 'quoted-printable') return { headers, text: body }
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return { headers, text: Buffer.from(bytes, 'latin1').toString('utf8') }
}
