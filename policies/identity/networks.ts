/** Networks (仮想デスクトップの接続元): the ranges of addresses from which a town's virtual desktops come. */
import type { Acts } from '../kernel/act.ts'
import type { Permit, Refusal, Why } from '../kernel/decision.ts'
import { rulesOf } from '../kernel/judge.ts'
import { type Actor, holds, type Role } from './people.ts'

export const networkActs = {
  'network.add': { on: 'network', by: ['coordinator'], from: ['open'], grave: true },
  'network.end': { on: 'network', by: ['coordinator'], from: ['open'], to: 'ended', untouched: 'safe' },
} as const satisfies Acts<Role, 'open' | 'ended'>
export type Act = keyof typeof networkActs
const { judge } = rulesOf(networkActs)

/** A town's coordinator registers and takes out its ranges; `ended`: it was taken out, or its town has left. */
export const decide = <A extends Act>(
  act: A,
  actor: Actor,
  network: { readonly id: string; readonly townId: string; readonly ended: boolean },
): Permit<A> | Refusal<Why> => {
  const relations = holds(actor, 'coordinator', network.townId) ? (['coordinator'] as const) : []
  return judge(act, actor, relations, { ...network, status: network.ended ? 'ended' : 'open' })
}

export type RangeProblem = 'shape' | 'wide' | 'everywhere'
/** The widest ranges that still are one body's desktops and not half the country: bits of the prefix. */
export const leastPrefix = { ipv4: 20, ipv6: 44 } as const
const bitsOf = { 4: 32, 6: 128 } as const

/** Addresses that are no place: the service's own machine, its link, everybody, nobody, and IPv4 in the clothes of IPv6. */
const nowhere: readonly Range[] = [
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'],
  ...['::/8', '64:ff9b::/96', '2002::/16', 'fe80::/10', 'ff00::/8'],
].map((text) => readRange(text)!)

type Range = { readonly family: 4 | 6; readonly first: bigint; readonly prefix: number }

/**
 * A range such as 203.0.113.0/28 or 2001:db8::/48 that may stand for a place, written in the one form in which it is stored; a single
 * address is a range of itself. Else what is wrong with it.
 */
export function rangeOf(text: string): { readonly cidr: string } | { readonly problem: RangeProblem } {
  const range = readRange(text)
  if (!range) return { problem: 'shape' }
  // What overlaps with one of them is named as that, however wide it is: the reason why it is dangerous comes first.
  if (nowhere.some((other) => overlap(range, other))) return { problem: 'everywhere' }
  if (range.prefix < (range.family === 4 ? leastPrefix.ipv4 : leastPrefix.ipv6)) return { problem: 'wide' }
  return { cidr: `${addressText(range)}/${range.prefix}` }
}

function readRange(text: string): Range | undefined {
  const [, address, bits] = /^([0-9a-fA-F.:]{2,45})(?:\/(\d{1,3}))?$/.exec(text) ?? []
  if (address === undefined) return undefined
  const family = address.includes(':') ? 6 : 4
  const value = family === 6 ? readSix(address) : readFour(address)
  const prefix = bits === undefined ? bitsOf[family] : Number(bits)
  if (value === undefined || prefix > bitsOf[family]) return undefined
  const host = BigInt(bitsOf[family] - prefix)
  return { family, first: (value >> host) << host, prefix }
}

/** Four plain decimals: a leading zero is octal to some and decimal to others, so it is neither here. */
function readFour(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n)
}

function readSix(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const given = [...head!, ...(tail ?? [])]
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  if (tail ? given.length > 7 : given.length !== 8) return undefined
  const groups = tail ? [...head!, ...new Array<string>(8 - given.length).fill('0'), ...tail] : given
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n)
}

/** Of two ranges that overlap the wider holds the narrower. */
function overlap(one: Range, other: Range): boolean {
  if (one.family !== other.family) return false
  const host = BigInt(bitsOf[one.family] - Math.min(one.prefix, other.prefix))
  return one.first >> host === other.first >> host
}

function addressText({ family, first }: Range): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, i) => ((first >> BigInt(112 - 16 * i)) & 65_535n).toString(16))
  // The longest run of zeros is left out, as RFC 5952 has it.
  const runs = [...`${groups.join(':')}:`.matchAll(/(?<![0-9a-f])(?:0:){2,}/g)].sort((a, b) => b[0].length - a[0].length)
  const [longest] = runs
  if (!longest) return groups.join(':')
  const before = groups.join(':').slice(0, longest.index).replace(/:$/, '')
  const after = `${groups.join(':')}:`.slice(longest.index + longest[0].length).replace(/:$/, '')
  return `${before}::${after}`
}
