/** What each person does in the slice, through the pages and nothing else: the same steps with script and without. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { cast } from '../../db/seeds/cast.ts'
import { inspect } from '../support/run/chrome.ts'

export type Work = { title: string; csv: Buffer; fileName: string; rowsPerLot: number; key: string; column: string }

const submit = (page: Page, action: string) => page.locator(`main form[action${action}] button:not([name=more])`).first().click()
const idIn = (page: Page) => /\/([0-9a-f-]{36})/.exec(page.url())![1]!

/** Waits for long work: script renews the page by itself, a browser without it is told to come back. */
async function until(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    await page.waitForLoadState()
    const busy = (await page.locator('main progress').count()) > 0
    if (!busy && (await page.locator(selector).first().isVisible())) return
    await page.waitForTimeout(200)
    if (i % 10 === 9) await page.reload()
  }
  throw new Error(`${selector} did not come on ${page.url()}`)
}

/** 由美 drafts a package in five steps, each saved, and hands it over; gives its id. */
export async function post(page: Page, work: Work): Promise<string> {
  await page.goto('/packages/new')
  await page.locator('[name=title]').fill(work.title)
  await submit(page, '="/packages"')
  expect(await page.locator('[aria-invalid=true]').count()).toBeGreaterThan(0)
  expect(await page.locator('[name=title]').inputValue()).toBe(work.title)
  await page.locator('[name=purpose]').fill('各市町村のサイトのアドレスと読みを確かめ、一覧を正しくします。')
  await submit(page, '="/packages"')
  await page.waitForURL(/steps\/2/)
  const id = idIn(page)
  await page.locator('[name=file]').setInputFiles({ name: work.fileName, mimeType: 'text/csv', buffer: work.csv })
  await submit(page, '$="/steps/2"')
  await until(page, 'main :text("SHA-256")')
  await inspect(page)
  await page.goto(`/packages/${id}/steps/3`)
  await page.locator('[name=brief]').fill('公式サイトを開き、アドレスと読みを確かめて直してください。')
  await page.locator('[name=criteria]').fill('サイトのアドレスが開ける\n読みが公式サイトと同じである')
  await submit(page, '$="/steps/3"')
  await page.waitForURL(/steps\/4/)
  const answers = { published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no' }
  for (const [name, answer] of Object.entries(answers)) await page.locator(`[name=${name}][value=${answer}]`).check()
  await submit(page, '$="/steps/4"')
  // The class that follows is shown and explained before the draft goes on.
  await page.locator(`main a[href="/packages/${id}/steps/5"]`).last().click()
  await page.locator(`[name=managerId][value="${cast.daisuke.id}"]`).check()
  await submit(page, '$="/steps/5"')
  await page.waitForURL(/check/)
  await inspect(page)
  await submit(page, '$="/hand-over"')
  await page.waitForURL(new RegExp(`/packages/${id}`))
  return id
}

/** 大輔 splits it, sets price, date and training, and publishes it to the allied towns. */
export async function prepare(page: Page, id: string, work: Work, courses: readonly string[]): Promise<void> {
  await page.goto(`/packages/${id}/split`)
  await page.locator('[name=rowsPerLot]').fill(String(work.rowsPerLot))
  await submit(page, '$="/split"')
  await until(page, `a[href="/packages/${id}/plan"]`)
  await page.goto(`/packages/${id}/plan`)
  await page.locator('[name=unitPrice]').fill('５０')
  await page.locator('[name=minutesPerRow]').fill('2')
  await page.locator('[name=dueOn]').fill(dayFromNow(20))
  for (const place of ['home', 'centre']) await page.locator(`[name=places][value=${place}]`).check()
  for (const town of ['203246', '152161']) await page.locator(`[name=towns][value="${town}"]`).check()
  for (const course of courses) await page.locator(`[name=courses][value=${course}]`).check()
  if ((await page.locator('[name=expenses]').inputValue()) === '') await page.locator('[name=expenses]').fill('なし')
  if ((await page.locator(`[name=keyColumn]`).count()) > 0) await chooseKey(page, work.key)
  await inspect(page)
  await submit(page, '$="/plan"')
  await page.waitForURL(/publication/)
  await inspect(page)
  await submit(page, '$="/publication"')
  await page.waitForURL(new RegExp(`/packages/${id}$|/packages/${id}[?]`))
}

async function chooseKey(page: Page, key: string): Promise<void> {
  const field = page.locator('[name=keyColumn]').first()
  if ((await page.locator('select[name=keyColumn]').count()) > 0) await field.selectOption(key)
  else await page.locator(`[name=keyColumn][value="${key}"]`).check()
}

/** 礼子 records that 花 passed the course. */
export async function train(page: Page, course: string): Promise<void> {
  await page.goto(`/courses/${course}`)
  await page.locator(`[name="result-${cast.hana.id}"][value=passed]`).check()
  await inspect(page)
  await submit(page, '*="/completions"')
  await page.waitForLoadState()
}

/** 大輔 offers 花 the two lots that she wished for: two clicks from the candidates. */
export async function offer(page: Page, id: string): Promise<void> {
  await page.goto(`/packages/${id}/candidates`)
  await inspect(page)
  await page.locator(`a[href^="/packages/${id}/offers?lots-${cast.hana.id}="]`).click()
  await inspect(page)
  await submit(page, '$="/offers"')
  await page.waitForURL(/candidates\?offered=2/)
}

/** The rows with one cell corrected: the second of the first row. */
export const oneCorrected = (rows: string): string => rows.replace(/^([^\n]*\n[^\n,]*,)([^,"\n]+)/, '$1$2（確認済み）')

/** 花 delivers her rows as `mend` changes them. */
export async function deliver(page: Page, text: string, note: string): Promise<void> {
  await page.locator('[name=file]').setInputFiles({ name: 'わたしの分.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.locator('[name=note]').fill(note)
  await submit(page, '$="/submission"')
  await page.waitForLoadState()
}

/** What a link on this page downloads, as text. */
export async function download(page: Page, selector: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(selector).first().click()])
  return readFileSync(await file.path(), 'utf8')
}

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
