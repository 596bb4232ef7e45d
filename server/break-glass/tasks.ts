/** Broken glass that needs this person: to be ended, to be reviewed by somebody else, or their own. */
import { listUnsettled } from '../../db/break-glass.ts'
import { decideReview, statusOf } from '../../policies/break-glass.ts'
import { holdsAnywhere, townsOf } from '../../policies/people.ts'
import type { Task } from '../../views/parts/work.tsx'
import type { Ctx } from '../context.ts'
import { numberOf } from './load.ts'

export async function glassTasks(c: Ctx): Promise<Task[]> {
  const { actor, at, db, t } = c.var
  const isSecretariat = holdsAnywhere(actor, 'secretariat')
  if (!isSecretariat && !holdsAnywhere(actor, 'coordinator')) return []
  const words = t.breakGlass.tasks
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
