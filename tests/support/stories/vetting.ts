/** People on their way in: officers of any town, applicants with their steps done, and workers with a session of their own. */

import { addPasskey } from '../../../db/identity/passkeys.ts'
import { addPerson } from '../../../db/identity/people.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { minutesAfter } from '../../../db/kernel/time.ts'
import { apply, passEnvironment, signPledge } from '../../../db/membership/vetting/apply.ts'
import { findVetting } from '../../../db/membership/vetting/find.ts'
import { decideInvite, type Role } from '../../../policies/identity/people.ts'
import { permit } from '../../../policies/kernel/decision.ts'
import { decideApply, decideOwn } from '../../../policies/membership/vetting.ts'
import { cookieName } from '../../../server/identity/lucia.ts'
import { createBrowser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'
import { actorOf, allowed, write } from './package.ts'

export const towns = { shiojiri: '202151', tateshina: '203246', itoigawa: '152161' } as const

/** Signed in as in the demo, without a passkey. */
export async function signedIn(world: TestWorld, personId: string) {
  const at = world.clock()
  const facts = { createdAt: at, endsAt: minutesAfter(at, 60), idleMinutes: 15, provedAt: at }
  const session = await world.sessions.createSession(personId, { ...facts, passkeyId: null, device: '', sharedPcId: null })
  const browser = createBrowser(world.app)
  browser.cookies.set(cookieName, session.id)
  return browser
}

/** Somebody of a town's staff, brought in by the secretariat and signed in. */
export async function officer(world: TestWorld, townId: string, name = '田中 一', role: Role = 'coordinator') {
  const id = newId(world.clock())
  const grant = { role, townId }
  const may = allowed(decideInvite(await actorOf(world, 'makoto'), grant, id))
  const person = { name, kana: 'タナカ ハジメ', romaji: 'Hajime Tanaka', email: null, locale: 'ja' as const }
  await write(world, 'makoto', (tx) => addPerson(tx, may, person, grant))
  return { id, name, browser: await signedIn(world, id) }
}

export const typed = { name: '降旗 桃子', email: 'momoko@example.jp', phone: '0263-52-0280', skills: '表計算が得意です' }
type Wish = { townId?: string; steps?: readonly ('pledge' | 'environment')[]; passkeys?: 'none' | 'synced' | 'bound' }

/** An applicant to a town, with what the applicant does done by the real writes; gives the ids of person and vetting. */
export async function applicant(
  world: TestWorld,
  { townId = towns.shiojiri, steps = ['pledge', 'environment'], passkeys = 'bound' }: Wish = {},
) {
  const { db } = world
  const personId = newId(world.clock())
  const id = newId(world.clock())
  const may = allowed(decideApply({ id: townId, leftOn: null }, personId))
  const { skills, ...contact } = typed
  const person = { ...contact, kana: 'フリハタ モモコ', romaji: 'Momoko Furihata', locale: 'ja' as const }
  await db.write({ actor: null, at: world.clock() }, (tx) =>
    apply(tx, may, id, { weeklyHours: 12, places: ['home', 'centre'], skills }, person),
  )
  const by = { actor: { id: personId }, at: world.clock() }
  if (passkeys !== 'none')
    await db.write(by, (tx) =>
      addPasskey(tx, permit('enrolment.use', { id: personId, townId: 'alliance' }), {
        id: newId(world.clock()),
        publicKey: new Uint8Array([1]),
        counter: 0,
        backupEligible: passkeys === 'synced' ? 1 : 0,
        backedUp: passkeys === 'synced' ? 1 : 0,
        label: 'phone',
        transports: [],
      } as Parameters<typeof addPasskey>[2]),
    )
  const self = { id: personId, grants: [] }
  for (const step of steps) {
    const { facts, pledge } = (await findVetting(db.read, id))!
    await db.write(by, (tx) =>
      step === 'pledge'
        ? signPledge(tx, allowed(decideOwn('vetting.pledge', self, facts)), pledge!)
        : passEnvironment(tx, allowed(decideOwn('vetting.environment', self, facts)), { updates: 'yes' }),
    )
  }
  return { id, personId, path: `/vettings/${id}` }
}

const today = '2026-11-21'
/** What an officer enters about an applicant. */
export const residency = { how: 'card', on: today, note: '' }
export const interview = { how: 'video', on: '2026-11-20', note: '週末に働きたいとのこと' }

/** An applicant of 塩尻市 with every step done, the officer's by 由美 through the app. */
export async function complete(world: TestWorld, wish: Parameters<typeof applicant>[1] = {}) {
  const one = await applicant(world, wish)
  const yumi = await world.as('yumi')
  for (const [step, form] of Object.entries({ residency, interview })) {
    const { status } = await yumi.post(`${one.path}/${step}`, form)
    if (status !== 303) throw new Error(`${step}: ${status}`)
  }
  return { ...one, yumi }
}

/** What the tables say of one vetting, of all roles, profiles and steps, of one worker, and what somebody was told. */
export const stored = (world: TestWorld) => {
  const { reader } = world.engine
  return {
    vetting: (id: string) => reader.selectFrom('vetting').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    rows: (table: 'roleGrant' | 'workerProfile' | 'vettingStep') =>
      reader
        .selectFrom(table as 'roleGrant')
        .selectAll()
        .execute(),
    profileOf: (personId: string) =>
      reader.selectFrom('workerProfile').selectAll().where('personId', '=', personId).executeTakeFirst(),
    told: async (personId: string) =>
      (await reader.selectFrom('notification').select('act').where('personId', '=', personId).execute()).map(({ act }) => act),
  }
}
