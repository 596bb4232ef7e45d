/** Every emergency look that this reader may know of, the newest first. */
import { listGlass } from '../../../db/safety/break-glass.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideForm, decideList, listScope, statusOf } from '../../../policies/safety/break-glass.ts'
import { GlassListPage } from '../../../views/safety/break-glass/list.tsx'
import { insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
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
    return page(c, { title: say.t.breakGlass.title, body, breadcrumb: trail(c) })
  })
