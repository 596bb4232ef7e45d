/** What is said to a lot by a form: the worker accepts its terms, declines it or hands it back; the manager gives it a later due day. */

import { Stale } from '../../../db/kernel/database.ts'
import { acceptTerms, extendDue, handBack, moveAssignment } from '../../../db/telework/assignments/move.ts'
import type { Day } from '../../../policies/kernel/days.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decide, decideExtend, extendable } from '../../../policies/telework/assignments.ts'
import { rowsOf } from '../../../views/telework/assignments/props.ts'
import { formAct } from '../../kernel/form-act.tsx'
import type { routes } from '../../kernel/routes.ts'
import { insistClaim } from '../../safety/content.ts'
import { Accepting, Extending, HandingBack, Leaving } from './forms.ts'
import { type Loaded, load } from './load.ts'
import { acceptance, seenOf, showAgain } from './one.tsx'
import { aboutLot } from './shown.ts'

const onPage = { load, seen: seenOf, again: showAgain, done: ({ id }: Loaded) => `/assignments/${id}` }

export function answering(routes: Routes) {
  formAct(routes, 'assignment.accept', {
    ...onPage,
    to: '/assignments/:id/acceptance',
    decide: async (c, assignment) => {
      // What stands in the way of anybody is said before what this worker lacks.
      const open = decide('assignment.accept', c.var.actor, assignment.facts)
      if (isRefusal(open)) return open
      const { decision } = await acceptance(c, assignment)
      if (isRefusal(decision)) return decision
      await insistClaim(c, aboutLot(assignment)).catch(async (error: unknown) => {
        // Answered elsewhere in the meantime: that is what is said, not that it is closed.
        throw (await load(c)).status === assignment.status ? error : new Stale(assignment.id)
      })
      return decision
    },
    // The page itself says which conditions are not met.
    refused: (_, { refused }) => (refused === 'ineligible' ? [] : undefined),
    fields: Accepting,
    write: acceptTerms,
  })

  formAct(routes, 'assignment.decline', {
    ...onPage,
    to: '/assignments/:id/refusal',
    decide: (c, { facts }) => decide('assignment.decline', c.var.actor, facts),
    fields: Leaving,
    write: (tx, permit, { reason }) => moveAssignment(tx, permit, reason ? { endReason: reason } : {}),
  })

  // What she has done is paid: she says how much that is.
  formAct(routes, 'assignment.hand-back', {
    ...onPage,
    to: '/assignments/:id/hand-back',
    decide: (c, { facts }) => decide('assignment.hand-back', c.var.actor, facts),
    fields: HandingBack,
    check: ({ var: { t } }, lot, { data }) =>
      data && data.rows > rowsOf(lot) ? [{ field: 'rows', words: t.problems.tooBig(rowsOf(lot)) }] : [],
    write: handBack,
  })

  // It only helps the worker, so the terms stay as they are.
  formAct(routes, 'assignment.extend', {
    ...onPage,
    to: '/assignments/:id/extension',
    decide: (c, { facts }) => decideExtend(c.var.actor, facts),
    fields: Extending,
    check: ({ var: { t, today, locale } }, { dueOn }, { data }) => {
      const { from, to } = extendable(dueOn, today)
      if (!data || (data.until >= from && data.until <= to)) return []
      return [{ field: 'until', words: t.assignments.extension.range(from, to, locale) }]
    },
    write: (tx, permit, { until }) => extendDue(tx, permit, until as Day),
  })
}

type Routes = ReturnType<typeof routes>
