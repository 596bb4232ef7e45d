/** Publishing a package, or sending its draft back. */
import { z } from 'zod'
import { publishPackage, sendBack } from '../../db/packages/edit.ts'
import { listHolders } from '../../db/people.ts'
import { findOperatingBody, listTowns } from '../../db/towns.ts'
import { unconsented } from '../../policies/consents.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decide, decideComplete, type Gap, gapsBeforePublishing } from '../../policies/packages.ts'
import type { Problem } from '../../views/forms.tsx'
import { SendBackPage } from '../../views/packages/confirm.tsx'
import { PublishPage } from '../../views/packages/publish.tsx'
import { loadConsents, missingFor } from '../consents/load.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { crumbs, load, type Package, planNames, typedText } from './load.ts'

export const publication = routes()
const { get, post } = publication
const SendBack = z.object({ words: fields.text(1000) })

get('/packages/:id/publication', 'package.publish', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.publish', c.var.actor, pkg.facts))
  return publishPage(c, pkg, await gapsOf(c, pkg))
})

post('/packages/:id/publication', 'package.publish', async (c) => {
  const pkg = await load(c)
  const allowed = insist(c, decide('package.publish', c.var.actor, pkg.facts))
  const gaps = await gapsOf(c, pkg)
  const decision = decideComplete(allowed, gaps)
  if (isRefusal(decision)) return publishPage(c, pkg, gaps, 422)
  await readTyped(c)
  const towns = await openTowns(c, pkg)
  return commit(c, `/packages/${pkg.id}`, (tx) => publishPackage(tx, decision, towns, pkg.updatedAt))
})

get('/packages/:id/returns', 'package.send-back', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.send-back', c.var.actor, pkg.facts))
  return sendBackPage(c, pkg, '', [])
})

post('/packages/:id/returns', 'package.send-back', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decide('package.send-back', c.var.actor, pkg.facts))
  const form = await readForm(c, SendBack)
  if (!form.ok) return sendBackPage(c, pkg, typedText(form.typed, 'words'), form.problems)
  return commit(c, `/packages/${pkg.id}`, (tx) => sendBack(tx, permit, form.data.words))
})

/** A due day that has passed meanwhile is as good as none. */
async function gapsOf(c: Ctx, pkg: Package): Promise<Gap[]> {
  const hasOperatingBody = (await findOperatingBody(c.var.db.read, pkg.townId)) !== undefined
  const dueOn = pkg.dueOn !== null && pkg.dueOn > c.var.today ? pkg.dueOn : null
  const unconsented = await missingFor(c, pkg)
  return gapsBeforePublishing({ ...pkg, dueOn, hasOperatingBody, unconsented, towns: await openTowns(c, pkg) })
}

/** The towns of the plan that still belong to the alliance. */
async function openTowns(c: Ctx, { towns }: Package): Promise<string[]> {
  const here = await listTowns(c.var.db.read)
  return towns.filter((town) => here.some(({ id }) => id === town))
}

async function publishPage(c: Ctx, pkg: Package, gaps: readonly Gap[], status: 200 | 422 = 200) {
  const { t, locale } = c.var
  const consents = gaps.includes('consent') ? await consentsFor(c, pkg) : undefined
  const body = PublishPage({ t, locale, pkg, ...(await planNames(c, pkg)), gaps, consents, token: newOnce() })
  return page(c, { title: `${t.lots.publish.title} ${pkg.title}`, breadcrumb: crumbs(c, pkg), body }, status)
}

/** Which towns wait, and who of the town must act. */
async function consentsFor(c: Ctx, pkg: Package) {
  const { db, locale, today } = c.var
  const shown = (one: { name: string; romaji: string }) => (locale === 'ja' ? one.name : one.romaji)
  const { hops, facts } = await loadConsents(c, pkg)
  const missing = unconsented(facts)
  return {
    towns: hops.filter(({ townId }) => missing.includes(townId)).map(shown),
    actors: (await listHolders(db.read, 'coordinator', pkg.townId, today)).map(shown),
  }
}

function sendBackPage(c: Ctx, pkg: Package, value: string, problems: readonly Problem[]) {
  const { t } = c.var
  const body = SendBackPage({ t, pkg, token: newOnce(), value, problems })
  const title = `${t.packages.sendBack.title} ${pkg.title}`
  return page(c, { title, breadcrumb: crumbs(c, pkg), body }, problems.length > 0 ? 422 : 200)
}
