/** Ten files of 1 GB at once through the running server, in parts, with a page asked for all the while; the same page alone before. */
import { createHash, randomBytes } from 'node:crypto'
import { rmSync, statfsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { demo, print, round, serve } from './process.mjs'

const files = 10
const size = 1_000_000_000
const partBytes = 8 * 1024 ** 2
/** As many as a package may hold. */
const perPackage = 5
const needed = files * size * 1.1

/** Every part of every file is another, out of one block that is made once. */
const block = randomBytes(partBytes)
function partOf(file, number) {
  const bytes = Buffer.from(block.subarray(0, Math.min(partBytes, size - number * partBytes)))
  bytes.writeUInt32LE(file, 0)
  bytes.writeUInt32LE(number, 4)
  return bytes
}

export async function measureUploads({ folder, port, signIn }) {
  const { bavail, bsize, blocks } = statfsSync(folder)
  if (bavail * bsize < needed + blocks * bsize * 0.1) {
    print({ figure: 'ten uploads of 1 GB at once', skipped: 'the disk has too little room' })
    return
  }
  const data = join(folder, 'uploads')
  const env = { PORT: String(port), DATABASE_URL: join(folder, 'uploads.db'), DATA_DIR: data, LOG_LEVEL: 'error' }
  const server = await serve(demo, env)
  try {
    await run({ server, port, yumi: await signIn('yumi'), hana: await signIn('hana') })
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function run({ server, port, yumi, hana }) {
  const agent = new Agent({ keepAlive: true, maxSockets: files })
  const ask = (path, { method = 'GET', body, headers = {} } = {}) =>
    new Promise((done, fail) => {
      const length = body === undefined ? {} : { 'content-length': body.length }
      const all = { cookie: yumi, 'sec-fetch-site': 'same-origin', ...length, ...headers }
      const sent = request({ port, path, method, agent, headers: all }, (answer) => {
        const pieces = []
        answer.on('data', (piece) => pieces.push(piece))
        answer.on('end', () =>
          done({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(pieces).toString() }),
        )
        answer.on('error', fail)
      })
      sent.on('error', fail)
      sent.end(body)
    })

  const watcher = new Worker(new URL('./watch.mjs', import.meta.url), { workerData: { port, path: '/work', cookie: hana } })
  /** The slowest and the middle answer of a page that was asked for again and again while something went on. */
  const watch = async (going) => {
    const seen = () => {
      watcher.postMessage('seen')
      return new Promise((done, fail) => watcher.once('message', done).once('error', fail))
    }
    await seen()
    await going
    return seen()
  }

  const draft = async () => {
    const form = new URLSearchParams({ title: '大きな資料', purpose: '測る', client: '' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const made = await ask('/packages', { method: 'POST', body: Buffer.from(form), headers })
    return /packages\/([0-9a-f-]{36})/.exec(made.headers.location)[1]
  }
  const packages = [await draft(), await draft()]

  const bring = async (file) => {
    const offer = { package: packages[Math.floor(file / perPackage)], purpose: 'material', assignment: null }
    const body = Buffer.from(JSON.stringify({ ...offer, name: `${file}.zip`, size, modified: file }))
    const begun = await ask('/uploads', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    if (begun.status !== 201) throw new Error(`an upload was answered with ${begun.status}: ${begun.text}`)
    const { id } = JSON.parse(begun.text)
    const whole = createHash('sha256')
    for (let number = 0; number * partBytes < size; number++) {
      const bytes = partOf(file, number)
      whole.update(bytes)
      const digest = createHash('sha256').update(bytes).digest('base64')
      const headers = { 'content-type': 'application/octet-stream', 'content-digest': `sha-256=:${digest}:` }
      const { status } = await ask(`/uploads/${id}/parts/${number}`, { method: 'POST', body: bytes, headers })
      if (status !== 204) throw new Error(`a part was answered with ${status}`)
    }
    return { id, sha256: whole.digest('hex') }
  }
  const ready = async ({ id }) => {
    for (;;) {
      const state = JSON.parse((await ask(`/uploads/${id}`)).text)
      if (state.state === 'ready') return
      await new Promise((done) => setTimeout(done, 500))
    }
  }

  await watch(new Promise((done) => setTimeout(done, 2_000)))
  const alone = await watch(new Promise((done) => setTimeout(done, 10_000)))
  const idle = server.peakMb()
  const began = performance.now()
  const sending = Promise.all(Array.from({ length: files }, (_, file) => bring(file)))
  const whileSent = await watch(sending)
  const sent = (performance.now() - began) / 1000
  const brought = await sending
  const reading = Promise.all(brought.map(ready))
  const whileRead = await watch(reading)
  await reading
  const whole = (performance.now() - began) / 1000
  for (const { id } of brought) await ask(`/uploads/${id}/removal`, { method: 'POST', body: Buffer.alloc(0) })
  agent.destroy()
  await watcher.terminate()
  const peak = server.peakMb()
  const megabytes = (files * size) / 1_000_000
  print({
    figure: 'ten uploads of 1 GB at once, MB/s',
    sending: round(megabytes / sent),
    readBackIncluded: round(megabytes / whole),
  })
  print({ figure: 'memory at its peak meanwhile, MB', app: round(peak), before: round(idle), limit: 300, ok: peak < 300 })
  for (const [when, seen] of [
    ['uploads come in', whileSent],
    ['they are read back', whileRead],
  ])
    print({
      figure: `slowest answer of a page while ${when}, ms`,
      app: round(seen.slowest),
      middle: round(seen.middle),
      alone: round(alone.slowest),
      aloneMiddle: round(alone.middle),
      limit: 500,
      ok: seen.slowest < 500,
    })
}
