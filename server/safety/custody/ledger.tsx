/** The ledger of one package, on the screen, on paper, and as a table for a spreadsheet. */
import { countLines, type Line, listLines } from '../../../db/safety/custody.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideAccount, decideLedger } from '../../../policies/safety/custody.ts'
import { LedgerPage, rowOf } from '../../../views/safety/custody/ledger.tsx'
import { attachment } from '../../kernel/attachment.ts'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { encodeRow, withBom, withoutFormula } from '../../packages/csv/encode.ts'
import { crumbs, load } from '../../packages/load.ts'

export const ledger = routes()
const perPage = 100

ledger.get('/packages/:id/custody', 'custody.read', async (c) => {
  const pkg = await load(c)
  insist(c, decideLedger(c.var.actor, pkg))
  const { say, db, actor } = c.var
  const { open, from } = asked(c)
  const found = await listLines(db.read, pkg.id, { open, from, limit: perPage })
  const next = found[perPage]
  const body = (
    <LedgerPage
      say={say}
      pkg={pkg}
      open={open}
      counts={await countLines(db.read, pkg.id)}
      lines={found.slice(0, perPage).map((line) => ({ ...line, mayAccount: !isRefusal(decideAccount(actor, line)) }))}
      paged={from > 1}
      older={
        next &&
        `/packages/${pkg.id}/custody?${new URLSearchParams({ ...(open ? { only: 'open' } : {}), from: String(next.lotNumber) })}`
      }
      done={c.req.query('done') !== undefined}
    />
  )
  return page(c, { title: `${say.t.custody.title} ${pkg.number}`, breadcrumb: crumbs(c, pkg), body })
})

/** The same lines, all of them. */
ledger.get('/packages/:id/custody/table', 'custody.read', async (c) => {
  const pkg = await load(c)
  insist(c, decideLedger(c.var.actor, pkg))
  await c.var.limits.spend('file', c.var.actor.id)
  const name = c.var.t.custody.fileName(pkg.number)
  return attachment(c, name, withBom(rows(c, pkg.id, asked(c).open)))
})

async function* rows(c: Ctx, packageId: string, open: boolean): AsyncGenerator<Uint8Array> {
  const { say, db } = c.var
  const encoder = new TextEncoder()
  const row = (cells: readonly string[]) => encoder.encode(encodeRow(cells.map(withoutFormula)))
  yield row(say.t.custody.columns)
  for (const line of await allLines(db.read, packageId, open)) yield row(rowOf(say, line))
}
const allLines = (db: Ctx['var']['db']['read'], packageId: string, open: boolean): Promise<Line[]> =>
  listLines(db, packageId, { open, limit: 20_000 })

function asked(c: Ctx): { open: boolean; from: number } {
  const from = /^\d{1,6}$/.test(c.req.query('from') ?? '') ? Number(c.req.query('from')) : 1
  return { open: c.req.query('only') === 'open', from }
}
