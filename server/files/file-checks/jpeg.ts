/** Walks through the segments of a JPEG without decoding any: its size, its end, nothing behind it but further JPEGs. */
import type { FileProblem } from '../../../policies/files/files.ts'
import { type Checked, lastBytes, type Walk, walk } from './bytes.ts'
import { tooManyPixels } from './pixels.ts'
import { endsLikeArchive, isHarmless, slack, tailLength } from './tail.ts'

const mostSegments = 100_000
const damaged: FileProblem = { kind: 'damaged' }
const mixed: FileProblem = { kind: 'content', expected: 'jpeg', found: 'mixed' }

/**
 * Phones put a second picture behind the first (its light map, CIPA DC-007); each is walked through as the first. A film behind it
 * (moving photos) is refused.
 */
export async function checkJpeg({ open }: Checked): Promise<FileProblem[]> {
  const tail = lastBytes(tailLength)
  const bytes = walk(open(), tail.push)
  try {
    let rest: Buffer
    await bytes.skip(2)
    do {
      const problem = await walkPicture(bytes)
      if (problem) return [problem]
      rest = await skipZeros(bytes)
    } while (rest[0] === 0xff && rest[1] === 0xd8)
    rest = Buffer.concat([rest, await bytes.take(slack)])
    return !isHarmless(rest) || endsLikeArchive(tail.take()) ? [mixed] : []
  } finally {
    await bytes.stop()
  }
}

async function walkPicture(bytes: Walk): Promise<FileProblem | undefined> {
  let sized = false
  let scanned = false
  for (let count = 0; count < mostSegments; count++) {
    const marker = await nextMarker(bytes, scanned)
    if (marker === undefined) return damaged
    if (marker === 0xd9) return sized && scanned ? undefined : damaged
    // What stands alone: TEM, and restarts, which belong into a scan.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue
    const length = await bytes.take(2)
    const left = length.length === 2 ? length.readUInt16BE(0) - 2 : -1
    if (left < 0) return damaged
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const frame = await bytes.take(Math.min(left, 5))
      if (frame.length < 5 || sized) return damaged
      const problem = tooManyPixels(frame.readUInt16BE(3), frame.readUInt16BE(1))
      if (problem) return problem
      sized = true
      if (!(await bytes.skip(left - 5))) return damaged
    } else if (!(await bytes.skip(left))) return damaged
    if (marker === 0xda) scanned = true
  }
  return damaged
}

/** Between segments a marker must come at once; after the first scan its data come before it, in which FF 00 and restarts mean nothing. */
async function nextMarker(bytes: Walk, scanned: boolean): Promise<number | undefined> {
  for (;;) {
    if (scanned && !(await bytes.seek(0xff))) return undefined
    const [first, second] = await bytes.take(2)
    if (first !== 0xff || second === undefined) return undefined
    let marker: number | undefined = second
    while (marker === 0xff) marker = (await bytes.take(1))[0]
    if (marker === undefined) return undefined
    if (scanned && (marker === 0 || (marker >= 0xd0 && marker <= 0xd7))) continue
    return marker === 0 || marker === 0xd8 ? undefined : marker
  }
}

/** The first two bytes that are not padding. */
async function skipZeros(bytes: Walk): Promise<Buffer> {
  for (;;) {
    const [byte] = await bytes.take(1)
    if (byte === undefined) return Buffer.alloc(0)
    if (byte !== 0) return Buffer.concat([Buffer.of(byte), await bytes.take(1)])
  }
}
