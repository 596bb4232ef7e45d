/** The working list of packages of the reader's towns. */
import { listPackages } from '../../db/packages/find.ts'
import { decideList } from '../../policies/packages/packages.ts'
import { type Status, statuses } from '../../policies/packages/statuses.ts'
import { PackageListPage } from '../../views/packages/list.tsx'
import type { Ctx } from '../kernel/context.ts'
import { insist } from '../kernel/errors.tsx'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { reachedTowns } from './load.ts'

export const list = routes()
const pageSize = 50

list.get('/packages', 'package.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { say, today } = c.var
  const towns = await reachedTowns(c, ['coordinator', 'manager'])
  const status = statuses.find((one) => one === c.req.query('status'))
  const before = c.req.query('before')
  const ids = towns.map(({ id }) => id)
  const found = ids.length > 0 ? await listPackages(c.var.db.read, { towns: ids, status, before, limit: pageSize }) : []
  const rows = found.slice(0, pageSize)
  const older = found.length > pageSize ? olderHref(status, rows.at(-1)!.id) : undefined
  const mayCreate = (await reachedTowns(c, ['coordinator'])).length > 0
  const props = { say, today, rows, status, mayCreate, manyTowns: towns.length > 1, paged: before !== undefined, older }
  return page(c, { title: titleOf(c, status), breadcrumb: trail(c), body: <PackageListPage {...props} /> })
})

const titleOf = ({ var: { t } }: Ctx, status: Status | undefined) =>
  status ? `${t.packages.title} ${t.packageStatuses[status]}` : t.packages.title

const olderHref = (status: Status | undefined, before: string) =>
  `/packages?${new URLSearchParams({ ...(status ? { status } : {}), before })}`
