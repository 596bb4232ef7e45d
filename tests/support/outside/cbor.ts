/** The little of CBOR (RFC 8949) that an attestation needs. */
export const uint16 = (n: number) => Buffer.from([n >> 8, n & 255])
export function uint32(n: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}

const cborHead = (major: number, n: number) =>
  n < 24
    ? Buffer.from([(major << 5) | n])
    : n < 256
      ? Buffer.from([(major << 5) | 24, n])
      : Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(n)])
export const cborInt = (n: number) => (n >= 0 ? cborHead(0, n) : cborHead(1, -1 - n))
export const cborBytes = (bytes: Uint8Array) => Buffer.concat([cborHead(2, bytes.length), bytes])
export const cborText = (text: string) => Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
/** A COSE key out of its parameters. */
export const coseKey = (parts: readonly (readonly [number, number | Uint8Array])[]): Buffer =>
  cborMap(parts.map(([label, value]) => [cborInt(label), typeof value === 'number' ? cborInt(value) : cborBytes(value)]))
export const cborMap = (entries: [Buffer, Buffer][]) => Buffer.concat([cborHead(5, entries.length), ...entries.flat()])
