/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const found = () => [process.env.CHROME, ...usual, chromium.executablePath()].find((path) => path && existsSync(path))

/** The path of a browser; nothing where there is none and none can be had. */
export async function findChromium() {
  if (found()) return found()
  const quiet = { stdio: 'ignore' }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update'], quiet)
    spawnSync('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk'], quiet)
  }
  if (!found()) spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], quiet)
  return found()
}
