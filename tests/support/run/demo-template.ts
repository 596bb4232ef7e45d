/** Before the first browser test: the stories of the demo are told once, and each file has a copy of what they left behind. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { dropDatabase, newDatabase, quickestCopy } from './databases.ts'
import { runDemo } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    demo: { folder: string; source: string; strategy: string }
  }
}

export async function setup({ provide }: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'yui-demo-'))
  const source = await newDatabase(folder)
  await (await runDemo(folder, source)).stop()
  provide('demo', { folder, source, strategy: await quickestCopy() })
  return async () => {
    await dropDatabase(source)
    rmSync(folder, { recursive: true, force: true })
  }
}
