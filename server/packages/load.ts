/** What every page of a package begins with: the package, found through the reader, and the words of its towns and courses. */
import type { Package } from '../../db/packages/find.ts'
import { findPackage } from '../../db/packages/find.ts'
import { listTowns, listTownsEver } from '../../db/towns.ts'
import { listCourses } from '../../db/training.ts'
import { holds, type Role } from '../../policies/people.ts'
import type { Crumb } from '../../views/parts/navigation.tsx'
import type { Ctx } from '../context.ts'
import { found } from '../errors.tsx'
import type { Typed } from '../forms.ts'
import { trail } from '../trail.ts'

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

/** One typed value of a form as it came; a name that came twice gives the first. */
export const typedText = (typed: Typed, name: string): string => [typed[name] ?? ''].flat()[0] ?? ''
export const typedList = (typed: Typed, name: string): readonly string[] => [typed[name] ?? []].flat()

/** The towns that a role of this reader reaches; a grant for the whole alliance reaches every town. */
export async function reachedTowns(c: Ctx, roles: readonly Role[]) {
  const towns = await listTowns(c.var.db.read)
  return towns.filter(({ id }) => roles.some((role) => holds(c.var.actor, role, id)))
}

/** Names of the towns and courses that a plan holds, in the reader's language. */
export async function planNames(c: Ctx, pkg: { towns: readonly string[]; courses: readonly string[] }) {
  const ja = c.var.locale === 'ja'
  const towns = (await listTownsEver(c.var.db.read)).filter(({ id }) => pkg.towns.includes(id))
  const courses = pkg.courses.length > 0 ? await listCourses(c.var.db.read) : []
  return {
    towns: towns.map(({ name, romaji }) => (ja ? name : romaji)),
    courses: courses.filter(({ id }) => pkg.courses.includes(id)).map(({ name, nameEn }) => (ja ? name : nameEn)),
  }
}
