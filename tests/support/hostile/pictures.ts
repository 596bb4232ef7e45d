/** Draws small PNGs and JPEGs for tests, whose headers may say anything. */
import { crc32, deflateSync } from 'node:zlib'

export const pngSign = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

export function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
export function header(width: number, height: number): Buffer {
  const data = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  return chunk('IHDR', data)
}
/** One grey dot, whatever size its header tells of. */
export const png = (width = 1, height = 1, ...more: Buffer[]): Buffer =>
  Buffer.concat([pngSign, header(width, height), ...more, chunk('IDAT', deflateSync(Buffer.from([0, 128]))), chunk('IEND')])

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}
export const frame = (width: number, height: number, marker = 0xc0): Buffer => {
  const data = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  data.writeUInt16BE(height, 1)
  data.writeUInt16BE(width, 3)
  return segment(marker, data)
}
const tables = Buffer.concat([
  segment(0xdb, Buffer.concat([Buffer.of(0), Buffer.alloc(64, 16)])),
  segment(0xc4, Buffer.from('0000010000000000000000000000000000', 'hex')),
])
export const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
])
export const jpegBegin = Buffer.concat([
  Buffer.of(0xff, 0xd8),
  segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
])
export const jpegEnd = Buffer.of(0xff, 0xd9)
export const jpeg = (width = 8, height = 8, ...more: Buffer[]): Buffer =>
  Buffer.concat([jpegBegin, ...more, tables, frame(width, height), scan, jpegEnd])
export const comment = (text: string): Buffer => segment(0xfe, Buffer.from(text, 'latin1'))
