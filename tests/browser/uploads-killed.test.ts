// The platform is killed in the middle of an upload and started again: what had been acknowledged is there, and the rest goes on.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partSize } from '../../db/files/files.ts'
import { bytesUnder } from '../support/run/folders.ts'
import { freePort } from '../support/run/server.ts'
import { digestOf, pieces, someBytes } from '../support/stories/uploads.ts'

const folder = mkdtempSync(join(tmpdir(), 'yui-killed-'))
let port: number
let child: ChildProcess
let cookie = ''

async function start(): Promise<void> {
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: join(folder, 'yui.db'),
    LOG_LEVEL: 'error',
  }
  child = spawn(process.execPath, ['dist/main.mjs', 'demo'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((done) => child.stdout!.on('data', (said) => String(said).includes('ready') && done()))
}
async function kill(): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}
beforeAll(async () => {
  port = await freePort()
  await start()
  const answer = await ask('/demo/sign-in', { method: 'POST', body: 'person=yumi', headers: form })
  cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
})
afterAll(async () => {
  await kill()
  rmSync(folder, { recursive: true, force: true })
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const ask = (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
  })
const partHeaders = (bytes: Uint8Array) => ({ 'content-type': 'application/octet-stream', 'content-digest': digestOf(bytes) })
const sendPart = (id: string, part: number, bytes: Uint8Array<ArrayBuffer>) =>
  ask(`/uploads/${id}/parts/${part}`, { method: 'POST', body: bytes, headers: partHeaders(bytes) })
const stateOf = async (id: string) => (await (await ask(`/uploads/${id}`)).json()) as { state: string; parts: [number, string][] }

/** Sends half of a part and leaves the connection open. */
const sendHalf = (id: string, part: number, bytes: Uint8Array) =>
  new Promise<void>((done) => {
    const headers = { ...partHeaders(bytes), cookie, 'sec-fetch-site': 'same-origin', 'content-length': String(bytes.length) }
    const sent = request({ port, path: `/uploads/${id}/parts/${part}`, method: 'POST', headers })
    sent.on('error', () => undefined)
    sent.write(bytes.subarray(0, bytes.length >> 1), () => setTimeout(done, 200))
  })

test('killed within a part, and again while it was being read back, an upload ends as what was sent', async () => {
  const made = await ask('/packages', { method: 'POST', body: 'title=x&purpose=y&client=', headers: form })
  const pkg = /packages\/([0-9a-f-]{36})/.exec(made.headers.get('location')!)![1]!
  const bytes = someBytes(3 * partSize + 99)
  const offer = { package: pkg, purpose: 'material', assignment: null, name: '資料.zip', size: bytes.length, modified: 1 }
  const begun = await ask('/uploads', {
    method: 'POST',
    body: JSON.stringify(offer),
    headers: { 'content-type': 'application/json' },
  })
  const { id } = (await begun.json()) as { id: string }
  const parts = pieces(bytes)
  expect((await sendPart(id, 2, parts[2]!)).status).toBe(204)
  await sendHalf(id, 0, parts[0]!)
  await kill()
  await start()
  expect((await stateOf(id)).parts.map(([part]) => part)).toEqual([2])
  for (const part of [0, 1]) expect((await sendPart(id, part, parts[part]!)).status).toBe(204)
  const last = sendPart(id, 3, parts[3]!).catch(() => undefined)
  await last
  await kill()
  await start()
  if ((await stateOf(id)).state === 'receiving') expect((await sendPart(id, 3, parts[3]!)).status).toBe(204)
  const began = Date.now()
  while ((await stateOf(id)).state !== 'ready' && Date.now() - began < 60_000) await new Promise((done) => setTimeout(done, 500))
  expect((await stateOf(id)).state).toBe('ready')
  const used = await ask(`/packages/${pkg}/files`, { method: 'POST', body: `upload=${id}`, headers: form })
  expect(used.status).toBe(303)
  const page = await (await ask(`/packages/${pkg}/files`)).text()
  expect(page).toContain(createHash('sha256').update(bytes).digest('hex'))
  // Not a byte of it lies in the clear, whole or half.
  const probe = Buffer.from(bytes.subarray(1_000_000, 1_000_064))
  const files = [...bytesUnder(folder)]
  expect(files.length).toBeGreaterThan(1)
  for (const { path, bytes } of files) expect([path, bytes.includes(probe)]).toEqual([path, false])
}, 120_000)
