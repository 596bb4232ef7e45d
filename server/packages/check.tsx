/** The end of a draft: checked as a whole, handed over, or withdrawn. */
import { movePackage } from '../../db/packages/edit.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decide, decideComplete, gapsBeforeHandOver } from '../../policies/packages/packages.ts'
import { CheckPage } from '../../views/packages/check.tsx'
import { WithdrawPage } from '../../views/packages/confirm.tsx'
import type { Ctx } from '../kernel/context.ts'
import { insist } from '../kernel/errors.tsx'
import { fillForm, formAct } from '../kernel/form-act.tsx'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { versionOf } from '../kernel/seen.ts'
import { crumbs, load, type Package, saved, toldAsGaps } from './load.ts'

export const check = routes()

check.get('/packages/:id/check', 'package.edit', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.edit', c.var.actor, pkg.facts))
  return checkPage(c, pkg)
})

function checkPage(c: Ctx, pkg: Package, status: 200 | 422 = 200) {
  const { say } = c.var
  const body = <CheckPage say={say} pkg={pkg} form={fillForm(undefined, {}, [], versionOf(pkg.updatedAt))} />
  const title = `${say.t.packages.check.title} ${pkg.title}`
  return page(c, { title, breadcrumb: crumbs(c, pkg), body, announce: saved(c) }, status)
}

formAct(check, 'package.hand-over', {
  to: '/packages/:id/hand-over',
  load,
  seen: ({ updatedAt }) => updatedAt,
  decide: ({ var: { actor } }, pkg) => {
    const allowed = decide('package.hand-over', actor, pkg.facts)
    return isRefusal(allowed) ? allowed : decideComplete(allowed, gapsBeforeHandOver(pkg))
  },
  refused: toldAsGaps,
  again: (c, pkg) => checkPage(c, pkg, 422),
  write: (tx, permit, _, pkg) => movePackage(tx, permit, {}, pkg.updatedAt),
  done: ({ id }) => `/packages/${id}`,
})

formAct(check, 'package.withdraw', {
  at: '/packages/:id/withdrawal',
  load,
  seen: ({ updatedAt }) => updatedAt,
  decide: (c, { facts }) => decide('package.withdraw', c.var.actor, facts),
  title: ({ t }, pkg) => `${t.packages.withdraw.title} ${pkg.title}`,
  width: 'normal',
  under: crumbs,
  body: (_, say, pkg, form) => <WithdrawPage say={say} pkg={pkg} form={form} />,
  write: (tx, permit) => movePackage(tx, permit),
  done: ({ id }) => `/packages/${id}`,
})
