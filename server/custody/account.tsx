/** The town says what became of a lot's files where its worker cannot. */
import { z } from 'zod'
import { accountFor, findLine } from '../../db/custody.ts'
import { decideAccount, townAccountings, townReasons } from '../../policies/custody.ts'
import { AccountPage } from '../../views/custody/account.tsx'
import type { Problem } from '../../views/forms.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { commit, fields, readForm, type Typed } from '../forms.ts'
import { crumbs } from '../packages/load.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'

export const accounting = routes()
const { get, post } = accounting
const Accounting = z.object({ how: fields.choice(townAccountings), reason: fields.choice(townReasons) })

/** The line through its own package: an address that joins two packages leads nowhere. */
async function load(c: Ctx) {
  const line = found(await findLine(c.var.db.read, c.req.param('line')!))
  return found(line.packageId === c.req.param('id') ? line : undefined)
}

get('/packages/:id/custody/:line', 'custody.account', async (c) => {
  const line = await load(c)
  insist(c, decideAccount(c.var.actor, line))
  return show(c, line, {}, [])
})

post('/packages/:id/custody/:line', 'custody.account', async (c) => {
  const line = await load(c)
  const permit = insist(c, decideAccount(c.var.actor, line))
  const form = await readForm(c, Accounting)
  if (!form.ok) return show(c, line, form.typed, form.problems)
  const { how, reason } = form.data
  return commit(c, `/packages/${line.packageId}/custody?done`, (tx) => accountFor(tx, permit, how, { reason }))
})

function show(c: Ctx, line: Awaited<ReturnType<typeof load>>, typed: Typed, problems: readonly Problem[]) {
  const { say, t, locale } = c.var
  const body = <AccountPage say={say} line={line} typed={typed} problems={problems} token={newOnce()} />
  const above = [
    ...crumbs(c, { id: line.packageId, title: line.title }),
    { href: `/packages/${line.packageId}/custody`, label: t.custody.title },
  ]
  return page(c, { title: t.custody.account.title, width: 'narrow', breadcrumb: above, body }, problems.length > 0 ? 422 : 200)
}
