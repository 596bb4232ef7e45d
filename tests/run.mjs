/** `npm test`: types, lint, every test on both databases, the browser. Ends with one line: N passed, N failed. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './support/run/chromium.mjs'
import { findPostgres } from './support/run/postgres.mjs'

/** Minutes on a machine of two quick cores; once every capability stands, 30 are the limit. */
const budget = 20

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'yui-run-'))
// Whatever a test, or a browser that was killed, leaves behind goes with this folder.
const passing = join(folder, 'tmp')
mkdirSync(passing)
const strict = process.env.CI === 'true'
const totals = { passed: 0, failed: 0, skipped: 0 }
const files = []
const second = []
const bin = (name) => join('node_modules', '.bin', name)
const say = (words) => process.stdout.write(`${words}\n`)

function run(name, command, args, env = {}) {
  say(`\n== ${name}`)
  const began = performance.now()
  return new Promise((done) => {
    const end = (code) => {
      say(`\n== ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${secondsSince(began)} s`)
      done(code)
    }
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1', TMPDIR: passing, ...env },
    })
    child.on('error', () => end(1))
    child.on('exit', (code) => end(code ?? 1))
  })
}
const secondsSince = (began) => Math.round((performance.now() - began) / 1_000)

/** A step that passes or fails as one. */
async function step(name, command, args) {
  const code = await run(name, command, args)
  totals[code === 0 ? 'passed' : 'failed'] += 1
}

/** Vitest counts its own tests; a run that ends without saying how many counts as a failure. */
async function vitest(name, projects, env = {}) {
  const report = join(folder, `${name.replace(/\W+/g, '-')}.json`)
  const args = [
    'run',
    '--config',
    'tests/vitest.config.ts',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await run(name, bin('vitest'), args, env)
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += numPassedTests
    totals.failed += numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0)
    totals[strict ? 'failed' : 'skipped'] += numPendingTests
    for (const file of testResults) {
      for (const { status, fullName, failureMessages } of file.assertionResults)
        if (status === 'passed' && failureMessages.length > 0) second.push(`${fullName}, ${name}\n${failureMessages[0]}`)
      files.push({
        of: `${relative('.', file.name)}, ${name}`,
        ms: file.assertionResults.reduce((sum, { duration }) => sum + (duration ?? 0), 0),
      })
    }
  } catch {
    totals.failed += 1
  }
}

function missing(what) {
  say(`\n== ${what}`)
  totals[strict ? 'failed' : 'skipped'] += 1
}

await Promise.all([
  step('types', bin('tsc'), ['-p', '.']),
  step('lint', bin('biome'), ['check', '.']),
  step('build', process.execPath, ['server/build.mjs']),
])

const postgres = await findPostgres()
const onPostgres = { TEST_POSTGRES: postgres?.url }
if (!postgres)
  missing(
    'PostgreSQL: SKIPPED. None can be started, and none answers on 127.0.0.1:5432; set TEST_POSTGRES to run the tests on it.',
  )
// Side by side: each waits a good part of its time, the one for the disk, the other for the server.
await Promise.all([
  vitest('tests on SQLite', ['once', 'invariants', 'unit'], { TEST_POSTGRES: '' }),
  postgres && vitest('tests on PostgreSQL', ['unit'], onPostgres),
])

const chromium = await findChromium()
if (chromium) {
  await vitest('browser on SQLite', ['browser'], { CHROME: chromium, TEST_POSTGRES: '' })
  if (postgres) await vitest('browser on PostgreSQL', ['browser'], { CHROME: chromium, ...onPostgres })
} else missing('Browser: SKIPPED. No Chromium was found and none could be installed; set CHROME to one.')

await postgres?.stop()
rmSync(folder, { recursive: true, force: true })

if (second.length > 0) say(`\n== passed at the second try only\n${second.join('\n')}`)
say('\n== the slowest files')
const slowest = files.toSorted((a, b) => b.ms - a.ms).slice(0, 20)
for (const { of, ms } of slowest) say(`${(ms / 1_000).toFixed(1).padStart(7)} s  ${of}`)
const minutes = performance.now() / 60_000
say(`\n== ${minutes.toFixed(1)} minutes in all${minutes > budget ? `, OVER the budget of ${budget}` : ''}`)
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
say(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`)
process.exit(totals.failed > 0 ? 1 : 0)
