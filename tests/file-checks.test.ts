/** Hostile files stay out and are told why; everyday files get in. */
import { expect, test } from 'vitest'
import { type FileProblem, kinds } from '../policies/files.ts'
import { checkFile, type Openable } from '../server/file-checks/index.ts'
import { number } from './support/hostile/case.ts'
import { goodFiles } from './support/hostile/good.ts'
import { hostileFiles } from './support/hostile-files.ts'

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

/** Chunks of the store fall anywhere; nothing may hide in a cut. Prime lengths cut every name somewhere. */
test.for([1, 7, 61, 4_099])('chunks of %d bytes change nothing', async (chunk) => {
  const fits = (bytes: Buffer) => bytes.length < chunk * 20_000
  for (const { what, name, bytes, problem, allowed } of hostileFiles)
    if (fits(bytes)) expect([what, problemsIn(await checked(name, bytes, chunk, allowed))[0]]).toMatchObject([what, problem])
  for (const [what, name, bytes] of goodFiles)
    if (fits(bytes)) expect([what, await checked(name, bytes, chunk)]).toEqual([what, { kind: expect.anything() }])
})
