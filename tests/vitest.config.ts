/** Which tests there are and how they run: `npx vitest --config tests/vitest.config.ts`. */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    pool: 'forks',
    // Importing the whole app anew for each file took a third of the time.
    isolate: false,
    globalSetup: 'tests/support/template.ts',
    // Vitest leaves a core free; half of a small machine would stand idle.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/*.test.{ts,tsx}', 'tests/{policies,csv}/**/*.test.ts'] } },
      { extends: true, test: { name: 'invariants', include: ['tests/invariants/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], fileParallelism: false, testTimeout: 120_000 },
      },
    ],
  },
})
