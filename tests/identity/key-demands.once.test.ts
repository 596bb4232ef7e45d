// What the standards demand of a public key: each parameter by itself, once as it should be and in every way in which it may be wrong.
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isStrongKey } from '../../server/identity/key-demands.ts'
import { coseKey } from '../support/outside/cbor.ts'

type Parts = Record<number, number | Uint8Array>
const decoded = (text: string | undefined) => Buffer.from(text!, 'base64url')
const ec = (curve: string) => generateKeyPairSync('ec', { namedCurve: curve }).publicKey.export({ format: 'jwk' })
const rsa = (modulusLength: number, publicExponent = 0x10001): Parts => {
  const { n, e } = generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' })
  return { 1: 3, 3: -257, [-1]: decoded(n), [-2]: decoded(e) }
}
const p256 = ec('P-256')
const es256: Parts = { 1: 2, 3: -7, [-1]: 1, [-2]: decoded(p256.x), [-3]: decoded(p256.y) }
const okp = decoded(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x)
const eddsa: Parts = { 1: 1, 3: -8, [-1]: 6, [-2]: okp }
const rs256 = rsa(2_048)
const n = rs256[-1] as Buffer
const changed = (from: Uint8Array, at: number, by = 1) =>
  Buffer.from(from).fill(from.at(at)! ^ by, at < 0 ? from.length + at : at, (at < 0 ? from.length + at : at) + 1)
const le = (hex: string) => Buffer.from(hex, 'hex')

const strong = (parts: Parts) =>
  isStrongKey(new Uint8Array(coseKey(Object.entries(parts).map(([label, value]) => [Number(label), value] as const))))

test.each([
  ['ES256 on P-256', es256],
  ['Ed25519', eddsa],
  ['RS256 of 2048 bits', rs256],
  ['RS256 of 3072 bits', rsa(3_072)],
])('%s is taken', (_, parts) => {
  expect(strong(parts)).toBe(true)
})

test('so is every key that Ed25519 makes', () => {
  for (let i = 0; i < 50; i++) {
    const x = decoded(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x)
    expect(strong({ ...eddsa, [-2]: x })).toBe(true)
  }
})

const p384 = ec('P-384')
test.each<[string, Parts]>([
  ['RSA of 512 bits', rsa(512)],
  ['RSA of 1024 bits', rsa(1_024)],
  ['RSA of 2047 bits', { ...rs256, [-1]: Buffer.concat([Buffer.from([0x7f]), n.subarray(1)]) }],
  ['RSA of 1024 bits behind zeros', { ...rs256, [-1]: Buffer.concat([Buffer.alloc(128), n.subarray(128)]) }],
  ['RSA of 16384 bits', { ...rs256, [-1]: Buffer.concat(Array.from({ length: 8 }, () => n)) }],
  ['a modulus behind a zero', { ...rs256, [-1]: Buffer.concat([Buffer.alloc(1), n]) }],
  ['RSA of another key type', { ...rs256, 1: 2 }],
  ['EdDSA of another key type', { ...eddsa, 1: 2 }],
  ['an even modulus', { ...rs256, [-1]: changed(n, -1) }],
  ['the exponent 3', rsa(2_048, 3)],
  ['the exponent 1', { ...rs256, [-2]: Buffer.from([1]) }],
  ['an exponent behind a zero', { ...rs256, [-2]: Buffer.from([0, 1, 0, 1]) }],
  ['no exponent', { 1: 3, 3: -257, [-1]: n }],
  ['RS1', { ...rs256, 3: -65_535 }],
  ['RSA that says it is ES256', { ...rs256, 3: -7 }],
  ['ES256 that says it is RSA', { ...es256, 3: -257 }],
  ['ES256 of another key type', { ...es256, 1: 1 }],
  ['ES256 on another curve', { ...es256, [-1]: 8 }],
  ['a point of P-384', { ...es256, [-2]: decoded(p384.x), [-3]: decoded(p384.y) }],
  ['a point beside P-256', { ...es256, [-3]: changed(es256[-3] as Buffer, -1) }],
  ['a coordinate beyond the field', { ...es256, [-2]: Buffer.alloc(32, 0xff) }],
  ['the point at infinity', { ...es256, [-2]: Buffer.alloc(32), [-3]: Buffer.alloc(32) }],
  ['a compressed point', { ...es256, [-3]: 1 }],
  ['no y', { 1: 2, 3: -7, [-1]: 1, [-2]: decoded(p256.x) }],
  ['Ed448', { ...eddsa, [-1]: 7, [-2]: Buffer.alloc(57, 2) }],
  ['X25519', { ...eddsa, [-1]: 4 }],
  ['a short Ed25519 key', { ...eddsa, [-2]: okp.subarray(1) }],
  ['y = 2, which is beside Ed25519', { ...eddsa, [-2]: le(`02${'00'.repeat(31)}`) }],
  ['the neutral element of Ed25519', { ...eddsa, [-2]: le(`01${'00'.repeat(31)}`) }],
  ['order 2', { ...eddsa, [-2]: le(`ec${'ff'.repeat(30)}7f`) }],
  ['order 4', { ...eddsa, [-2]: le('00'.repeat(32)) }],
  ['order 8', { ...eddsa, [-2]: le('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05') }],
  ['order 8, the other', { ...eddsa, [-2]: le('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a') }],
  ['order 8, with the sign', { ...eddsa, [-2]: le('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa') }],
  ['a y beyond the field', { ...eddsa, [-2]: Buffer.concat([Buffer.alloc(31, 0xff), Buffer.from([0x7f])]) }],
  ['no algorithm', { 1: 2, [-1]: 1, [-2]: decoded(p256.x), [-3]: decoded(p256.y) }],
  ['no parameters', {}],
])('%s is refused', (_, parts) => {
  expect(strong(parts)).toBe(false)
})

test('what is no CBOR is refused too', () => {
  for (const noise of [[], [0xff], [0xa1], [0xbf, 1], [1, 2, 3]]) expect(isStrongKey(new Uint8Array(noise))).toBe(false)
})
