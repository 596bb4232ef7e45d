/** Which titles may reach a reader: the rule of access asked for many packages at once, with the few facts that titles depend on. */

import { findWorker, type Worker } from '../../db/identity/people.ts'
import { type Known, listKnown } from '../../db/safety/access.ts'
import { holds, holdsAnywhere } from '../../policies/identity/people.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { within } from '../../policies/kernel/statuses.ts'
import { stateOf } from '../../policies/packages/consents.ts'
import { posted } from '../../policies/packages/statuses.ts'
import { type AccessFacts, type Consent, decideAccess, type Relation } from '../../policies/safety/access.ts'
import { clears, type DataClass, handling } from '../../policies/safety/classes.ts'
import type { Ctx } from '../kernel/context.ts'

type Telling = Pick<AccessFacts, 'relation' | 'dataClass' | 'consent' | 'standing' | 'cleared' | 'frozen'>
/** Of places, passkeys and days a title knows nothing: the rule never looks at them for a use that only tells of something. */
export const titleFacts = ({ relation, dataClass, consent, standing, cleared, frozen }: Telling): AccessFacts => ({
  relation,
  stage: 'none',
  dataClass,
  // A town may make the handling of a class stricter, never what is told of it (policies/membership/towns.ts).
  handling: handling[dataClass ?? '2'],
  consent,
  standing,
  cleared,
  certified: false,
  place: 'home',
  allowedPlaces: [],
  provedAgo: 0,
  deviceBound: false,
  heldUntil: null,
  frozen,
  destroyed: false,
  overdue: false,
})

const isCleared = (worker: Pick<Worker, 'clearance'> | undefined, code: DataClass | null): boolean =>
  worker !== undefined && code !== null && clears(worker.clearance, code)

/**
 * Whether a worker may be told of a posting that stands open in her town's list. INVARIANT: it stands there only while its hop of the
 * consent chain does and nothing has frozen it (db/packages/consents.ts, db/safety/incidents/report.ts).
 */
export const isListed = (use: 'view' | 'search', worker: Pick<Worker, 'clearance'>, dataClass: DataClass | null): boolean =>
  !isRefusal(
    decideAccess(
      use,
      titleFacts({
        relation: 'candidate',
        dataClass,
        consent: 'given',
        standing: true,
        cleared: isCleared(worker, dataClass),
        frozen: false,
      }),
    ),
  )

/** Classes of which even the existence is kept from a worker; with nobody given, from whoever is not cleared for any of them. */
export const hiddenFrom = (worker?: Pick<Worker, 'clearance'>): DataClass[] =>
  (Object.keys(handling) as DataClass[]).filter((code) => handling[code].outline === 'hidden' && !isCleared(worker, code))

/** Of these packages those whose title the reader may be told in a notification. */
export async function listTellable(c: Ctx, packageIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { db, actor, at } = c.var
  const worker = await findWorker(db.read, actor.id)
  const known = await listKnown(db.read, [...new Set(packageIds)], { id: actor.id, townId: worker?.townId })
  const standing = holdsAnywhere(actor, 'worker')
  return new Set(
    known.flatMap((pkg) => {
      const { dataClass, frozenAt } = pkg
      const facts = titleFacts({
        relation: relationTo(c, pkg, standing, at),
        dataClass,
        consent: consentOf(pkg),
        standing,
        cleared: isCleared(worker, dataClass),
        frozen: frozenAt !== null,
      })
      return isRefusal(decideAccess('notify', facts)) ? [] : [pkg.id]
    }),
  )
}

/** INVARIANT: as `factsFor` of content.ts says it, for each package. */
function relationTo({ var: { actor } }: Ctx, pkg: Known, standing: boolean, at: string): Relation {
  if (pkg.own !== null) return 'worker'
  if (holds(actor, 'coordinator', pkg.townId)) return 'coordinator'
  if (holds(actor, 'manager', pkg.townId)) return 'manager'
  if (pkg.brokenUntil !== null && pkg.brokenUntil > at) return 'breaker'
  const isOpen = within(posted, pkg.status)
  return standing && isOpen && pkg.posted !== null ? 'candidate' : 'outsider'
}

function consentOf({ givenBy, secondedBy, withdrawnAt, dataClass }: Known): Consent {
  const state = stateOf(givenBy === null ? undefined : { givenBy, secondedBy, withdrawnAt }, handling[dataClass ?? '2'].consents)
  return state === 'waiting' ? 'none' : state
}
