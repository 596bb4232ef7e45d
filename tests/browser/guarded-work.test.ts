// Work that opens at a centre only, in a real browser: by keyboard, on a phone, without script, and looked at by axe.
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { centres } from '../../db/seeds/guarded.ts'
import { ja } from '../../views/messages/ja/index.ts'
import { desktop, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'
import { keyboard } from './hands.ts'
import { download } from './people.ts'

const here = demoInChrome()
const title = '転入者アンケートの入力確認'
const [itoigawa] = centres

/** Somebody of the cast, signed in where they sit. */
async function seated(who: 'ken' | 'daisuke', seat: string, options = {}) {
  const { page, faults } = await here.chrome.page({ viewport: desktop, ...options })
  const pictures: string[] = []
  page.on('request', (request) => void (/\/picture$/.test(request.url()) && pictures.push(new URL(request.url()).pathname)))
  await page.goto('/demo')
  await inspect(page)
  const form = page.locator(`form:has(input[name=person][value=${who}])`)
  await form.locator('select').selectOption(seat)
  await form.locator('button').click()
  await page.waitForURL(`${here.demo.url}/`)
  return { page, faults, pictures }
}
const lotAt = async (page: Page, lot: number): Promise<string> => {
  await page.goto('/assignments')
  return (await page.locator(`main a:has-text("${title} 作業${lot}")`).first().getAttribute('href'))!
}
/** The picture has come, at half of its pixels, and is asked for once. */
async function looksAt(page: Page): Promise<{ width: number; shown: number; region: number }> {
  await page.waitForLoadState('networkidle')
  return page.evaluate(`(() => {
    const picture = document.querySelector('.yui-sheet img')
    const region = document.querySelector('.yui-sheet')
    return { width: picture.naturalWidth, shown: picture.getBoundingClientRect().width, region: region.scrollWidth - region.clientWidth }
  })()`)
}

test('健 opens a lot at the centre, corrects two cells and delivers, by keyboard only; 大輔 approves it by keyboard only', async () => {
  const { page, faults, pictures } = await seated('ken', itoigawa.id)
  const hands = keyboard(page)
  expect(await page.locator('.yui-shared').textContent()).toContain(ja.sharedPcs.line)
  const lot = await lotAt(page, 4)
  await hands.reach(`main a[href="${lot}"]`)
  await hands.go('Enter')
  await inspect(page)
  await hands.reach(`main a[href="${lot}/pages"]`)
  await hands.go('Enter')
  expect(page.url()).toContain('/openings/')
  await inspect(page)
  await hands.reach('main form button')
  await hands.go('Enter')
  const first = await looksAt(page)
  expect(first.width).toBeGreaterThan(700)
  expect([first.region, pictures]).toEqual([0, [`${lot}/pages/1/picture`]])
  await inspect(page)

  for (const [row, value] of [
    ['42', '000-0000-2517'],
    ['46', '000-0000-9999'],
  ]) {
    await hands.reach('#row-1')
    await hands.type(row!)
    await hands.press('Tab')
    for (let i = 0; i < 5; i++) await hands.press('ArrowDown')
    await hands.press('Tab')
    await hands.type(value!)
    await hands.send('Enter')
    // Ready for the next: the focus is on the row, which is kept, and what was done is said.
    expect(await hands.isOn('#row-1')).toBe(true)
    expect(await page.locator('#row-1').inputValue()).toBe(row)
    expect(await page.locator('#announce').textContent()).toContain('1か所を保存しました')
    expect(await page.locator('#corrections').textContent()).toContain(`${row}行目 電話番号`)
  }
  await looksAt(page)
  expect(pictures).toHaveLength(3)
  await inspect(page)
  // What is wrong is told on top, linked, and beside its field.
  await page.keyboard.press('Tab')
  for (let i = 0; i < 5; i++) await hands.press('ArrowDown')
  await hands.press('Tab')
  await hands.type('=1')
  await hands.send('Enter')
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
  await inspect(page)
  await hands.reach('a[href="#value-1"]')
  await hands.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('value-1')

  await hands.reach(`main a[href="${lot}#deliver"]`)
  await hands.go('Enter')
  await hands.reach('#note')
  await hands.type('46')
  await hands.reach('form[action$="/entries/submission"] button')
  await hands.send('Enter')
  expect(await page.locator('main').textContent()).toContain(ja.assignments.receipt.title)
  expect(await page.locator('main').textContent()).toContain('SHA-256')
  await inspect(page)
  expect(faults).toEqual([])

  const daisuke = await seated('daisuke', 'own')
  const keys = keyboard(daisuke.page)
  await daisuke.page.goto('/reviews')
  await keys.reach(`main a[href="${lot}/review"]`)
  await keys.go('Enter')
  await daisuke.page.locator('[data-keys]:focus').waitFor()
  expect(daisuke.pictures).toEqual([])
  await inspect(daisuke.page)
  await keys.go('o')
  await keys.reach('main form button')
  await keys.go('Enter')
  await daisuke.page.locator('[data-keys]:focus').waitFor()
  const review = await looksAt(daisuke.page)
  expect([review.region, daisuke.pictures]).toEqual([0, [`${lot}/changes/1/pages/1/picture`]])
  await inspect(daisuke.page)
  await keys.press('a')
  expect(await keys.isOn('form[action$="/approval"] button')).toBe(true)
  await keys.go('Enter')
  expect(daisuke.page.url()).toContain('done=approve')
  expect(daisuke.faults).toEqual([])

  const yumi = await here.chrome.as('yumi', { viewport: desktop })
  await yumi.page.goto('/packages')
  await yumi.page.locator(`main a:has-text("${title}")`).first().click()
  await yumi.page.locator('main a[href$="/result"]').click()
  await yumi.page.waitForURL(/openings/)
  await inspect(yumi.page)
  await yumi.page.locator('[name=reason][value=handover]').check()
  await yumi.page.locator('main form button').click()
  await inspect(yumi.page)
  await yumi.page.locator('main form:has([name=_proof]) button').click()
  await yumi.page.waitForURL(/ready=yes/)
  await inspect(yumi.page)
  const result = await download(yumi.page, 'main a[download]')
  for (const line of ['T-0042,架空 太郎,カクウ タロウ,1995-02-04,2026-09-12,000-0000-2517,進学', 'T-0046,', '000-0000-9999'])
    expect(result).toContain(line)
}, 180_000)

test('on a phone the picture scrolls within its own region, by keyboard too, and the page never sideways; in the dark as well', async () => {
  const { page, faults } = await seated('ken', itoigawa.id, { viewport: phone, colorScheme: 'dark' })
  const lot = await lotAt(page, 3)
  await page.goto(lot)
  await inspect(page)
  await page.goto(`${lot}/pages`)
  await page.locator('main form button').click()
  await page.waitForURL(/\/pages\/\d/)
  const { shown, region } = await looksAt(page)
  expect(shown).toBeGreaterThan(400)
  expect(region).toBeGreaterThan(100)
  await inspect(page)
  await page.locator('.yui-sheet').focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => page.evaluate('document.querySelector(".yui-sheet").scrollLeft')).toBeGreaterThan(0)
  await page.goto(`${lot}/pages/1?long=yes`)
  await inspect(page)
  expect(faults).toEqual([])
}, 120_000)

test('without script: the returned lot is opened, mended and delivered again; from home it is said what is missing', async () => {
  const { page, pictures } = await seated('ken', itoigawa.id, { javaScriptEnabled: false })
  const lot = await lotAt(page, 3)
  await page.goto(lot)
  await page.locator(`main a[href="${lot}/pages?row=27"]`).click()
  await page.locator('main form button').click()
  await page.waitForURL(/\/pages\/1/)
  await page.waitForLoadState('networkidle')
  expect(pictures).toEqual([`${lot}/pages/1/picture`])
  for (const row of ['27', '33']) {
    await page.goto(`${lot}/pages/1?row=${row}`)
    await page.locator('#column-1').selectOption({ label: '転入日' })
    await page.locator('#value-1').fill(row === '27' ? '2026-06-23' : '2026-06-13')
    await page.locator('form[action$="/entries"] button:not([name])').click()
    await page.waitForURL(/saved=1/)
  }
  await page.locator('form[action$="/entries"] [name=more]').click()
  expect(await page.locator('#value-6').count()).toBe(1)
  const all = (await page.locator('#corrections li').count()) - 1
  await page.locator(`button[aria-label="${ja.entries.list.removeOf('32行目 電話番号')}"]`).click()
  await page.waitForURL(/removed=yes/)
  expect(await page.locator('#corrections li').count()).toBe(all)
  await page.goto(`${lot}#deliver`)
  await page.locator('form[action$="/entries/submission"] button').click()
  await page.waitForLoadState()
  expect(await page.locator('main').textContent()).toContain(ja.assignments.receipt.title)

  const home = await seated('ken', 'own', { javaScriptEnabled: false })
  await home.page.goto(lot)
  for (const words of [ja.entries.way.closed, ja.access.reasons.place.title, ja.places.centre])
    expect(await home.page.locator('main').textContent()).toContain(words)
  expect((await home.page.request.get(`${lot}/pages/1/picture`)).status()).toBe(403)
}, 120_000)
