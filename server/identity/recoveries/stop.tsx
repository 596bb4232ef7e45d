/** "This was not me": stopping a recovery with a suspended key, or while signed in before the new key exists. */

import { findActor } from '../../../db/identity/people.ts'
import { findOpenRecovery, stopRecovery } from '../../../db/identity/recoveries.ts'
import { Stale } from '../../../db/kernel/database.ts'
import { newSecret } from '../../../db/kernel/ids.ts'
import type { Actor } from '../../../policies/identity/people.ts'
import { decideStop } from '../../../policies/identity/recovery.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { StopAnswer, StopPage } from '../../../views/identity/recoveries/stop.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { readTyped } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { recallChallenge, rememberChallenge, seeChallenge } from '../challenges.ts'

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

export function stopping(routed: ReturnType<typeof routes>) {
  const { get, post } = routed
  get('/recovery/stop', 'public', async (c) => {
    const right = await seeChallenge(c, 'stop')
    const open = right?.personId ? await stoppable(c, right.personId) : undefined
    if (!open) return late(c)
    const { say } = c.var
    const { usedAt, heldUntil } = open.recovery
    const body = <StopPage say={say} usedAt={usedAt!} heldUntil={heldUntil!} form={fillForm()} />
    return page(c, { title: say.t.recoveries.stop.title, width: 'narrow', body })
  })
  post(
    '/recovery/stop',
    'public',
    async (c) => {
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
    },
    'remedy',
  )

  formAct(routed, 'recovery.stop', {
    to: '/account/recovery/stop',
    brake: 'remedy',
    load: async ({ var: { db, actor, at } }) => found(await findOpenRecovery(db.read, actor.id, at)),
    decide: ({ var: { actor } }, recovery) => decideStop({ personId: actor.id, key: 'living' }, actor, recovery),
    write: (tx, permit, _, { id }) => stopRecovery(tx, permit, id, 'open'),
    done: () => '/account?stopped',
  })
}

function late(c: Ctx) {
  const words = c.var.t.recoveries.stop.late
  return page(c, { title: words.title, width: 'narrow', body: <StopAnswer t={words} /> })
}
