import { expect, test } from 'vitest'
import { desktop, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'
import { counted } from './hands.ts'

const here = demoInChrome()
const wide = { viewport: desktop }
const touch = { viewport: phone, hasTouch: true, isMobile: true }

test('who has lost a device tells the town in three taps from home, and what they hold stops', async () => {
  const { page, faults } = await here.chrome.as('hana', touch)
  const thumb = counted(page)
  await thumb.follow(page.locator('footer a[href="/incidents/new"]'))
  await inspect(page)
  await thumb.tap(page.locator('label:has-text("なくした")'))
  await thumb.tap(page.locator('main form button'))
  await page.waitForURL(/\/incidents\/own\?sent/)
  expect(thumb.taps()).toBe(3)
  await inspect(page)
  expect(await page.locator('main').textContent()).toContain('消さずに')
  await page.goto('/')
  expect(await page.locator('main').textContent()).toContain('止まっています')
  await inspect(page)
  expect(faults).toEqual([])
})

test('without script the same, and a form that is not good says so beside the field with everything kept', async () => {
  const { page, faults } = await here.chrome.as('ken', { ...touch, javaScriptEnabled: false })
  await page.locator('footer a[href="/incidents/new"]').click()
  await page.locator('[name=words]').fill('駅で鞄をなくしました')
  await page.locator('[name=noticed]').fill('2099-01-01T10:00')
  await page.locator('main form button').click()
  expect(await page.locator('main').textContent()).toContain('今より後の時刻になっています')
  expect(await page.locator('[name=words]').inputValue()).toBe('駅で鞄をなくしました')
  await page.locator('[name=noticed]').fill('2026-01-01T10:00')
  await page.locator('[name=kind][value=other]').check()
  await page.locator('main form button').click()
  await page.waitForURL(/\/incidents\/own\?sent/)
  expect(faults).toEqual([])
})

test('the coordinator answers, writes, files and lifts; every page is accessible, wide and on a phone', {
  timeout: 180_000,
}, async () => {
  const { page, faults } = await here.chrome.as('yumi', wide)
  await page.locator('main a:has-text("見守り協力先の連絡先の照合")').first().click()
  await page.waitForURL(/\/incidents\/[\w-]+$/)
  const one = new URL(page.url()).pathname
  await inspect(page)
  for (const [question, answer] of [
    ['personal', 'yes'],
    ['many', 'yes'],
    ['sensitive', 'no'],
    ['damage', 'no'],
    ['purpose', 'no'],
  ])
    await page.locator(`[name=${question}][value=${answer}]`).check()
  await page.locator('#duty form button').click()
  await page.waitForURL(/saved/)
  expect(await page.locator('#duty').textContent()).toContain('報告が必要です')
  await page.locator('.yui-page-heading__action a').click()
  await page.waitForURL(/\/report$/)
  await inspect(page)
  for (const item of ['response', 'publication', 'prevention'])
    await page.locator(`[name=${item}]`).fill('本人に電話で知らせた。')
  await page.locator('form[action$="/report"] button').click()
  await page.waitForURL(/saved/)
  await page.locator('[name=kind][value=final]').check()
  await page.locator('form[action$="/filing"] button').click()
  await page.locator('form button:visible').last().click()
  await page.waitForURL(/filed/)
  await page.locator('#report table a').first().click()
  await page.waitForURL(/\/reports\//)
  expect(await page.locator('main').textContent()).toContain('令和')
  await inspect(page)
  await page.goto(one)
  await page.locator('[name=outcome][value=unconfirmed]').check()
  await page.locator('#lift [name=words]').fill('端末は警察から戻り、開かれた跡はなかった。')
  await page.locator('#lift form button').click()
  await page.locator('form button:visible').last().click()
  await page.waitForURL(/lifted/)
  await inspect(page)
  const small = await here.chrome.as('yumi', touch)
  for (const path of [one, `${one}/report`, '/incidents', '/incidents/new', '/incidents/own']) {
    await small.page.goto(path)
    await inspect(small.page)
  }
  const makoto = await here.chrome.as('makoto', wide)
  for (const path of ['/incidents', one]) {
    await makoto.page.goto(path)
    await inspect(makoto.page)
  }
  for (const who of [{ faults }, small, makoto]) expect(who.faults).toEqual([])
})
