/** A worker's own assignments: what waits for her first, then what is in work, waits for review, and is done. */

import type { Instant } from '../../../db/kernel/time.ts'
import { listUndeclared } from '../../../db/safety/custody.ts'
import { listEnded, listOwnAssignments } from '../../../db/telework/assignments/find.ts'
import { decideOwnList, unfinished } from '../../../policies/telework/assignments.ts'
import { AssignmentListPage } from '../../../views/telework/assignments/list.tsx'
import { insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'

const pageSize = 50

export const listing = ({ get }: ReturnType<typeof routes>) =>
  get('/assignments', 'assignment.list', async (c) => {
    const { say, db, actor, today } = c.var
    insist(c, decideOwnList(actor))
    const before = readPlace(c.req.query('before'))
    const live = before ? [] : await listOwnAssignments(db.read, actor.id, unfinished, 200)
    const ended = await listEnded(db.read, actor.id, { before, limit: pageSize })
    const shown = ended.slice(0, pageSize)
    const last = shown.at(-1)
    const body = (
      <AssignmentListPage
        say={say}
        today={today}
        live={live}
        undeclared={before ? [] : await listUndeclared(db.read, actor.id)}
        ended={shown}
        first={before === undefined}
        older={ended.length > pageSize && last ? `/assignments?before=${last.updatedAt}~${last.id}` : undefined}
      />
    )
    return page(c, { title: say.t.assignments.title, body, breadcrumb: trail(c) })
  })

function readPlace(text: string | undefined): { updatedAt: Instant; id: string } | undefined {
  const [, updatedAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~([\w-]{1,64})$/.exec(text ?? '') ?? []
  return updatedAt && id ? { updatedAt: updatedAt as Instant, id } : undefined
}
