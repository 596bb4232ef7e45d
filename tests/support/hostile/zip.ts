/** Writes ZIPs for tests, honest ones and such as lie in any field. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = {
  name: string | Buffer
  data?: string | Buffer
  /** Packed by DEFLATE unless it is 0. */
  method?: number
  flags?: number
  /** Unix mode; 0o120777 is a symbolic link. */
  mode?: number
  extra?: Buffer
  /** Bytes put behind the content. */
  gap?: Buffer
  /** What only the header before the content says. */
  local?: { name?: string | Buffer; method?: number; flags?: number; size?: number; packed?: number }
  /** What the directory says instead of the truth. */
  says?: { size?: number; packed?: number; crc?: number; offset?: number }
}
type ZipOptions = {
  before?: Buffer
  comment?: Buffer
  behind?: Buffer
  count?: number
  zip64?: boolean | { count: number }
  between?: Buffer
}

const zip64Mark = 0xffffffff

export function zipOf(entries: ZipEntry[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [options.before ?? Buffer.alloc(0)]
  const directory: Buffer[] = []
  let at = parts[0]!.length
  for (const entry of entries) {
    const { local, central } = headersOf(entry, at)
    parts.push(...local)
    directory.push(...central)
    at += local.reduce((sum, { length }) => sum + length, 0)
  }
  const all = Buffer.concat(directory)
  const count = options.count ?? entries.length
  const between = options.between ?? Buffer.alloc(0)
  const zip64 = options.zip64 ? zip64Records(options.zip64 === true ? count : options.zip64.count, all.length, at) : []
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count & 0xffff, 8)
  end.writeUInt16LE(count & 0xffff, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(zip64.length ? zip64Mark : at, 16)
  end.writeUInt16LE(options.comment?.length ?? 0, 20)
  return Buffer.concat([
    ...parts,
    all,
    between,
    ...zip64,
    end,
    options.comment ?? Buffer.alloc(0),
    options.behind ?? Buffer.alloc(0),
  ])
}

function headersOf(entry: ZipEntry, at: number): { local: Buffer[]; central: Buffer[] } {
  const data = Buffer.from(entry.data ?? '')
  const method = entry.method ?? 8
  const packed = method === 8 ? deflateRawSync(data, { level: 9 }) : data
  const name = Buffer.from(entry.name)
  const flags = entry.flags ?? (typeof entry.name === 'string' && /[^\0-\x7f]/.test(entry.name) ? 0x800 : 0)
  const sizes = [entry.says?.crc ?? crc32(data), entry.says?.packed ?? packed.length, entry.says?.size ?? data.length] as const
  const localName = Buffer.from(entry.local?.name ?? name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(entry.local?.flags ?? flags, 6)
  local.writeUInt16LE(entry.local?.method ?? method, 8)
  const told =
    flags & 8 ? ([0, 0, 0] as const) : ([sizes[0], entry.local?.packed ?? sizes[1], entry.local?.size ?? sizes[2]] as const)
  for (const [i, value] of told.entries()) local.writeUInt32LE(Math.min(value, zip64Mark), 14 + i * 4)
  local.writeUInt16LE(localName.length, 26)
  const central = Buffer.alloc(46)
  const extra = entry.extra ?? Buffer.alloc(0)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(entry.mode === undefined ? 20 : 0x0314, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(flags, 8)
  central.writeUInt16LE(method, 10)
  for (const [i, value] of sizes.entries()) central.writeUInt32LE(Math.min(value, zip64Mark), 16 + i * 4)
  central.writeUInt16LE(name.length, 28)
  central.writeUInt16LE(extra.length, 30)
  central.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38)
  central.writeUInt32LE(entry.says?.offset ?? at, 42)
  const descriptor = Buffer.alloc(flags & 8 ? 16 : 0)
  if (descriptor.length) {
    descriptor.writeUInt32LE(0x08074b50, 0)
    for (const [i, value] of sizes.entries()) descriptor.writeUInt32LE(value, 4 + i * 4)
  }
  return { local: [local, localName, packed, descriptor, entry.gap ?? Buffer.alloc(0)], central: [central, name, extra] }
}

function zip64Records(count: number, size: number, offset: number): Buffer[] {
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return [record, locator]
}

/** The 64-bit sizes of an entry whose own fields say FFFFFFFF. */
export function zip64Sizes(size: bigint, packed: bigint): Buffer {
  const extra = Buffer.alloc(20)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(16, 2)
  extra.writeBigUInt64LE(size, 4)
  extra.writeBigUInt64LE(packed, 12)
  return extra
}

/** A second name in UTF-8 beside the first. */
export function unicodeName(plain: Buffer, name: string): Buffer {
  const text = Buffer.from(name)
  const extra = Buffer.alloc(9)
  extra.writeUInt16LE(0x7075, 0)
  extra.writeUInt16LE(5 + text.length, 2)
  extra[4] = 1
  extra.writeUInt32LE(crc32(plain), 5)
  return Buffer.concat([extra, text])
}
