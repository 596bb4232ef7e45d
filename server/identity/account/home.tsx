/** The page of one's own account: what can be found where, and keys, sessions and settings themselves. */

import { findWorker, readPerson } from '../../../db/identity/people.ts'
import { listSessions, sessionRef } from '../../../db/identity/sessions.ts'
import { findUndelivered } from '../../../db/kernel/outbox.ts'
import { listGrants } from '../../../db/membership/directory.ts'
import { decideAccount } from '../../../policies/identity/people.ts'
import { AccountPage } from '../../../views/identity/account/home.tsx'
import { rolesOf } from '../../../views/membership/people.tsx'
import { insist } from '../../kernel/errors.tsx'
import { fillForm } from '../../kernel/form-act.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { ownAccount } from '../challenges.ts'
import { ownKeyNotices } from '../recoveries/own.tsx'
import { adding, ownKeys } from './keys.tsx'

export function showing({ get }: ReturnType<typeof routes>) {
  get('/account', 'account.read', async (c) => {
    insist(c, decideAccount('account.read', c.var.actor, await ownAccount(c)))
    const { say, db, actor, at, session } = c.var
    const here = sessionRef(session.token)
    const grants = await listGrants(db.read, [actor.id], c.var.today)
    const sessions = await listSessions(db, actor.id, at)
    const keys = await ownKeys(c)
    const living = keys.filter(({ isSuspended }) => !isSuspended).length
    const me = await readPerson(db.read, actor.id)
    const profile = await findWorker(db.read, actor.id)
    return page(c, {
      title: say.t.account.title,
      breadcrumb: trail(c),
      body: (
        <AccountPage
          say={say}
          me={{ ...me, roles: rolesOf(say, grants) }}
          keys={keys}
          adding={await adding(c, living)}
          mayRemove={living > 1}
          sessions={sessions.map((one) => ({ ...one, isHere: one.id === here }))}
          mayLeave={profile !== undefined && profile.status !== 'left'}
          notices={await ownKeyNotices(c)}
          welcome={c.req.query('welcome') !== undefined}
          done={(['removed', 'letters', 'resent'] as const).find((one) => c.req.query(one) !== undefined)}
          undelivered={await findUndelivered(db.read, actor.id)}
          formOf={fillForm}
        />
      ),
    })
  })
}
