/** Sends files as the script of the pages does: begun, in parts, and waited for until all of it was read back. */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { partSize } from '../../../db/files/files.ts'
import { jobsDone } from '../../../server/kernel/jobs.ts'
import type { Browser } from '../run/browser.ts'

export type Wish = { package: string; purpose: string; assignment?: string; name: string; modified?: number; size?: number }

export const begin = (browser: Browser, { modified = 1, ...wish }: Wish & { size: number }) =>
  browser.json('/uploads', { ...wish, modified })

export const digestOf = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`

export const sendPart = (
  browser: Browser,
  id: string,
  part: number | string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) =>
  browser.send(`/uploads/${id}/parts/${part}`, {
    method: 'POST',
    body: bytes,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      'content-digest': digestOf(bytes),
      ...headers,
    },
  })

export const stateOf = async (browser: Browser, id: string) =>
  (await (await browser.get(`/uploads/${id}`)).json()) as {
    id: string
    state: 'receiving' | 'reading' | 'ready'
    size: number
    hashed: number
    partBytes: number
    parts: [number, string][]
  }

export const pieces = (bytes: Uint8Array<ArrayBuffer>) =>
  Array.from({ length: Math.max(1, Math.ceil(bytes.length / partSize)) }, (_, i) =>
    bytes.subarray(i * partSize, (i + 1) * partSize),
  )

/** The whole way; gives the upload's id. */
export async function upload(browser: Browser, wish: Wish, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await begin(browser, { ...wish, size: bytes.length })
  expect([answer.status, await answer.clone().text()]).toEqual([201, expect.anything()])
  const { id } = (await answer.json()) as { id: string }
  for (const [part, piece] of pieces(bytes).entries()) expect((await sendPart(browser, id, part, piece)).status).toBe(204)
  await jobsDone()
  expect((await stateOf(browser, id)).state).toBe('ready')
  return id
}

/** Bytes that look like chance but are the same each time. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let state = seed
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}
