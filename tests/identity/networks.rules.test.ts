// Networks: who registers them, and which ranges may stand for a place at all.
import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { decide, rangeOf } from '../../policies/identity/networks.ts'
import { roles } from '../../policies/identity/people.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const town = '202151'
const cases = decisionTable(
  { role: roles, reach: ['here', 'elsewhere', 'everywhere'], ended: ['living', 'ended'], act: ['network.add', 'network.end'] },
  'coordinator here,everywhere living *',
)
testAll('who does what with the addresses of a town', cases, ({ point, allowed }) => {
  const townId = point.reach === 'everywhere' ? null : point.reach === 'here' ? town : '203246'
  const actor = { id: 'a', grants: [{ role: point.role, townId }] }
  const decision = decide(point.act, actor, { id: 'n', townId: town, ended: point.ended === 'ended' })
  if (allowed) return expect(decision).toEqual({ act: point.act, on: 'n', chain: town })
  const own = point.role === 'coordinator' && point.reach !== 'elsewhere'
  expect(decision).toMatchObject({ refused: own ? 'status' : 'unseen' })
})

test.each([
  ['203.0.113.5', '203.0.113.5/32'],
  ['203.0.113.5/28', '203.0.113.0/28'],
  ['203.0.113.0/20', '203.0.112.0/20'],
  ['10.20.0.0/20', '10.20.0.0/20'],
  ['192.168.7.9/24', '192.168.7.0/24'],
  ['2001:db8::/48', '2001:db8::/48'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1/128'],
  ['2001:db8:0:1:1:1:1:1/64', '2001:db8:0:1::/64'],
  ['2400:8500::/44', '2400:8500::/44'],
  ['fd12:3456:789a::/48', 'fd12:3456:789a::/48'],
])('%s is stored as %s', (text, cidr) => {
  expect(rangeOf(text)).toEqual({ cidr })
  const [address, bits] = cidr.split('/') as [string, string]
  // What is stored is understood by what later checks addresses against it.
  expect(() => new BlockList().addSubnet(address, Number(bits), cidr.includes(':') ? 'ipv6' : 'ipv4')).not.toThrow()
})

test.each([
  ['', 'shape'],
  ['塩尻', 'shape'],
  ['203.0.113', 'shape'],
  ['203.0.113.256', 'shape'],
  ['203.0.113.05', 'shape'],
  ['0xcb.0.113.5', 'shape'],
  ['203.0.113.0/33', 'shape'],
  ['203.0.113.0/-1', 'shape'],
  ['203.0.113.0/28/28', 'shape'],
  ['2001:db8::1::2', 'shape'],
  ['2001:db8:1', 'shape'],
  ['2001:db8::/129', 'shape'],
  ['12345::', 'shape'],
  ['fe80::1%eth0', 'shape'],
  ['::ffff:203.0.113.5', 'shape'],
  ['203.0.0.0/19', 'wide'],
  ['10.0.0.0/8', 'wide'],
  ['2001:db8::/43', 'wide'],
  ['0.0.0.0/0', 'everywhere'],
  ['::/0', 'everywhere'],
  ['127.0.0.1', 'everywhere'],
  ['127.5.0.0/20', 'everywhere'],
  ['0.0.0.0', 'everywhere'],
  ['169.254.169.254', 'everywhere'],
  ['224.0.0.1', 'everywhere'],
  ['255.255.255.255', 'everywhere'],
  ['126.0.0.0/7', 'everywhere'],
  ['::1', 'everywhere'],
  ['0:0:0:0:0:0:0:1/128', 'everywhere'],
  ['::', 'everywhere'],
  ['::2/127', 'everywhere'],
  ['fe80::1', 'everywhere'],
  ['fe90::/44', 'everywhere'],
  ['ff02::1', 'everywhere'],
  // IPv4 in the clothes of IPv6: a range of them would match every IPv4 address there is.
  ['::ffff:0:0/96', 'everywhere'],
  ['::ffff:cb00:7105/128', 'everywhere'],
  ['0:0:0:0:0:ffff:cb00:7100/120', 'everywhere'],
  ['64:ff9b::cb00:7105', 'everywhere'],
  ['2002:cb00:7105::/48', 'everywhere'],
] as const)('%s is refused: %s', (text, problem) => {
  expect(rangeOf(text)).toEqual({ problem })
})
