import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { facilityList } from '../../db/seeds/facilities.ts'
import { desktop, inspect, phone } from '../support/run/chrome.ts'
import { demoInChrome } from './demo.ts'
import { deliver, download, offer, post, prepare, train, type Work } from './people.ts'

const here = demoInChrome()

const facilities = { csv: Buffer.from(facilityList()), fileName: '施設.csv', rowsPerLot: 600, key: '施設番号', column: 'サイト' }
const works: [string, Work, boolean][] = [
  ['the list of facilities', { ...facilities, title: '施設一覧の確認' }, true],
  ['the list of facilities, without script', { ...facilities, title: '施設一覧の点検' }, false],
]
// A list of the real world, where one lies beside the checkout (.ci/run says where); it is no part of the repository.
if (process.env.REAL_LIST)
  works.push([
    'a real list of every town of Japan',
    {
      title: '全国の市町村サイトの確認',
      csv: readFileSync(process.env.REAL_LIST),
      fileName: basename(process.env.REAL_LIST),
      rowsPerLot: 958,
      key: 'lgcode',
      column: 'url',
    },
    true,
  ])

const bom = '\uFEFF'

test.each(works)(
  'three towns share out %s, from posting to the joined result',
  async (_, work, javaScriptEnabled) => {
    const wide = { viewport: desktop, javaScriptEnabled }
    const yumi = await here.chrome.as('yumi', wide)
    const id = await post(yumi.page, work)
    const daisuke = await here.chrome.as('daisuke', wide)
    // The course is one that 花 lacks in the demo, or has been given by an earlier round.
    const reiko = await here.chrome.as('reiko', wide)
    await prepare(daisuke.page, id, work, ['security'])

    const hana = await here.chrome.as('hana', { viewport: phone, javaScriptEnabled })
    await hana.page.goto(`/work/${id}`)
    await inspect(hana.page)
    if ((await hana.page.locator('[name=lotsWished]').count()) === 0) {
      expect(await hana.page.locator('main').textContent()).toContain('情報セキュリティ')
      await train(reiko.page, 'security')
      await hana.page.reload()
    }
    expect(await hana.page.locator('main').textContent()).not.toContain('公式サイトを開き')
    await hana.page.locator('[name=lotsWished]').fill('2')
    await hana.page.locator(`form[action="/work/${id}/application"] button`).click()
    await hana.page.waitForLoadState()

    const delivered: string[] = []
    await offer(daisuke.page, id)
    for (const lot of [1, 2]) {
      await hana.page.goto('/assignments')
      await hana.page.locator(`main a:has-text("${work.title}"):has-text("作業${lot}")`).first().click()
      await inspect(hana.page)
      const assignment = new URL(hana.page.url()).pathname
      expect((await hana.page.request.get(`${assignment}/rows`)).status()).toBe(409)
      await hana.page.locator('[name=read]').check()
      await hana.page.locator('form[action$="/acceptance"] button').click()
      await hana.page.waitForLoadState()
      expect(await hana.page.locator('main').textContent()).toContain('公式サイトを開き')
      await inspect(hana.page)

      const mine = await download(hana.page, `a[href="${assignment}/rows"]`)
      expect(mine.startsWith(bom)).toBe(true)
      const broken = mine.replace(/\n[^\n]*\n/, '\n')
      await deliver(hana.page, broken, 'まだ途中です')
      expect(await hana.page.locator('[aria-invalid=true], [role=alert]').count()).toBeGreaterThan(0)
      expect(await hana.page.locator('[name=note]').inputValue()).toBe('まだ途中です')
      await inspect(hana.page)

      await deliver(hana.page, mine, 'そのままです')
      // Nothing was corrected: that is asked, and meant.
      await inspect(hana.page)
      await hana.page.locator('[name=unchanged]').check()
      await deliver(hana.page, mine, 'そのままです')
      if (lot === 1) {
        await daisuke.page.goto('/reviews')
        await inspect(daisuke.page)
        await daisuke.page.goto(`${assignment}/review`)
        await inspect(daisuke.page)
        await daisuke.page.locator('[name=criterion-1]').selectOption('1')
        await daisuke.page.locator('[name=words-1]').fill('httpをhttpsに直してください。')
        await daisuke.page.locator('form[action$="/returns"] button').first().click()
        await daisuke.page.waitForLoadState()
        await hana.page.goto(assignment)
        expect(await hana.page.locator('main').textContent()).toContain('httpをhttpsに直してください。')
        await inspect(hana.page)
      } else {
        await daisuke.page.goto(`${assignment}/review`)
        await daisuke.page.locator('form[action$="/approval"] button').first().click()
        await daisuke.page.waitForLoadState()
        delivered.push(mine)
        continue
      }
      const mended = mine.replaceAll('http://', 'https://')
      await deliver(hana.page, mended, '直しました')
      await daisuke.page.goto(`${assignment}/review`)
      await inspect(daisuke.page)
      await daisuke.page.locator('form[action$="/approval"] button').first().click()
      await daisuke.page.waitForLoadState()
      delivered.push(mended)
    }

    await yumi.page.goto(`/packages/${id}`)
    await inspect(yumi.page)
    const result = await download(yumi.page, `a[href="/packages/${id}/result"]`)
    const body = (text: string) => text.slice(text.indexOf('\n') + 1)
    expect(result).toBe(delivered[0]! + delivered.slice(1).map(body).join(''))

    const akira = await here.chrome.as('akira', wide)
    await akira.page.goto('/audit/check')
    await inspect(akira.page)
    await akira.page.goto(`/audit?subject=${id}`)
    await inspect(akira.page)
    for (const { faults } of [yumi, daisuke, reiko, hana, akira]) expect(faults).toEqual([])
    for (const { page } of [yumi, daisuke, reiko, hana, akira]) await page.context().close()
  },
  300_000,
)
