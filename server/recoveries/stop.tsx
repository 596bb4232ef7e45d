/** "This was not me": stopping a recovery with a suspended key, or while signed in before the new key exists. */
import { Stale } from '../../db/database.ts'
import { newSecret } from '../../db/ids.ts'
import { findActor } from '../../db/people.ts'
import { findOpenRecovery, stopRecovery } from '../../db/recoveries.ts'
import { isRefusal } from '../../policies/decision.ts'
import type { Actor } from '../../policies/people.ts'
import { decideStop } from '../../policies/recovery.ts'
import { StopAnswer, StopPage } from '../../views/recoveries/stop.tsx'
import { recallChallenge, rememberChallenge, seeChallenge } from '../challenges.ts'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { commit, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import type { routes } from '../routes.ts'

/** What a suspended key of somebody may stop at this moment, with the permit to do it. */
async function stoppable({ var: { db, at } }: Ctx, personId: string) {
  const person = await findActor(db.read, personId, at)
  const recovery = await findOpenRecovery(db.read, personId, at)
  if (!person || !recovery) return undefined
  const permit = decideStop({ personId, key: 'suspended' }, person, recovery)
  return isRefusal(permit) ? undefined : { recovery, permit }
}

/** After a verified signature of a suspended key: a cookie for one stop within minutes, if there is anything to stop. */
export async function offerStop(c: Ctx, person: Actor): Promise<boolean> {
  if (!(await stoppable(c, person.id))) return false
  await rememberChallenge(c, 'stop', newSecret(), { personId: person.id })
  return true
}

export function stopping({ get, post }: ReturnType<typeof routes>) {
  get('/recovery/stop', 'public', async (c) => {
    const right = await seeChallenge(c, 'stop')
    const open = right?.personId ? await stoppable(c, right.personId) : undefined
    if (!open) return late(c)
    const { t, locale } = c.var
    const { usedAt, heldUntil } = open.recovery
    return page(c, {
      title: t.recoveries.stop.title,
      width: 'narrow',
      body: <StopPage t={t.recoveries.stop} locale={locale} usedAt={usedAt!} heldUntil={heldUntil!} token={newOnce()} />,
    })
  })
  post('/recovery/stop', 'public', async (c) => {
    await readTyped(c)
    const right = await recallChallenge(c, 'stop')
    const open = right?.personId ? await stoppable(c, right.personId) : undefined
    if (!open) return late(c)
    try {
      await c.var.db.write({ actor: { id: open.recovery.personId }, at: c.var.at }, (tx) =>
        stopRecovery(tx, open.permit, open.recovery.id, 'used'),
      )
    } catch (error) {
      if (error instanceof Stale) return late(c)
      throw error
    }
    const words = c.var.t.recoveries.stop.done
    return page(c, { title: words.title, width: 'narrow', body: <StopAnswer t={words} /> })
  })

  post('/account/recovery/stop', 'recovery.stop', async (c) => {
    const { db, actor, at } = c.var
    const recovery = found(await findOpenRecovery(db.read, actor.id, at))
    const permit = insist(c, decideStop({ personId: actor.id, key: 'living' }, actor, recovery))
    await readTyped(c)
    return commit(c, '/account?stopped', (tx) => stopRecovery(tx, permit, recovery.id, 'open'))
  })
}

function late(c: Ctx) {
  const words = c.var.t.recoveries.stop.late
  return page(c, { title: words.title, width: 'narrow', body: <StopAnswer t={words} /> })
}
