/** What somebody has told of, what to do now, and what became of it. */

import { deskOf } from '../../../db/membership/towns.ts'
import { listOwnReports } from '../../../db/safety/incidents/own.ts'
import { decideOwn } from '../../../policies/safety/incidents.ts'
import { OwnReportsPage } from '../../../views/safety/incidents/own.tsx'
import { insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'

const shown = 50

export const readingOwn = ({ get }: ReturnType<typeof routes>) =>
  get('/incidents/own', 'incident.read-own', async (c) => {
    insist(c, decideOwn(c.var.actor))
    const { say, db, actor } = c.var
    const reports = await listOwnReports(db.read, actor.id, shown)
    const body = (
      <OwnReportsPage
        say={say}
        reports={reports.map((one) => ({ ...one, desk: deskOf(one) }))}
        sent={c.req.query('sent') !== undefined && reports.length > 0}
      />
    )
    return page(c, { title: say.t.incidents.own.title, breadcrumb: trail(c), body })
  })
