/** Broken glass that is not settled: as tasks of whom it needs, and on the page of its package. */
import { listUnsettled } from '../../../db/safety/break-glass.ts'
import { holdsAnywhere, townsOf } from '../../../policies/identity/people.ts'
import { decideReview, statusOf } from '../../../policies/safety/break-glass.ts'
import type { Task } from '../../../views/parts/work.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { numberOf } from './load.ts'

/** Looks at this package that are going on, and those that wait for their review. */
export async function glassOf({ var: { db, at } }: Ctx, packageId: string) {
  const rows = await listUnsettled(db.read, { packageId })
  return rows.map((row) => ({ ...row, status: statusOf(row, at) }))
}

/** What must be ended, what must be reviewed by this person, and their own. */
export async function glassTasks(c: Ctx): Promise<Task[]> {
  const { actor, at, db, say } = c.var
  const isSecretariat = holdsAnywhere(actor, 'secretariat')
  if (!isSecretariat && !holdsAnywhere(actor, 'coordinator')) return []
  const words = say.t.breakGlass.tasks
  const rows = await listUnsettled(db.read, { towns: isSecretariat ? null : townsOf(actor, 'coordinator') })
  return rows.flatMap((row): Task[] => {
    const status = statusOf(row, at)
    const href = `/glass/${row.id}`
    const [number, note] = [numberOf(c, row), words.note(row.ticket)]
    if (status === 'open' && row.personId === actor.id) return [{ href, words: words.own(number), note, tone: 'info' }]
    if (status === 'open') return [{ href, words: words.end(number), note, tone: 'error' }]
    // Whether the two are one hand is said on the page; here it only matters that it waits.
    const may = 'act' in decideReview(actor, { ...row, status }, false)
    return may ? [{ href, words: words.review(number), note, tone: 'warning' }] : []
  })
}
