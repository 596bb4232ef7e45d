/** What every page of one town begins with: the town, its name in the reader's language, and the way back. */
import { townNameOn } from '../../../db/membership/facts.ts'
import { findTown } from '../../../db/membership/towns.ts'
import { holds, holdsAnywhere } from '../../../policies/identity/people.ts'
import { dayOf } from '../../../policies/kernel/days.ts'
import type { Crumb } from '../../../views/parts/navigation.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { trail } from '../../kernel/trail.ts'

export async function loadTown(c: Ctx) {
  const town = found(await findTown(c.var.db.read, c.req.param('id')!))
  return { ...town, shown: c.var.say.name(town) }
}
/** As a town was called when a document of it was published. */
export const calledThen = async ({ var: { db, say } }: Ctx, town: { id: string; shown: string }, publishedAt: string) => {
  const then = await townNameOn(db.read, town.id, dayOf(publishedAt))
  return then ? say.name(then) : town.shown
}
export type Town = Awaited<ReturnType<typeof loadTown>>

/** The list is the secretariat's; a coordinator's own town is where their trail begins. */
export const underTowns = (c: Ctx): Crumb[] =>
  trail(c, ...(holdsAnywhere(c.var.actor, 'secretariat') ? [{ href: '/towns', label: c.var.t.towns.title }] : []))
export const underTown = (c: Ctx, { id, shown }: Town): Crumb[] => [...underTowns(c), { href: `/towns/${id}`, label: shown }]

export const isOwn = (c: Ctx, townId: string): boolean => holds(c.var.actor, 'coordinator', townId)
