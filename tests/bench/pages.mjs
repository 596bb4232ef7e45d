/** Every page that each of the cast can reach by links, at the size of a real alliance: 200 packages, 1,000 workers, 100,000 lots. */
import { execFileSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { demo, nodeBinary, print, round, serve, settle } from './process.mjs'

const people = ['hana', 'ken', 'yumi', 'daisuke', 'reiko', 'makoto', 'akira']
/** Milliseconds that any page may take, and bytes of HTML. */
const limits = { ms: 150, bytes: 200_000 }
const like = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/=[^&]*/g, '=')
const linksIn = (text) => [...text.matchAll(/ href="(\/[^"#]*)/g)].map(([, to]) => to.replaceAll('&amp;', '&'))

/** Breadth first from home, of addresses alike three each; the newer of two readings counts. */
async function walk(at, cookie, visits) {
  const counts = new Map()
  const seen = new Set(['/'])
  for (const path of seen) {
    const read = async () => {
      const began = performance.now()
      const answer = await fetch(at + path, { headers: { cookie }, redirect: 'manual' })
      // What is downloaded is no page, and the rows of the alliance have no content.
      const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
      const text = isPage ? await answer.text() : await answer.body?.cancel()
      return { text, status: answer.status, ms: performance.now() - began }
    }
    await read()
    const { text, status, ms } = await read()
    if (text === undefined) continue
    visits.push({ path: like(path), status, ms, bytes: text.length })
    for (const to of linksIn(text)) {
      const count = counts.get(like(to)) ?? 0
      if (seen.has(to) || count >= 3 || /^\/(static|demo)/.test(to)) continue
      counts.set(like(to), count + 1)
      seen.add(to)
    }
  }
}

export async function measurePages({ folder, port, signIn }) {
  const small = { PORT: String(port), DATA_DIR: join(folder, 'alliance'), LOG_LEVEL: 'error' }
  await (await serve(demo, small)).stop()
  // A demo begins anew at each start, unless its database is named.
  const env = { ...small, DATABASE_URL: join(folder, 'alliance.db') }
  renameSync(join(small.DATA_DIR, 'yui.db'), env.DATABASE_URL)
  execFileSync(nodeBinary, ['--import', 'tsx', 'tests/bench/alliance.ts', env.DATABASE_URL], { stdio: 'inherit' })
  settle()
  const server = await serve(demo, env)
  const visits = []
  try {
    for (const who of people) await walk(`http://127.0.0.1:${port}`, await signIn(who, port), visits)
  } finally {
    await server.stop()
  }
  const by = (key) => visits.toSorted((a, b) => b[key] - a[key])
  const [slow, large] = [by('ms')[0], by('bytes')[0]]
  if (process.env.VERBOSE) for (const one of [...by('ms').slice(0, 25), ...by('bytes').slice(0, 15)]) console.error(one)
  const pages = `${visits.length} pages at 100,000 lots`
  print({ figure: `slowest of ${pages}`, page: slow.path, ms: round(slow.ms), limit: limits.ms, ok: slow.ms <= limits.ms })
  print({
    figure: `largest of ${pages}`,
    page: large.path,
    bytes: large.bytes,
    limit: limits.bytes,
    ok: large.bytes <= limits.bytes,
  })
}
