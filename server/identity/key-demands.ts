/** What the standards demand of a passkey's public key. Nothing of it is taken on the browser's word: a key is only as strong as each of its numbers. */
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'

/** COSE (RFC 9052, 9053; RFC 8230 for RSA): labels of parameters, key types, curves and algorithms. */
const label = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 } as const
const algorithms: Readonly<Record<number, (part: (name: number) => unknown) => boolean>> = {
  [-7]: isEs256,
  [-8]: isEd25519,
  [-257]: isRs256,
}

/**
 * Whether a COSE key is one of the three that are asked for, whole and strong. ES256: P-256, a point on the curve (FIPS 186-5; SEC 1).
 * EdDSA: Ed25519 (RFC 8032), a point on the curve and none of small order. RS256: an odd modulus of 2048 to 8192 bits, exponent 65537
 * (NIST SP 800-131A; CRYPTREC counts nothing below 2048 bits).
 */
export function isStrongKey(cose: Uint8Array<ArrayBuffer>): boolean {
  try {
    const key = decodeCredentialPublicKey(cose) as unknown as Map<number, unknown>
    const part = (name: number) => key.get(name)
    const demands = algorithms[part(label.alg) as number]
    return demands?.(part) ?? false
  } catch {
    return false
  }
}

function isEs256(part: (name: number) => unknown): boolean {
  const [x, y] = [bytes(part(label.x)), bytes(part(label.y))]
  if (part(label.kty) !== 2 || part(label.crv) !== 1 || x?.length !== 32 || y?.length !== 32) return false
  return isKey({ kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') })
}

function isEd25519(part: (name: number) => unknown): boolean {
  const x = bytes(part(label.x))
  if (part(label.kty) !== 1 || part(label.crv) !== 6 || x?.length !== 32) return false
  return isPoint(x)
}

function isRs256(part: (name: number) => unknown): boolean {
  const [n, e] = [bytes(part(label.n)), bytes(part(label.e))]
  if (part(label.kty) !== 3 || !n?.length || !e) return false
  const bits = n[0] === 0 ? 0 : n.length * 8 - Math.clz32(n[0]!) + 24
  return e.toString('hex') === '010001' && bits >= 2_048 && bits <= 8_192 && n.at(-1)! % 2 === 1
}

const bytes = (value: unknown): Buffer | undefined => (value instanceof Uint8Array ? Buffer.from(value) : undefined)

/** OpenSSL refuses coordinates beyond the field and a point beside the curve. */
function isKey(jwk: JsonWebKey): boolean {
  createPublicKey({ key: jwk, format: 'jwk' })
  return true
}

/** The field of Ed25519, the constant of its curve, and the y of its eight points of small order (RFC 8032, 5.1). */
const p = 2n ** 255n - 19n
const d = modulo(-121665n * power(121666n, p - 2n))
const order8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n
const smallOrder = new Set([0n, 1n, p - 1n, order8, p - order8])

/** Decompression: x² = (y² − 1) / (dy² + 1) must have a root, which Euler's criterion tells. */
function isPoint(encoded: Buffer): boolean {
  const y = BigInt(`0x${Buffer.from(encoded).reverse().toString('hex')}`) & (2n ** 255n - 1n)
  if (y >= p || smallOrder.has(y)) return false
  const square = modulo((y * y - 1n) * power(modulo(d * y * y + 1n), p - 2n))
  return power(square, (p - 1n) / 2n) === 1n
}

function modulo(n: bigint): bigint {
  return ((n % p) + p) % p
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, modulo(base)]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = modulo(result * factor)
    factor = modulo(factor * factor)
  }
  return result
}
