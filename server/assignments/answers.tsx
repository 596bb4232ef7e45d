/** The worker's answers: accepting the terms, declining an offer, handing a lot back. */
import { z } from 'zod'
import { acceptTerms, moveAssignment } from '../../db/assignments/move.ts'
import { Stale } from '../../db/database.ts'
import { decide } from '../../policies/assignments.ts'
import { isRefusal } from '../../policies/decision.ts'
import { insistClaim } from '../content.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm } from '../forms.ts'
import type { routes } from '../routes.ts'
import { load } from './load.ts'
import { acceptance, show } from './one.tsx'
import { aboutLot } from './shown.ts'

const Accepting = z.object({ read: z.literal('yes', 'tick') })
const Reason = z.object({ reason: fields.optional(500) })

export function answering({ post }: ReturnType<typeof routes>) {
  post('/assignments/:id/acceptance', 'assignment.accept', async (c) => {
    const assignment = await load(c)
    // What stands in the way of anybody is said before what this worker lacks.
    insist(c, decide('assignment.accept', c.var.actor, assignment.facts))
    const { decision } = await acceptance(c, assignment)
    if (isRefusal(decision) && decision.refused === 'ineligible') return show(c, assignment, undefined, 422)
    const permit = insist(c, decision)
    await insistClaim(c, aboutLot(assignment)).catch(async (error: unknown) => {
      // Answered elsewhere in the meantime: that is what is said, not that it is closed.
      throw (await load(c)).status === assignment.status ? error : new Stale(assignment.id)
    })
    const form = await readForm(c, Accepting)
    if (!form.ok) return show(c, assignment, { ...form, fileProblems: [] }, 422)
    return commit(c, `/assignments/${assignment.id}`, (tx) => acceptTerms(tx, permit))
  })

  const leave = (path: string, act: 'assignment.decline' | 'assignment.hand-back') =>
    post(path, act, async (c) => {
      const assignment = await load(c)
      const permit = insist(c, decide(act, c.var.actor, assignment.facts))
      const form = await readForm(c, Reason)
      if (!form.ok) return show(c, assignment, { ...form, fileProblems: [] }, 422)
      const { reason } = form.data
      return commit(c, `/assignments/${assignment.id}`, (tx) => moveAssignment(tx, permit, reason ? { endReason: reason } : {}))
    })
  leave('/assignments/:id/refusal', 'assignment.decline')
  leave('/assignments/:id/hand-back', 'assignment.hand-back')
}
