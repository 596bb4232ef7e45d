/** Gathers what offers are decided by: the package, its posting, everybody who raised a hand in fair order, the free lots. */

import type { Package } from '../../../db/packages/find.ts'
import { listFreeLots } from '../../../db/packages/lots.ts'
import { listCandidates } from '../../../db/telework/applications.ts'
import { findWorkers } from '../../../db/telework/candidates.ts'
import { findPosting } from '../../../db/telework/postings.ts'
import { listCourses, nextSessions } from '../../../db/training/training.ts'
import { rank } from '../../../policies/telework/allocation.ts'
import { eligibility, unmet } from '../../../policies/telework/applications.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'

/** Each lot is a contract with a notice and an audit record of its own; more at once would hold the database too long. */
export const mostAtOnce = 100

export async function loadCandidates(c: Ctx, pkg: Package) {
  const { db, today, at, actor } = c.var
  const [rows, courses, freeLots, posting] = await Promise.all([
    listCandidates(db.read, pkg.id, at),
    listCourses(db.read),
    listFreeLots(db.read, pkg.id, mostAtOnce),
    nextSessions(db.read, today).then((next) => findPosting(db.read, pkg.id, next)),
  ])
  const workers = await findWorkers(
    db.read,
    rows.map(({ personId }) => personId),
  )
  // Whether a lot is free is said once for all; here only what each person lacks.
  const open = { ...found(posting), status: 'published', lotsLeft: 1, dueOn: null }
  const ranked = rank(
    rows.flatMap((row) => {
      const worker = workers.get(row.personId)
      if (!worker) return []
      const lacks = unmet(eligibility(worker, open, today))
      const self = row.personId === actor.id
      return [{ ...row, worker, lacks, self, qualifies: lacks.length === 0 && !self }]
    }),
  )
  return { ranked, freeLots, posting: found(posting), courses }
}
export type Loaded = Awaited<ReturnType<typeof loadCandidates>>
export type RankedCandidate = Loaded['ranked'][number]
export type FreeLot = Loaded['freeLots'][number]
