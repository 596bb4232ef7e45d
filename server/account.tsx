/** One's own account: details, language, passkeys and sessions. Adding a passkey is a ceremony (server/sign-in.tsx). */
import { z } from 'zod'
import { listGrants } from '../db/directory.ts'
import { listPasskeys, passkeyRef, removePasskey } from '../db/passkeys.ts'
import { endAllSessions, endSession, listSessions, sessionRef } from '../db/sessions.ts'
import { isRefusal } from '../policies/decision.ts'
import { decideAccount } from '../policies/people.ts'
import { AccountPage, type Adding, type Key, RemovalPage } from '../views/account.tsx'
import { ownAccount } from './challenges.ts'
import type { Ctx } from './context.ts'
import { BadRequest, found, insist, NotFound } from './errors.tsx'
import { by, commit, readForm, readTyped } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { routes } from './routes.ts'
import { dropCookie } from './session.ts'
import { trail } from './trail.ts'

export const account = routes()
const { get, post } = account

get('/account', 'account.read', async (c) => {
  insist(c, decideAccount('account.read', c.var.actor, await ownAccount(c)))
  const { t, locale, db, actor, at, session } = c.var
  const here = sessionRef(session.token)
  const grants = await listGrants(db.read, [actor.id], c.var.today)
  const sessions = await listSessions(db, actor.id, at)
  const keys = await ownKeys(c)
  return page(c, {
    title: t.account.title,
    breadcrumb: trail(c),
    body: (
      <AccountPage
        t={t}
        locale={locale}
        me={{
          ...actor,
          roles: grants.map(({ role, town, townRomaji }) =>
            t.people.role(t.roles[role], (locale === 'ja' ? town : townRomaji) ?? t.allTowns),
          ),
        }}
        keys={keys}
        adding={await adding(c, keys.length)}
        mayRemove={keys.length > 1}
        sessions={sessions.map((one) => ({ ...one, isHere: one.id === here }))}
        welcome={c.req.query('welcome') !== undefined}
        done={c.req.query('removed') !== undefined}
        token={newOnce}
      />
    ),
  })
})

get('/account/passkeys/:ref/removal', 'passkey.remove', async (c) => {
  const { key, isOwn } = await ownKey(c)
  insist(c, decideAccount('passkey.remove', c.var.actor, await ownAccount(c)))
  const { t, locale } = c.var
  return page(c, {
    title: t.account.removal.title,
    width: 'narrow',
    breadcrumb: trail(c, { href: '/account', label: t.account.title }),
    body: <RemovalPage t={t.account} locale={locale} passkey={key} isOwn={isOwn} token={newOnce()} />,
  })
})
post('/account/passkeys/:ref/removal', 'passkey.remove', async (c) => {
  const { key, isOwn } = await ownKey(c)
  const permit = insist(c, decideAccount('passkey.remove', c.var.actor, await ownAccount(c)))
  await readTyped(c)
  await c.var.db.write(by(c, '/account?removed'), (tx) => removePasskey(tx, permit, key.id))
  if (isOwn) dropCookie(c)
  return c.redirect(isOwn ? '/' : '/account?removed', 303)
})

const Ending = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) })
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
  dropCookie(c)
  c.header('clear-site-data', '"cache", "storage"')
  return answer.status === 303 ? c.redirect('/', 303) : answer
})

/** What stands in the way of one more passkey, asked of the rule itself. */
async function adding(c: Ctx, passkeys: number): Promise<Adding> {
  const decision = decideAccount('passkey.add', c.var.actor, await ownAccount(c))
  if (!isRefusal(decision)) return 'now'
  if (decision.refused === 'too-many') return 'full'
  return passkeys > 0 ? 'prove' : 'sign-in-again'
}

async function ownKeys(c: Ctx): Promise<(Key & { id: string })[]> {
  const rows = await listPasskeys(c.var.db.read, c.var.actor.id)
  return rows.map((row) => ({ ...row, ref: passkeyRef(row.id), synced: row.backupEligible === 1 }))
}
async function ownKey(c: Ctx) {
  const key = found((await ownKeys(c)).find(({ ref }) => ref === c.req.param('ref')))
  return { key, isOwn: key.id === c.var.session.passkeyId }
}
