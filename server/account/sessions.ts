/** Where a person is signed in: ending one session, or all. */
import { z } from 'zod'
import { endAllSessions, endSession } from '../../db/sessions.ts'
import { decideAccount } from '../../policies/people.ts'
import { ownAccount } from '../challenges.ts'
import { BadRequest, insist, NotFound } from '../errors.tsx'
import { commit, readForm, readTyped } from '../forms.ts'
import type { routes } from '../routes.ts'
import { leaveNothing } from '../shared-mark.ts'

const Ending = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) })

export function ending({ post }: ReturnType<typeof routes>) {
  post('/account/sessions/end', 'session.end', async (c) => {
    const permit = insist(c, decideAccount('session.end', c.var.actor, await ownAccount(c)))
    const form = await readForm(c, Ending)
    if (!form.ok) throw new BadRequest('no session')
    return commit(c, '/account', async (tx) => {
      if (!(await endSession(tx, permit, form.data.session))) throw new NotFound()
    })
  })
  post('/account/sessions/end-all', 'session.end-all', async (c) => {
    const permit = insist(c, decideAccount('session.end-all', c.var.actor, await ownAccount(c)))
    await readTyped(c)
    const answer = await commit(c, '/', (tx) => endAllSessions(tx, permit))
    await leaveNothing(c)
    return answer.status === 303 ? c.redirect('/', 303) : answer
  })
}
