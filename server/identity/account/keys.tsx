/** One's own passkeys: what there is, and removing one. Adding one is a ceremony (server/identity/sign-in.tsx). */
import { listPasskeys, passkeyRef, removePasskey } from '../../../db/identity/passkeys.ts'
import { decideAccount } from '../../../policies/identity/people.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { type Adding, type Key, keyFacts, RemovalPage } from '../../../views/identity/account/keys.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import type { routes } from '../../kernel/routes.ts'
import { ownAccount } from '../challenges.ts'
import { aboutAdding } from '../proof.tsx'
import { dropCookie } from '../session.ts'
import { underAccount } from './under.ts'

export const keeping = (routed: ReturnType<typeof routes>) =>
  formAct(routed, 'passkey.remove', {
    at: '/account/passkeys/:ref/removal',
    load: ownKey,
    decide: async (c) => decideAccount('passkey.remove', c.var.actor, await ownAccount(c)),
    proof: (_, say, { key, isOwn }) => ({
      title: say.t.account.removal.title,
      lead: isOwn ? say.t.account.removal.own : say.t.account.removal.words,
      facts: keyFacts(say, key),
      back: '/account',
    }),
    title: ({ t }) => t.account.removal.title,
    under: (c) => underAccount(c),
    body: (_, say, { key, isOwn }, form) => <RemovalPage {...{ say, isOwn, form }} passkey={key} />,
    write: (tx, permit, _, { key }) => removePasskey(tx, permit, key.id),
    after: async (c, _, __, ___, { isOwn }) => {
      if (isOwn) dropCookie(c)
    },
    done: ({ isOwn }) => (isOwn ? '/' : '/account?removed'),
  })

/** What stands in the way of one more passkey, asked of the rule itself. */
export async function adding(c: Ctx, passkeys: number): Promise<Adding> {
  const decision = decideAccount('passkey.add', c.var.actor, await ownAccount(c))
  if (!isRefusal(decision)) return { about: passkeys > 0 ? aboutAdding(c.var.actor.id) : undefined }
  return decision.refused === 'too-many' ? 'full' : 'sign-in-again'
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
