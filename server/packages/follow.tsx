/** One package as it goes on: its page, and its whole history. */

import { packageHistory } from '../../db/packages/history.ts'
import { countApprovedRows, countLate, countLots, type LotFilter, listLots, lotFilters } from '../../db/packages/lots.ts'
import { listMissing } from '../../db/packages/postings.ts'
import { type Day, dayOf } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { within } from '../../policies/kernel/statuses.ts'
import { consented } from '../../policies/packages/consents.ts'
import {
  decide,
  decideConclude,
  decideReopen,
  decideResult,
  gapsBeforeHandOver,
  relationsTo,
} from '../../policies/packages/packages.ts'
import { isPast } from '../../policies/packages/postings.ts'
import { posted } from '../../policies/packages/statuses.ts'
import { decide as decideSucceeding } from '../../policies/packages/succession.ts'
import type { Deny } from '../../policies/safety/access.ts'
import { FollowPage } from '../../views/packages/follow.tsx'
import { HistoryPage } from '../../views/packages/history.tsx'
import { nextToPrepare } from '../../views/packages/preparing.tsx'
import { unfinishedOf } from '../../views/packages/published/posting.tsx'
import type { Ctx } from '../kernel/context.ts'
import { insist } from '../kernel/errors.tsx'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { glassOf } from '../safety/break-glass/waiting.ts'
import { judge } from '../safety/content.ts'
import { frozenPackageNotice } from '../safety/incidents/notice.tsx'
import { crumbs, load, type Package, planNames } from './load.ts'

export const follow = routes()
const { get } = follow
const lotsShown = 50
const eventsShown = 8
const historyShown = 50

get('/packages/:id', 'package.follow', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.follow', c.var.actor, pkg.facts))
  const { say, db } = c.var
  const [counts, late, approvedRows, events, names, lots, read, glass] = await Promise.all([
    countLots(db.read, pkg.id),
    countLate(db.read, pkg.id, lateSince(c, pkg)),
    countApprovedRows(db.read, pkg.id),
    packageHistory(db.read, { packageId: pkg.id, townId: pkg.townId }, { part: 'events', limit: eventsShown }),
    planNames(c, pkg),
    pkg.lotCount > 0 ? board(c, pkg) : null,
    judge(c, 'read', { packageId: pkg.id }),
    glassOf(c, pkg.id),
  ])
  const closed = isRefusal(read) ? (read as Deny).unmet : []
  const body = FollowPage({
    say,
    pkg: closed.length > 0 ? { ...pkg, brief: '' } : pkg,
    closed,
    glass,
    frozen: await frozenPackageNotice(c, { ...pkg, packageId: pkg.id }),
    may: mayOf(c, pkg, counts),
    missing: pkg.status === 'concluded' ? await listMissing(db.read, pkg.id) : undefined,
    take: await wayToResult(c, pkg),
    gaps: gapsBeforeHandOver(pkg),
    prepare: nextToPrepare(pkg),
    counts,
    late,
    past: isPast(pkg.dueOn, c.var.today),
    approvedRows,
    ...names,
    lots,
    history: events.slice(0, eventsShown),
    moreHistory: events.length > eventsShown,
  })
  return page(c, { title: `${pkg.title} ${pkg.number}`, breadcrumb: crumbs(c), body })
})

get('/packages/:id/history', 'package.follow', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.follow', c.var.actor, pkg.facts))
  const { say, db } = c.var
  const before = whole(c.req.query('before'))
  const part = c.req.query('part') === 'readings' ? 'readings' : 'events'
  const wanted = { part, before, limit: historyShown } as const
  const found = await packageHistory(db.read, { packageId: pkg.id, townId: pkg.townId }, wanted)
  const rows = found.slice(0, historyShown)
  const title = say.t.packages.follow.historyOf(pkg.title)
  const here = `/packages/${pkg.id}/history?part=${part}`
  const newest = before === undefined ? undefined : here
  const older = found.length > historyShown ? `${here}&before=${rows.at(-1)!.seq}` : undefined
  const body = (
    <HistoryPage
      say={say}
      at={`/packages/${pkg.id}/history`}
      part={part}
      title={title}
      rows={rows}
      newest={newest}
      older={older}
    />
  )
  return page(c, { title, breadcrumb: crumbs(c, pkg), body })
})

/** What the page offers is what the rules would allow. */
function mayOf(
  c: Ctx,
  { facts, lotsApproved, destroyedAt, dueOn, managerId }: Package,
  counts: Parameters<typeof unfinishedOf>[0],
) {
  const { actor, today } = c.var
  const may = (act: Parameters<typeof decide>[0]) => 'act' in decide(act, actor, facts)
  return {
    edit: may('package.edit'),
    plan: may('package.plan'),
    withdraw: may('package.withdraw'),
    sendBack: may('package.send-back'),
    postpone: may('package.postpone'),
    price: may('package.correct-price'),
    end: may('package.end-posting'),
    conclude: 'act' in decideConclude(actor, facts, unfinishedOf(counts)),
    reopen: 'act' in decideReopen(actor, facts, isPast(dueOn, today)),
    succeed: managerId !== null && 'act' in decideSucceeding('manager.succeed', actor, { managerId, townId: facts.townId }),
    result: destroyedAt === null && 'act' in decideResult('package.result', actor, facts, lotsApproved),
    manage: relationsTo(actor, facts).includes('manager'),
    consents: consented.includes(facts.status),
  }
}

/** As a file, after a reason and the passkey, or by others only. */
async function wayToResult(c: Ctx, { id }: Package): Promise<'file' | 'asked' | 'closed'> {
  const decision = await judge(c, 'export', { packageId: id })
  if (isRefusal(decision)) return decision.unmet.includes('file') ? 'closed' : 'file'
  return decision.obligations.includes('reason') ? 'asked' : 'file'
}

/** The day as of which lots are late: a freeze stops the clock of them all (db/safety/incidents/lift.ts). */
const lateSince = ({ var: { today } }: Ctx, { frozenAt }: Package): Day => (frozenAt === null ? today : dayOf(frozenAt))

async function board(c: Ctx, pkg: Package) {
  const { say, db } = c.var
  const today = lateSince(c, pkg)
  const filter = lotFilters.find((one) => one === c.req.query('lots'))
  const from = whole(c.req.query('from')) ?? 1
  const found = await listLots(db.read, pkg.id, { from, limit: lotsShown, filter, today })
  const older = found[lotsShown]
  return {
    say,
    packageId: pkg.id,
    rows: found.slice(0, lotsShown),
    filter: filter ?? ('all' as const),
    today,
    paged: from > 1,
    older: older && olderHref(pkg.id, filter, older.number),
    published: within(posted, pkg.status),
  }
}

const olderHref = (id: string, filter: LotFilter | undefined, from: number) =>
  `/packages/${id}?${new URLSearchParams({ ...(filter ? { lots: filter } : {}), from: String(from) })}`

const whole = (text: string | undefined): number | undefined => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
