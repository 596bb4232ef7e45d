/** The end of a draft: checked as a whole, handed over, or withdrawn. */
import { movePackage } from '../../db/packages/edit.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decide, decideComplete, gapsBeforeHandOver } from '../../policies/packages.ts'
import { CheckPage } from '../../views/packages/check.tsx'
import { WithdrawPage } from '../../views/packages/confirm.tsx'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { commit, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { crumbs, load, type Package } from './load.ts'

export const check = routes()
const { get, post } = check

get('/packages/:id/check', 'package.edit', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.edit', c.var.actor, pkg.facts))
  return checkPage(c, pkg)
})

post('/packages/:id/hand-over', 'package.hand-over', async (c) => {
  const pkg = await load(c)
  const allowed = insist(c, decide('package.hand-over', c.var.actor, pkg.facts))
  const decision = decideComplete(allowed, gapsBeforeHandOver(pkg))
  if (isRefusal(decision)) return checkPage(c, pkg, 422)
  await readTyped(c)
  return commit(c, `/packages/${pkg.id}`, (tx) => movePackage(tx, decision, {}, pkg.updatedAt))
})

get('/packages/:id/withdrawal', 'package.withdraw', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.withdraw', c.var.actor, pkg.facts))
  const { t } = c.var
  const body = WithdrawPage({ t, pkg, token: newOnce() })
  return page(c, { title: `${t.packages.withdraw.title} ${pkg.title}`, breadcrumb: crumbs(c, pkg), body })
})

post('/packages/:id/withdrawal', 'package.withdraw', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decide('package.withdraw', c.var.actor, pkg.facts))
  await readTyped(c)
  return commit(c, `/packages/${pkg.id}`, (tx) => movePackage(tx, permit))
})

function checkPage(c: Ctx, pkg: Package, status: 200 | 422 = 200) {
  const { t, locale } = c.var
  const announce = c.req.query('saved') === undefined ? undefined : t.packages.steps.saved
  const body = CheckPage({ t, locale, pkg, token: newOnce() })
  return page(c, { title: `${t.packages.check.title} ${pkg.title}`, breadcrumb: crumbs(c, pkg), body, announce }, status)
}
