/** Somebody whose page the actor may read, with all that pages and rules want to know of them. */

import { listPasskeys } from '../../../db/identity/passkeys.ts'
import { findKnown } from '../../../db/membership/directory.ts'
import { listRoleGrants } from '../../../db/membership/role-grants.ts'
import { decidePerson } from '../../../policies/identity/people.ts'
import { standingOf } from '../../../policies/membership/grants.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'

/** `held`: the roles that they hold or will hold, also while they are suspended; what is over, or ended by leaving, is not among them. */
export async function loadPerson(c: Ctx) {
  const { db, at, today, actor } = c.var
  const person = found(await findKnown(db.read, c.req.param('id')!, at))
  const permit = insist(c, decidePerson(actor, person))
  const given = await listRoleGrants(db.read, person.id)
  const hasLeft = person.standing === 'left'
  const held = given.filter((grant) => standingOf(grant, today) !== 'over' && !(grant.role === 'worker' && hasLeft))
  const passkeys = (await listPasskeys(db.read, person.id)).length
  return { person, permit, given, held, passkeys }
}
