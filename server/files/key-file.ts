/** The deployment's key, which wraps the keys of all packages: 32 bytes in a file that only the service may read. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { ConfigError } from '../config.ts'

/** Reads the key, or makes one at the very first start. A file that others may read, or that holds something else, stops the start. */
export function readKeyFile(path: string): Buffer {
  make(path)
  if ((statSync(path).mode & 0o077) !== 0) throw new ConfigError(`KEY_FILE (${path}) may be read by others: run chmod 600 on it.`)
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== 32) throw new ConfigError(`KEY_FILE (${path}) holds no key of 32 bytes in base64url.`)
  return key
}

/** Of two processes that start at once one makes the key and the other reads it. */
function make(path: string): void {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw new ConfigError(`KEY_FILE (${path}) can be neither read nor made: ${(error as Error).message}`)
  }
  writeSync(file, `${randomBytes(32).toString('base64url')}\n`)
  fsyncSync(file)
  closeSync(file)
}
