// Sealed bytes when their world fails: a process killed while it writes, and storage that breaks, stalls, lies or refuses.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { diskBlobs } from '../../db/files/blobs/disk.ts'
import { type BlobStore, Missing, Unavailable } from '../../db/files/blobs/index.ts'
import { type S3Settings, s3Blobs } from '../../db/files/blobs/s3.ts'
import { newSecret } from '../../db/kernel/ids.ts'
import { farSide, startS3, whole } from '../support/outside/s3.ts'

const newName = () => newSecret(18)
async function keep(store: BlobStore, bytes: Uint8Array, name = newName()): Promise<string> {
  const sink = await store.create(name)
  await sink.write(bytes)
  await sink.keep()
  return name
}

describe('a folder whose process is killed', () => {
  const size = 4_000_000
  // Every object holds its own name's hash over and over, so that a whole one can be told from half of one.
  const writer = `
    import { createHash } from 'node:crypto'
    import { diskBlobs } from './db/files/blobs/disk.ts'
    const store = await diskBlobs(process.argv[1])
    for (let i = 0; ; i++) {
      const name = 'object-' + String(i).padStart(20, '0')
      const bytes = Buffer.alloc(${size}, createHash('sha256').update(name).digest())
      const sink = await store.create(name)
      await sink.write(bytes.subarray(0, ${size} / 2))
      process.stdout.write('half ' + name + '\\n')
      await sink.write(bytes.subarray(${size} / 2))
      await sink.keep()
      process.stdout.write('kept ' + name + '\\n')
    }`
  const whenSaid = (child: ChildProcess, word: string, times: number) =>
    new Promise<void>((done) => child.stdout!.on('data', (text) => String(text).includes(word) && --times === 0 && done()))
  /** Another moment than `half`: the name is there, and `keep` has hardly come back. */
  const whenRenamed = async (_: ChildProcess, folder: string) => {
    const kept = join(folder, 'kept')
    const names = () => (existsSync(kept) ? readdirSync(kept).length : 0)
    const before = await sleep(600).then(names)
    const until = performance.now() + 10_000
    while (names() === before && performance.now() < until);
  }
  const moments: [string, (child: ChildProcess, folder: string) => Promise<unknown>][] = [
    ['half way through the first', (child) => whenSaid(child, 'half', 1)],
    ['half way through a later one', (child) => whenSaid(child, 'half', 5)],
    ['as soon as a name is there', whenRenamed],
    ['as soon as a name is there, again', whenRenamed],
    ['right after keep has come back', (child) => whenSaid(child, 'kept', 2)],
    ['at any time', (child) => whenSaid(child, 'half', 1).then(() => sleep(37))],
  ]
  test.each(moments)('%s: every object is whole or not there', async (_, moment) => {
    const folder = mkdtempSync(join(tmpdir(), 'yui-killed-'))
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer, folder])
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    const ended = new Promise((done) => child.on('close', done))
    await moment(child, folder)
    child.kill('SIGKILL')
    await ended
    expect(said).toContain('half')

    const store = await diskBlobs(folder)
    const found: string[] = []
    for await (const { name } of store.list()) {
      const bytes = Buffer.alloc(size, createHash('sha256').update(name).digest())
      expect((await store.read(name, 0, size + 1)).equals(bytes)).toBe(true)
      found.push(name)
    }
    for (const [, name] of said.matchAll(/^kept (\S+)$/gm)) expect(found).toContain(name)
    await keep(store, Buffer.from('goes on'), `object-${'0'.repeat(20)}`)
    rmSync(folder, { recursive: true })
  })
})

describe('storage that checks', () => {
  let s3: Awaited<ReturnType<typeof startS3>>
  beforeAll(async () => {
    s3 = await startS3()
  })
  afterAll(() => s3.close())

  test('takes nothing that was changed on the way', async () => {
    const store = s3Blobs(s3.settings)
    const sink = await store.create('changed-on-the-way-000')
    await sink.write(randomBytes(1000))
    s3.noise(true)
    await expect(sink.keep()).rejects.toThrow('the object store answered 400 XAmzContentSHAMismatch')
    s3.noise(false)
    await expect(store.size('changed-on-the-way-000')).rejects.toThrow(Missing)
  })

  test('refuses another key, and the refusal says nothing of keys, places and names', async () => {
    for (const wrong of [{ secretAccessKey: 'another-secret' }, { accessKeyId: 'ANOTHER' }]) {
      const settings = { ...s3.settings, ...wrong }
      const calls = s3.calls.length
      const error = await s3Blobs(settings)
        .read('some-name-of-an-object', 0, 1)
        .catch((error: unknown) => error)
      expect(error).toBeInstanceOf(Unavailable)
      expect(s3.calls.length).toBe(calls + 1)
      const text = `${(error as Error).stack} ${JSON.stringify(error)} ${(error as Error).cause}`
      for (const secret of [...Object.values(settings).filter((each) => each !== 'us-east-1'), 'some-name', '127.0.0.1'])
        expect(text.replace(/at .*/g, '')).not.toContain(secret)
    }
  })

  test('keeps to its prefix, and a bucket that is not there is not the same as objects that are gone', async () => {
    const [sealed, other] = [s3Blobs(s3.settings), s3Blobs({ ...s3.settings, prefix: 'other/place/' })]
    const name = await keep(sealed, Buffer.from('x'))
    await expect(other.size(name)).rejects.toThrow(Missing)
    for await (const found of other.list()) expect(found).toBeUndefined()
    const nowhere = s3Blobs({ ...s3.settings, bucket: 'nowhere' })
    await expect(nowhere.read(name, 0, 1)).rejects.toThrow('404 NoSuchBucket')
    await expect(nowhere.remove(name)).rejects.toThrow('404 NoSuchBucket')
    await expect(keep(nowhere, Buffer.from('x'))).rejects.toThrow('404 NoSuchBucket')
  })
})

describe('storage that fails', () => {
  const quick = { timeoutMs: 400, retryMs: 5 }
  const name = newName()
  const bytes = randomBytes(100_000)
  const open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const far of open.splice(0)) await far.close()
  })
  async function against(answer: Parameters<typeof farSide>[0]) {
    const far = await farSide(answer)
    open.push(far)
    return { calls: far.calls, store: s3Blobs(far.settings, quick) }
  }
  const ranged = { 'content-range': 'bytes 0-99999/100000', 'content-length': 100_000 }

  test.each([500, 503, 429])('a PUT is sent again, whole, after %i', async (status) => {
    const got: Buffer[] = []
    const { store, calls } = await against(async (call, answer, nth) => {
      got.push(await whole(call))
      answer.writeHead(nth < 4 ? status : 200).end()
    })
    await keep(store, bytes)
    expect(calls.length).toBe(4)
    for (const each of got) expect(each.equals(bytes)).toBe(true)
  })

  test('and given up after the third retry', async () => {
    const { store, calls } = await against((_, answer) => answer.writeHead(503).end('<Code>SlowDown</Code>'))
    for (const asked of [
      () => store.size(name),
      () => store.read(name, 0, 9),
      () => store.remove(name),
      () => keep(store, bytes),
    ]) {
      calls.length = 0
      await expect(asked()).rejects.toThrow(/^the object store answered 503$/)
      expect(calls.length).toBe(4)
    }
  })

  test.each(['before a word', 'in the body', 'in a chunked body'])('a connection that breaks %s is tried again', async (when) => {
    const { store, calls } = await against((_, answer, nth) => {
      if (nth === 3) return answer.writeHead(206, ranged).end(bytes)
      if (when === 'before a word') return answer.socket!.resetAndDestroy()
      const { 'content-range': range } = ranged
      answer.writeHead(206, when === 'in the body' ? ranged : { 'content-range': range })
      answer.write(bytes.subarray(0, 50_000), () => setTimeout(() => answer.socket!.destroy(), 20))
    })
    expect((await store.read(name, 0, 100_000)).equals(bytes)).toBe(true)
    expect(calls.length).toBe(3)
  })

  test('a body that ends early and says that it is whole is tried again, and never passed on', async () => {
    const { store, calls } = await against((_, answer) => {
      answer.writeHead(206, { 'content-range': ranged['content-range'] }).end(bytes.subarray(0, 99_999))
    })
    await expect(store.read(name, 0, 100_000)).rejects.toThrow('broke off')
    expect(calls.length).toBe(4)
  })

  test('nobody there is tried again, and told as what it is', async () => {
    const far = await farSide(() => undefined)
    await far.close()
    await expect(s3Blobs(far.settings, quick).size(name)).rejects.toThrow('could not be reached (ECONNREFUSED)')
  })

  test.each(['no answer', 'a body that stops', 'a body that drips'])('%s is not waited for', async (kind) => {
    const { store, calls } = await against(async (_, answer) => {
      if (kind === 'no answer') return
      answer.writeHead(206, ranged).write(bytes.subarray(0, 10))
      while (kind === 'a body that drips' && !answer.destroyed) await sleep(50).then(() => answer.write('.'))
    })
    const from = performance.now()
    await expect(store.read(name, 0, 100_000)).rejects.toThrow('did not answer in time')
    expect(performance.now() - from).toBeLessThan(2_000)
    expect(calls.length).toBe(1)
  })

  test.each([301, 302, 307, 308])('%i leads nowhere', async (status) => {
    const other = await farSide((_, answer) => answer.writeHead(200).end())
    open.push(other)
    const { store, calls } = await against((_, answer) => answer.writeHead(status, { location: `${other.endpoint}/x` }).end())
    await expect(store.read(name, 0, 9)).rejects.toThrow(`answered ${status}`)
    await expect(keep(store, bytes)).rejects.toThrow(`answered ${status}`)
    await expect(store.size(name)).rejects.toThrow(`answered ${status}`)
    expect([calls.length, other.calls.length]).toEqual([3, 0])
  })

  test('403 is not tried again, and of its text only the code is repeated', async () => {
    const { store, calls } = await against((_, answer) =>
      answer.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>S3RVER may not</Message></Error>'),
    )
    await expect(store.read(name, 0, 9)).rejects.toThrow(/^the object store answered 403 AccessDenied$/)
    expect(calls.length).toBe(1)
  })

  test.each([
    ['the whole instead of a range', 200, {}, 100_000, 'answered 200'],
    ['another range', 206, { 'content-range': 'bytes 5-99999/100000' }, 100_000, 'sent another range'],
    ['a range that is too short', 206, { 'content-range': 'bytes 0-5/100000' }, 6, 'sent another range'],
    ['no range', 206, {}, 100_000, 'sent another range'],
    ['more than was asked for', 206, { 'content-range': ranged['content-range'] }, 100_001, 'sent more than was asked for'],
  ])('%s is refused', async (_, status, headers, size, why) => {
    const { store } = await against((_, answer) => answer.writeHead(status, headers).end(Buffer.alloc(size)))
    await expect(store.read(name, 0, 100_000)).rejects.toThrow(why)
  })

  test('a list of many pages is read to its end', async () => {
    const line = (key: string) =>
      `<Contents><Key>${key}</Key><LastModified>2026-11-21T09:00:00.000Z</LastModified><Size>7</Size></Contents>`
    const [one, two] = [newName(), `${newName()}.12`]
    const page = (body: string, next?: string) =>
      `<ListBucketResult><IsTruncated>${!!next}</IsTruncated>${body}${next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}</ListBucketResult>`
    const { store, calls } = await against(({ url }, answer) =>
      answer.end(url!.includes('continuation-token') ? page(line(two)) : page(line(one) + line('stranger'), 'a+b/c==&amp;&#34;')),
    )
    const found: unknown[] = []
    for await (const each of store.list()) found.push(each)
    const changedAt = Date.UTC(2026, 10, 21, 9)
    expect(found).toEqual([one, two].map((name) => ({ name, size: 7, changedAt })))
    expect(new URL(calls[1]!.slice(4), 'http://x').searchParams.get('continuation-token')).toBe('a+b/c==&"')
  })

  test.each([
    ['nothing', ''],
    ['a list that is cut', '<ListBucketResult><Contents>'],
    ['a list that goes on without saying where', '<IsTruncated>true</IsTruncated>'],
    ['a list that goes round', '<IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken>'],
    ['an object without a size', `<Contents><Key>${name}</Key><LastModified>2026-11-21T09:00:00.000Z</LastModified></Contents>`],
  ])('%s is not taken for the end of a list', async (_, body) => {
    const { store } = await against((_, answer) => answer.end(body))
    const all = async () => {
      for await (const found of store.list()) expect(found).toBeUndefined()
    }
    await expect(all()).rejects.toThrow(Unavailable)
  })

  const good: S3Settings = {
    endpoint: 'https://s3.example',
    bucket: 'sealed',
    region: 'auto',
    accessKeyId: 'A',
    secretAccessKey: 'B',
  }
  test.each<Partial<S3Settings>>([
    { endpoint: 'http://s3.example' },
    { endpoint: 'http://localhost.example' },
    { endpoint: 's3.example' },
    { endpoint: 'ftp://127.0.0.1' },
    { endpoint: 'https://user:secret@s3.example' },
    { endpoint: 'https://s3.example/?x=1' },
    { bucket: '' },
    { bucket: '../other' },
    { region: '' },
    { accessKeyId: '' },
    { secretAccessKey: 'two words' },
    { prefix: '../up' },
    { prefix: '/' },
  ])('%j is no setting', (wrong) => {
    expect(() => s3Blobs(good)).not.toThrow()
    expect(() => s3Blobs({ ...good, ...wrong })).toThrow(/^S3: [\w ,:/-]+$/)
  })
})
