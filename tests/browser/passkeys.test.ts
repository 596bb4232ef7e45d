import { expect, test } from 'vitest'
import { giveDevice, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'

const here = demoInChrome()

const sessionCookie = '__Host-session'

/** The counter's screen: 由美 takes a resident's application and hands over a one-time link. */
async function oneTimeLink(): Promise<string> {
  const { page, faults } = await here.chrome.as('yumi')
  await page.goto('/people/new')
  await page.locator('[name=name]').fill('小林 空')
  await page.locator('[name=kana]').fill('こばやし そら')
  await page.locator('[name=email]').fill('sora@example.jp')
  await page.locator('[name=weeklyHours]').fill('10')
  await page.locator('[name=places][value=home]').check()
  await page.locator('[name=locale][value=ja]').check()
  await page.locator('main form[action="/people"] button').last().click()
  await page.waitForURL(/\/vettings\/[0-9a-f-]{36}/)
  await inspect(page)
  await page.locator('form[action$="/enrolment"] button').click()
  await page.locator('form:has([name=_proof]) button').click()
  const link = /https?:\S+\/enrol#[\w-]+/.exec((await page.locator('main').textContent())!)![0]
  await inspect(page)
  expect(faults).toEqual([])
  await page.context().close()
  return link
}

test('an invitation link, a first passkey, home: three taps; then signing out and in with nothing but the key', async () => {
  const link = await oneTimeLink()
  const { page, faults } = await here.chrome.page({ viewport: phone })
  const device = await giveDevice(page)
  // Tap 1 opens the link, tap 2 makes the key, tap 3 is the device's own question (answered by the virtual authenticator).
  await page.goto(link)
  expect(page.url()).not.toContain('#')
  await page.locator('[data-passkey=enrol] button').click()
  await page.waitForURL(/\/account/)
  expect(await device.keys()).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])
  await inspect(page)

  const before = (await page.context().cookies()).find(({ name }) => name === sessionCookie)!
  expect(before).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  await page.locator('summary').first().click()
  await page.locator('form[action="/sign-out"] button').click()
  await page.waitForURL(`${here.demo.url}/`)
  expect((await page.context().cookies()).filter(({ name }) => name === sessionCookie)).toEqual([])

  await page.goto('/sign-in?next=/account')
  await page.locator('[data-passkey=sign-in] button').click()
  await page.waitForURL(`${here.demo.url}/account`)
  const after = (await page.context().cookies()).find(({ name }) => name === sessionCookie)!
  expect(after.value).not.toBe(before.value)

  // One more key: the first is touched for it, then the other device makes its own.
  const other = await device.another()
  await other.isTouched(false)
  const touched = page.waitForResponse(/\/passkeys\/proof$/)
  await page.locator('[data-passkey=add] button').click()
  expect((await touched).status()).toBe(200)
  await device.isTouched(false)
  await other.isTouched(true)
  await page.locator('#passkeys tbody tr').nth(1).waitFor()
  expect([(await device.keys()).length, (await other.keys()).length]).toEqual([1, 1])

  const again = await here.chrome.page()
  await giveDevice(again.page)
  await again.page.goto(link)
  await again.page.locator('[data-passkey=enrol] button').click()
  await again.page.locator('[role=alert]:not([hidden])').waitFor()
  expect(again.page.url()).toContain('/enrol')
  expect(faults).toEqual([])
})

test('a device that does not know its holder lets nobody in, and says so', async () => {
  const { page } = await here.chrome.page()
  const device = await giveDevice(page)
  await device.verifies(false)
  await page.goto('/sign-in')
  await page.locator('[data-passkey=sign-in] button').click()
  const problem = page.locator('[data-passkey] [role=alert]:not([hidden])')
  await problem.waitFor()
  expect((await problem.textContent())?.length).toBeGreaterThan(10)
  await inspect(page)
})
