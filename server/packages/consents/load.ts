/** How a package's consents stand, as the rules and the pages of consents want to know it. */

import { areOneHand } from '../../../db/identity/recoveries.ts'
import { countCoordinators, type FoundHop, listHops } from '../../../db/packages/consents.ts'
import type { Package } from '../../../db/packages/find.ts'
import type { ConsentFacts } from '../../../policies/packages/consents.ts'
import { unconsented } from '../../../policies/packages/consents.ts'
import { type Handling, handling } from '../../../policies/safety/classes.ts'
import type { Ctx } from '../../kernel/context.ts'

export type Asked = Pick<Package, 'id' | 'townId' | 'status' | 'dataClass' | 'frozenAt' | 'destroyedAt'> & {
  readonly towns: readonly string[]
}

/** Persons who must have consented before a class is posted; nobody for what has no class yet. */
export const neededFor = ({ dataClass }: Pick<Asked, 'dataClass'>): Handling['consents'] =>
  dataClass === null ? 0 : handling[dataClass].consents

export async function loadConsents(c: Ctx, pkg: Asked): Promise<{ hops: readonly FoundHop[]; facts: ConsentFacts }> {
  const { db, today } = c.var
  const [hops, coordinators] = await Promise.all([listHops(db.read, pkg), countCoordinators(db.read, pkg.townId, today)])
  const facts: ConsentFacts = {
    id: pkg.id,
    townId: pkg.townId,
    status: pkg.status,
    dataClass: pkg.dataClass,
    needed: neededFor(pkg),
    frozen: pkg.frozenAt !== null,
    destroyed: pkg.destroyedAt !== null,
    towns: hops,
    coordinators,
  }
  return { hops, facts }
}

/** The towns of a plan that keep it from being published. Its own town is one of them always. */
export const missingFor = async (c: Ctx, pkg: Asked): Promise<string[]> => unconsented((await loadConsents(c, pkg)).facts)

/** Whether the reader and any of those who gave these consents count as one person. */
export async function isOneHand(c: Ctx, { towns }: ConsentFacts, wanted: readonly string[]): Promise<boolean> {
  const { db, actor, at } = c.var
  const givers = towns.flatMap(({ townId, hop }) => (hop && wanted.includes(townId) ? [hop.givenBy] : []))
  for (const giver of new Set(givers)) if (giver !== actor.id && (await areOneHand(db.read, [giver, actor.id], at))) return true
  return false
}
