/**
 * Two worlds with the same people and the same clock, in which one town does the same; in the second one, other towns act as well.
 * Whatever the town's people are told must not tell the two apart.
 */
import { Hono } from 'hono'
import { addPerson } from '../../../db/identity/people.ts'
import { minutesAfter } from '../../../db/kernel/time.ts'
import { decideInvite } from '../../../policies/identity/people.ts'
import { createApp } from '../../../server/app.tsx'
import { cookieName } from '../../../server/identity/lucia.ts'
import type { App } from '../../../server/kernel/context.ts'
import { createLimits } from '../../../server/kernel/limits.ts'
import { newWorld, type TestWorld } from '../run/world.ts'
import { actorOf, allowed, write } from './package.ts'
import {
  acts,
  type Ctx,
  idFor,
  nobody,
  plainly,
  type Role,
  roles,
  type Step,
  type Told,
  type Town,
  type TownId,
  towns,
} from './town-acts.ts'

/** Stands before the app of one world and may spoil its answers: the test plants what it must find. */
export type Leak = (world: TestWorld) => (request: Request, answer: () => Promise<Response>) => Promise<Response>

async function openTowns(leak: Leak): Promise<{ world: TestWorld; towns: Town[] }> {
  const world = await newWorld()
  // The brakes of the product, only tighter: one that several towns shared would be felt within a script.
  const limiter: typeof world.engine.kit.limiter = (rule) =>
    world.engine.kit.limiter({ ...rule, points: Math.ceil(rule.points / 16) })
  const limits = createLimits({ ...world.engine.kit, limiter })
  const app = createApp({ ...world, limits }, (request) => request.headers.get('x-from') ?? '')
  const spoil = leak(world)
  const outer = new Hono<App>().all('*', (c) => spoil(c.req.raw, async () => app.fetch(c.req.raw)))
  const opened: Town[] = []
  for (const id of towns) {
    const people = await peopleOf(world, id)
    const cookies = {} as Record<Role, string>
    for (const role of roles) cookies[role] = await signedIn(world, people[role])
    opened.push({ id, app: outer, cookies, people, jobs: [], known: new Map(), told: [], plain: plainly() })
  }
  // Made at random, and shown to the person's own browser.
  await world.engine.writer
    .updateTable('person')
    .set((e) => ({ userHandle: e.ref('id') }))
    .execute()
  return { world, towns: opened }
}

/** The cast where it has somebody, others brought in as in life; the same ids in every world. */
async function peopleOf(world: TestWorld, townId: TownId): Promise<Record<Role, string>> {
  const cast = Object.values(world.cast)
  const people = {} as Record<Role, string>
  for (const role of roles) {
    const known = cast.find((one) => one.role === role && one.townId === townId)
    people[role] = known?.id ?? `01910000-0000-7000-8000-${townId}00000${roles.indexOf(role)}`
    if (known) continue
    const by = role === 'worker' ? 'yumi' : 'makoto'
    const grant = { role, townId }
    const permit = allowed(decideInvite(await actorOf(world, by), grant, people[role]))
    const names = { name: '原 一', kana: 'ハラ ハジメ', romaji: 'Hajime Hara', email: null, locale: 'ja' as const }
    const profile = role === 'worker' ? { places: ['home' as const], weeklyHours: 10, clearance: '1' as const } : undefined
    await write(world, by, (tx) => addPerson(tx, permit, names, grant, profile))
  }
  return people
}

async function signedIn(world: TestWorld, personId: string): Promise<string> {
  const at = world.clock()
  const limits = { createdAt: at, endsAt: minutesAfter(at, 1440), idleMinutes: 1440, provedAt: at }
  const session = await world.sessions.createSession(personId, { ...limits, passkeyId: null, device: '', sharedPcId: null })
  return `${cookieName}=${session.id}`
}

export type Run = { requests: number; furthest: number; statuses: Set<number>; foreign: number }
const clean: Leak = () => (_, answer) => answer()

/** Plays a script in both worlds; throws with the two answers where they differ. `watched` is the town that must notice nothing. */
export async function play(script: readonly Step[], watched: TownId, leak: Leak = clean): Promise<Run> {
  const [alone, among] = [await openTowns(leak), await openTowns(leak)]
  const order = [watched, ...towns.filter((id) => id !== watched)]
  const of = (side: typeof alone, town: number) => side.towns.find(({ id }) => id === order[town])!
  const twins = new Map<string, string>()
  const twin = (id: string) => {
    // Whom the seeds brought in is there in both worlds; what another town made since is there in one.
    if (id.startsWith('01910000-') || id === nobody || !id.includes('-')) return id
    if (!twins.has(id)) twins.set(id, `01999999-0000-7000-8000-${String(twins.size + 1).padStart(12, '0')}`)
    return twins.get(id)!
  }
  const run: Run = { requests: 0, furthest: 0, statuses: new Set(), foreign: 0 }
  try {
    for (const step of script) {
      among.world.later(step.minutes)
      const act: (ctx: Ctx) => Promise<void> = acts[step.act]
      const other = of(among, step.town === 0 ? 1 + (step.pick % 2) : 0)
      const foreign = (path: string) => idFor(path, other, step.pick)
      if (step.town === 0) {
        await act({ ...step, town0: of(alone, 0), foreign: (path) => twin(foreign(path)) })
        if (step.act === 'probe') run.foreign++
      }
      await act({ ...step, town0: of(among, step.town), foreign })
      const [one, two] = [of(alone, 0).told.splice(0), of(among, 0).told.splice(0)]
      for (let i = 0; i < Math.max(one.length, two.length); i++) compareTold(one[i], two[i])
      run.requests += one.length
      for (const { status, asked } of one) {
        run.statuses.add(status)
        if (status >= 500) throw new Error(`${status}: ${asked}`)
      }
      of(among, step.town).told.length = 0
    }
    run.furthest = Math.max(0, ...of(alone, 0).jobs.map(({ stage }) => stage))
    return run
  } finally {
    await alone.world.close()
    await among.world.close()
  }
}

function compareTold(one: Told | undefined, two: Told | undefined): void {
  if (one?.asked === two?.asked && one?.answer === two?.answer) return
  const [a, b] = [one?.answer ?? '', two?.answer ?? '']
  const same = [...a].findIndex((letter, i) => letter !== b[i])
  const around = (text: string) => text.slice(Math.max(0, same - 100), same + 200)
  throw new Error(`${one?.asked}\nalone: …${around(a)}\namong others (${two?.asked}): …${around(b)}`)
}
