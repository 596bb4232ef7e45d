/** How people reach things: a thumb whose taps are counted, and a keyboard without a mouse. */
import type { Locator, Page } from 'playwright'

/** Taps (or clicks) on one page, counted; typing is not a tap. */
export function counted(page: Page) {
  let taps = 0
  const tap = async (target: Locator) => {
    taps += 1
    await target.click()
    await page.waitForLoadState()
  }
  return {
    tap,
    /** A tap after which another page has come. */
    follow: async (target: Locator) => {
      const from = page.url()
      await tap(target)
      await page.waitForURL((url) => url.href !== from)
    },
    /** Opens the device's own dialog and chooses a file: one tap on this page. */
    choose: async (target: Locator, file: { name: string; mimeType: string; buffer: Buffer }) => {
      const [dialog] = await Promise.all([page.waitForEvent('filechooser'), tap(target)])
      await dialog.setFiles(file)
    },
    taps: () => taps,
  }
}

/** Keys only. Every stop on the way must show where the focus is. */
export function keyboard(page: Page) {
  const { keyboard: keys } = page
  const isOn = (selector: string) =>
    page.evaluate(
      `document.activeElement !== null && document.activeElement.matches(${JSON.stringify(selector)}) && document.activeElement.matches(':focus-visible')`,
    )
  async function reach(selector: string): Promise<void> {
    for (let i = 0; i < 80; i++) {
      if (await isOn(selector)) return
      await keys.press('Tab')
    }
    throw new Error(`Tab never came to ${selector} on ${page.url()}`)
  }
  return {
    reach,
    isOn,
    press: (key: string) => keys.press(key),
    type: (text: string) => keys.type(text),
    /** Presses a key after which another page comes. */
    async go(key: string): Promise<void> {
      const from = page.url()
      await Promise.all([page.waitForURL((url) => url.href !== from), keys.press(key)])
      await page.waitForLoadState()
    },
    /** Presses a key that sends a form leading back to this very page. */
    async send(key: string): Promise<void> {
      await Promise.all([page.waitForNavigation(), keys.press(key)])
      await page.waitForLoadState()
    },
  }
}
