/** What was typed is not lost, in a real browser: before and after a session ends, in another language, going back. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { openEngine } from '../../db/kernel/engine.ts'
import { cast } from '../../db/seeds/cast.ts'
import { en } from '../../views/messages/en/index.ts'
import { ja } from '../../views/messages/ja/index.ts'
import { desktop, giveDevice, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'

const here = demoInChrome()

async function endSessions(who: keyof typeof cast) {
  const engine = openEngine(here.database)
  const expiresAt = new Date(Date.now() - 60_000).toISOString() as never
  await engine.writer.updateTable('session').set({ expiresAt }).where('personId', '=', cast[who].id).execute()
  await engine.close()
}
const press = async (page: Page, selector: string) => {
  const shown = page.waitForEvent('load')
  await page.locator(selector).click()
  await shown
}
const typed = (page: Page, name: string) => page.locator(`main [name="${name}"]`).inputValue()

test('a review is back, with the lines that were added, once its writer has signed in again', async () => {
  const { page, faults } = await here.chrome.as('daisuke', { viewport: desktop })
  await giveDevice(page)
  await page.goto('/account')
  await press(page, '[data-passkey=add] button')
  await page.goto('/reviews')
  await page.locator('main a[href$="/review"]').first().click()
  await page.locator('[name="words-1"]').fill('番号を直してください')
  await press(page, 'form[action$="/returns"] button[name=more]')
  const last = `words-${await page.locator('[name^="words-"]').count()}`
  await page.locator(`[name="${last}"]`).fill('最後のお願い')
  await endSessions('daisuke')
  await press(page, 'form[action$="/returns"] .yui-actions button:not([name])')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.locator('[data-passkey=sign-in] button').click()
  await page.waitForURL(/review\?kept/)
  expect(await page.locator('main').textContent()).toContain(ja.frame.returned.title)
  expect([await typed(page, 'words-1'), await typed(page, last)]).toEqual(['番号を直してください', '最後のお願い'])
  await inspect(page)
  expect(faults).toEqual([])
}, 120_000)

test('who does nothing is warned two minutes before, and stays by one press', async () => {
  const { page, faults } = await here.chrome.page()
  await page.clock.install()
  await page.goto('/demo')
  await press(page, 'form:has(input[name=person][value=yumi]) button')
  const box = page.locator('#ending')
  expect(await box.isVisible()).toBe(false)
  await page.clock.fastForward('13:10')
  expect(await box.textContent()).toContain(ja.frame.ending.soon)
  expect(await box.isVisible()).toBe(true)
  await inspect(page)
  await box.locator('button').click()
  await box.waitFor({ state: 'hidden' })
  await page.clock.fastForward('13:10')
  expect(await box.isVisible()).toBe(true)
  await page.clock.fastForward('05:00')
  expect(await box.textContent()).toContain(ja.frame.ending.ended)
  expect(await box.locator('button').isVisible()).toBe(false)
  expect(faults).toEqual([])
}, 60_000)

test('a form that somebody fills keeps all of it in the other language, whoever they are', async () => {
  const { page, faults } = await here.chrome.page({ viewport: phone })
  await page.goto('/join')
  await page.locator('[name=name]').fill('辻 花子')
  await page.locator('[name=town]').selectOption({ index: 1 })
  const town = await typed(page, 'town')
  await page.locator('[name=places]').first().check()
  await press(page, '.yui-language button')
  expect(await page.locator('h1').textContent()).toBe(en.vetting.join.title)
  expect([await typed(page, 'name'), await typed(page, 'town')]).toEqual(['辻 花子', town])
  expect(await page.locator('[name=places]').first().isChecked()).toBe(true)
  expect(faults).toEqual([])
}, 60_000)

test('after a problem, and after it was mended, Back shows pages; Enter goes on, and a step is left with what was typed', async () => {
  const { page, faults } = await here.chrome.as('yumi', { viewport: desktop })
  await page.goto('/packages/new')
  await page.locator('[name=purpose]').fill('来庁者のため')
  await press(page, 'main form .yui-actions button:not([name])')
  await page.goto('/notifications')
  await page.goBack()
  expect(await typed(page, 'purpose')).toBe('来庁者のため')
  expect(await page.locator('.yui-error-summary').isVisible()).toBe(true)
  await page.locator('[name=title]').fill('窓口の案内')
  await Promise.all([page.waitForURL(/steps\/2/), page.locator('[name=title]').press('Enter')])
  const step = page.url().replace(/2\?.*/, '3')
  for (const path of ['/packages/new', '/packages/new']) {
    expect((await page.goBack())?.status()).toBe(200)
    expect(new URL(page.url()).pathname).toBe(path)
  }
  await page.goto(step)
  await page.locator('[name=brief]').fill('公式サイトと見比べる')
  await press(page, '.dads-step-navigation li:nth-child(5) button')
  expect(page.url()).toMatch(/steps\/5$/)
  await page.goto(step)
  expect(await typed(page, 'brief')).toBe('公式サイトと見比べる')
  await inspect(page)
  expect(faults).toEqual([])
}, 60_000)
