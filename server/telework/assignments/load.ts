/** The assignment that an address names, and how pages about it are headed. */
import { type Assignment, findAssignment } from '../../../db/telework/assignments/find.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { trail } from '../../kernel/trail.ts'
import { crumbs as underPackage } from '../../packages/load.ts'

export type Loaded = Assignment
export const load = async (c: Ctx): Promise<Assignment> => found(await findAssignment(c.var.db.read, c.req.param('id')!))

export const titleOf = ({ var: { t } }: Ctx, { title, lotNumber }: Assignment) => t.assignments.task(title, String(lotNumber))

/** The way to an assignment: out of one's own work, or out of its package. */
export const crumbsTo = (c: Ctx, { packageId, title, workerId }: Assignment) =>
  workerId === c.var.actor.id
    ? trail(c, { href: '/assignments', label: c.var.t.assignments.title })
    : underPackage(c, { id: packageId, title })
