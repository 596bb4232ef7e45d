/** People with real passkeys: a link from the desk, a device, a session. */
import { issueEnrolment } from '../../../db/identity/passkeys.ts'
import type { CastKey } from '../../../db/seeds/cast.ts'
import { permit } from '../../../policies/kernel/decision.ts'
import type { TestWorld } from '../run/world.ts'
import { ceremonies, createAuthenticator } from './authenticator.ts'

/** A one-time code for somebody of the cast, as the desk would hand it over. */
export const codeFor = (world: TestWorld, who: CastKey, minutes = 10): Promise<string> =>
  world.db.write({ actor: null, at: world.clock() }, (tx) =>
    issueEnrolment(tx, permit('enrolment.issue', { id: world.cast[who].id, townId: 'alliance' }), minutes),
  )

/** Somebody of the cast in a fresh browser, enrolled with a device of their own and signed in by it. */
export async function enrolled(world: TestWorld, who: CastKey, device = createAuthenticator()) {
  const browser = world.stranger()
  const does = ceremonies(browser, device)
  const answer = await does.enrol(await codeFor(world, who))
  if (answer.status !== 200) throw new Error(`enrolment: ${answer.status} ${await answer.text()}`)
  return { browser, device, does }
}
