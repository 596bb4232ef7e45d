// No town can tell from anything that it is told whether other towns do anything at all; and the test would notice if it could.
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '../../db/kernel/ids.ts'
import type { Instant } from '../../db/kernel/time.ts'
import type { TestWorld } from '../support/run/world.ts'
import { scripts, wholeLife } from '../support/stories/town-acts.ts'
import { type Leak, play, type Run } from '../support/stories/two-worlds.ts'

/** Another seed searches elsewhere: `TWO_WORLDS_SEED=42 npx vitest run tests/whole/two-worlds.test.ts`. */
const seeds = [7, ...(process.env.TWO_WORLDS_SEED ? [Number(process.env.TWO_WORLDS_SEED)] : [])]
const runs = process.env.TEST_POSTGRES ? 24 : 70
const most = 150
const watched = fc.constantFrom('203246' as const, '202151' as const)

const search = (leak: Leak | undefined, seed: number, numRuns: number, done: (run: Run) => unknown = () => undefined) =>
  fc.check(
    fc.asyncProperty(scripts(20), watched, async (script, town) => {
      done(await play(script, town, leak))
    }),
    // A difference is shrunk for as long as there is time; a planted one need only be found.
    { seed, numRuns, endOnFailure: leak !== undefined, interruptAfterTimeLimit: 120_000 },
  )

test.each(seeds)(
  'whatever a town is told is the same with and without the others (seed %i)',
  async (seed) => {
    const played: Run[] = []
    const { counterexample, errorInstance } = await search(undefined, seed, runs, (run) => played.push(run))
    const steps = counterexample?.[0].map(({ town, act, role, pick, times }) => `${town} ${act} ${role} ${pick} ${times}`)
    expect([steps, String(errorInstance ?? '')]).toEqual([undefined, ''])
    // A search that went nowhere would find nothing.
    expect(played).toHaveLength(runs)
    expect(Math.max(...played.map(({ furthest }) => furthest))).toBe(wholeLife)
    expect(played.reduce((sum, { requests }) => sum + requests, 0)).toBeGreaterThan(runs * 15)
    expect(played.reduce((sum, { foreign }) => sum + foreign, 0)).toBeGreaterThan(runs / 3)
    expect([...new Set(played.flatMap(({ statuses }) => [...statuses]))]).toEqual(expect.arrayContaining([200, 303, 403, 404]))
  },
  180_000,
)

/** A test of one count over the whole world: what the planted leaks let out. */
const count = async ({ engine }: TestWorld, table: 'package' | 'audit' | 'notification' | 'person'): Promise<number> => {
  const found = await engine.reader
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(found.n)
}
const pathOf = ({ url }: Request) => new URL(url).pathname
const townOf = ({ headers }: Request) => headers.get('x-from')!.split(' ')[0]!
const withHeader = (answer: Response, name: string, value: string) => {
  const headers = new Headers(answer.headers)
  headers.set(name, value)
  return new Response(answer.body, { status: answer.status, headers })
}
const withText = async ({ status, headers, ...answer }: Response, text: string) =>
  new Response(text, { status, headers, ...answer })
/** On every page, before the end of its main part. */
const onPages = (tell: (world: TestWorld, request: Request) => Promise<unknown>): Leak => {
  return (world) => async (request, answer) => {
    const plain = await answer()
    const text = await plain.text()
    return withText(
      plain,
      text.includes('</main>') ? text.replace('</main>', `<p>${await tell(world, request)}</p></main>`) : text,
    )
  }
}

const leaks: Record<string, Leak> = {
  'a count of all requests in a header': () => {
    let asked = 0
    return async (_, answer) => {
      asked++
      return withHeader(await answer(), 'x-request', String(asked))
    }
  },
  'how many packages the alliance has': onPages((world) => count(world, 'package')),
  'how many people the alliance has': onPages((world) => count(world, 'person')),
  'what others have not read yet': onPages((world) => count(world, 'notification')),
  'numbers of packages out of one sequence for all towns': (world) => async (request, answer) => {
    const plain = await answer()
    const all = await world.engine.reader.selectFrom('package').select(['number', 'townId']).orderBy('id').execute()
    const rank = (number: string) => all.findIndex((one) => one.number === number && one.townId === townOf(request)) + 1
    return withText(
      plain,
      (await plain.text()).replace(/R8-\d{4}/g, (number) => `R8-${rank(number)}`),
    )
  },
  'a title that another town has taken': (world) => async (request, answer) => {
    if (request.method !== 'POST' || pathOf(request) !== '/packages') return answer()
    const title = String((await request.clone().formData()).get('title'))
    const taken = await world.engine.reader.selectFrom('package').select('id').where('title', '=', title).executeTakeFirst()
    return taken ? new Response('taken', { status: 409 }) : answer()
  },
  'a list that is cut off before it is filtered': (world) => async (request, answer) => {
    if (pathOf(request) !== '/packages' || request.method !== 'GET') return answer()
    const newest = await world.engine.reader.selectFrom('package').selectAll().orderBy('id', 'desc').limit(2).execute()
    return new Response(newest.flatMap(({ townId, title }) => (townId === townOf(request) ? [title] : [])).join('\n'))
  },
  'one limit of requests for everybody': () => {
    let asked = 0
    return async (_, answer) => (++asked > 60 ? new Response('too many', { status: 429 }) : answer())
  },
  'an ETag of the newest change anywhere': (world) => async (_, answer) =>
    withHeader(await answer(), 'etag', `"${await count(world, 'audit')}"`),
  '403 for what another town has, 404 for what nobody has': (world) => async (request, answer) => {
    const plain = await answer()
    const id = pathOf(request).split('/')[2] ?? ''
    const found = await sql`select id from package where id = ${id}`.execute(world.engine.reader)
    return plain.status === 404 && found.rows.length > 0
      ? new Response(plain.body, { status: 403, headers: plain.headers })
      : plain
  },
  'a page kept for whoever asks for it next': () => {
    const kept = new Map<string, string>()
    return async (request, answer) => {
      const key = `${request.headers.get('x-from')!.split(' ')[1]} ${request.url}`
      const plain = await answer()
      if (request.method !== 'GET' || plain.status !== 200) return plain
      const text = kept.get(key) ?? (await plain.text())
      kept.set(key, text)
      return withText(plain, text)
    }
  },
  'the place in the queue of all towns after publishing': (world) => async (request, answer) => {
    const plain = await answer()
    const next = plain.headers.get('location')
    if (!next || !pathOf(request).endsWith('/publication')) return plain
    const open = await world.engine.reader.selectFrom('packageTown').select('packageId').execute()
    return withHeader(plain, 'location', `${next}?place=${open.length}`)
  },
}

// Whether the search notices is a matter of the search, not of the database; where each world is one to create, it takes minutes.
const onSqlite = process.env.TEST_POSTGRES ? {} : leaks
test.each(Object.entries(onSqlite))(
  'a planted leak is found: %s',
  async (_, leak) => {
    const { failed, errorInstance } = await search(leak, 7, most)
    expect([failed, String(errorInstance)]).toEqual([true, expect.stringContaining('alone:')])
  },
  120_000,
)

const testOnSqlite = process.env.TEST_POSTGRES ? () => undefined : test
testOnSqlite(
  'a difference is shrunk to the few steps that show it',
  async () => {
    const { counterexample } = await fc.check(
      fc.asyncProperty(scripts(8), async (script) => {
        await play(script, '203246', leaks['a count of all requests in a header'])
      }),
      { seed: 7, numRuns: most, interruptAfterTimeLimit: 60_000 },
    )
    expect(counterexample![0].map(({ act }) => act)).toHaveLength(2)
  },
  120_000,
)

test('two ids do not tell how many others were made between them', () => {
  const at = (n: number) => new Date(Date.UTC(2026, 10, 21) + n).toISOString() as Instant
  const counted = (id: string) => (Number.parseInt(id.slice(15, 18), 16) << 14) | (Number.parseInt(id.slice(20, 23), 16) & 0x3fff)
  const gap = (others: number, n: number) => {
    const first = counted(newId(at(n)))
    for (let i = 0; i < others; i++) newId(at(n + 1 + i))
    return counted(newId(at(n + others + 1))) - first
  }
  const gaps = Array.from({ length: 200 }, (_, i) => gap(i % 2, i * 10))
  // Were there one count for all, these would be two numbers: one for each of the two cases.
  expect(new Set(gaps).size).toBeGreaterThan(150)
})

test('ids made at one instant keep their order, whatever other instants are asked for in between', () => {
  const [now, later] = ['2026-11-21T03:00:00.000Z', '2026-11-21T03:00:00.001Z'] as Instant[]
  const made = Array.from({ length: 5_000 }, () => [newId(now!), newId(later!)][0]!)
  expect([...made].sort()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
})
