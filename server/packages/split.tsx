/** Splitting a list into lots, in the background. */
import { z } from 'zod'
import { Stale } from '../../db/kernel/database.ts'
import { findJob } from '../../db/kernel/jobs.ts'
import { putLots } from '../../db/packages/lots.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { maxRows } from '../../policies/packages/lots.ts'
import { decide } from '../../policies/packages/packages.ts'
import { inside } from '../../policies/safety/access.ts'
import { ComesTo, SplitPage, SplitProgress, splitProblem } from '../../views/packages/split.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { by, fields } from '../kernel/forms.ts'
import { type Outcome, type Progress, startJob } from '../kernel/jobs.ts'
import { isPart } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { lotRanges } from './csv/lots.ts'
import { crumbs, load, type Package } from './load.ts'

export const split = routes()

/** What most people take at a time; a short list is one lot. */
const usual = 50
const runningJob = async (c: Ctx, { id }: Package) => {
  const job = await findJob(c.var.db.read, id, 'split', c.var.at)
  return { job, running: job?.state === 'running' ? job : null }
}
const after = ({ id }: Package) => `/packages/${id}/split?done`

formAct(split, 'package.split', {
  at: '/packages/:id/split',
  load,
  decide: (c, { facts }) => decide('package.split', c.var.actor, facts),
  fields: z.object({ rowsPerLot: fields.whole(1, maxRows) }),
  check: ({ var: { t } }, { rowCount }, { data }) => {
    const words = data && splitProblem(t, rowCount ?? 0, data.rowsPerLot)
    return words ? [{ field: 'rowsPerLot', words }] : []
  },
  begin: (_, { rowsPerLot, rowCount }) => ({
    rowsPerLot: String(rowsPerLot ?? Math.max(1, Math.min(usual, rowCount ?? usual))),
  }),
  part: ({ req, var: { t } }, { rowCount }) => (
    <ComesTo t={t} rows={rowCount ?? 0} value={(req.query('rowsPerLot') ?? '').normalize('NFKC')} />
  ),
  title: ({ t }, pkg) => `${t.lots.split.title} ${pkg.title}`,
  width: 'normal',
  under: crumbs,
  body: async (c, say, pkg, form) => {
    const { job, running } = await runningJob(c, pkg)
    const fresh = c.req.query('done') !== undefined
    const failed = fresh && job?.state === 'failed'
    return <SplitPage say={say} pkg={pkg} form={form} working={running} failed={failed} fresh={fresh} />
  },
  start: async (c, permit, { rowsPerLot }, pkg) => {
    if ((await runningJob(c, pkg)).running) return
    const about = { kind: 'split', packageId: pkg.id, total: Number(found(pkg.fileSize)) } as const
    await startJob(c, about, (progress) => cut(c, permit, pkg, rowsPerLot, progress))
  },
  done: after,
})

split.get('/packages/:id/split/progress', 'package.split', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.split', c.var.actor, pkg.facts))
  const { running } = await runningJob(c, pkg)
  if (!isPart(c)) return c.redirect(after(pkg), 303)
  if (!running) return c.body(null, 200, { 'hx-redirect': after(pkg) })
  return c.html(String(await SplitProgress({ t: c.var.t, id: pkg.id, done: running.done, total: running.total })))
})

async function cut(
  c: Ctx,
  permit: Permit<'package.split'>,
  pkg: Package,
  rowsPerLot: number,
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
    await db.write({ ...by(c, after(pkg)), at: clock() }, (tx) =>
      putLots(tx, permit, rowsPerLot, ranges, pkg.unitPrice ?? 0, pkg.fileId),
    )
  } catch (error) {
    if (error instanceof Stale) return { problems: [{ kind: 'stale' }] }
    throw error
  }
  return { problems: [] }
}
