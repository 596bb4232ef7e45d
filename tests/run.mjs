/** `npm test`: types, lint, every test on both databases, the browser. Ends with one line: N passed, N failed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './support/chromium.mjs'
import { findPostgres } from './support/postgres.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'yui-run-'))
const strict = process.env.CI === 'true'
const totals = { passed: 0, failed: 0, skipped: 0 }
const bin = (name) => join('node_modules', '.bin', name)

function run(name, command, args, env = {}) {
  process.stdout.write(`\n== ${name}\n`)
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
    child.on('error', () => done(1))
    child.on('exit', (code) => done(code ?? 1))
  })
}

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
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += numPassedTests
    totals.failed += numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0)
    totals[strict ? 'failed' : 'skipped'] += numPendingTests
  } catch {
    totals.failed += 1
  }
}

function missing(what) {
  process.stdout.write(`\n== ${what}\n`)
  totals[strict ? 'failed' : 'skipped'] += 1
}

await step('types', bin('tsc'), ['-p', '.'])
await step('lint', bin('biome'), ['check', '.'])
await step('build', process.execPath, ['server/build.mjs'])
await vitest('tests on SQLite', ['unit', 'invariants'])

const postgres = await findPostgres()
if (postgres) await vitest('tests on PostgreSQL', ['unit', 'invariants'], { TEST_POSTGRES: postgres.url })
else
  missing('PostgreSQL: SKIPPED. None answers on 127.0.0.1:5432 and none is installed; set TEST_POSTGRES to run the tests on it.')

const chromium = await findChromium()
if (chromium) {
  await vitest('browser on SQLite', ['browser'], { CHROME: chromium })
  if (postgres) await vitest('browser on PostgreSQL', ['browser'], { CHROME: chromium, TEST_POSTGRES: postgres.url })
} else missing('Browser: SKIPPED. No Chromium was found and none could be installed; set CHROME to one.')

await postgres?.stop()
rmSync(folder, { recursive: true, force: true })
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed${skipped}\n`)
process.exit(totals.failed > 0 ? 1 : 0)
