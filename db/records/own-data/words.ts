/** Words about content, which may repeat it: of which packages they stay out of a worker's own records, and why. */

import { handlingIn } from '../../../policies/membership/towns.ts'
import { stateOf } from '../../../policies/packages/consents.ts'
import { type LeftOut, leavesWordsOut } from '../../../policies/safety/access.ts'
import type { Reader } from '../../kernel/reader.ts'
import { readTownRules } from '../../membership/town-documents.ts'

/** By package; those of which nothing is left out are not in it. */
export async function listLeftOut(db: Reader, personId: string): Promise<ReadonlyMap<string, LeftOut>> {
  const worked = await db
    .selectFrom('package as p')
    .leftJoin('workerProfile as w', (on) => on.on('w.personId', '=', personId))
    .leftJoin('consent as c', (on) => on.onRef('c.packageId', '=', 'p.id').onRef('c.townId', '=', 'w.townId'))
    .where('p.id', 'in', db.selectFrom('assignment').select('packageId').where('workerId', '=', personId))
    .select(['p.id', 'p.townId', 'p.dataClass', 'p.frozenAt', 'c.givenBy', 'c.secondedBy', 'c.withdrawnAt'])
    .execute()
  const rules = new Map<string, Awaited<ReturnType<typeof readTownRules>>>()
  for (const { townId } of worked) if (!rules.has(townId)) rules.set(townId, await readTownRules(db, townId))
  const leftOut = new Map<string, LeftOut>()
  for (const { id, townId, dataClass, frozenAt, givenBy, secondedBy, withdrawnAt } of worked) {
    const handling = handlingIn(rules.get(townId)!, dataClass ?? '2')
    const state = stateOf(givenBy === null ? undefined : { givenBy, secondedBy, withdrawnAt }, handling.consents)
    const consent = state === 'waiting' ? 'none' : state
    const why = leavesWordsOut({ handling, consent, frozen: frozenAt !== null })
    if (why) leftOut.set(id, why)
  }
  return leftOut
}
