/** Splitting a list into lots, in the background. */
import { z } from 'zod'
import { Stale } from '../../db/database.ts'
import { findJob } from '../../db/jobs.ts'
import { putLots } from '../../db/lots.ts'
import { inside } from '../../policies/access.ts'
import type { Permit } from '../../policies/decision.ts'
import { maxRows } from '../../policies/lots.ts'
import { decide } from '../../policies/packages.ts'
import type { Problem } from '../../views/forms.tsx'
import { ComesTo, SplitPage, SplitProgress, splitProblem } from '../../views/packages/split.tsx'
import type { Ctx } from '../context.ts'
import { lotRanges } from '../csv/lots.ts'
import { found, insist } from '../errors.tsx'
import { by, fields, readForm } from '../forms.ts'
import { type Outcome, type Progress, startJob } from '../jobs.ts'
import { isPart, newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { crumbs, load, type Package, typedText } from './load.ts'

export const split = routes()
const { get, post } = split

const Split = z.object({ rowsPerLot: fields.whole(1, maxRows) })
/** What most people take at a time; a short list is one lot. */
const usual = 50

get('/packages/:id/split', 'package.split', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.split', c.var.actor, pkg.facts))
  if (isPart(c)) {
    const value = (c.req.query('rowsPerLot') ?? '').normalize('NFKC')
    return c.html(String(await ComesTo({ t: c.var.t, rows: pkg.rowCount ?? 0, value })))
  }
  return splitPage(c, pkg, String(pkg.rowsPerLot ?? Math.max(1, Math.min(usual, pkg.rowCount ?? usual))), [])
})

post('/packages/:id/split', 'package.split', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decide('package.split', c.var.actor, pkg.facts))
  const form = await readForm(c, Split)
  const wrong = form.ok ? splitProblem(c.var.t, pkg.rowCount ?? 0, form.data.rowsPerLot) : undefined
  const problems = form.ok ? (wrong ? [{ field: 'rowsPerLot', words: wrong }] : []) : form.problems
  if (!form.ok || problems.length > 0) return splitPage(c, pkg, typedText(form.typed, 'rowsPerLot'), problems)
  const to = `/packages/${pkg.id}/split?done`
  if ((await findJob(c.var.db.read, pkg.id, 'split', c.var.at))?.state === 'running') return c.redirect(to, 303)
  const about = { kind: 'split', packageId: pkg.id, total: Number(found(pkg.fileSize)) } as const
  await startJob(c, about, (progress) => cut(c, permit, pkg, { rowsPerLot: form.data.rowsPerLot, to }, progress))
  return c.redirect(to, 303)
})

get('/packages/:id/split/progress', 'package.split', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.split', c.var.actor, pkg.facts))
  const job = await findJob(c.var.db.read, pkg.id, 'split', c.var.at)
  const back = `/packages/${pkg.id}/split?done`
  if (!isPart(c)) return c.redirect(back, 303)
  if (job?.state !== 'running') return c.body(null, 200, { 'hx-redirect': back })
  return c.html(String(await SplitProgress({ t: c.var.t, id: pkg.id, done: job.done, total: job.total })))
})

async function cut(
  c: Ctx,
  permit: Permit<'package.split'>,
  pkg: Package,
  { rowsPerLot, to }: { rowsPerLot: number; to: string },
  onProgress: Progress,
): Promise<Outcome> {
  const { db, store, clock } = c.var
  const storageKey = found(pkg.storageKey)
  const ranges = await lotRanges(() => store.read(inside(pkg.id), storageKey), {
    headerBytes: found(pkg.headerBytes),
    rowsPerLot,
    onProgress,
  })
  try {
    await db.write({ ...by(c, to), at: clock() }, (tx) => putLots(tx, permit, rowsPerLot, ranges, pkg.unitPrice ?? 0, pkg.fileId))
  } catch (error) {
    if (error instanceof Stale) return { problems: [{ kind: 'stale' }] }
    throw error
  }
  return { problems: [] }
}

async function splitPage(c: Ctx, pkg: Package, value: string, problems: readonly Problem[]) {
  const { t, locale } = c.var
  const job = await findJob(c.var.db.read, pkg.id, 'split', c.var.at)
  const fresh = c.req.query('done') !== undefined
  const body = SplitPage({
    t,
    locale,
    pkg,
    value,
    problems,
    working: job?.state === 'running' ? job : null,
    failed: fresh && job?.state === 'failed',
    fresh,
    token: newOnce(),
  })
  const title = `${t.lots.split.title} ${pkg.title}`
  return page(c, { title, breadcrumb: crumbs(c, pkg), body }, problems.length > 0 ? 422 : 200)
}
