/** Sealed bytes in S3-compatible storage: small whole objects by PUT, GET, HEAD, DELETE and a list, each call signed. */
import { createHash } from 'node:crypto'
import { type BlobSink, type BlobStore, checkedName, checkRange, grown, isName, Missing, Unavailable } from './index.ts'
import { asker, bytesOf, type Keys, missing, type Pace, textOf } from './s3-calls.ts'

export type S3Settings = Keys & {
  endpoint: string
  bucket: string
  /** A folder in the bucket, for a bucket that holds other things too. */
  prefix?: string | undefined
}

/** A store in a bucket that exists. Throws for settings that cannot be; whether they are right shows the first call (Unavailable). */
export function s3Blobs(settings: S3Settings, pace: Pace = { timeoutMs: 30_000, retryMs: 200 }): BlobStore {
  const bucket = bucketUrl(settings)
  const prefix = settings.prefix ? `${settings.prefix.replace(/\/$/, '')}/` : ''
  const ask = asker(settings, pace)
  const place = (name: string) => `${bucket}/${prefix}${checkedName(name)}`
  return {
    async create(name) {
      const url = place(name)
      return sink((body, sha256) => ask({ method: 'PUT', url, body, sha256, expect: [200] }, textOf).then(() => undefined))
    },
    size: async (name) =>
      ask({ method: 'HEAD', url: place(name), expect: [200, 404] }, async ({ status, headers }) => {
        if (status === 404) throw new Missing()
        const size = headers.get('content-length')
        if (!size) throw new Unavailable('told no size')
        return Number(size)
      }),
    async read(name, position, length) {
      const url = place(name)
      checkRange(position, length)
      const asked = Math.max(length, 1)
      const range = `bytes=${position}-${position + asked - 1}`
      const call = { method: 'GET', url, range, expect: [206, 404, 416] }
      return (await ask(call, (answer) => readRange(answer, position, asked))).subarray(0, length)
    },
    remove: async (name) =>
      ask({ method: 'DELETE', url: place(name), expect: [200, 204, 404] }, async (answer) => {
        const error = answer.status === 404 && (await missing(answer))
        if (error instanceof Unavailable) throw error
        await textOf(answer)
      }),
    list: () => list((query) => ask({ method: 'GET', url: `${bucket}?${query}`, expect: [200] }, textOf), prefix),
    room: async () => null,
  }
}

/** The object is gathered in memory, as one: a Blob of Blobs copies nothing, and fetch sends it from where it lies. */
function sink(put: (body: Blob, sha256: string) => Promise<void>): BlobSink {
  const hash = createHash('sha256')
  let pieces: Blob[] | undefined = []
  let size = 0
  return {
    async write(chunk) {
      if (!pieces) throw new Error('the sink has ended')
      size = grown(size, chunk)
      hash.update(chunk)
      pieces.push(new Blob([chunk]))
    },
    async keep() {
      if (!pieces) throw new Error('the sink has ended')
      const body = new Blob(pieces)
      pieces = undefined
      await put(body, hash.digest('hex'))
    },
    async discard() {
      pieces = undefined
    },
  }
}

async function readRange(answer: Response, position: number, length: number): Promise<Buffer> {
  if (answer.status === 404) throw await missing(answer)
  if (answer.status === 416) return textOf(answer).then(() => Buffer.alloc(0))
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.map(Number) ?? []
  const end = Math.min(position + length, total ?? 0)
  if (from !== position || to !== end - 1) throw new Unavailable('sent another range')
  const bytes = await bytesOf(answer, end - position)
  if (bytes.length < end - position) throw new Unavailable('broke off', { passing: true })
  return bytes
}

async function* list(ask: (query: URLSearchParams) => Promise<string>, prefix: string) {
  for (let token: string | undefined; ; ) {
    const page = await ask(
      new URLSearchParams({ 'list-type': '2', delimiter: '/', prefix, ...(token && { 'continuation-token': token }) }),
    )
    for (const entry of page.split('<Contents>').slice(1)) {
      const key = tag(entry, 'Key')
      const name = key.slice(prefix.length)
      if (!key.startsWith(prefix) || !isName(name)) continue
      const [size, changedAt] = [Number.parseInt(tag(entry, 'Size'), 10), Date.parse(tag(entry, 'LastModified'))]
      if (Number.isNaN(size + changedAt)) throw new Unavailable('sent a list that cannot be read')
      yield { name, size, changedAt }
    }
    // A list that ends early would look like objects that are gone, so it must say that it has ended.
    if (tag(page, 'IsTruncated') === 'false') return
    const next = plain(tag(page, 'NextContinuationToken'))
    if (!next || next === token) throw new Unavailable('sent a list that does not end')
    token = next
  }
}
const tag = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,5})|#(\d{1,6})|(\w+));/gi, (all, hex: string, code: string, word: string) =>
    word ? (entities[word] ?? all) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(code)),
  )

/** The bucket's address in path style. Throws without repeating a value. */
function bucketUrl({ endpoint, bucket, region, accessKeyId, secretAccessKey, prefix = '' }: S3Settings): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '')
  const demand = (met: unknown, what: string) => {
    if (!met) throw new Error(`S3: ${what}`)
  }
  demand(url, 'the endpoint is no address')
  demand(url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback), 'the endpoint must begin with https://')
  demand(!url?.username && !url?.password && !url?.search && !url?.hash, 'the endpoint must be an address only')
  demand(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket), 'the bucket has no name that a bucket can have')
  demand(/^[\w-]+$/.test(region), 'the region is missing or has signs that a region cannot have')
  demand(
    [accessKeyId, secretAccessKey].every((key) => /^[\x21-\x7e]+$/.test(key)),
    'a key is missing or has spaces in it',
  )
  demand(/^([\w-]+(\/[\w-]+)*\/?)?$/.test(prefix), 'the prefix may have letters, digits, - and _ between slashes')
  return `${url!.origin}${url!.pathname.replace(/\/+$/, '')}/${bucket}`
}
