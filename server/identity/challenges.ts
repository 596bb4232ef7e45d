/** What every ceremony shares: challenges in a cookie's keeping, JSON from our own script, and what a verified use leaves behind. */
import { getCookie, setCookie } from 'hono/cookie'
import type { z } from 'zod'
import {
  findChallenge,
  keepChallenge,
  listPasskeys,
  type Purpose,
  passkeyRef,
  takeChallenge,
  usePasskey,
} from '../../db/identity/passkeys.ts'
import { Stale } from '../../db/kernel/database.ts'
import { type Instant, minutesAfter } from '../../db/kernel/time.ts'
import { decideCeremony, freshMinutes } from '../../policies/identity/people.ts'
import { plainText } from '../../policies/kernel/marks.ts'
import { readText } from '../kernel/body.ts'
import type { Ctx } from '../kernel/context.ts'
import { BadRequest } from '../kernel/errors.tsx'
import type { Proof } from './ceremonies.ts'

/** A right to stop has a cookie of its own: it outlives the next challenge that a page asks for. */
const cookieOf = (purpose: Purpose) => (purpose === 'stop' ? '__Host-stop' : '__Host-challenge')
type About = { personId?: string | null; enrolmentId?: string | null; about?: string | null }
export async function rememberChallenge(c: Ctx, purpose: Purpose, challenge: string, about: About = {}): Promise<void> {
  const id = await keepChallenge(
    c.var.db,
    { challenge, purpose, personId: null, enrolmentId: null, about: null, ...about },
    c.var.at,
  )
  setCookie(c, cookieOf(purpose), id, { path: '/', httpOnly: true, secure: true, sameSite: 'Strict', maxAge: 300 })
}
const idOf = (c: Ctx, purpose: Purpose) => getCookie(c, cookieOf(purpose)) ?? ''
export const recallChallenge = (c: Ctx, purpose: Purpose) => takeChallenge(c.var.db, idOf(c, purpose), purpose, c.var.at)
/** Whether there is one, without using it up. */
export const seeChallenge = (c: Ctx, purpose: Purpose) => findChallenge(c.var.db.read, idOf(c, purpose), purpose, c.var.at)

const mostJson = 64 * 1024
/** JSON only from our own script: the content type is what makes another site's browser ask first. */
export async function readJson<T>(c: Ctx, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) throw new BadRequest('not JSON')
  const parsed = schema.safeParse(safely(await readText(c, mostJson)))
  if (!parsed.success) throw new BadRequest('not the shape')
  return parsed.data
}
function safely(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? plainText(value) : value))
  } catch {
    return undefined
  }
}

/** How a verified use was taken: `fell` after a good signature means that the key may have been copied. */
export type Noted = 'good' | 'fell'
/**
 * Notes a verified use and the session that it starts, or the fall of its counter, which its owner and the officers are told of;
 * nothing where the key was suspended or removed meanwhile.
 */
export async function noteUse(c: Ctx, proof: Proof): Promise<Noted | undefined> {
  try {
    return await c.var.db.write({ actor: { id: proof.personId }, at: c.var.at }, async (tx): Promise<Noted> => {
      const rose = await usePasskey(tx, { ...proof, id: proof.passkeyId })
      const passkey = passkeyRef(proof.passkeyId)
      if (!rose) await tx.record(decideCeremony('passkey.counter-fell', proof), { passkey })
      await tx.record(decideCeremony('session.start', proof), { passkey, ...(rose ? {} : { counterFell: true }) })
      return rose ? 'good' : 'fell'
    })
  } catch (error) {
    if (error instanceof Stale) return undefined
    throw error
  }
}

/** The keys of the person signed in that open something: those that a recovery has suspended do not. */
export const livingKeys = async (c: Ctx) =>
  (await listPasskeys(c.var.db.read, c.var.actor.id)).filter(({ suspendedAt }) => suspendedAt === null)

/** What the rules of one's own account want to know. */
export async function ownAccount(c: Ctx): Promise<{ fresh: boolean; passkeys: number }> {
  return { fresh: isFresh(c.var.session.provedAt, c.var.at), passkeys: (await livingKeys(c)).length }
}
const isFresh = (provedAt: Instant, at: Instant): boolean => minutesAfter(provedAt, freshMinutes) >= at
