import { expect, test } from 'vitest'
import { cast } from '../../db/seeds/cast.ts'
import { ja } from '../../views/messages/ja/index.ts'
import { desktop } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'
import { keyboard } from './hands.ts'
import { download, oneCorrected } from './people.ts'

const here = demoInChrome()

const wide = { viewport: desktop }

test('a manager reviews delivery after delivery by keyboard only: one approved, the next returned with a point', async () => {
  const { page, faults } = await here.chrome.as('daisuke', wide)
  const hands = keyboard(page)
  await hands.reach('main a[href="/reviews"]')
  await hands.go('Enter')
  await page.locator('[data-keys]:focus').waitFor()
  await hands.go('n')
  const first = idOf(page.url())
  await page.locator('[data-keys]:focus').waitFor()
  await hands.press('a')
  expect(await hands.isOn('form[action$="/approval"] button')).toBe(true)
  await hands.go('Enter')
  const second = idOf(page.url())
  expect(second).not.toBe(first)
  expect(page.url()).toContain('done=approve')

  await page.locator('[data-keys]:focus').waitFor()
  await hands.press('r')
  await page.locator('#criterion-1:focus').waitFor()
  await hands.press('ArrowDown')
  await hands.press('Tab')
  await hands.press('Tab')
  await hands.type('市外局番から書いてください。')
  await hands.go('Enter')
  expect(page.url()).toContain('done=return')
  for (const [id, status] of [
    [first, ja.assignmentStatuses.approved],
    [second, ja.assignmentStatuses.returned],
  ]) {
    await page.goto(`/assignments/${id}`)
    expect(await page.locator('main').textContent()).toContain(status)
  }
  expect(await page.locator('main').textContent()).toContain('市外局番から書いてください。')
  expect(faults).toEqual([])
})

test('a worker accepts and delivers by keyboard only', async () => {
  const daisuke = await here.chrome.as('daisuke', wide)
  await daisuke.page.locator('main a[href$="/candidates"]:has-text("観光施設")').first().click()
  await daisuke.page.locator(`a[href*="lots-${cast.ken.id}"]`).click()
  // He stands behind somebody else in the fair order, so a reason is due.
  await daisuke.page.locator('[name=reason]').fill('センターで続けて作業できるため')
  await daisuke.page.locator('form[action$="/offers"] button').click()
  await daisuke.page.waitForURL(/offered=/)

  const { page, faults } = await here.chrome.as('ken', wide)
  const hands = keyboard(page)
  // Other things wait for him as well: the offer is the one that he goes to.
  const offered = await page.locator('main a[href^="/assignments/"]:has-text("観光施設")').first().getAttribute('href')
  await hands.reach(`main a[href="${offered}"]`)
  await hands.go('Enter')
  await hands.reach('[name=read]')
  await hands.press('Space')
  await hands.reach('form[action$="/acceptance"] button')
  await hands.send('Enter')

  const rows = oneCorrected(await download(page, 'a[href$="/rows"]'))
  await page.reload()
  await hands.reach('[name=file]')
  await page.locator('[name=file]').setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
  await hands.reach('[name=note]')
  await hands.type('確かめました。')
  await hands.reach('form[action$="/submission"] button')
  await hands.send('Enter')
  expect(await page.locator('#deliveries').textContent()).toContain('確かめました。')
  expect(faults).toEqual([])
})

const idOf = (url: string) => /assignments\/([0-9a-f-]{36})/.exec(url)![1]!
