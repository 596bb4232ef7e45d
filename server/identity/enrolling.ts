/** A new key out of a one-time code: of somebody invited, or of somebody whose recovery two officers have agreed to. */

import { addPasskey, type NewPasskey, useEnrolment } from '../../db/identity/passkeys.ts'
import { findRecoveryOf, useRecovery } from '../../db/identity/recoveries.ts'
import { Stale, type Tx } from '../../db/kernel/database.ts'
import { type Actor, decideCeremony } from '../../policies/identity/people.ts'
import { decideUse } from '../../policies/identity/recovery.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import type { Ctx } from '../kernel/context.ts'

/** Keeps the key and uses the code up, both or neither; gives whether the code was still good. */
export async function keepKey(c: Ctx, person: Actor, enrolmentId: string, key: NewPasskey): Promise<boolean> {
  const { db, at } = c.var
  const work = await workFor(c, person, enrolmentId, key)
  if (!work) return false
  try {
    await db.write({ actor: person, at }, work)
    return true
  } catch (error) {
    if (error instanceof Stale || db.kit.isUniqueViolation(error)) return false
    throw error
  }
}

async function workFor({ var: { db, at } }: Ctx, person: Actor, enrolmentId: string, key: NewPasskey) {
  const recovery = await findRecoveryOf(db.read, enrolmentId, at)
  if (recovery) {
    const permit = decideUse(person, recovery)
    return isRefusal(permit) ? undefined : (tx: Tx) => useRecovery(tx, permit, { id: recovery.id, enrolmentId, key })
  }
  const permit = decideCeremony('enrolment.use', { personId: person.id })
  return async (tx: Tx) => {
    if (!(await useEnrolment(tx, enrolmentId))) throw new Stale('enrolment')
    await addPasskey(tx, permit, key)
  }
}
