/** Walks through the chunks of a PNG without decoding any: its size, its end, nothing behind it. */
import type { FileProblem } from '../../../policies/files/files.ts'
import { type Checked, lastBytes, type Walk, walk } from './bytes.ts'
import { tooManyPixels } from './pixels.ts'
import { endsLikeArchive, isHarmless, slack, tailLength } from './tail.ts'

const mostChunks = 100_000

export async function checkPng({ open }: Checked): Promise<FileProblem[]> {
  const tail = lastBytes(tailLength)
  const bytes = walk(open(), tail.push)
  try {
    const problems = await walkChunks(bytes)
    if (problems.length) return problems
    const rest = await bytes.take(slack + 1)
    if (!isHarmless(rest) || endsLikeArchive(tail.take())) return [{ kind: 'content', expected: 'png', found: 'mixed' }]
    return []
  } finally {
    await bytes.stop()
  }
}

async function walkChunks(bytes: Walk): Promise<FileProblem[]> {
  await bytes.skip(8)
  let drawn = false
  for (let count = 0; count < mostChunks; count++) {
    const head = await bytes.take(8)
    if (head.length < 8) break
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4)
    if ((count === 0) !== (type === 'IHDR')) break
    if (type === 'IEND') return drawn && length === 0 && (await bytes.skip(4)) ? [] : [{ kind: 'damaged' }]
    if (type === 'IDAT') drawn = true
    if (type === 'IHDR') {
      const header = await bytes.take(13)
      if (length !== 13 || header.length < 13) break
      const problem = tooManyPixels(header.readUInt32BE(0), header.readUInt32BE(4))
      if (problem) return [problem]
      if (!(await bytes.skip(4))) break
    } else if (!(await bytes.skip(length + 4))) break
  }
  return [{ kind: 'damaged' }]
}
