/** Where a reader is: established by the machine or the network, never by what somebody says. */
import { BlockList, isIP } from 'node:net'
import { listRanges } from '../../db/identity/networks.ts'
import type { Place } from '../../policies/safety/classes.ts'
import { plainAddress } from '../kernel/address.ts'
import type { Ctx } from '../kernel/context.ts'
import { sharedPcHere } from './shared-mark.ts'

/**
 * A centre: the session was begun on a registered shared PC, and this request bears that machine's mark too, so that a stolen
 * session is not at the centre. A virtual desktop: the request comes from a registered range. Everything else counts as a home.
 */
export async function placeOf(c: Ctx): Promise<Place> {
  const { session } = c.var
  if (session?.sharedPcId && (await sharedPcHere(c))?.id === session.sharedPcId) return 'centre'
  return (await isDesktop(c)) ? 'vdi' : 'home'
}

async function isDesktop({ var: { address, db } }: Ctx): Promise<boolean> {
  const plain = plainAddress(address)
  const family = familyOf(plain)
  return family !== undefined && rangesOf(await listRanges(db.read)).check(plain, family)
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined => {
  const version = isIP(address)
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined
}

const known = new WeakMap<readonly object[], BlockList>()
/** The same rows are the same ranges: db/kernel/prepared.ts gives the very rows of last time until something was committed. */
function rangesOf(rows: readonly { readonly cidr: string }[]): BlockList {
  const before = known.get(rows)
  if (before) return before
  const list = new BlockList()
  for (const { cidr } of rows) {
    const [address, bits] = cidr.split('/') as [string, string]
    const family = familyOf(address)
    if (family) list.addSubnet(address, Number(bits), family)
  }
  known.set(rows, list)
  return list
}
