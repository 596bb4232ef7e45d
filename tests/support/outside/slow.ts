/** Downloads over real HTTP, read as slowly as a village line. */
import { createServer, get as httpGet, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { expect } from 'vitest'
import type { Browser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'

/** `during` runs once the first bytes are there; gives how and how soon after it the download ended. */
export async function slowly(world: TestWorld, browser: Browser, path: string, during: () => Promise<unknown>) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  let endedAt = 0
  const server = createServer((request, response) => {
    response.on('close', () => {
      endedAt = performance.now()
    })
    getRequestListener(world.app.fetch)(request, response)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  let got = 0
  try {
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const headers = { cookie, 'sec-fetch-site': 'same-origin' }
      httpGet({ port, host: '127.0.0.1', path, headers }, done).on('error', fail)
    })
    const broken = new Promise<boolean>((done) => {
      answer.on('error', () => done(true)).on('end', () => done(false))
    })
    answer.on('data', (chunk: Buffer) => {
      got += chunk.length
      answer.pause()
      setTimeout(() => answer.resume(), 15)
    })
    await expect.poll(() => got, { timeout: 5_000 }).toBeGreaterThan(0)
    await new Promise((done) => setTimeout(done, 300))
    const openBefore = endedAt === 0
    const began = performance.now()
    await during()
    await expect.poll(() => endedAt, { timeout: 60_000 }).toBeGreaterThan(0)
    return { status: answer.statusCode, openBefore, seconds: (endedAt - began) / 1_000, broken: await broken, got }
  } finally {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
}
