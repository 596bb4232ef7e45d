/** Whom a connection comes from: what brakes on guessing count by. */

import { isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Config } from '../config.ts'

/** INVARIANT: a client's own X-Forwarded-For never counts: only the last entry, and only when a proxy of ours wrote it. */
export function addressReader({ trustProxy }: Pick<Config, 'trustProxy'>) {
  return (request: Request, env: unknown): string => {
    const forwarded = trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    return forwarded ?? getConnInfo({ env } as never).remote.address ?? ''
  }
}

/** An IPv4 address that came in over IPv6 is the IPv4 address that it is. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** What brakes count an address by: of IPv6 the first 64 bits, since a single line is given as many addresses (RFC 6177, RFC 7421). */
export function brakeKey(address: string): string {
  const plain = plainAddress(address).replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [before = '', after] = plain.split('::')
  const groups = before === '' ? [] : before.split(':')
  const rest = after ? after.split(':').length : 0
  const whole =
    after === undefined
      ? groups
      : [...groups, ...Array(Math.max(0, 8 - groups.length - rest)).fill('0'), ...(after ? after.split(':') : [])]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
