/** `npm run bench`: every figure of the budgets beside its baseline of the same run, one JSON line each. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { measurePages } from './pages.mjs'
import { demo, fullLoad, inTurns, nodeBinary, print, round, serve, settle, steadyLoad } from './process.mjs'
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

async function signIn(who, at = port) {
  const answer = await fetch(`http://127.0.0.1:${at}/demo/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: `http://localhost:${at}`,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    body: `person=${who}`,
  })
  return answer.headers.getSetCookie()[0].split(';')[0]
}

/** A server with so many packages stored, whose list hana asks for. */
async function filled(count, at = port) {
  const database = join(folder, `${count}.db`)
  tsx('tests/bench/fill.ts', database, String(count))
  settle()
  const env = { PORT: String(at), DATABASE_URL: database, DATA_DIR: join(folder, `data-${count}`), LOG_LEVEL: 'error' }
  const server = await serve(demo, env)
  const list = `http://127.0.0.1:${at}/work`
  const cookie = await signIn('hana', at)
  return { ...server, list, cookie, load: () => fullLoad(list, cookie) }
}

const app = await filled(100_000)
const page = Buffer.from(await (await fetch(app.list, { headers: { cookie: app.cookie } })).arrayBuffer())
const compressed = brotliCompressSync(page).length
print({ figure: 'start to ready, 100,000 packages stored', ms: round(app.readyMs), limit: 1000, ok: app.readyMs < 1000 })
print({ figure: 'HTML of the 50-row list', bytes: page.length, compressed, limit: 12_288, ok: compressed <= 12_288 })

writeFileSync(join(folder, 'page.html'), page)
const bare = await serve([nodeBinary, 'tests/bench/bare.mjs', '4101', join(folder, 'page.html')])
const bareUrl = 'http://127.0.0.1:4101/'
const bareLoad = () => fullLoad(bareUrl, 'a=b')
const compared = (figure, { one, other, ratio }, limit) =>
  print({ figure, bare: round(one), app: round(other), ratio: round(ratio), limit, ok: ratio <= limit })

const full = inTurns(bareLoad, app.load)
compared('signed-in list of 50 of 100,000, requests a second', full, 20)
// Reads are kept while nothing is committed, so the same is measured while ten writes a second are.
const args = ['-c', '1', nodeBinary, 'tests/bench/writes.mjs', `http://127.0.0.1:${port}`, await signIn('ken'), '10', '60']
const writer = spawn('taskset', args, { stdio: 'ignore' })
compared('the same with ten writes a second meanwhile', inTurns(bareLoad, app.load), 20)
writer.kill()
const p99 = (url, cookie) => () => steadyLoad(url, cookie, full.other / 2).p99
const waits = inTurns(p99(app.list, app.cookie), p99(bareUrl, 'a=b'))
const half = { app: round(waits.one), bare: round(waits.other), ratio: round(waits.ratio) }
print({ figure: 'p99 at half of that load, ms', ...half, limit: 10, ok: waits.ratio < 10 })
print({ figure: 'resident memory at its peak, MB', app: round(app.peakMb()), limit: 200, ok: app.peakMb() < 200 })
await bare.stop()
await app.stop()

const [few, many] = [await filled(10_000), await filled(1_000_000, 4102)]
const slower = inTurns(few.load, many.load)
const stored = { few: round(slower.one), many: round(slower.other), ratio: round(slower.ratio) }
print({ figure: '1,000,000 stored against 10,000, times as slow', ...stored, limit: 1.2, ok: slower.ratio <= 1.2 })
print({ figure: 'memory with 1,000,000 stored, MB', app: round(many.peakMb()), limit: 200, ok: many.peakMb() < 200 })
await few.stop()
await many.stop()

for (const [script, ...given] of [['write.ts', join(folder, 'write.db')], ['sealed.ts'], ['enumeration.ts']])
  for (const line of tsx(`tests/bench/${script}`, ...given)
    .trim()
    .split('\n'))
    print(JSON.parse(line))
await measureList({ folder, port, signIn })
settle()
await measureUploads({ folder, port, signIn })
await measurePages({ folder, port, signIn })
rmSync(folder, { recursive: true, force: true })
