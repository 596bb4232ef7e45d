/** The manager gives a lot in work a later due day. It only helps the worker, so the terms stay as they are. */
import { z } from 'zod'
import { extendDue } from '../../db/assignments/move.ts'
import { decideExtend, extendable } from '../../policies/assignments.ts'
import type { Day } from '../../policies/days.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm } from '../forms.ts'
import type { routes } from '../routes.ts'
import { load } from './load.ts'
import { show } from './one.tsx'

const Extending = z.object({ until: fields.day() })

export const extending = ({ post }: ReturnType<typeof routes>) =>
  post('/assignments/:id/extension', 'assignment.extend', async (c) => {
    const assignment = await load(c)
    const permit = insist(c, decideExtend(c.var.actor, assignment.facts))
    const form = await readForm(c, Extending)
    if (!form.ok) return show(c, assignment, { ...form, fileProblems: [] }, 422)
    const until = form.data.until as Day
    const { from, to } = extendable(assignment.dueOn, c.var.today)
    if (until < from || until > to) {
      const words = c.var.t.assignments.extension.range(from, to, c.var.locale)
      return show(c, assignment, { typed: form.typed, problems: [{ field: 'until', words }], fileProblems: [] }, 422)
    }
    return commit(c, `/assignments/${assignment.id}`, (tx) => extendDue(tx, permit, until))
  })
