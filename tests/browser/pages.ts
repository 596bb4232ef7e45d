/** Every page that each person can reach by following links: accessible, no wider than the screen, silent in the console. */
import type { BrowserContextOptions, Page } from 'playwright'
import { expect, test } from 'vitest'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { inspect } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'

const most = 40

/** Where the links of a page lead. */
const linksOf = (page: Page): Promise<string[]> =>
  page
    .locator('header a[href^="/"]:not([download]), main a[href^="/"]:not([download]), main button[name=_go]')
    .evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? link.getAttribute('value'))!))
const elsewhere = /^\/demo|\/(rows|result|submissions\/\d+|files\/[\w-]+|audit\/chains\/\w+)$/
/** Pages that differ only in what they are about are of one kind; two of a kind are looked at, and one of each filter. */
const kindOf = (path: string) => path.replace(/[0-9a-f-]{36}|\d{6}/g, ':id').replace(/=[^&]*/g, '')
const enough = (kind: string) => (kind.includes('?') ? 1 : 2)

/** Declares a test for each of the cast, and one for strangers. */
export function everyPage(options: BrowserContextOptions): void {
  const here = demoInChrome()
  test.each(Object.keys(cast) as CastKey[])('what %s can reach', async (who) => {
    const { page, faults } = await here.chrome.as(who, options)
    // The cast reads Japanese by choice, which counts for more than the browser's wish.
    if (options.locale === 'en-GB') await page.locator('button[lang=en]').click()
    await page.locator(`html[lang=${options.locale!.slice(0, 2)}]`).waitFor()
    const waiting = ['/']
    const seen = new Set(waiting)
    const kinds = new Map<string, number>()
    for (let visited = 0; visited < most && waiting.length > 0; visited++) {
      const path = waiting.shift()!
      const answer = await page.goto(path)
      expect([path, answer?.status()]).toEqual([path, 200])
      await inspect(page)
      for (const link of await linksOf(page)) {
        const kind = kindOf(link)
        const known = kinds.get(kind) ?? 0
        if (seen.has(link) || elsewhere.test(link) || known === enough(kind)) continue
        kinds.set(kind, known + 1)
        seen.add(link)
        waiting.push(link)
      }
    }
    expect(seen.size).toBeGreaterThan(3)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('what anybody can reach, and a page that is not there', async () => {
    const { page, faults } = await here.chrome.page(options)
    for (const path of ['/', '/sign-in', '/enrol', '/accessibility', '/demo', '/nowhere']) {
      await page.goto(path)
      await inspect(page)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
}
