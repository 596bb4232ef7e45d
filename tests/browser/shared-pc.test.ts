// A shared PC once somebody has signed out: neither Back, nor the tab opened again, nor storage, cookies or disk tell of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, expect, test } from 'vitest'
import { cast } from '../../db/seeds/cast.ts'
import { ja } from '../../views/messages/ja/index.ts'
import { desktop, giveDevice, inspect, phone } from '../support/run/chrome.ts'
import { bytesUnder } from '../support/run/folders.ts'
import { demoInChrome } from './demo.ts'

const here = demoInChrome()
/** A browser profile that stays on the disk, as on a machine of a centre. */
const profile = mkdtempSync(join(tmpdir(), 'yui-centre-'))
afterAll(() => rmSync(profile, { recursive: true, force: true }))

/** Playwright turns off that Back may show a page as it was left; people's browsers do not. */
const open = (): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    baseURL: here.demo.url,
    locale: 'ja-JP',
    viewport: desktop,
  })

async function beSomebody(page: Page, who: keyof typeof cast) {
  await page.goto('/demo')
  await page.locator(`form:has(input[name=person][value=${who}]) button`).click()
  await page.waitForURL(`${here.demo.url}/`)
}
async function signOut(page: Page) {
  await page.locator('.yui-shared button').click()
  await page.waitForURL(`${here.demo.url}/`)
}
const kept = (page: Page) =>
  page.evaluate(`(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))()`)
const nothing = { local: 0, session: 0, caches: [], databases: [], workers: 0 }

/** Chromium writes text as UTF-8 or UTF-16. */
const holds = (bytes: Buffer, words: string) => bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))

test('a person works at a shared PC, signs out, and is nowhere to be found', async () => {
  let context = await open()
  let page = context.pages()[0] ?? (await context.newPage())
  const device = await giveDevice(page, 'usb')

  // 由美 registers the machine that she sits at.
  await beSomebody(page, 'yumi')
  await page.goto('/shared-pcs')
  await inspect(page)
  await page.locator('main a[href="/shared-pcs/new"]').click()
  await page.locator('[name=label]').fill('塩尻センター 窓側')
  await page.locator('main form button').click()
  await page.locator('main form:has([name=_proof]) button').click()
  await page.waitForURL(/shared-pcs\?done/)
  await inspect(page)
  await signOut(page)

  // 花 makes a key on a thing that she carries, and comes in with it.
  await beSomebody(page, 'hana')
  await page.goto('/account')
  const shown = page.waitForEvent('load')
  await page.locator('[data-passkey=add] button').click()
  await shown
  expect(await device.keys()).toHaveLength(1)
  await signOut(page)
  await page.goto('/sign-in')
  expect(await page.locator('main').textContent()).toContain(ja.sharedPcs.keys.words)
  await inspect(page)
  await page.locator('[data-passkey=sign-in] button').click()
  await page.waitForURL(`${here.demo.url}/`)

  const lot = await page.locator('main a[href^="/assignments/"]').first().getAttribute('href')
  const paths = ['/', '/work', '/assignments', lot!, '/notifications', '/account']
  const canaries = new Set<string>([cast.hana.name])
  for (const path of paths) {
    await page.goto(path)
    expect([path, await page.content()]).toEqual([path, expect.stringContaining(cast.hana.name)])
    expect(await page.locator('.yui-shared').textContent()).toContain(ja.sharedPcs.line)
    if (path === lot) canaries.add((await page.locator('main h1').textContent())!.trim())
  }
  expect(canaries.size).toBe(2)
  await page.setViewportSize(phone)
  await inspect(page)
  await page.setViewportSize(desktop)
  expect(await kept(page), 'the platform itself keeps nothing in the browser').toEqual(nothing)
  // Whatever else might have been kept goes as well.
  await page.evaluate(`(async () => {
    localStorage.setItem('a', 'b')
    sessionStorage.setItem('a', 'b')
    await (await caches.open('a')).put('/a', new Response('b'))
  })()`)
  await signOut(page)

  const unseen = async (where: string) => {
    const text = (await page.content()) + (await page.title()) + page.url()
    expect([where, [...canaries].filter((words) => text.includes(words))]).toEqual([where, []])
  }
  expect(await kept(page)).toEqual(nothing)
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['__Host-shared-pc'])
  await unseen('after signing out')
  for (let step = 1; step <= paths.length + 1; step++) {
    // A page that Back brought out as it was left has no load of its own.
    await page.goBack({ waitUntil: 'commit' })
    await expect.poll(() => page.evaluate('document.readyState')).toBe('complete')
    await unseen(`${step} times back, at ${page.url()}`)
  }
  for (const path of [lot!, '/account']) {
    await page.close()
    page = await context.newPage()
    await page.goto(path)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await unseen(`the tab of ${path} opened again`)
  }
  await context.close()

  // The next morning: the machine still knows what it is, and has forgotten who was there.
  for (const folder of ['Cache', 'Code Cache', 'Local Storage', 'Session Storage', 'IndexedDB', 'Service Worker', 'Network'])
    for (const canary of canaries)
      expect([folder, [...bytesUnder(join(profile, 'Default'))].length > 0, found(folder, canary)]).toEqual([folder, true, false])
  context = await open()
  page = context.pages()[0] ?? (await context.newPage())
  await page.goto('/sign-in')
  expect(await page.locator('main').textContent()).toContain(ja.sharedPcs.keys.title)
  await unseen('the next morning')
  await context.close()
}, 120_000)

const found = (folder: string, canary: string): boolean => {
  const at = join(profile, 'Default', folder)
  try {
    return [...bytesUnder(at)].some(({ bytes }) => holds(bytes, canary))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false
    throw error
  }
}
