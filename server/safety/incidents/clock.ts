/** Incidents by the clock: the town is warned before a report is due, and told when the day has passed; once each. */
import { type Database, unlessStale } from '../../../db/kernel/database.ts'
import type { Clock } from '../../../db/kernel/time.ts'
import { listRunning } from '../../../db/safety/incidents/find.ts'
import { noteWarnings } from '../../../db/safety/incidents/papers.ts'
import { isLate, warningsDue } from '../../../policies/safety/incident-duty.ts'
import { decideWarning } from '../../../policies/safety/incidents.ts'

/**
 * Gives every warning that is due and was not given yet; gives in how many incidents. What became due while nobody looked is told
 * of in one breath.
 */
export async function warnOfIncidents({ db, clock }: { readonly db: Database; readonly clock: Clock }): Promise<number> {
  const at = clock()
  let told = 0
  for (const { warned, clock: facts, ...incident } of await listRunning(db.read)) {
    const marks = warningsDue(facts, warned, at)
    if (marks.length === 0) continue
    const permit = decideWarning(incident, marks.some(isLate))
    if (await unlessStale(db.write({ actor: null, at }, (tx) => noteWarnings(tx, permit, { warned, marks })))) told++
  }
  return told
}
