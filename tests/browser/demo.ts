/** A demo of its own and a Chromium for a whole test file. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Chrome, openChrome } from '../support/run/chrome.ts'
import { copyDatabase, dropDatabase } from '../support/run/databases.ts'
import { type Demo, runDemo } from '../support/run/server.ts'

/** Filled before the first test of the file, closed after its last. */
export function demoInChrome(): { demo: Demo; chrome: Chrome; database: string } {
  const here = {} as { demo: Demo; chrome: Chrome; database: string }
  const folder = mkdtempSync(join(tmpdir(), 'yui-demo-'))
  beforeAll(async () => {
    const template = inject('demo')
    cpSync(template.folder, folder, { recursive: true, filter: (path) => path !== template.source })
    here.database = await copyDatabase(template, folder)
    here.demo = await runDemo(folder, here.database)
    here.chrome = await openChrome(here.demo.url)
  })
  afterAll(async () => {
    await here.chrome?.close()
    await here.demo?.stop()
    if (here.database) await dropDatabase(here.database)
    rmSync(folder, { recursive: true, force: true })
  })
  return here
}
