import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { cast } from '../../db/seeds/cast.ts'
import { ja } from '../../views/messages/ja/index.ts'
import { desktop, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'
import { counted } from './hands.ts'
import { download, oneCorrected } from './people.ts'

const here = demoInChrome()

const wide = { viewport: desktop }
const touch = { viewport: phone, hasTouch: true, isMobile: true }
const tourism = '観光施設の紹介文の見直し'
const title = (words: string) => `a:has-text("${words}")`

test('a trainer records twelve people on one page with one submit, and the work that it opens is two taps from home', async () => {
  const reiko = await here.chrome.as('reiko', wide)
  const hana = await here.chrome.as('hana', touch)
  await hana.page.goto('/work')
  expect(await hana.page.locator(`li:has(${title(tourism)}) [data-open=no]`).count()).toBe(1)

  const posts: string[] = []
  reiko.page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await reiko.page.goto('/courses/security')
  const people = await reiko.page.locator('main tbody tr').count()
  expect(people).toBeGreaterThanOrEqual(12)
  await reiko.page.locator(`[name="result-${cast.hana.id}"][value=passed]`).check()
  const rest = reiko.page.locator(`main tbody [value=passed]:not([name="result-${cast.hana.id}"])`)
  for (let i = 0; i < 11; i++) await rest.nth(i).check()
  await reiko.page.locator('form[action*="/completions"] button').click()
  await reiko.page.waitForURL(/saved=/)
  expect(posts).toHaveLength(1)
  expect(await reiko.page.locator('main [aria-live] li, main [role=status] li, main .dads-banner li').count()).toBe(12)

  const thumb = counted(hana.page)
  await hana.page.goto('/')
  await thumb.follow(hana.page.locator('main a[href="/work"]').first())
  await thumb.follow(hana.page.locator(`main ${title(tourism)}`))
  expect(await hana.page.locator('main').textContent()).not.toContain('公式サイトで開館時間と休館日を確かめ')
  await thumb.tap(hana.page.locator('form[action$="/application"] button'))
  await hana.page.locator('form[action$="/withdrawal"]').waitFor()
  expect(thumb.taps()).toBeLessThanOrEqual(4)

  for (const { faults } of [reiko, hana]) expect(faults).toEqual([])
})

test('a manager assigns work to the best-suited person, the reason in sight, in two clicks from the candidates', async () => {
  const { page, faults } = await here.chrome.as('daisuke', wide)
  await page.locator(`main a[href$="/candidates"]:has-text("${tourism}")`).first().click()
  await page.waitForURL(/candidates/)
  const best = page.locator('main tbody tr').first()
  const { rank, reasons } = ja.candidates
  const fair = [reasons['least-recent'], reasons['waits-longest']].map((reason) => `${rank(1)} ${reason}`)
  expect(fair).toContain(await best.locator('td').first().textContent())
  const mouse = counted(page)
  await mouse.follow(best.locator('a[href*="/offers?"]'))
  await mouse.follow(page.locator('form[action$="/offers"] button'))
  expect(page.url()).toMatch(/candidates\?offered=[1-9]/)
  expect(mouse.taps()).toBe(2)
  expect(faults).toEqual([])
})

test('a worker accepts an offer in three taps from home, the terms readable on a phone, and delivers in three', async () => {
  const hana = await here.chrome.as('hana', touch)
  const { page } = hana
  const thumb = counted(page)
  await thumb.follow(page.locator('main a[href^="/assignments/"]').first())
  expect(await inReach(page), 'the next step, unscrolled').toBe(true)
  const size = await page.evaluate('getComputedStyle(document.querySelector("#terms dd")).fontSize')
  expect(Number.parseFloat(String(size))).toBeGreaterThanOrEqual(16)
  await thumb.tap(page.locator('[name=read]'))
  await thumb.tap(page.locator('form[action$="/acceptance"] button'))
  await page.locator('form[action$="/submission"]').waitFor()
  expect(thumb.taps()).toBeLessThanOrEqual(4)

  const assignment = new URL(page.url()).pathname
  const rows = oneCorrected(await download(page, `a[href="${assignment}/rows"]`))
  expect(await inThreeTaps(page, rows)).toBe(3)

  const daisuke = await here.chrome.as('daisuke', wide)
  await daisuke.page.goto(`${assignment}/review`)
  const points = ['電話番号に全角の数字が残っています。', '休館日の書き方をそろえてください。']
  for (const [i, words] of points.entries()) {
    await daisuke.page.locator(`[name=criterion-${i + 1}]`).selectOption(String(i + 1))
    await daisuke.page.locator(`[name=words-${i + 1}]`).fill(words)
  }
  await daisuke.page.locator('form[action$="/returns"] button').first().click()
  await daisuke.page.waitForURL(/done=return/)

  await page.goto(assignment)
  expect(await page.locator('#mend li').count()).toBe(2)
  for (const [i, words] of points.entries()) expect(await page.locator('#mend li').nth(i).textContent()).toContain(words)
  expect(await inThreeTaps(page, rows)).toBe(3)
  for (const { faults } of [hana, daisuke]) expect(faults).toEqual([])
})

/** What is paid and the next step lie on the screen as it opens. */
async function inReach(page: Page): Promise<boolean> {
  const dock = page.locator('.yui-dock', { hasText: '円' })
  const box = await dock.boundingBox()
  return box !== null && box.y > 0 && box.y + box.height <= phone.height && (await dock.locator('a').count()) === 1
}

/** The file, the note, the button: what a delivery takes on the assignment's own page. */
async function inThreeTaps(page: Page, rows: string): Promise<number> {
  const thumb = counted(page)
  await thumb.choose(page.locator('#file'), { name: 'わたしの分.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
  await thumb.tap(page.locator('[name=note]'))
  await page.keyboard.type('確かめました。')
  await thumb.tap(page.locator('form[action$="/submission"] button'))
  await page.locator('#deliveries').waitFor()
  await page.locator('form[action$="/submission"]').waitFor({ state: 'detached' })
  return thumb.taps()
}

test('a worker says that everything is deleted in two taps from home, and in two from the page of the lot', async () => {
  const { page, faults } = await here.chrome.as('ken', touch)
  const fromHome = counted(page)
  const task = page.locator('main a[href$="/deletion"]').first()
  const lot = (await task.getAttribute('href'))!.replace('/deletion', '')
  await page.goto(lot)
  const fromLot = counted(page)
  await fromLot.follow(page.locator('main a[href$="/deletion"]'))
  expect(await page.locator('main form button').count(), 'one thing to press').toBe(1)
  await page.goto('/')
  await fromHome.follow(task)
  await fromHome.follow(page.locator('main form button'))
  expect(new URL(page.url()).pathname).toBe(lot)
  expect(await page.locator('main').textContent()).not.toContain(ja.custody.declare.section)
  expect([fromHome.taps(), fromLot.taps()]).toEqual([2, 1])
  expect(faults).toEqual([])
})
