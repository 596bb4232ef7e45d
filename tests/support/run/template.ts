/** Before the first test of a run: a folder for all that its worlds keep, and the database that each of them is a copy of. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, openEngine } from '../../../db/kernel/engine.ts'
import { seed } from '../../../db/seeds/index.ts'
import { dropDatabase, newDatabase, quickestCopy } from './databases.ts'
import { now } from './now.ts'

declare module 'vitest' {
  interface ProvidedContext {
    worlds: { folder: string; source: string; strategy: string }
  }
}

export async function setup({ provide }: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'yui-test-'))
  const source = await newDatabase(folder)
  const engine = openEngine(source)
  await migrate(engine)
  await seed(engine, now)
  await engine.close()
  provide('worlds', { folder, source, strategy: await quickestCopy() })
  return async () => {
    await dropDatabase(source)
    rmSync(folder, { recursive: true, force: true })
  }
}
