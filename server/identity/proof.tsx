/** Grave acts ask for the passkey once more, and the proof is bound to the act and to every word of its form (OWASP ASVS v5.0.0-7.5.3). */
import { z } from 'zod'
import { keepProof, takeProof } from '../../db/identity/proofs.ts'
import { sha256 } from '../../db/kernel/ids.ts'
import { decideAccount } from '../../policies/identity/people.ts'
import type { Act, GraveAct } from '../../policies/kernel/acts.ts'
import type { Permit } from '../../policies/kernel/decision.ts'
import { ProofPage } from '../../views/identity/proof.tsx'
import type { Fact } from '../../views/parts/facts.tsx'
import type { Ctx } from '../kernel/context.ts'
import { insist, proofOf } from '../kernel/errors.tsx'
import type { Typed } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { Assertion, requestOptions, verifyAssertion } from './ceremonies.ts'
import { livingKeys, noteUse, readJson, recallChallenge, rememberChallenge } from './challenges.ts'

export const proof = routes()
const { post } = proof

/** What the person is about to do, as the page says it before they prove it. `back`: where they go if they would rather not. */
type Asked = { readonly title: string; readonly lead?: string; readonly facts: readonly Fact[]; readonly back: string }

/**
 * The page that asks for the passkey, or nothing once the form brings a proof of exactly this act, subject and words.
 * Called after `insist` and after the form has been found good, and before the write:
 * `const asked = await askProof(c, permit, typed, …); if (asked) return asked`.
 */
export async function askProof(c: Ctx, permit: Permit<GraveAct>, typed: Typed, asked: Asked): Promise<Response | undefined> {
  const { _once, _proof, ...said } = typed
  const about = aboutOf(c, permit, said)
  c.var.decided.add(proofOf(permit.act))
  const secret = typeof _proof === 'string' ? _proof : ''
  if (isUnproved(c) && secret === 'demo') return undefined
  if (secret && (await takeProof(c.var.db, { secret, personId: c.var.actor.id, about }, c.var.at))) return undefined
  const { t } = c.var
  return page(c, {
    title: asked.title,
    width: 'narrow',
    asks: true,
    body: (
      <ProofPage
        t={t.signIn}
        {...asked}
        action={c.req.path}
        token={typeof _once === 'string' ? _once : ''}
        said={said}
        about={about}
        demo={isUnproved(c)}
      />
    ),
  })
}

/** What a touch is about that lets one more key be added: nothing else can be done with it, and nothing else opens this. */
export const aboutAdding = (personId: string): string => sha256(JSON.stringify(['proof-1', 'passkey.add', personId]))
/** Whether somebody touched one of their keys for adding another one, just now. Taken once. */
export const isProvedForAdding = ({ var: { db, actor, at } }: Ctx, secret: string): Promise<boolean> =>
  takeProof(db, { secret, personId: actor.id, about: aboutAdding(actor.id) }, at)

/** In the demo the cast signs in without passkeys, and so it has none to prove anything with. */
const isUnproved = (c: Ctx): boolean => c.var.config.mode === 'demo' && c.var.session.passkeyId === null

function aboutOf(c: Ctx, { act, on, chain }: Permit<Act>, said: Typed): string {
  const words = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1))
  return sha256(JSON.stringify(['proof-1', act, on, chain, c.req.path, words]))
}

const Asking = z.object({ about: z.string().regex(/^[0-9a-f]{64}$/) })
post('/passkeys/proof/options', 'account.read', async (c) => {
  insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
  const { about } = await readJson(c, Asking)
  const options = await requestOptions(c, await livingKeys(c))
  await rememberChallenge(c, 'proof', options.challenge, { personId: c.var.actor.id, about })
  return c.json(options)
})
post('/passkeys/proof', 'account.read', async (c) => {
  insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
  const challenge = await recallChallenge(c, 'proof')
  const proved = challenge && (await verifyAssertion(c, challenge.challenge, await readJson(c, Assertion)))
  const { actor, db, at } = c.var
  if (!proved || !challenge.about || proved.personId !== actor.id || challenge.personId !== actor.id)
    return c.json({ failure: 'refused' }, 400)
  // After a fall of the counter the key is asked once more: the next use must be in step with this one.
  if ((await noteUse(c, proved)) !== 'good') return c.json({ failure: 'refused' }, 400)
  return c.json({ proof: await keepProof(db, { ...proved, about: challenge.about }, at) })
})
