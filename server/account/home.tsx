/** The page of one's own account: what can be found where, and keys, sessions and settings themselves. */
import { listGrants } from '../../db/directory.ts'
import { findWorker, readPerson } from '../../db/people.ts'
import { listSessions, sessionRef } from '../../db/sessions.ts'
import { decideAccount } from '../../policies/people.ts'
import { AccountPage } from '../../views/account/home.tsx'
import { rolesOf } from '../../views/people.tsx'
import { ownAccount } from '../challenges.ts'
import { insist } from '../errors.tsx'
import { fillForm } from '../form-act.tsx'
import { page } from '../page.tsx'
import { ownKeyNotices } from '../recoveries/own.tsx'
import type { routes } from '../routes.ts'
import { trail } from '../trail.ts'
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
          done={(['removed', 'letters'] as const).find((one) => c.req.query(one) !== undefined)}
          formOf={fillForm}
        />
      ),
    })
  })
}
