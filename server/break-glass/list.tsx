/** Every emergency look that this reader may know of, the newest first. */
import { listGlass } from '../../db/break-glass.ts'
import { decideForm, decideList, listScope, statusOf } from '../../policies/break-glass.ts'
import { isRefusal } from '../../policies/decision.ts'
import { GlassListPage } from '../../views/break-glass/list.tsx'
import { insist } from '../errors.tsx'
import { page } from '../page.tsx'
import type { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { numberOf } from './load.ts'

const pageSize = 50

export const listing = ({ get }: ReturnType<typeof routes>) =>
  get('/glass', 'glass.list', async (c) => {
    const { say, db, actor, at } = c.var
    insist(c, decideList(actor))
    const before = c.req.query('before')
    const found = await listGlass(db.read, { towns: listScope(actor), before, limit: pageSize })
    const rows = found.slice(0, pageSize)
    const body = (
      <GlassListPage
        say={say}
        rows={rows.map((row) => ({ ...row, package: numberOf(c, row), status: statusOf(row, at) }))}
        mayBreak={!isRefusal(decideForm(actor))}
        first={before === undefined}
        older={found.length > pageSize ? `/glass?before=${rows.at(-1)!.id}` : undefined}
      />
    )
    return page(c, { title: say.t.breakGlass.title, body, breadcrumb: trail(c), width: 'wide' })
  })
