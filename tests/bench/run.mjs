/** `npm run bench`: every figure of the budgets beside its baseline of the same run, one JSON line each. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { demo, fullLoad, nodeBinary, print, round, serve, steadyLoad } from './process.mjs'
import { measureList } from './rows.mjs'
import { measureUploads } from './uploads.mjs'

process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'yui-bench-'))
const tsx = (...args) =>
  execFileSync(nodeBinary, ['--import', 'tsx', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
for (const tool of ['wrk', 'taskset'])
  try {
    execFileSync('which', [tool])
  } catch {
    process.stderr.write(`The bench needs ${tool}: apt-get install wrk util-linux\n`)
    process.exit(1)
  }

execFileSync(nodeBinary, ['server/build.mjs'], { stdio: 'inherit' })
const port = 4100
const listUrl = `http://127.0.0.1:${port}/work`

async function signIn(who) {
  const answer = await fetch(`http://127.0.0.1:${port}/demo/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: `http://localhost:${port}`,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    body: `person=${who}`,
  })
  return answer.headers.getSetCookie()[0].split(';')[0]
}

async function withServer(count, work) {
  const file = join(folder, `${count}.db`)
  tsx('tests/bench/fill.ts', file, String(count))
  const server = await serve(demo, {
    PORT: String(port),
    DATABASE_URL: file,
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'error',
  })
  try {
    return await work(server, await signIn('hana'))
  } finally {
    await server.stop()
    rmSync(file, { force: true })
  }
}

const page = await withServer(100_000, async (server, cookie) => {
  const bytes = Buffer.from(await (await fetch(listUrl, { headers: { cookie } })).arrayBuffer())
  const compressed = brotliCompressSync(bytes).length
  print({ figure: 'start to ready, 100,000 packages stored', ms: round(server.readyMs), limit: 1000, ok: server.readyMs < 1000 })
  print({ figure: 'HTML of the 50-row list', bytes: bytes.length, compressed, limit: 12_288, ok: compressed <= 12_288 })
  fullLoad(listUrl, cookie, 2)
  const rate = fullLoad(listUrl, cookie)
  const half = steadyLoad(listUrl, cookie, rate / 2)
  // Reads are kept while nothing is committed, so the same is measured while ten writes a second are.
  const args = ['-c', '1', nodeBinary, 'tests/bench/writes.mjs', `http://127.0.0.1:${port}`, await signIn('ken'), '10', '14']
  const writer = spawn('taskset', args, { stdio: 'ignore' })
  const busy = fullLoad(listUrl, cookie)
  writer.kill()
  return { bytes, rate, half, busy, peak: server.peakMb() }
})

writeFileSync(join(folder, 'page.html'), page.bytes)
const bare = await serve([nodeBinary, 'tests/bench/bare.mjs', '4101', join(folder, 'page.html')])
const bareUrl = 'http://127.0.0.1:4101/'
const bareRate = fullLoad(bareUrl, 'a=b')
const bareSame = steadyLoad(bareUrl, 'a=b', page.rate / 2)
await bare.stop()
print({
  figure: 'signed-in list of 50 of 100,000, requests a second',
  app: round(page.rate),
  bare: round(bareRate),
  ratio: round(bareRate / page.rate),
  limit: 20,
  ok: bareRate / page.rate <= 20,
})
print({
  figure: 'the same with ten writes a second meanwhile',
  app: round(page.busy),
  bare: round(bareRate),
  ratio: round(bareRate / page.busy),
  limit: 20,
  ok: bareRate / page.busy <= 20,
})
print({
  figure: 'p99 at half of that load, ms',
  app: round(page.half.p99),
  bare: round(bareSame.p99),
  ratio: round(page.half.p99 / bareSame.p99),
  limit: 10,
  ok: page.half.p99 / bareSame.p99 < 10,
})
print({ figure: 'resident memory at its peak, MB', app: round(page.peak), limit: 200, ok: page.peak < 200 })

const rates = {}
for (const count of [10_000, 1_000_000])
  rates[count] = await withServer(count, async (server, cookie) => {
    const rate = fullLoad(listUrl, cookie)
    print({
      figure: `requests a second with ${count} stored`,
      app: round(rate),
      peakMb: round(server.peakMb()),
      ok: server.peakMb() < 200,
    })
    return rate
  })
const slower = rates[10_000] / rates[1_000_000]
print({ figure: '1,000,000 stored against 10,000, times as slow', ratio: round(slower), limit: 1.2, ok: slower <= 1.2 })

process.stdout.write(tsx('tests/bench/write.ts', join(folder, 'write.db')))
process.stdout.write(tsx('tests/bench/sealed.ts'))
process.stdout.write(tsx('tests/bench/enumeration.ts'))
await measureList({ folder, port, signIn })
await measureUploads({ folder, port, signIn })
rmSync(folder, { recursive: true, force: true })
