/** What incidents ask of somebody now, for their home page. */
import { listOpenIncidents } from '../../../db/safety/incidents/find.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import { decideList, freezing, listScope } from '../../../policies/safety/incidents.ts'
import type { Task } from '../../../views/parts/work.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { byUrgency, type Row, rowOf } from './list.tsx'

const most = 10

export async function incidentTasks(c: Ctx): Promise<Task[]> {
  const { actor, db } = c.var
  if (isRefusal(decideList(actor))) return []
  const open = await listOpenIncidents(db.read, listScope(actor), 100)
  return byUrgency(open.map((one) => rowOf(c, one)))
    .slice(0, most)
    .map((one) => taskOf(c, one))
}

function taskOf({ var: { say, today } }: Ctx, { id, name, town, status, next, mine }: Row): Task {
  const words = say.t.incidents.home
  const isLate = next !== undefined && next < today
  const isFrozen = within(freezing, status)
  return {
    href: `/incidents/${id}`,
    words: mine ? words.second : name === undefined ? words.other(town) : words.act(name),
    note: next === undefined ? say.t.incidents.statuses[status] : words.next(say.shortDay(next)),
    tone: isLate ? 'error' : isFrozen ? 'warning' : undefined,
    label: isLate ? words.late : isFrozen ? words.paused : undefined,
  }
}
