/** One's own passkeys: what there is, and removing one. Adding one is a ceremony (server/sign-in.tsx). */
import { listPasskeys, passkeyRef, removePasskey } from '../../db/passkeys.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideAccount } from '../../policies/people.ts'
import { type Adding, type Key, RemovalPage } from '../../views/account/keys.tsx'
import { ownAccount } from '../challenges.ts'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { by, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import type { routes } from '../routes.ts'
import { dropCookie } from '../session.ts'
import { underAccount } from './under.ts'

export function keeping({ get, post }: ReturnType<typeof routes>) {
  get('/account/passkeys/:ref/removal', 'passkey.remove', async (c) => {
    const { key, isOwn } = await ownKey(c)
    insist(c, decideAccount('passkey.remove', c.var.actor, await ownAccount(c)))
    const { t, locale } = c.var
    return page(c, {
      title: t.account.removal.title,
      width: 'narrow',
      breadcrumb: underAccount(c),
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
}

/** What stands in the way of one more passkey, asked of the rule itself. */
export async function adding(c: Ctx, passkeys: number): Promise<Adding> {
  const decision = decideAccount('passkey.add', c.var.actor, await ownAccount(c))
  if (!isRefusal(decision)) return 'now'
  if (decision.refused === 'too-many') return 'full'
  return passkeys > 0 ? 'prove' : 'sign-in-again'
}

export async function ownKeys(c: Ctx): Promise<(Key & { id: string })[]> {
  const rows = await listPasskeys(c.var.db.read, c.var.actor.id)
  return rows.map((row) => ({
    ...row,
    ref: passkeyRef(row.id),
    synced: row.backupEligible === 1,
    isSuspended: row.suspendedAt !== null,
  }))
}
async function ownKey(c: Ctx) {
  const key = found((await ownKeys(c)).find(({ ref, isSuspended }) => ref === c.req.param('ref') && !isSuspended))
  return { key, isOwn: key.id === c.var.session.passkeyId }
}
