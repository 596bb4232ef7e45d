/** Networks (仮想デスクトップの接続元): the ranges of addresses from which a town's virtual desktops come. */
import { type Permit, permit, type Refusal, refuse, type Why } from './decision.ts'
import { type Actor, holds } from './people.ts'

export type Act = 'network.add' | 'network.end'

/** A town's coordinator registers and takes out its ranges. */
export const decide = <A extends Act>(
  act: A,
  actor: Actor,
  network: { readonly id: string; readonly townId: string; readonly ended: boolean },
): Permit<A> | Refusal<Why> => {
  if (!holds(actor, 'coordinator', network.townId)) return refuse('unseen')
  return network.ended ? refuse('status') : permit(act, network)
}

export type RangeProblem = 'shape' | 'wide' | 'everywhere'
/** The widest ranges that still are one body's desktops and not half the country: bits of the prefix. */
export const leastPrefix = { ipv4: 20, ipv6: 44 } as const

/** Whether text is a range such as 203.0.113.0/28 or 2001:db8::/48 that may stand for a place. `isAddress` checks the address itself. */
export function rangeProblem(cidr: string, isAddress: (text: string) => 4 | 6 | 0): RangeProblem | undefined {
  const [, address, bits] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(cidr) ?? []
  const family = address === undefined ? 0 : isAddress(address)
  if (family === 0) return 'shape'
  const prefix = Number(bits)
  if (prefix > (family === 4 ? 32 : 128)) return 'shape'
  if (prefix < (family === 4 ? leastPrefix.ipv4 : leastPrefix.ipv6)) return 'wide'
  // The service's own machine or link is no place: behind a proxy that says nothing, everybody would come from it.
  return /^(127\.|0\.|169\.254\.|::1?$|fe80:)/i.test(address!) ? 'everywhere' : undefined
}
