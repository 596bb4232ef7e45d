/** Reads the names in a ZIP, which Windows in Japan writes in Shift_JIS. */
import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { archiveLimits, cleanName, isPlainPath } from '../../../policies/files/files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'

const utf8Flag = 0x800
const unicodePath = 0x7075

/** Undefined where the name cannot be read, or where two readers would read two names. */
export function entryName(entry: Entry): string | undefined {
  const raw = entry.fileNameRaw
  if (raw.length === 0 || raw.length > archiveLimits.nameBytes) return undefined
  // macOS writes UTF-8 without saying so; what is neither is nobody's.
  const plain = decoded(raw, 'utf-8') ?? (entry.generalPurposeBitFlag & utf8Flag ? undefined : decoded(raw, 'shift_jis'))
  const second = entry.extraFields.find(({ id, data }) => id === unicodePath && data.length > 5 && data[0] === 1)?.data
  if (plain === undefined || !second || second.readUInt32LE(1) !== crc32(raw)) return plain
  if (!isPlainPath(plain.replaceAll('?', '_'))) return undefined
  const unicode = decoded(second.subarray(5), 'utf-8')
  // Where the plain name says the same in fewer letters (question marks for kanji), the second is the one to show.
  return unicode !== undefined && ending(unicode) === ending(plain) && depth(unicode) === depth(plain) ? unicode : undefined
}

/** Fit to be told to people. */
export const shownName = (path: string, position: number): string =>
  findMyNumber(path) ? `(${position})` : path.split('/').filter(Boolean).map(cleanName).join('/').slice(-200)

const ending = (path: string) => path.slice(path.lastIndexOf('.')).toLowerCase()
const depth = (path: string) => path.split('/').length

function decoded(raw: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return undefined
  }
}
