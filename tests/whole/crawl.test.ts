// Every page that anybody of the cast can reach: no fault, strict headers, nothing told by an address, nothing changed by reading.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { seedCentres, seedCleared } from '../../db/seeds/guarded.ts'
import { seedNeighbours } from '../../db/seeds/index.ts'
import { neighbours } from '../../db/seeds/neighbours.ts'
import { addDays, dayOf } from '../../policies/kernel/days.ts'
import { emergencyStories } from '../../server/demo/emergencies.ts'
import { guardedStories } from '../../server/demo/guarded.ts'
import { postingStories } from '../../server/demo/postings.ts'
import { tellStories } from '../../server/demo/stories.ts'
import { strict } from '../support/outside/headers.ts'
import { attributes } from '../support/outside/tags.ts'
import { crawl, dump, type Visit } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
const visits = new Map<string, Visit[]>()
let before: Record<string, string[]>
let after: typeof before
let recorded: { act: string; actorId: string | null; subjectId: string; detail: string }[]
/** What keeps a session alive and a limit counted is no change of anybody's data; the ledger notes what the audit records; whoever follows a notice has read it. */
const technical = ['notification', 'session', 'rate_limit', 'audit', 'audit_head', 'custody']

beforeAll(async () => {
  world = await newWorld()
  const { db, store, engine, clock } = world
  // The stories reach back for weeks: everybody was here before the first of them.
  const since = addDays(dayOf(clock()), -365)
  await engine.writer.updateTable('roleGrant').set({ fromOn: since }).execute()
  await seedNeighbours(engine, clock(), since)
  await crowd()
  await seedCentres(engine, clock())
  await seedCleared(engine)
  await tellStories({ db, store, now: clock() }, [guardedStories, emergencyStories, postingStories])
  before = await dump(world, technical)
  const known = new Set((await world.audit()).map(({ hash }) => hash))
  visits.set('stranger', await crawl(world.stranger()))
  for (const who of Object.keys(cast) as CastKey[]) visits.set(who, await crawl(await world.as(who)))
  after = await dump(world, technical)
  recorded = (await world.audit()).filter(({ hash }) => !known.has(hash))
}, 300_000)
afterAll(() => world.close())

/** So many residents that every list of people has a second page. */
async function crowd() {
  const { writer } = world.engine
  const id = (i: number) => `01910000-0000-7000-8000-0000000005${String(i).padStart(2, '0')}`
  const [profile] = await writer.selectFrom('workerProfile').selectAll().where('personId', '=', cast.hana.id).execute()
  const [person] = await writer.selectFrom('person').selectAll().where('id', '=', cast.hana.id).execute()
  for (let i = 0; i < 60; i++) {
    const names = { name: '住民 太郎', kana: `ジュウミン タロウ${'アイウエオ'[i % 5]}`, romaji: 'Taro Jumin' }
    await writer
      .insertInto('person')
      .values({ ...person!, ...names, id: id(i), email: null, userHandle: `crowd-${i}` })
      .execute()
    await writer
      .insertInto('workerProfile')
      .values({ ...profile!, personId: id(i), townId: '202151' })
      .execute()
    const grant = { personId: id(i), role: 'worker' as const, townId: '202151', fromOn: '2026-01-01' as const }
    await writer
      .insertInto('roleGrant')
      .values({ ...grant, id: `crowd-${i}`, untilOn: null, grantedBy: null, reason: 'test' })
      .execute()
  }
}

const everyVisit = () => [...visits].flatMap(([who, made]) => made.map((visit) => ({ who, ...visit })))

test('everybody gets far, and no page fails', () => {
  for (const [who, least] of Object.entries({
    stranger: 4,
    hana: 15,
    ken: 12,
    yumi: 25,
    daisuke: 40,
    reiko: 8,
    makoto: 8,
    akira: 8,
  }))
    expect([who, visits.get(who)!.length >= least]).toEqual([who, true])
  const failed = everyVisit().filter(({ status }) => status >= 400)
  expect(failed.map(({ who, path, status }) => `${who} ${path} ${status}`)).toEqual([])
})

test('every answer bears every strict header', () => {
  for (const { who, path, headers } of everyVisit())
    for (const [name, value] of Object.entries(strict)) expect(headers.get(name), `${who} ${path} ${name}`).toMatch(value)
})

test('every cookie is bound to this host, or only the language; none is readable by script', async () => {
  const signedIn = await world.stranger().post('/demo/sign-in', { person: 'hana' })
  const chosen = await world.stranger().post('/locale', { locale: 'en' })
  const hana = await world.as('hana')
  const left = await hana.post('/sign-out', {})
  const headers = [signedIn.headers, chosen.headers, left.headers, ...everyVisit().map((visit) => visit.headers)]
  const lines = headers.flatMap((one) => one.getSetCookie())
  expect(lines.length).toBeGreaterThanOrEqual(3)
  for (const line of lines) {
    expect(line).toMatch(/^(__Host-[\w-]+|locale)=/)
    for (const guard of [/;\s*Secure/i, /;\s*HttpOnly/i, /;\s*SameSite=(Lax|Strict)/i, /;\s*Path=\//i])
      expect(line).toMatch(guard)
    expect(line).not.toMatch(/;\s*Domain=/i)
  }
})

test('no address leads to another site', () => {
  for (const { who, path, text } of everyVisit())
    for (const address of attributes(text, ['href', 'src', 'action', 'formaction', 'hx-get', 'hx-post', 'srcset', 'poster']))
      expect(address, `${who} ${path}`).toMatch(/^(\/(?!\/)|#)/)
})

test('no address tells a name, a letter-box or a secret', () => {
  const people = [...Object.values(cast), ...neighbours, { name: '住民 太郎', kana: 'ジュウミン タロウ', romaji: 'Taro Jumin' }]
  const names = people.flatMap(({ name, kana, romaji }) => [name, kana, romaji].flatMap((one) => [...one.split(' '), one]))
  const telling = names.filter((name) => name.length > 1 && !/^[\p{Script=Han}]{2}$/u.test(name))
  const addresses = everyVisit().flatMap(({ path, text }) => [path, ...attributes(text, ['href', 'action', 'hx-get', 'src'])])
  for (const address of new Set(addresses)) {
    const plain = decodeURIComponent(address).replaceAll('+', ' ')
    const told = [...telling, '@'].filter((name) => plain.includes(name))
    const secrets = plain.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').match(/[\w-]{20,}/g)
    expect([plain, told, secrets]).toEqual([plain, [], null])
  }
})

test('reading changes nothing; only what was taken away, and who read somebody else’s data, is recorded', async () => {
  expect(after).toEqual(before)
  // Evidence is read without leaving more of it: chains of records, ledgers, certificates.
  const taken = everyVisit().filter(
    ({ path, headers }) =>
      headers.has('content-disposition') && !/^\/audit\/(chains\/|table)|\/(custody\/table|certificate\/text)/.test(path),
  )
  const saved = new Set(['assignment.download', 'assignment.read-delivery', 'package.result', 'file.download', 'incident.export'])
  const acts = recorded.map(({ act }) => act)
  const readings = recorded.filter(({ act }) => act === 'person.read' || act === 'vetting.read')
  expect(
    acts.filter(
      (act) =>
        !saved.has(act) &&
        act !== 'session.start' &&
        !/^(person|vetting|package|incident)\.read$|^assignment\.read-brief$/.test(act),
    ),
  ).toEqual([])
  // A delivery whose class wants every look recorded is seen on a page, too.
  const files = recorded.filter(
    ({ act, detail }) => saved.has(act) && (act !== 'assignment.read-delivery' || detail.includes('"file"')),
  )
  expect(files).toHaveLength(taken.length)
  expect(taken.length).toBeGreaterThan(3)

  // One record for each reader and page of a person; nobody leaves one by reading their own.
  const pages = everyVisit().flatMap(({ who, path, status }) => {
    const [, id] = /^\/(?:people|vettings)\/([0-9a-f-]{36})(?:\?|$)/.exec(path) ?? []
    const reader = who in cast ? cast[who as CastKey].id : undefined
    return status === 200 && id && id !== reader ? [`${reader} ${id}`] : []
  })
  expect(new Set(pages).size).toBeGreaterThan(5)
  const noted = readings.map(({ actorId, subjectId }) => `${actorId} ${subjectId}`)
  expect(noted.sort()).toEqual([...new Set(pages)].sort())
  const vettings = await world.engine.reader.selectFrom('vetting').select(['id', 'personId']).execute()
  for (const { actorId, subjectId } of readings)
    expect(actorId).not.toBe(vettings.find(({ id }) => id === subjectId)?.personId ?? subjectId)
})
