// From an application on a phone to the first look at work: a resident with a real passkey, and the town that vets her.
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { desktop, giveDevice, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'

const here = demoInChrome()
const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
const submit = (page: Page, action: string) => page.locator(`main form[action${action}] button`).last().click()

/** 空 applies, makes a passkey, signs the pledge by it and checks her workplace. */
async function apply(page: Page): Promise<void> {
  await page.goto('/')
  await page.locator('main a[href="/join"]').first().click()
  await page.locator('[name=name]').fill('小林 空')
  await page.locator('[name=kana]').fill('こばやし そら')
  await page.locator('[name=email]').fill('sora@example.jp')
  await page.locator('[name=town]').selectOption('202151')
  await page.locator('[name=places][value=home]').check()
  await page.locator('[name=weeklyHours]').fill('１２')
  await page.locator('[name=skills]').fill('マイナンバーは 123456789018 です')
  await submit(page, '="/join"')
  // A My Number is refused beside its field, and everything that was typed is still there.
  await page.locator('#skills-problem').waitFor()
  expect(await page.locator('[name=kana]').inputValue()).not.toBe('')
  await page.locator('[name=skills]').fill('図書館で目録を作っていました')
  await inspect(page)
  await submit(page, '="/join"')
  await page.locator('[data-passkey=enrol]').waitFor()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('.yui-code [data-copy]').click()
  await page.locator('.yui-code button:has-text("コピーしました")').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await page.locator('.yui-code code').textContent())
  await inspect(page)
  await page.locator('[data-passkey=enrol] button').click()
  await page.waitForURL(/\/vetting/)
  await inspect(page)
  await page.locator('main a[href="/vetting/pledge"]').first().click()
  await page.locator('[name=promise]').check()
  await inspect(page)
  await submit(page, '="/vetting/pledge"')
  await page.locator('[data-passkey=proof]').waitFor()
  await inspect(page)
  await page.locator('[data-passkey=proof] button').click()
  await page.waitForURL(/\/vetting\?/)
  await page.locator('main a[href="/vetting/environment"]').first().click()
  for (const yes of await page.locator('main input[type=radio][value=yes]').all()) await yes.check()
  await page.locator('[name=updatedOn]').fill(today())
  await inspect(page)
  await submit(page, '="/vetting/environment"')
  await page.waitForURL(/\/vetting\?/)
}

/** 由美 sees where she lives, talks with her, and decides. */
async function vet(page: Page): Promise<void> {
  await page.goto('/vettings')
  await page.locator('main a', { hasText: '小林 空' }).click()
  for (const [step, how] of [
    ['residency', 'certificate'],
    ['interview', 'in-person'],
  ]) {
    const form = page.locator(`main form[action$="/${step}"]`)
    await form.locator(`[name=how][value=${how}]`).check()
    await form.locator('button').last().click()
    await page.waitForURL(/done/)
    await inspect(page)
  }
  const form = page.locator('main form[action$="/decision"]')
  await form.locator('[name=clearance][value="2"]').check()
  await form.locator('[name=reason]').fill('落ち着いて作業できる環境があります。')
  await form.locator('button').last().click()
  await page.locator('main form input[name=_proof]').waitFor({ state: 'attached' })
  await inspect(page)
  await submit(page, '$="/decision"')
  await page.waitForURL(/done/)
  await inspect(page)
}

test('a resident applies, is vetted by her town, and may look for work the moment that it says yes', async () => {
  const { page, faults } = await here.chrome.page({ viewport: phone })
  await giveDevice(page)
  await apply(page)
  // Until then nothing but her own standing is open to her.
  const before = await page.goto('/work')
  expect(before?.status()).toBe(403)
  const town = await here.chrome.as('yumi', { viewport: desktop })
  await vet(town.page)
  const after = await page.goto('/work')
  expect(after?.status()).toBe(200)
  await inspect(page)
  await page.goto('/vetting')
  await inspect(page)
  expect(await page.locator('main').textContent()).toContain('取扱い注意')
  expect([...faults, ...town.faults]).toEqual([])
  await page.context().close()
  await town.page.context().close()
})
