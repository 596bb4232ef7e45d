/** The result: every approved delivery, joined in the order of the rows into one CSV. */

import { joined } from '../../db/files/files.ts'
import { listApproved } from '../../db/telework/assignments/find.ts'
import { decideResult } from '../../policies/packages/packages.ts'
import { attachment } from '../kernel/attachment.ts'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { routes } from '../kernel/routes.ts'
import { factsFor, openContent } from '../safety/content.ts'
import { bom } from './csv/encode.ts'
import { load, type Package } from './load.ts'

export const result = routes()

result.get('/packages/:id/result', 'package.result', async (c) => {
  const pkg = await load(c)
  const { actor, db, limits, store } = c.var
  const plain = insist(c, decideResult('package.result', actor, pkg.facts, pkg.lotsApproved))
  const { handling, relation } = await factsFor(c, { packageId: pkg.id })
  const isTakenHome = !handling.download && relation === 'coordinator'
  const permit = isTakenHome ? insist(c, decideResult('package.export', actor, pkg.facts, pkg.lotsApproved)) : plain
  await limits.spend('file', actor.id)
  const approved = await listApproved(db.read, pkg.id)
  const rows = approved.reduce((sum, { firstRow, lastRow }) => sum + lastRow - firstRow + 1, 0)
  const about = { packageId: pkg.id, use: 'export', form: 'file', permit, detail: { lots: approved.length, rows } } as const
  const { opening, stillOpen } = await openContent(c, about)
  const head = () => store.read(opening, found(pkg.storageKey), 0, found(pkg.headerBytes))
  const deliveries = approved.map(
    ({ storageKey }) =>
      () =>
        store.read(opening, storageKey),
  )
  return attachment(c, fileName(c, pkg), joined(bom, [head, ...deliveries], 'file'), { stillOpen })
})

const fileName = ({ var: { t } }: Ctx, { number, title, lotsApproved, lotCount }: Package): string =>
  `${number}_${title.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')}_${t.packages.follow.result}${lotsApproved < lotCount ? t.postings.conclude.partial : ''}.csv`
