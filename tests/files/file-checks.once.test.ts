/** Hostile files stay out and are told why; everyday files get in. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FileProblem, fileKinds, kinds } from '../../policies/files/files.ts'
import { findMyNumber } from '../../policies/files/my-number.ts'
import { actNamedIn } from '../../server/files/drawing/child/pdf-names.mjs'
import { checkFile, type Openable } from '../../server/files/file-checks/index.ts'
import { numberSearch } from '../../server/files/file-checks/numbers.ts'
import { parted } from '../support/hostile/bad-documents.ts'
import { number } from '../support/hostile/case.ts'
import { goodFiles } from '../support/hostile/good.ts'
import { pdf } from '../support/hostile/pdf.ts'
import { hostileFiles } from '../support/outside/hostile-files.ts'

/** As a store gives bytes: any range, in chunks of its own. */
const stored = (bytes: Uint8Array, chunk = 65_536): Openable =>
  async function* (from = 0, to = bytes.length) {
    for (let at = from; at < Math.min(to, bytes.length); at += chunk)
      yield bytes.subarray(at, Math.min(at + chunk, to, bytes.length))
  }
const checked = async (name: string, bytes: Uint8Array, chunk?: number, allowed = kinds as readonly (typeof kinds)[number][]) =>
  checkFile({ name, size: bytes.length, open: stored(bytes, chunk) }, allowed)

const problemsIn = (answer: Awaited<ReturnType<typeof checkFile>>): FileProblem[] => ('problems' in answer ? answer.problems : [])

test('the corpus is large enough', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(60)
  expect(goodFiles.length).toBeGreaterThanOrEqual(20)
})

test.for(hostileFiles.map((file) => [file.name, file.what, file] as const))(
  '%s: %s',
  async ([, , { name, bytes, problem, allowed }]) => {
    const answer = await checked(name, bytes, undefined, allowed)
    const problems: FileProblem[] = 'problems' in answer ? answer.problems : []
    expect(problems.length).toBeGreaterThan(0)
    expect(problems[0]).toMatchObject(problem)
    expect(JSON.stringify(problems)).not.toMatch(new RegExp(`${number}|${number.slice(0, 8)}`))
  },
)

test.for(goodFiles)('%s gets in', async ([, name, bytes]) => {
  const ending = name.split('.').at(-1)!.toLowerCase()
  expect(await checked(name, bytes)).toEqual({ kind: ending === 'jpg' ? 'jpeg' : ending })
})

/**
 * Chunks of the store fall anywhere; nothing may hide in a cut. Prime lengths cut every name somewhere. PDFs are whole again before they are
 * looked into, in a process for each: once is enough.
 */
test.for([1, 7, 61, 4_099])('chunks of %d bytes change nothing', { timeout: 120_000 }, async (chunk) => {
  const fits = (bytes: Buffer, name: string) => bytes.length < chunk * 20_000 && (chunk === 61 || !/pdf$/i.test(name))
  for (const { what, name, bytes, problem, allowed } of hostileFiles)
    if (fits(bytes, name))
      expect([what, problemsIn(await checked(name, bytes, chunk, allowed))[0]]).toMatchObject([what, problem])
  for (const [what, name, bytes] of goodFiles)
    if (fits(bytes, name)) expect([what, await checked(name, bytes, chunk)]).toEqual([what, { kind: expect.anything() }])
})

/** Pieces are 1 MiB: each of these is moved over the first cut, letter by letter. */
test.for([
  ['<< /S /J#61vaScript >>', 'javascript'],
  ['<< /X /#4aS (a) >>', 'javascript'],
  [parted('\r\n'), 'javascript'],
  [`<< /Length 5 >>\nstream\nabcde /Type /Ob#6aStm`, 'hidden'],
] as const)('a cut in %j hides nothing', ([hidden, what]) => {
  const whole = pdf(hidden)
  const at = whole.indexOf(hidden, 0, 'latin1')
  for (let before = 0; before <= hidden.length; before++) {
    const filler = `%${'x'.repeat(1024 ** 2 - before - at - 2)}\n`
    const moved = Buffer.concat([whole.subarray(0, at), Buffer.from(filler), whole.subarray(at)])
    expect([before, actNamedIn(moved)]).toEqual([before, what])
  }
})

test('a fault of the store is thrown on, whenever it comes, and never taken for one of the file', {
  timeout: 240_000,
}, async () => {
  const files = [...goodFiles.map(([, name, bytes]) => ({ name, bytes })), ...hostileFiles].filter(
    ({ bytes }) => bytes.length < 20_000,
  )
  for (const { name, bytes } of files) {
    const run = async (failsAt: number) => {
      let given = 0
      const open: Openable = async function* (from = 0, to = bytes.length) {
        for await (const chunk of stored(bytes, 16)(from, to)) {
          if (given++ >= failsAt) throw new Error('the disk')
          yield chunk
        }
      }
      const answer = await checkFile({ name, size: bytes.length, open }, kinds).catch((error: Error) => error.message)
      return { answer, given }
    }
    const { given } = await run(Number.POSITIVE_INFINITY)
    for (const part of [0, 0.3, 0.6, 0.9, 0.99])
      if (given > 0) expect([name, part, (await run(Math.floor(given * part))).answer]).toEqual([name, part, 'the disk'])
  }
})

test('bytes changed by chance, or lost at the end, are answered and never thrown', async () => {
  const files = [...goodFiles, ...hostileFiles.map(({ name, bytes }) => ['', name, bytes] as const)].filter(
    ([, , bytes]) => bytes.length > 0 && bytes.length < 20_000,
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      async ([, name, bytes], changes, kept) => {
        const changed = Buffer.from(bytes)
        for (const [at, byte] of changes) changed[Math.floor(at * (bytes.length - 1))] = byte
        expect(await checked(name, changed)).toBeTypeOf('object')
        expect(await checked(name, changed.subarray(0, Math.ceil(bytes.length * kept)))).toBeTypeOf('object')
      },
    ),
    { numRuns: 600 },
  )
}, 120_000)

test('numbers are found in a stream as in the whole, wherever it is cut', () => {
  const piece = fc.constantFrom(
    number,
    '1234-5678-9018',
    '1',
    '12',
    '-',
    ' ',
    '.',
    ',',
    '\n',
    '\r',
    '一',
    '年',
    '/',
    '\u200b',
    '1234 ',
    number.slice(0, 7),
    number.slice(7),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(40), { maxLength: 60 }), (pieces, cuts) => {
      const text = pieces.join('')
      const search = numberSearch()
      let found: number | undefined
      let at = 0
      for (const cut of [...cuts, text.length]) {
        found ??= search.push(text.slice(at, at + cut))
        at += cut
      }
      found ??= search.end()
      const whole = findMyNumber(text)
      expect(found).toBe(whole && text.slice(0, whole.from).split(/\r\n|\r|\n/).length)
    }),
    { numRuns: 3_000 },
  )
})

test('300 MB are read in little memory, and others are served meanwhile', async () => {
  const block = Buffer.alloc(1024 ** 2, randomBytes(4_096))
  const begin = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Length 1 >>\nstream\n')
  const end = Buffer.from('\nendstream\nendobj\nstartxref\n0\n%%EOF\n')
  const size = begin.length + 300 * block.length + end.length
  const open: Openable = async function* (from = 0, to = size) {
    let at = 0
    for (let i = -1; i <= 300 && at < to; i++) {
      const part = i < 0 ? begin : i === 300 ? end : block
      yield part.subarray(Math.max(0, from - at), Math.max(0, to - at))
      at += part.length
    }
  }
  let turns = 0
  let most = 0
  const before = process.memoryUsage.rss()
  const turn = setInterval(() => {
    turns++
    most = Math.max(most, process.memoryUsage.rss() - before)
  }, 1)
  expect(await checkFile({ name: 'a.pdf', size, open }, kinds)).toEqual({ kind: 'pdf' })
  clearInterval(turn)
  expect(most / 1024 ** 2).toBeLessThan(60)
  expect(turns).toBeGreaterThan(300)
}, 120_000)

test('a file larger than its kind may be is not opened', async () => {
  const open: Openable = () => {
    throw new Error('opened')
  }
  const { most } = fileKinds.csv
  expect(await checkFile({ name: 'a.csv', size: most + 1, open }, kinds)).toEqual({ problems: [{ kind: 'too-large', most }] })
})
