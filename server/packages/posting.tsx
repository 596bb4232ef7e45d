/** A posting that stands open: given a later day. */
import { z } from 'zod'
import { countLots } from '../../db/packages/lots.ts'
import { postponeDue } from '../../db/packages/postings.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { decide } from '../../policies/packages/packages.ts'
import { extendable } from '../../policies/work/assignments.ts'
import { PostponePage } from '../../views/packages/posting.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { routes } from '../kernel/routes.ts'
import { crumbs, load, type Package } from './load.ts'

export const posting = routes()

const rangeOf = ({ var: { today } }: Ctx, { dueOn }: Package) => extendable(found(dueOn), today)

formAct(posting, 'package.postpone', {
  at: '/packages/:id/postponement',
  load,
  decide: (c, { facts }) => decide('package.postpone', c.var.actor, facts),
  fields: z.object({ until: fields.day() }),
  check: (c, pkg, { data }) => {
    const { t, locale } = c.var.say
    const { from, to } = rangeOf(c, pkg)
    if (!data || (data.until >= from && data.until <= to)) return []
    return [{ field: 'until', words: t.assignments.extension.range(from, to, locale) }]
  },
  title: ({ t }, pkg) => `${t.postings.postpone.title} ${pkg.title}`,
  width: 'normal',
  under: crumbs,
  body: async (c, say, pkg, form) => (
    <PostponePage say={say} pkg={pkg} range={rangeOf(c, pkg)} counts={await countLots(c.var.db.read, pkg.id)} form={form} />
  ),
  write: (tx, permit, { until }, { dueOn }) => postponeDue(tx, permit, { from: found(dueOn), to: until as Day }),
  done: ({ id }) => `/packages/${id}`,
})
