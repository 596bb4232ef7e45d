// A build beside a running server: nothing that it needs is missing for a moment, and nothing is left of an earlier build.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadAssets } from '../../server/kernel/assets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yui-build-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const build = () => promisify(execFile)(process.execPath, ['server/build.mjs', '--quick', '--to', folder])
const all = () => readdirSync(folder, { recursive: true }).map(String).sort()

test('every file is there all the time, whole, and what is of no build goes', { timeout: 60_000 }, async () => {
  await build()
  const first = all()
  expect(first).toEqual(expect.arrayContaining(['main.mjs', 'cli.mjs', 'drawing.mjs', 'static', 'static/manifest.json']))
  const assets = loadAssets(join(folder, 'static'))
  expect(assets.find(assets.js)!.bytes.br.length).toBeGreaterThan(1_000)
  const { ino } = statSync(join(folder, 'drawing.mjs'))
  const whole = readFileSync(join(folder, 'main.mjs'))
  // As an earlier source would have built it.
  writeFileSync(join(folder, 'main.mjs'), 'earlier')
  writeFileSync(join(folder, 'chunk-EARLIER.mjs'), 'earlier')
  writeFileSync(join(folder, 'static/site.earlier.css'), 'earlier')
  let isOver = false
  const again = build().finally(() => {
    isOver = true
  })
  const seen = new Set<string>()
  while (!isOver) {
    for (const name of first) if (!existsSync(join(folder, name))) seen.add(`no ${name}`)
    const main = readFileSync(join(folder, 'main.mjs'))
    seen.add(main.equals(whole) ? 'whole' : main.toString('utf8', 0, 20))
    await new Promise((done) => setTimeout(done, 2))
  }
  await again
  seen.add(readFileSync(join(folder, 'main.mjs')).equals(whole) ? 'whole' : 'not whole')
  expect([...seen].sort()).toEqual(['earlier', 'whole'])
  expect(all()).toEqual(first)
  expect(statSync(join(folder, 'drawing.mjs')).ino, 'what is the same stays').toBe(ino)
})

test('what runs on a machine of the alliance is built when it is installed, and by no command that runs beside it', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect(scripts.prepare).toBe('npm run -s build')
  for (const name of ['start', 'migrate', 'admin', 'backup', 'verify-audit', 'verify-files'])
    expect([name, scripts[name]]).toEqual([name, expect.stringMatching(/^node (--\S+ )*dist\/\w+\.mjs\b[^&;|]*$/)])
})
