/** Text that repeats itself holds nobody up: whatever reads text of strangers comes to its end, however often the same stands there. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

/** Seconds of the processor, of which it takes a third; a pattern that tries every way through such a text takes hours, or days. */
const most = 30

test('everything comes to its end', { timeout: 300_000 }, async () => {
  const args = [
    '-c',
    `ulimit -t ${most}; exec "$@"`,
    'sh',
    process.execPath,
    '--import',
    'tsx',
    'tests/support/outside/repetition.ts',
  ]
  const child = spawn('/bin/sh', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await once(child, 'close')
  // Where it does not, this is what it was reading.
  expect(said.trimEnd().split('\n').at(-1)).toBe('done')
})
