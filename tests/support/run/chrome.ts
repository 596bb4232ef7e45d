/** A real browser: one Chromium for a test file, a fresh context for each person, with a passkey device where one is wanted. */
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContextOptions, chromium, type Page } from 'playwright'
import { expect } from 'vitest'
import type { CastKey } from '../../../db/seeds/cast.ts'

const executablePath = process.env.CHROME ?? '/usr/bin/chromium'
const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 900 }

export async function openChrome(url: string) {
  const browser = await chromium.launch({ executablePath, args })
  return {
    /** A page of a browser of its own. Whatever it says to its console as an error fails the test through `faults`. */
    async page(options: BrowserContextOptions = {}) {
      const context = await browser.newContext({ baseURL: url, locale: 'ja-JP', viewport: phone, ...options })
      context.setDefaultTimeout(30_000)
      const page = await context.newPage()
      if (options.javaScriptEnabled === false) scriptless.add(page)
      return { page, faults: watch(page) }
    },
    /** The page of somebody of the cast, signed in by the demo's own way. */
    async as(who: CastKey, options: BrowserContextOptions = {}) {
      const { page, faults } = await this.page(options)
      await page.goto('/demo')
      await page.locator(`form:has(input[name=person][value=${who}]) button`).click()
      await page.waitForURL(`${url}/`)
      return { page, faults }
    },
    close: () => browser.close(),
  }
}
export type Chrome = Awaited<ReturnType<typeof openChrome>>

function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()} ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(`${page.url()} ${message.text()}`)
  })
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(page.url() === 'about:blank' ? request.url() : page.url()).host)
      faults.push(`left the site: ${request.url()}`)
  })
  return faults
}

/** A device with a passkey store: the machine's own, or one that is plugged in. */
export async function giveDevice(page: Page, transport: 'internal' | 'usb' = 'internal') {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const
  const add = async (of: 'internal' | 'usb') => {
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: { ...options, transport: of },
    })
    return {
      keys: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
      /** Whether somebody stands at it and touches it when it asks. */
      isTouched: (enabled: boolean) => devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
      verifies: (isUserVerified: boolean) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    }
  }
  return { ...(await add(transport)), another: () => add('usb') }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Pages of browsers without script, in which axe cannot run either; what they show was inspected with script. */
const scriptless = new WeakSet<Page>()

/** Axe finds nothing, and nothing sticks out of the page sideways. */
export async function inspect(page: Page): Promise<void> {
  if (scriptless.has(page)) return
  await page.waitForLoadState()
  // Our pages have no frames, so axe may stay in the one page: four times faster.
  const axe = new AxeBuilder({ page }).options({ runOnly: rules, resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await axe.analyze()
  expect([
    page.url(),
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ]).toEqual([page.url(), []])
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect([page.url(), overflow]).toEqual([page.url(), 0])
}
