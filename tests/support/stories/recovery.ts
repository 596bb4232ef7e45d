/** A recovery of keys as it happens: 花 of 立科町 has lost her device, the town's coordinator and the secretariat bring her back. */

import { addPerson } from '../../../db/identity/people.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { minutesAfter } from '../../../db/kernel/time.ts'
import { decideInvite, type Role } from '../../../policies/identity/people.ts'
import { newcomerDays } from '../../../policies/identity/recovery.ts'
import { cookieName } from '../../../server/identity/lucia.ts'
import { ceremonies, createAuthenticator } from '../outside/authenticator.ts'
import { enrolled } from '../outside/keys.ts'
import { type Browser, createBrowser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'
import { actorOf, allowed, write } from './package.ts'

export const tateshina = '203246'
export const demo = { _proof: 'demo' }
const seen = { how: 'photo-card', note: 'スマートフォンを紛失', ...demo }

/** Somebody of the staff, brought in by the secretariat just now. */
export async function newOfficer(world: TestWorld, role: Exclude<Role, 'worker'>, townId: string | null): Promise<string> {
  const id = newId(world.clock())
  const grant = { role, townId }
  const permit = allowed(decideInvite(await actorOf(world, 'makoto'), grant, id))
  const person = { name: '田中 洋子', kana: 'タナカ ヨウコ', romaji: 'Yoko Tanaka', email: null, locale: 'ja' as const }
  await write(world, 'makoto', (tx) => addPerson(tx, permit, person, grant))
  return id
}

/** A browser in which somebody is signed in who is not of the cast. */
export async function signedIn(world: TestWorld, personId: string): Promise<Browser> {
  const at = world.clock()
  const facts = { createdAt: at, endsAt: minutesAfter(at, 24 * 60), idleMinutes: 24 * 60, provedAt: at }
  const { id } = await world.sessions.createSession(personId, { ...facts, passkeyId: null, device: '', sharedPcId: null })
  const browser = createBrowser(world.app)
  browser.cookies.set(cookieName, id)
  return browser
}

/** Long enough ago that whoever was brought in then counts as a person of their own. */
export const settleIn = (world: TestWorld) => world.later((newcomerDays + 1) * 24 * 60)

export async function lostDevice(world: TestWorld) {
  const yokoId = await newOfficer(world, 'coordinator', tateshina)
  settleIn(world)
  const hana = await enrolled(world, 'hana')
  const [yoko, makoto] = [await signedIn(world, yokoId), await world.as('makoto')]
  const hanaId = world.cast.hana.id
  const row = () =>
    world.engine.reader
      .selectFrom('recovery')
      .selectAll()
      .where('personId', '=', hanaId)
      .orderBy('startedAt', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
  const start = (by: Browser = yoko, fields = {}) => by.post(`/people/${hanaId}/recovery`, { ...seen, ...fields })
  const approve = async (by: Browser = makoto) => by.post(`/recoveries/${(await row()).id}/approval`, demo)
  /** The code as it stands on the second officer's screen. */
  const code = async () => {
    await start()
    return codeOn(await approve())
  }
  /** With the new key in place: what the person holds now, and what they held before. */
  const recovered = async () => {
    const device = createAuthenticator()
    const browser = world.stranger()
    const answer = await ceremonies(browser, device).enrol(await code())
    if (answer.status !== 200) throw new Error(`recovery: ${answer.status} ${await answer.text()}`)
    return { device, browser, does: ceremonies(browser, device) }
  }
  return { hana, hanaId, yoko, yokoId, makoto, row, start, approve, code, recovered }
}

export async function codeOn(answer: Response): Promise<string> {
  const text = await answer.text()
  const code = /\/enrol#([\w-]+)/.exec(text)?.[1]
  if (!code) throw new Error(`no code on the page: ${answer.status} ${text.slice(0, 2000)}`)
  return code
}
