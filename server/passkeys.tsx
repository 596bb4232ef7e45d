/** A passkey's name, and which keys the browser may still offer. Adding and using keys are ceremonies (sign-in.tsx). */
import { z } from 'zod'
import { listPasskeys, longestLabel, passkeyRef, renamePasskey } from '../db/passkeys.ts'
import { findUserHandle } from '../db/people.ts'
import { decideAccount } from '../policies/people.ts'
import { type Accepted, labelOf, RenamePage } from '../views/passkeys.tsx'
import { rpOf } from './ceremonies.ts'
import { ownAccount } from './challenges.ts'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { commit, fields, readForm } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { routes } from './routes.ts'
import { trail } from './trail.ts'

export const passkeys = routes()
const { get, post } = passkeys

get('/account/passkeys/:ref/label', 'account.edit', async (c) => {
  insist(c, decideAccount('account.edit', c.var.actor, await ownAccount(c)))
  const key = await ownKey(c)
  return renamePage(c, key, labelOf(c.var.t.account.passkeys, key.label), [])
})
const Label = z.object({ label: fields.text(longestLabel) })
post('/account/passkeys/:ref/label', 'account.edit', async (c) => {
  const permit = insist(c, decideAccount('account.edit', c.var.actor, await ownAccount(c)))
  const key = await ownKey(c)
  const form = await readForm(c, Label)
  if (!form.ok) return renamePage(c, key, String(form.typed.label ?? ''), form.problems)
  return commit(c, '/account#passkeys', (tx) => renamePasskey(tx, permit, key.id, form.data.label))
})

async function ownKey(c: Ctx) {
  const keys = await listPasskeys(c.var.db.read, c.var.actor.id)
  return found(keys.find(({ id }) => passkeyRef(id) === c.req.param('ref')))
}

function renamePage(
  c: Ctx,
  { id, label }: { id: string; label: string },
  typed: string,
  problems: readonly { field: string; words: string }[],
) {
  const { t } = c.var
  const passkey = { ref: passkeyRef(id), label }
  return page(
    c,
    {
      title: t.recoveries.keys.renameTitle,
      width: 'narrow',
      breadcrumb: trail(c, { href: '/account', label: t.account.title }),
      body: <RenamePage t={t} passkey={passkey} typed={typed} most={longestLabel} problems={problems} token={newOnce()} />,
    },
    problems.length > 0 ? 422 : 200,
  )
}

/** Suspended keys are among them: a browser that forgot them could not stop the recovery any more. */
export async function acceptedKeys(c: Ctx): Promise<Accepted> {
  const { db, actor, config } = c.var
  const ids = (await listPasskeys(db.read, actor.id)).map(({ id }) => id)
  return { rpId: rpOf(config).id, userId: await findUserHandle(db.read, actor.id), ids }
}
