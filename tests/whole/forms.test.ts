/** Every form on every page that anybody reaches: fields for days know slips of the hand, and what is decided on or edited has a version. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { seedCentres, seedCleared } from '../../db/seeds/guarded.ts'
import { seedNeighbours } from '../../db/seeds/index.ts'
import { declaredOf } from '../../policies/kernel/acts.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { emergencyStories } from '../../server/demo/emergencies.ts'
import { guardedStories } from '../../server/demo/guarded.ts'
import { postingStories } from '../../server/demo/postings.ts'
import { tellStories } from '../../server/demo/stories.ts'
import { declaredForms } from '../../server/kernel/form-act.tsx'
import { tags } from '../support/outside/tags.ts'
import { crawl, type Visit } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
const visits = new Map<CastKey, Visit[]>()
beforeAll(async () => {
  world = await newWorld()
  const { db, store, engine, clock } = world
  const since = addDays(dayOf(clock()), -365)
  await engine.writer.updateTable('roleGrant').set({ fromOn: since }).execute()
  await seedNeighbours(engine, clock(), since)
  await seedCentres(engine, clock())
  await seedCleared(engine)
  await tellStories({ db, store, now: clock() }, [guardedStories, emergencyStories, postingStories])
  for (const who of Object.keys(cast) as CastKey[]) visits.set(who, await crawl(await world.as(who), 3))
}, 120_000)
afterAll(() => world.close())

type Field = { action: string; name: string; type: string; others: Record<string, string> }
/** The fields for days of all forms of a page, each with where its form is sent and what else it holds. */
function daysIn(text: string): Field[] {
  const found: Field[] = []
  let form = { action: '', others: {} as Record<string, string> }
  for (const { name, has } of tags(text)) {
    if (name === 'form') form = { action: has.method === 'post' ? (has.action ?? '') : '', others: {} }
    if (!['input', 'select', 'textarea'].includes(name) || !has.name || has.type === 'checkbox') continue
    form.others[has.name] = has.type === 'radio' ? '' : (has.value ?? '')
    if ((has.type === 'date' || has.type === 'datetime-local') && form.action)
      found.push({ ...form, name: has.name, type: has.type })
  }
  return found
}

test('years like 0026 and 9999 are told beside the field', async () => {
  const found = new Map<string, string>()
  const let_in: string[] = []
  for (const [who, made] of visits) {
    const browser = await world.as(who)
    for (const { path, text } of made)
      for (const { action, name, type, others } of daysIn(text)) {
        const kind = `${action.replace(/[0-9a-f-]{36}|\d{6}/g, ':id').replace(/\d+$/, ':n')} ${name}`
        if (found.has(kind)) continue
        found.set(kind, path)
        for (const year of ['0026', '9999']) {
          const day = `${year}-11-21${type === 'date' ? '' : 'T10:00'}`
          const answer = await browser.post(action, { ...others, [name]: day })
          const told = tags(await answer.text()).some(({ has }) => has.name === name && has['aria-invalid'] === 'true')
          if (answer.status !== 422 || !told) let_in.push(`${who} ${kind} ${year} ${answer.status}`)
        }
      }
  }
  expect(let_in).toEqual([])
  expect(found.size).toBeGreaterThan(12)
}, 180_000)

test('a form that says what its reader saw is drawn with it', () => {
  const places = declaredForms.flatMap(({ act, to, saysSeen }) =>
    saysSeen && declaredOf(act).from?.length !== 0 ? [{ act, at: new RegExp(`^${to.replace(/:\w+/g, '[^/]+')}$`) }] : [],
  )
  const [drawn, bare] = [new Set<string>(), new Set<string>()]
  for (const { path, text } of [...visits.values()].flat()) {
    let act: string | undefined
    for (const { name, has } of tags(text)) {
      if (name === 'form') act = has.method === 'post' ? places.find(({ at }) => at.test(has.action ?? ''))?.act : undefined
      if (!act || has.name !== '_once') continue
      if (/^[\w-]+\.[0-9a-f]{16}$/.test(has.value ?? '')) drawn.add(act)
      else bare.add(`${act} on ${path.replace(/[0-9a-f-]{36}/g, ':id')}`)
    }
  }
  expect([...bare]).toEqual([])
  expect(drawn.size).toBeGreaterThan(20)
})
