/** S3-compatible storage on the loopback: s3rver behind a front that checks what s3rver believes unseen, and far sides that fail. */
import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { S3Settings } from '../../../db/files/blobs/s3.ts'

type S3rver = { run(): Promise<{ port: number }>; close(): Promise<void>; httpServer: Server }
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver

const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'a-secret-that-no-message-may-hold' }
const bucket = 'yui-test'

export async function startS3() {
  const directory = await mkdtemp(join(tmpdir(), 'yui-s3-'))
  const inner = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket }] })
  const { port } = await inner.run()
  const line = { noise: false, shut: false }
  const front = await farSide(async (call, answer) => {
    const body = await whole(call)
    if (line.shut) return void answer.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
    if (line.noise && body.length > 0) body[0]! ^= 1
    const wrong = wrongIn(call, body)
    if (wrong) return void answer.writeHead(wrong.status).end(`<Error><Code>${wrong.code}</Code></Error>`)
    await pass(port, call, body, answer, directory)
  })
  const settings: S3Settings = { endpoint: front.endpoint, bucket, region: 'us-east-1', ...keys, prefix: 'sealed' }
  return {
    settings,
    calls: front.calls,
    /** While true, what arrives is not what was sent. */
    noise: (on: boolean) => {
      line.noise = on
    },
    /** While true, nobody may do anything. */
    shut: (on: boolean) => {
      line.shut = on
    },
    close: async () => {
      await front.close()
      inner.httpServer.closeAllConnections()
      await inner.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A far side that answers as it is told, and notes every call as `METHOD /path`. */
export async function farSide(answer: (call: IncomingMessage, answer: ServerResponse, nth: number) => unknown) {
  const calls: string[] = []
  const server = createServer((call, res) => {
    calls.push(`${call.method} ${call.url}`)
    res.on('error', () => undefined)
    Promise.resolve(answer(call, res, calls.length)).catch(() => res.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const settings: S3Settings = { endpoint, bucket, region: 'us-east-1', ...keys }
  return {
    endpoint,
    settings,
    calls,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
  }
}

export async function whole(call: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of call) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

async function pass(port: number, call: IncomingMessage, body: Buffer, answer: ServerResponse, directory: string) {
  const { method, url, headers } = call
  const inner = await new Promise<IncomingMessage>((done, fail) =>
    request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, done).on('error', fail).end(body),
  )
  if (method === 'PUT' && inner.statusCode === 200) await written(join(directory, url!), body.length)
  if (headers.range === 'bytes=0-0' && inner.statusCode === 206) {
    // s3rver takes a last byte of 0 for none at all.
    const all = await whole(inner)
    const range = { 'content-length': 1, 'content-range': `bytes 0-0/${all.length}` }
    return void answer.writeHead(206, { ...inner.headers, ...range }).end(all.subarray(0, 1))
  }
  answer.writeHead(inner.statusCode!, inner.headers)
  inner.pipe(answer)
}
/** s3rver answers a PUT when it has read the body, before it has written it. */
async function written(path: string, size: number): Promise<void> {
  while ((await stat(`${path}._S3rver_object`)).size !== size) await sleep(1)
}

/** What S3 checks and s3rver does not: the signature, by the text of AWS's own specification, and that the body has its hash. */
function wrongIn({ method, url, headers }: IncomingMessage, body: Buffer): { status: number; code: string } | undefined {
  const [, id, scope, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(headers.authorization ?? '') ?? []
  if (id !== keys.accessKeyId) return { status: 403, code: 'InvalidAccessKeyId' }
  const [path, query = ''] = url!.split('?')
  const sent = String(headers['x-amz-content-sha256'])
  const canonical = [
    method,
    path,
    query.split('&').sort().join('&'),
    ...names!.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    names,
    sent,
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = scope!.split('/').reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`)
  const signed = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names!.split(';').includes(name))
  if (!signed || hmac(key, text).toString('hex') !== signature) return { status: 403, code: 'SignatureDoesNotMatch' }
  if (method === 'PUT' && headers['content-length'] === undefined) return { status: 411, code: 'MissingContentLength' }
  if (sent !== sha256(body)) return { status: 400, code: 'XAmzContentSHAMismatch' }
}
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
