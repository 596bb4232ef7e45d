/** What stands around a file of a package: how its class is handled, what its rules ask of the package, whether its lot may be delivered. */

import type { findPackage } from '../../../db/packages/find.ts'
import type { Guarded } from '../../../db/safety/access.ts'
import type { Assignment } from '../../../db/telework/assignments/find.ts'
import type { Around } from '../../../policies/files/package-files.ts'
import { handlingIn } from '../../../policies/membership/towns.ts'
import { decideDelivery } from '../../../policies/telework/entries.ts'
import type { Ctx } from '../../kernel/context.ts'
import { factsFor } from '../../safety/content.ts'

/** What is said to delivering this lot, as a file or as corrections. */
export const mayDeliver = async (c: Ctx, { id, packageId, facts }: Assignment, how: 'file' | 'entries') =>
  decideDelivery(how, c.var.actor, facts, await factsFor(c, { packageId, assignmentId: id }))

export const isViewOnly = ({ rules, dataClass }: Pick<Guarded, 'rules' | 'dataClass'>): boolean =>
  !handlingIn(rules, dataClass ?? '2').download

type Package = NonNullable<Awaited<ReturnType<typeof findPackage>>>
export const around = ({ facts, frozenAt, destroyedAt }: Package): Around => ({
  ...facts,
  frozen: frozenAt !== null,
  destroyed: destroyedAt !== null,
})
export const aroundLot = ({ id, townId, status, dataClass, frozenAt, destroyedAt }: Guarded): Around => ({
  ...{ id, townId, status, dataClass, posted: false, assigned: true },
  frozen: frozenAt !== null,
  destroyed: destroyedAt !== null,
})
