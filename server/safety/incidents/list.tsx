/** The list of incidents: what needs this reader first. */
import { type IncidentOutline, listClosedIncidents, listOpenIncidents } from '../../../db/safety/incidents/find.ts'
import type { Actor } from '../../../policies/identity/people.ts'
import { nextDay } from '../../../policies/safety/incident-duty.ts'
import { decideList, listScope, viewOf } from '../../../policies/safety/incidents.ts'
import { IncidentsPage } from '../../../views/safety/incidents/list.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { clocksNow } from './load.ts'

const mostOpen = 200
const pageSize = 30

export const listing = ({ get }: ReturnType<typeof routes>) =>
  get('/incidents', 'incident.list', async (c) => {
    const { say, db, actor, today } = c.var
    insist(c, decideList(actor))
    const scope = listScope(actor)
    const before = c.req.query('before')
    const open = before ? [] : await listOpenIncidents(db.read, scope, mostOpen)
    const closed = await listClosedIncidents(db.read, scope, before, pageSize)
    const shown = closed.slice(0, pageSize)
    const body = (
      <IncidentsPage
        say={say}
        today={today}
        open={byUrgency(open.map((one) => rowOf(c, one)))}
        closed={shown.map((one) => rowOf(c, one))}
        isFirstPage={!before}
        older={closed.length > pageSize ? `/incidents?before=${shown.at(-1)!.id}` : undefined}
      />
    )
    return page(c, { title: say.t.incidents.list.title, breadcrumb: trail(c), body })
  })

/** Whether this reader is the second person that a lifting waits for. */
export const waitsFor = (actor: Actor, { status, liftedBy, townId }: Pick<IncidentOutline, 'status' | 'liftedBy' | 'townId'>) => {
  const view = viewOf(actor, { townId, reporterTowns: [] })
  return status === 'asked' && liftedBy !== actor.id && (view === 'owner' || view === 'secretariat')
}

/** INVARIANT: the title goes to the town's own people only. */
export function rowOf(c: Ctx, one: IncidentOutline) {
  const { actor, say } = c.var
  const view = viewOf(actor, { townId: one.townId, reporterTowns: [] })
  const isOwn = view === 'owner' || view === 'manager'
  const next = nextDay(clocksNow(c, one))
  return {
    id: one.id,
    name: isOwn ? one.title || one.number : undefined,
    number: isOwn || view === 'secretariat' ? one.number : undefined,
    town: say.town(one),
    status: one.status,
    reports: isOwn || view === 'secretariat' ? one.reports : undefined,
    knownAt: one.reportedAt,
    next: view === undefined ? undefined : next,
    mine: waitsFor(actor, one),
  }
}
export type Row = ReturnType<typeof rowOf>

/** What waits for this reader, then by the next day on which something is due; without one, the oldest first. */
export const byUrgency = <R extends Pick<Row, 'mine' | 'next' | 'knownAt'>>(rows: readonly R[]): R[] =>
  [...rows].sort(
    (a, b) =>
      Number(b.mine) - Number(a.mine) || (a.next ?? '9999').localeCompare(b.next ?? '9999') || a.knownAt.localeCompare(b.knownAt),
  )
