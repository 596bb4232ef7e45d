// A large file in a real browser: in parts, over a connection that breaks, by keyboard and without script; and files that are only shown.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, expect, test } from 'vitest'
import { desktop, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'

const here = demoInChrome()
const folder = mkdtempSync(join(tmpdir(), 'yui-sent-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Text of about as many megabytes, each line another. */
function textFile(name: string, megabytes: number): { path: string; sha256: string } {
  const lines = Array.from({ length: megabytes * 16_000 }, (_, i) => `${name} 第${i}行 長い資料の一行です。確かめてください。`)
  const bytes = Buffer.from(lines.join('\n'))
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function newDraft(page: Page, title: string): Promise<string> {
  await page.goto('/packages/new')
  await page.locator('[name=title]').fill(title)
  await page.locator('[name=purpose]').fill('資料を確かめるため')
  await page.locator('main form[action="/packages"] button:not([name=_go])').last().click()
  await page.waitForURL(/steps\/2/)
  return /\/packages\/([\w-]+)/.exec(page.url())![1]!
}
const send = (page: Page) => page.locator('main form[action$="/files"] button').last().click()
const clean = (page: Page) => page.locator('#files .yui-file:has-text("使えます")')
const fingerprint = async (page: Page) => (await page.locator('.yui-fingerprint > code').first().textContent())!

test('30 MB go on by themselves after the connection was cut, and arrive as they were', async () => {
  const { page, faults } = await here.chrome.as('yumi', { viewport: phone })
  const id = await newDraft(page, '途切れる回線の案件')
  await page.goto(`/packages/${id}/files`)
  await inspect(page)
  const { path, sha256 } = textFile('長い手順書.txt', 30)
  const sent: number[] = []
  page.on('request', (request) => {
    const [, part] = /\/parts\/(\d+)$/.exec(request.url()) ?? []
    if (part) sent.push(Number(part))
    if (sent.length === 2) void page.context().setOffline(true)
  })
  await page.locator('[name=file]').setInputFiles(path)
  await send(page)
  await page.locator('.yui-job__head:has-text("接続が切れました")').waitFor()
  expect(await page.locator('main progress').count()).toBe(1)
  await inspect(page)
  await page.context().setOffline(false)
  await clean(page).waitFor({ timeout: 60_000 })
  expect(new Set(sent).size).toBeGreaterThanOrEqual(3)
  expect(await fingerprint(page)).toBe(sha256)
  await inspect(page)
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([])
})

test('a page that was left goes on where it was when the same file is chosen again; cancelling removes everything', async () => {
  const { page } = await here.chrome.as('yumi', { viewport: desktop })
  const id = await newDraft(page, '閉じたページの案件')
  const { path, sha256 } = textFile('続きから.txt', 20)
  const parts: number[] = []
  const listen = (one: Page) =>
    one.on('request', (request) => {
      const [, part] = /\/parts\/(\d+)$/.exec(request.url()) ?? []
      if (part) parts.push(Number(part))
    })
  // Nothing after the first part gets through, so that the page is left in the middle.
  let isCut = true
  await page.route(/\/parts\/[^0]/, (route) => (isCut ? route.abort() : route.continue()))
  listen(page)
  await page.goto(`/packages/${id}/files`)
  await page.locator('[name=file]').setInputFiles(path)
  const first = page.waitForResponse(/\/parts\/0$/, { timeout: 60_000 })
  await send(page)
  expect((await first).status()).toBe(204)
  // Both ways are tried and stopped; only then is the page left, which would go on by itself.
  await expect.poll(() => [...new Set(parts)].toSorted(), { timeout: 30_000 }).toEqual([0, 1, 2])
  await page.locator('.yui-job__head:has-text("接続が切れました")').waitFor()
  await page.goto('about:blank')
  isCut = false
  parts.length = 0
  await page.goto(`/packages/${id}/files`)
  await page.locator('[name=file]').setInputFiles(path)
  await send(page)
  await clean(page).waitFor({ timeout: 60_000 })
  expect(parts.toSorted()).toEqual([1, 2, 3])
  expect(await fingerprint(page)).toBe(sha256)

  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route(/\/parts\//, () => undefined)
  await page.locator('[name=file]').setInputFiles(textFile('やめる.txt', 20).path)
  await send(page)
  await page.locator('button:has-text("一時停止")').click()
  await page.locator('button:has-text("再開する")').waitFor()
  await page.locator('.yui-job__head:has-text("一時停止中です")').waitFor()
  const removed = page.waitForResponse(/\/removal$/)
  await page.locator('button:has-text("やめる")').click()
  expect((await removed).status()).toBe(204)
  await page.locator('[name=file]').waitFor()
  expect(await page.evaluate('document.activeElement.name')).toBe('file')
  await inspect(page)
})

test('several files go one after the other and are handed in together; one of a kind that is not taken stops them before a byte is sent', async () => {
  const { page } = await here.chrome.as('yumi', { viewport: phone })
  const id = await newDraft(page, 'いくつもの資料の案件')
  await page.goto(`/packages/${id}/files`)
  const sent: string[] = []
  page.on('request', (request) => {
    if (/\/parts\/\d+$/.test(request.url())) sent.push(request.url())
  })
  const files = [textFile('第一.txt', 12), textFile('第二.txt', 10), textFile('第三.txt', 0)]
  writeFileSync(files[2]!.path, '短い手順です。')
  const tool = join(folder, '道具.exe')
  writeFileSync(tool, Buffer.alloc(2_000_000, 'MZ'))
  await page.locator('[name=file]').setInputFiles([files[0]!.path, tool])
  await send(page)
  await page.locator('.yui-field__problem:has-text("「道具.exe」：")').waitFor()
  expect(sent).toEqual([])
  await inspect(page)

  // The second file waits in the middle until it was looked at.
  const uploads = () => [...new Set(sent.map((url) => url.replace(/\/parts.*/, '')))]
  let goOn = () => {}
  const looked = new Promise<void>((done) => {
    goOn = done
  })
  await page.route(/\/parts\/1$/, async (route) => {
    if (
      route
        .request()
        .url()
        .startsWith(uploads()[1] ?? 'none')
    )
      await looked
    await route.continue()
  })
  await page.locator('[name=file]').setInputFiles(files.map(({ path }) => path))
  await send(page)
  await page.locator('.yui-job__head:has-text("2/3 第二.txt")').waitFor({ timeout: 60_000 })
  await inspect(page)
  goOn()
  await expect.poll(() => clean(page).count(), { timeout: 60_000 }).toBe(3)
  expect(await page.locator('#files .yui-file').allTextContents()).toEqual(
    ['第一.txt', '第二.txt', '第三.txt'].map((name) => expect.stringContaining(name)),
  )
  expect(await fingerprint(page)).toBe(files[0]!.sha256)
})

test('what is too large is told before anything is sent', async () => {
  const { page } = await here.chrome.as('yumi', { viewport: phone })
  const id = await newDraft(page, '大きすぎる案件')
  await page.goto(`/packages/${id}/steps/2`)
  const { path } = textFile('大きい一覧.csv', 70)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.locator('[name=file]').setInputFiles(path)
  await page.locator('.yui-field__problem:has-text("64 MB")').waitFor()
  await page.locator('main form[action$="/steps/2"] button').last().click()
  expect(await page.locator('[name=file]').getAttribute('aria-invalid')).toBe('true')
  expect(asked.filter((url) => /uploads|steps\/2$/.test(url))).toEqual([])
  await inspect(page)
})

test('without script the form brings the file itself', async () => {
  const { page } = await here.chrome.as('yumi', { viewport: phone, javaScriptEnabled: false })
  const id = await newDraft(page, '古いブラウザの案件')
  await page.goto(`/packages/${id}/files`)
  const { path, sha256 } = textFile('小さな手順.txt', 12)
  const second = textFile('次の手順.txt', 2)
  await page.locator('[name=file]').setInputFiles([path, second.path])
  await send(page)
  await page.waitForURL(/\/files$/)
  for (let i = 0; i < 50 && (await clean(page).count()) < 2; i++) {
    await page.waitForTimeout(200)
    await page.reload()
  }
  expect(await fingerprint(page)).toBe(sha256)
})

test('material that is only shown comes as pictures with the reader’s name, page by page, and never as a file', async () => {
  const { page, faults } = await here.chrome.as('daisuke', { viewport: desktop })
  await page.goto('/packages')
  await page.locator('main a:has-text("転入者アンケート")').first().click()
  await page.locator('main a[href$="/files"]').click()
  await page.waitForURL(/\/files$/)
  await inspect(page)
  const line = page.locator('.yui-file a:has-text("入力の手引き")')
  expect(await line.getAttribute('download')).toBeNull()
  const file = (await line.getAttribute('href'))!.replace(/\/pages\/1$/, '')
  await line.click()
  // A class that asks for the passkey each time does so here as well.
  await page.waitForURL(/\/openings\//)
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/pages\/1$/)
  const picture = page.locator('.yui-sheet__picture')
  await expect
    .poll(() => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth), { timeout: 30_000 })
    .toBeGreaterThan(500)
  expect(await picture.getAttribute('alt')).toContain('1ページ目')
  await inspect(page)
  expect((await page.request.get(file)).status()).toBe(403)
  expect((await page.request.get(`${file}/pages/2`)).status()).toBe(404)
  const drawn = await page.request.get(`${file}/pages/1/picture`, { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(drawn.status()).toBe(404)
  await page.setViewportSize(phone)
  await inspect(page)
  expect(faults).toEqual([])
})

test('a worker attaches a file by keyboard alone on a phone, and takes it back', async () => {
  const { page } = await here.chrome.as('hana', { viewport: phone })
  await page.goto('/assignments')
  await page.locator('main a:has-text("公共施設一覧の照合 作業12")').last().click()
  await page.locator('#attachments summary').first().focus()
  await page.keyboard.press('Enter')
  await page.locator('#attached').setInputFiles(textFile('報告.txt', 1).path)
  await page.locator('#attached').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const attached = page.locator('#attached-files .yui-file:has-text("使えます")')
  await attached.waitFor({ timeout: 30_000 })
  await inspect(page)
  await attached.locator('button').focus()
  await page.keyboard.press('Enter')
  await page.waitForLoadState()
  await expect.poll(() => page.locator('#attached-files .yui-file').count()).toBe(0)
})
