/** One's own vetting, as the acts upon it find it, and the way back to it. */
import { findVettingOf } from '../../../db/membership/vetting/find.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { trail } from '../../kernel/trail.ts'

export const loadOwn = async ({ var: { db, actor } }: Ctx) => found(await findVettingOf(db.read, actor.id))
export const underVetting = (c: Ctx) => trail(c, { href: '/vetting', label: c.var.t.nav.vetting })
