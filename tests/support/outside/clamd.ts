/** A real clamd where the machine has one, with a database of our own that knows one signature. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export const installed = [process.env.CLAMD, '/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find(
  (path) => path && existsSync(path),
)
/** Put together here, so that no scanner takes this file for a virus. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-', 'TEST-FILE', '!$H+H*'].join('')
export const nameOfEicar = 'Yui.Test.Eicar.UNOFFICIAL'

/** Takes files of up to 3 MB; resolves once it listens. */
export async function startClamd() {
  const folder = mkdtempSync(join(tmpdir(), 'yui-clamd-'))
  mkdirSync(join(folder, 'db'))
  // Anywhere in the first bytes of any file (target 0).
  writeFileSync(join(folder, 'db', 'own.ndb'), `Yui.Test.Eicar:0:0:${Buffer.from(eicar).toString('hex')}\n`)
  const settings = {
    DatabaseDirectory: join(folder, 'db'),
    TemporaryDirectory: folder,
    LocalSocket: join(folder, 'clamd.sock'),
    Foreground: 'yes',
    StreamMaxLength: '4M',
    MaxFileSize: '3M',
    MaxScanSize: '8M',
    AlertExceedsMax: 'yes',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`)
  writeFileSync(join(folder, 'clamd.conf'), lines.join(''))
  const daemon = spawn(installed!, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  for (let i = 0; i < 300 && !existsSync(settings.LocalSocket); i++) await wait(100)
  return {
    daemon,
    address: `unix:${settings.LocalSocket}`,
    stop() {
      daemon.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
