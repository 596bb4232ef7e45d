/** Somebody whose page the actor may read, with all that pages and rules want to know of them. */
import { findKnown } from '../../db/directory.ts'
import { listPasskeys } from '../../db/passkeys.ts'
import { listRoleGrants } from '../../db/role-grants.ts'
import { standingOf } from '../../policies/grants.ts'
import { decidePerson } from '../../policies/people.ts'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'

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
