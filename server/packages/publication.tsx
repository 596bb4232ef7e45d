/** Publishing a package, or sending its draft back. */
import { z } from 'zod'
import { listHolders } from '../../db/identity/people.ts'
import { findOperatingBody, listTowns } from '../../db/membership/towns.ts'
import { publishPackage, sendBack } from '../../db/packages/edit.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { unconsented } from '../../policies/packages/consents.ts'
import { decide, decideComplete, type Gap, gapsBeforePublishing } from '../../policies/packages/packages.ts'
import { SendBackPage } from '../../views/packages/confirm.tsx'
import { PublishPage } from '../../views/packages/publish.tsx'
import type { Ctx } from '../kernel/context.ts'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { loadConsents, missingFor } from './consents/load.ts'
import { crumbs, load, type Package, planNames, toldAsGaps } from './load.ts'

export const publication = routes()

formAct(publication, 'package.publish', {
  at: '/packages/:id/publication',
  load: async (c) => {
    const pkg = await load(c)
    const towns = await openTowns(c, pkg)
    return { pkg, towns, gaps: await gapsOf(c, pkg, towns) }
  },
  seen: ({ pkg, towns }) => ({ updatedAt: pkg.updatedAt, towns }),
  // The page with every gap is for whom the act is at all; only doing it wants them closed.
  decide: ({ var: { actor } }, { pkg, gaps }, ready) => {
    const allowed = decide('package.publish', actor, pkg.facts)
    return ready && !isRefusal(allowed) ? decideComplete(allowed, gaps) : allowed
  },
  refused: toldAsGaps,
  title: ({ t }, { pkg }) => `${t.lots.publish.title} ${pkg.title}`,
  width: 'normal',
  under: (c, { pkg }) => crumbs(c, pkg),
  body: async (c, say, { pkg, gaps }, form) => {
    const consents = gaps.includes('consent') ? await consentsFor(c, pkg) : undefined
    return <PublishPage say={say} pkg={pkg} {...(await planNames(c, pkg))} gaps={gaps} consents={consents} form={form} />
  },
  write: (tx, permit, _, { pkg, towns }) => publishPackage(tx, permit, towns, pkg.updatedAt),
  done: ({ pkg }) => `/packages/${pkg.id}`,
})

/** A due day that has passed meanwhile is as good as none. */
async function gapsOf(c: Ctx, pkg: Package, towns: readonly string[]): Promise<Gap[]> {
  const hasOperatingBody = (await findOperatingBody(c.var.db.read, pkg.townId)) !== undefined
  const dueOn = pkg.dueOn !== null && pkg.dueOn > c.var.today ? pkg.dueOn : null
  const unconsented = await missingFor(c, pkg)
  return gapsBeforePublishing({ ...pkg, dueOn, hasOperatingBody, unconsented, towns })
}

/** The towns of the plan that still belong to the alliance. */
async function openTowns(c: Ctx, { towns }: Package): Promise<string[]> {
  const here = await listTowns(c.var.db.read)
  return towns.filter((town) => here.some(({ id }) => id === town))
}

/** Which towns wait, and who of the town must act. */
async function consentsFor(c: Ctx, pkg: Package) {
  const { db, say, today } = c.var
  const { hops, facts } = await loadConsents(c, pkg)
  const missing = unconsented(facts)
  return {
    towns: hops.filter(({ townId }) => missing.includes(townId)).map(say.name),
    actors: (await listHolders(db.read, 'coordinator', pkg.townId, today)).map(say.name),
  }
}

formAct(publication, 'package.send-back', {
  at: '/packages/:id/returns',
  load,
  seen: ({ updatedAt }) => updatedAt,
  decide: (c, { facts }) => decide('package.send-back', c.var.actor, facts),
  fields: z.object({ words: fields.text(1000) }),
  title: ({ t }, pkg) => `${t.packages.sendBack.title} ${pkg.title}`,
  width: 'normal',
  under: crumbs,
  body: (_, say, pkg, form) => <SendBackPage say={say} pkg={pkg} form={form} />,
  write: (tx, permit, { words }) => sendBack(tx, permit, words),
  done: ({ id }) => `/packages/${id}`,
})
