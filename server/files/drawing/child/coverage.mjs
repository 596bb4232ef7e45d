/** Knows which letters the font has, so that the others are shown by their number and not as one empty box for all. */
import { regularFont } from './canvas.mjs'

/** @type {Uint8Array | undefined} */
let covered

/** @param {number} code */
export function isCovered(code) {
  covered ??= readCoverage(regularFont())
  return covered[code] === 1
}

/** Reads the table `cmap` (OpenType), format 12: groups of letters that follow each other. @param {Buffer} font */
function readCoverage(font) {
  const found = new Uint8Array(0x110000)
  const at = tableAt(font, 'cmap')
  for (let i = 0; i < font.readUInt16BE(at + 2); i++) {
    const sub = at + font.readUInt32BE(at + 8 + i * 8)
    if (font.readUInt16BE(sub) !== 12) continue
    for (let group = 0; group < font.readUInt32BE(sub + 12); group++) {
      const from = sub + 16 + group * 12
      found.fill(1, font.readUInt32BE(from), font.readUInt32BE(from + 4) + 1)
    }
  }
  return found
}

/** @param {Buffer} font @param {string} name */
function tableAt(font, name) {
  for (let i = 0; i < font.readUInt16BE(4); i++)
    if (font.toString('latin1', 12 + i * 16, 16 + i * 16) === name) return font.readUInt32BE(20 + i * 16)
  throw new Error(`a font without ${name}`)
}
