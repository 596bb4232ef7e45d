/** The working list of packages of the reader's towns. */
import { countPackages, listPackages, type PackageFilter } from '../../db/packages/find.ts'
import { decideList } from '../../policies/packages/packages.ts'
import { stages } from '../../policies/packages/statuses.ts'
import { PackageListPage } from '../../views/packages/list.tsx'
import { insist } from '../kernel/errors.tsx'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { reachedTowns } from './load.ts'

export const list = routes()
const pageSize = 50

list.get('/packages', 'package.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { say, today, t, actor } = c.var
  const { read } = c.var.db
  const towns = await reachedTowns(c, ['coordinator', 'manager'])
  const filter: PackageFilter = {
    towns: towns.map(({ id }) => id),
    whose: c.req.query('whose') === 'mine' ? actor.id : undefined,
    stage: stages.find((one) => one === c.req.query('stage')),
    words: (c.req.query('q') ?? '').trim().slice(0, 60),
  }
  const count = (other: Partial<PackageFilter>) => (towns.length > 0 ? countPackages(read, { ...filter, ...other }) : 0)
  const after = c.req.query('after')
  const found = towns.length > 0 ? await listPackages(read, filter, { after, limit: pageSize }) : []
  const rows = found.slice(0, pageSize)
  const tabs = await Promise.all([undefined, ...stages].map(async (stage) => ({ stage, count: await count({ stage }) })))
  const props = {
    say,
    today,
    rows: rows.map((row) => ({ ...row, toReview: Number(row.toReview) })),
    stage: filter.stage,
    isMine: filter.whose !== undefined,
    words: filter.words,
    tabs,
    counts: { mine: await count({ whose: actor.id }), towns: await count({ whose: undefined }) },
    total: tabs.find(({ stage }) => stage === filter.stage)!.count,
    mayCreate: (await reachedTowns(c, ['coordinator'])).length > 0,
    manyTowns: towns.length > 1,
    paged: after !== undefined,
    older: found.length > pageSize ? rows.at(-1)!.id : undefined,
  }
  const title = filter.stage ? `${t.packages.title} ${t.packages.stages[filter.stage]}` : t.packages.title
  return page(c, { title, breadcrumb: trail(c), body: <PackageListPage {...props} /> })
})
