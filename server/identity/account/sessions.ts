/** Where a person is signed in: ending one session, or all. */
import { z } from 'zod'
import { endAllSessions, endSession } from '../../../db/identity/sessions.ts'
import { decideAccount } from '../../../policies/identity/people.ts'
import { NotFound } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import type { routes } from '../../kernel/routes.ts'
import { ownAccount } from '../challenges.ts'
import { leaveNothing } from '../shared-mark.ts'

export function ending(routed: ReturnType<typeof routes>) {
  formAct(routed, 'session.end', {
    to: '/account/sessions/end',
    brake: 'remedy',
    load: ownAccount,
    decide: (c, own) => decideAccount('session.end', c.var.actor, own),
    fields: z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) }),
    write: async (tx, permit, { session }) => {
      if (!(await endSession(tx, permit, session))) throw new NotFound()
    },
    done: () => '/account',
  })
  formAct(routed, 'session.end-all', {
    to: '/account/sessions/end-all',
    brake: 'remedy',
    load: ownAccount,
    decide: (c, own) => decideAccount('session.end-all', c.var.actor, own),
    write: (tx, permit) => endAllSessions(tx, permit),
    after: leaveNothing,
    done: () => '/',
  })
}
