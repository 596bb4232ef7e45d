/** Walks through the chunks of a PNG without decoding its picture: its size, its end, nothing but known chunks, nothing behind it. */
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { FileProblem } from '../../../policies/files/files.ts'
import { type Checked, lastBytes, type Walk, walk } from './bytes.ts'
import { tooManyPixels } from './pixels.ts'
import { endsLikeArchive, isHarmless, slack, tailLength } from './tail.ts'

const mostChunks = 100_000
/** Bytes of packed words or a profile; what all of them of one picture may unpack to. */
const most = { packed: 2 * 1024 ** 2, unpacked: 16 * 1024 ** 2 }
const unpack = promisify(inflate)

/**
 * What a PNG may hold: the standard's own (W3C, Portable Network Graphics 3rd edition, 11.2 and 11.3, without films), its registered
 * extensions, and what Apple, Microsoft, Adobe and Android write. A reader that does not know one leaves it out, so nothing is lost.
 */
const known = new Set([
  ...[
    'IHDR',
    'PLTE',
    'IDAT',
    'IEND',
    'tRNS',
    'cHRM',
    'gAMA',
    'iCCP',
    'sBIT',
    'sRGB',
    'cICP',
    'mDCV',
    'cLLI',
    'tEXt',
    'zTXt',
    'iTXt',
  ],
  ...['bKGD', 'hIST', 'pHYs', 'sPLT', 'eXIf', 'tIME', 'oFFs', 'pCAL', 'sCAL', 'gIFg', 'gIFx', 'sTER', 'dSIG', 'caBX'],
  ...[
    'iDOT',
    'vpAg',
    'caNv',
    'orNT',
    'prVW',
    'mkBF',
    'mkBS',
    'mkBT',
    'mkTS',
    'cmOD',
    'cpIp',
    'npTc',
    'npLb',
    'npOl',
    'msOG',
    'meTa',
  ],
])
const mixed: FileProblem = { kind: 'content', expected: 'png', found: 'mixed' }

export async function checkPng({ open }: Checked): Promise<FileProblem[]> {
  const tail = lastBytes(tailLength)
  const bytes = walk(open(), tail.push)
  try {
    const problems = await walkChunks(bytes)
    if (problems.length) return problems
    const rest = await bytes.take(slack + 1)
    if (!isHarmless(rest) || endsLikeArchive(tail.take())) return [mixed]
    return []
  } finally {
    await bytes.stop()
  }
}

async function walkChunks(bytes: Walk): Promise<FileProblem[]> {
  await bytes.skip(8)
  let drawn = false
  let left = most.unpacked
  for (let count = 0; count < mostChunks; count++) {
    const head = await bytes.take(8)
    if (head.length < 8) break
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4)
    if ((count === 0) !== (type === 'IHDR')) break
    if (type === 'IEND') return drawn && length === 0 && (await bytes.skip(4)) ? [] : [{ kind: 'damaged' }]
    if (!known.has(type)) return [mixed]
    if (type === 'IDAT') drawn = true
    if (type === 'IHDR') {
      const header = await bytes.take(13)
      if (length !== 13 || header.length < 13) break
      const problem = tooManyPixels(header.readUInt32BE(0), header.readUInt32BE(4))
      if (problem) return [problem]
      if (!(await bytes.skip(4))) break
    } else if (type === 'iCCP' || type === 'zTXt' || type === 'iTXt') {
      if (type !== 'iTXt' && length > most.packed) return [{ kind: 'expands' }]
      const data = await bytes.take(Math.min(length, most.packed))
      const packed = packedIn(type, data)
      if (packed && length > most.packed) return [{ kind: 'expands' }]
      const size = packed ? await sizeOf(packed, left) : 0
      if (size === undefined) break
      left -= size
      if (left < 0) return [{ kind: 'expands' }]
      if (!(await bytes.skip(length - data.length + 4))) break
    } else if (!(await bytes.skip(length + 4))) break
  }
  return [{ kind: 'damaged' }]
}

/** What is packed in such a chunk, behind its name; nothing where words of all languages (iTXt) are not. */
function packedIn(type: string, data: Buffer): Buffer | undefined {
  const name = data.subarray(0, 80).indexOf(0)
  if (type !== 'iTXt') return data.subarray(name < 0 ? data.length : name + 2)
  if (name < 0 || data[name + 1] === 0) return undefined
  const language = data.indexOf(0, name + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  return data.subarray(translated < 0 ? data.length : translated + 1)
}

/** Bytes that it unpacks to, one more than allowed where it is more; nothing for what cannot be unpacked. */
async function sizeOf(packed: Buffer, allowed: number): Promise<number | undefined> {
  try {
    return (await unpack(packed, { maxOutputLength: Math.max(1, allowed) })).length
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? allowed + 1 : undefined
  }
}
