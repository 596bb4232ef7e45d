/** What every page of a package begins with: the package, found through the reader, and the words of its towns and courses. */

import { listTowns, listTownsEver } from '../../db/membership/towns.ts'
import type { Package } from '../../db/packages/find.ts'
import { findPackage } from '../../db/packages/find.ts'
import { listCourses } from '../../db/training/training.ts'
import { holds, type Role } from '../../policies/identity/people.ts'
import type { Refusal, Why } from '../../policies/kernel/decision.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import type { Crumb } from '../../views/parts/navigation.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { trail } from '../kernel/trail.ts'

export type { Package }

export const load = async (c: Ctx): Promise<Package> =>
  found(await findPackage(c.var.db.read, c.req.param('id')!, c.var.actor.id))

/** The crumbs of a page under a package; without one, of a page under the list. */
export const crumbs = (c: Ctx, pkg?: { id: string; title: string }): Crumb[] =>
  trail(
    c,
    { href: '/packages', label: c.var.t.packages.title },
    ...(pkg ? [{ href: `/packages/${pkg.id}`, label: pkg.title }] : []),
  )

/** Said once, where the step before was saved. */
export const saved = (c: Ctx): string | undefined =>
  c.req.query('saved') === undefined ? undefined : c.var.t.packages.steps.saved

/** A package that lacks something is told so on its own page, which lists every gap. */
export const toldAsGaps = (_: Ctx, { refused }: Refusal<Why>): readonly Problem[] | undefined =>
  refused === 'incomplete' ? [] : undefined

/** The towns that a role of this reader reaches; a grant for the whole alliance reaches every town. */
export async function reachedTowns(c: Ctx, roles: readonly Role[]) {
  const towns = await listTowns(c.var.db.read)
  return towns.filter(({ id }) => roles.some((role) => holds(c.var.actor, role, id)))
}

/** Names of the towns and courses that a plan holds, in the reader's language. */
export async function planNames(c: Ctx, pkg: { towns: readonly string[]; courses: readonly string[] }) {
  const { say, db } = c.var
  const towns = (await listTownsEver(db.read)).filter(({ id }) => pkg.towns.includes(id))
  const courses = pkg.courses.length > 0 ? await listCourses(db.read) : []
  return { towns: towns.map(say.name), courses: courses.filter(({ id }) => pkg.courses.includes(id)).map(say.course) }
}
