/** People and reports for the tests of incidents: a second coordinator, a frozen package, an incident by its package. */

import { addPerson } from '../../../db/identity/people.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { minutesAfter } from '../../../db/kernel/time.ts'
import type { Role } from '../../../policies/identity/people.ts'
import { decideInvite } from '../../../policies/identity/people.ts'
import { cookieName } from '../../../server/identity/lucia.ts'
import { type Browser, createBrowser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'
import { actorOf, allowed, write } from './package.ts'

export const shiojiri = '202151'

/** Somebody of the staff of a town, brought in by the secretariat and signed in. */
export async function staffOf(
  world: TestWorld,
  townId: string,
  role: Extract<Role, 'coordinator' | 'manager'> = 'coordinator',
  name = '田中 一',
): Promise<Browser & { id: string }> {
  const id = newId(world.clock())
  const grant = { role, townId }
  const permit = allowed(decideInvite(await actorOf(world, 'makoto'), grant, id))
  const person = { name, kana: 'タナカ ハジメ', romaji: 'Hajime Tanaka', email: null, locale: 'ja' as const }
  await write(world, 'makoto', (tx) => addPerson(tx, permit, person, grant))
  const at = world.clock()
  const limits = { createdAt: at, endsAt: minutesAfter(at, 90 * 24 * 60), idleMinutes: 90 * 24 * 60, provedAt: at }
  const session = await world.sessions.createSession(id, { ...limits, passkeyId: null, device: '', sharedPcId: null })
  const browser = createBrowser(world.app)
  browser.cookies.set(cookieName, session.id)
  return { ...browser, id }
}

/** What a form of a report says when nothing about it matters. */
export const told = (packageId: string, more: Readonly<Record<string, string>> = {}) => ({
  package: packageId,
  kind: 'device',
  noticed: '2026-11-21T11:30',
  words: '',
  ...more,
})

/** Tells of a suspected leak over HTTP, and gives the id of the incident that it began or joined. */
export async function report(world: TestWorld, by: Browser, packageId: string, more: Readonly<Record<string, string>> = {}) {
  const answer = await by.post('/incidents', told(packageId, more))
  if (answer.headers.get('location') !== '/incidents/own?sent') throw new Error(`not told: ${answer.status}`)
  return (await incidentsOf(world, packageId)).find(({ joins, liftedAt }) => joins === null && liftedAt === null)!.id
}

export const incidentsOf = (world: TestWorld, packageId: string) =>
  world.engine.reader
    .selectFrom('incident')
    .selectAll()
    .where('packageId', '=', packageId)
    .orderBy('reportedAt')
    .orderBy('id')
    .execute()

export const packageOf = (world: TestWorld, id: string) =>
  world.engine.reader.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** The hidden value of a form on a page. */
export const hidden = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** Opens a frozen package again by one coordinator, with the touch of the demo. */
export async function lift(
  by: Browser,
  id: string,
  outcome = 'unread',
  words = '端末は本人が見つけ、だれも開いていませんでした。',
) {
  const seen = hidden(await by.text(`/incidents/${id}`), 'seen')
  return by.post(`/incidents/${id}/lifting`, { seen, outcome, words, _proof: 'demo' })
}
