/** The result: every approved delivery, joined in the order of the rows into one CSV. */
import { listApproved } from '../../db/assignments/find.ts'
import { decideResult } from '../../policies/packages.ts'
import { attachment } from '../attachment.ts'
import type { Ctx } from '../context.ts'
import { withBom } from '../csv/encode.ts'
import { found, insist } from '../errors.tsx'
import { by } from '../forms.ts'
import { routes } from '../routes.ts'
import { load, type Package } from './load.ts'

export const result = routes()

result.get('/packages/:id/result', 'package.result', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decideResult(c.var.actor, pkg.facts, pkg.lotsApproved))
  await c.var.limits.spend('file', c.var.actor.id)
  const approved = await listApproved(c.var.db.read, pkg.id)
  const rows = approved.reduce((sum, { firstRow, lastRow }) => sum + lastRow - firstRow + 1, 0)
  // Recorded before the first byte: whoever has read anything stands in the audit.
  await c.var.db.write(by(c), (tx) => tx.record(permit, { lots: approved.length, rows }))
  const { store } = c.var
  const head = store.read(found(pkg.storageKey), 0, found(pkg.headerBytes))
  const bytes = withBom(head, ...approved.map(({ storageKey }) => lazily(() => store.read(storageKey))))
  return attachment(c, fileName(c, pkg), bytes)
})

/** Opened only when its turn comes: two thousand open files are too many. */
async function* lazily(open: () => AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* open()
}

const fileName = ({ var: { t } }: Ctx, { number, title }: Package): string =>
  `${number}_${title.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')}_${t.packages.follow.result}.csv`
