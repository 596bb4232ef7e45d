/** Which tests there are and how they run: `npx vitest --config tests/vitest.config.ts`. */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** `postgres://…` runs what depends on the database on PostgreSQL; without it, SQLite. */
const onPostgres = Boolean(process.env.TEST_POSTGRES)
/** Journeys in which the database takes part: the whole slice, parts that come side by side, keys and sessions. The others see pages only. */
const withDatabase = ['slice', 'uploads', 'passkeys'].map((name) => `tests/browser/${name}.test.ts`)
/** The rooms that every layer has, and what goes through all of them. */
const rooms = 'kernel,identity,membership,packages,files,telework,review,training,safety,records,whole'
const withoutDatabase = 'tests/*/*.{once,rules}.test.ts'
const worlds = 'tests/support/run/template.ts'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    pool: 'forks',
    // Importing the whole app anew for each file took a third of the time.
    isolate: false,
    // Vitest leaves a core free; half of a small machine would stand idle.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      // Opens no database (tests/invariants/projects.test.ts sees to it).
      { extends: true, test: { name: 'once', include: [withoutDatabase] } },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`tests/{${rooms}}/*.test.ts`, ...(onPostgres ? ['tests/invariants/tables.test.ts'] : [])],
          exclude: [withoutDatabase],
          globalSetup: worlds,
        },
      },
      { extends: true, test: { name: 'invariants', include: ['tests/invariants/*.test.ts'], globalSetup: worlds } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: onPostgres ? withDatabase : ['tests/browser/*.test.ts'],
          globalSetup: 'tests/support/run/demo-template.ts',
          testTimeout: 120_000,
          // A browser on a busy machine may miss a moment; `npm test` names whatever needed its second try.
          retry: 1,
        },
      },
    ],
  },
})
