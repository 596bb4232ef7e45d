/** UUIDv7 ids (unique, in order of creation when sorted as text) and random secrets. */
import { createHash, randomBytes } from 'node:crypto'
import type { Instant } from './time.ts'

/**
 * 26 bits after the time count on, so that ids made at one instant keep the order in which they were made. Each instant counts
 * for itself, from anywhere and in uneven steps: who holds two ids does not learn how many other towns made in between.
 */
const counts = new Map<Instant, number>()
const mostInstants = 1024

function countAt(at: Instant): number {
  const before = counts.get(at)
  const random = randomBytes(4).readUInt32BE()
  const count = (before === undefined ? random >>> 7 : before + 1 + (random & 15)) & 0x3ffffff
  counts.delete(at)
  counts.set(at, count)
  if (counts.size > mostInstants) counts.delete(counts.keys().next().value!)
  return count
}

export function newId(at: Instant): string {
  const time = Date.parse(at).toString(16).padStart(12, '0')
  const rest = randomBytes(10)
  const made = countAt(at)
  rest[0] = 0x70 | (made >> 22)
  rest[1] = (made >> 14) & 0xff
  rest[2] = 0x80 | ((made >> 8) & 0x3f)
  rest[3] = made & 0xff
  return (time + rest.toString('hex')).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Ids say when and in which order; they are no secrets. This is one: `bytes` of randomness in base64url. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** Letters and digits that nobody confuses when reading aloud or typing (Crockford's base 32: no I, L, O, U). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** A secret of 130 bits to type by hand where a camera fails: `4F7K-…`, in groups. */
export const newCode = (): string =>
  Array.from(randomBytes(26), (byte, i) => (i > 0 && i % 5 === 0 ? '-' : '') + letters[byte & 31]).join('')
/** The same code however it was typed: small letters, spaces, O for 0. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
