/** The demo and a Chromium for a whole test file. */
import { afterAll, beforeAll } from 'vitest'
import { type Chrome, openChrome } from '../support/chrome.ts'
import { type Demo, startDemo } from '../support/server.ts'

/** Filled before the first test of the file, closed after its last. */
export function demoInChrome(): { demo: Demo; chrome: Chrome } {
  const here = {} as { demo: Demo; chrome: Chrome }
  beforeAll(async () => {
    here.demo = await startDemo()
    here.chrome = await openChrome(here.demo.url)
  })
  afterAll(async () => {
    await here.chrome?.close()
    await here.demo?.stop()
  })
  return here
}
