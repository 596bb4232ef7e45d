// Settings of files: where sealed bytes lie, and who scans; a mistake is a sentence that says what to change, and gives no secret away.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'yui-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const secret = 'a-secret-of-the-store'
const secretFile = join(folder, 'secret')
writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 })
const openFile = join(folder, 'open')
writeFileSync(openFile, secret)
chmodSync(openFile, 0o644)

const base = { DATA_DIR: join(folder, 'data') }
const s3 = {
  S3_ENDPOINT: 'https://s3.example.jp',
  S3_BUCKET: 'yui-files',
  S3_ACCESS_KEY_ID: 'AKID',
  S3_SECRET_KEY_FILE: secretFile,
}
const read = (more: Record<string, string | undefined>) => readConfig('live', { ...base, ...more })
const mistake = (more: Record<string, string | undefined>): string => {
  try {
    read(more)
  } catch (error) {
    return (error as Error).message
  }
  return 'no mistake'
}

test('without them files lie in DATA_DIR, and nobody scans', () => {
  expect(read({})).toMatchObject({ s3: null, clamd: null })
  expect(read({ S3_ENDPOINT: '', CLAMD: '' })).toMatchObject({ s3: null, clamd: null })
})

test('a whole storage is taken, its secret out of a file', () => {
  expect(read({ ...s3, S3_PREFIX: 'sealed', S3_REGION: 'jp-tokyo' }).s3).toEqual({
    endpoint: 'https://s3.example.jp',
    bucket: 'yui-files',
    region: 'jp-tokyo',
    prefix: 'sealed',
    accessKeyId: 'AKID',
    secretAccessKey: secret,
  })
  expect(read({ ...s3, S3_ENDPOINT: 'http://127.0.0.1:9000' }).s3?.endpoint).toBe('http://127.0.0.1:9000')
})

test.for([
  ['half a storage', { S3_ENDPOINT: undefined }, 'S3 storage also needs S3_ENDPOINT.'],
  ['two halves missing', { S3_BUCKET: '', S3_ACCESS_KEY_ID: '' }, 'S3 storage also needs S3_BUCKET, S3_ACCESS_KEY_ID.'],
  ['a line in the clear', { S3_ENDPOINT: 'http://s3.example.jp' }, 'must begin with https://'],
  ['no address', { S3_ENDPOINT: 'minio' }, 'S3 storage cannot be used: the endpoint is no address.'],
  ['a bucket that cannot be', { S3_BUCKET: 'Yui Files' }, 'the bucket has no name that a bucket can have'],
  [
    'a secret that others may read',
    { S3_SECRET_KEY_FILE: openFile },
    `S3_SECRET_KEY_FILE (${openFile}) may be read by others: run chmod 600 on it.`,
  ],
  ['no file with the secret', { S3_SECRET_KEY_FILE: join(folder, 'none') }, 'is not there.'],
] as const)('%s is told', ([, more, words]) => {
  const said = mistake({ ...s3, ...more })
  expect(said).toContain(words)
  expect(said).not.toContain(secret)
})

test.for(['tcp://127.0.0.1:3310', 'tcp://[::1]:3310', 'tcp://scanner.internal:3310', 'unix:/run/clamav/clamd.ctl'])(
  '%s is where a scanner can be',
  (CLAMD) => {
    expect(read({ CLAMD }).clamd).toBe(CLAMD)
  },
)
test.for(['127.0.0.1:3310', 'http://127.0.0.1:3310', 'tcp://127.0.0.1', '/run/clamd.ctl', 'unix:clamd.ctl', 'tcp:// :1'])(
  '%s is not',
  (CLAMD) => {
    expect(mistake({ CLAMD })).toBe('CLAMD is where clamd listens: tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl')
  },
)
