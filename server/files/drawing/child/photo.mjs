/** Draws a PNG or JPEG picture, after its header said that it is no larger than can be borne. */
import { blankPage, skiaModule, tooLarge } from './canvas.mjs'

const mostPixels = 50_000_000
const widest = 2000
/** Smaller than this a page would hold less than one whole mark. */
const least = { width: 600, height: 400 }

/** @param {Buffer} bytes @param {string} kind */
export async function drawPhoto(bytes, kind) {
  const size = kind === 'png' ? pngSize(bytes) : jpegSize(bytes)
  if (!size || size.width < 1 || size.height < 1) throw new Error('damaged')
  if (size.width * size.height > mostPixels) throw tooLarge()
  const picture = await skiaModule().loadImage(bytes)
  const scale = Math.min(1, widest / picture.width, Math.sqrt(16_000_000 / (picture.width * picture.height)))
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))]
  const canvas = blankPage(Math.max(width, least.width), Math.max(height, least.height))
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, Math.floor((canvas.width - width) / 2), Math.floor((canvas.height - height) / 2), width, height)
  return canvas
}

/** @param {Buffer} bytes */
function pngSize(bytes) {
  if (bytes.length < 24 || bytes.toString('hex', 0, 8) !== '89504e470d0a1a0a' || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Steps from segment to segment to the start of the frame (SOF), which is where decoders take the size from. @param {Buffer} bytes */
function jpegSize(bytes) {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 < bytes.length; ) {
    const [lead, marker] = [bytes[at], bytes[at + 1] ?? 0]
    if (lead !== 0xff) return null
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    else at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}
