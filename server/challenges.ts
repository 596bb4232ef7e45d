/** What every ceremony shares: challenges in a cookie's keeping, JSON from our own script, and what a verified use leaves behind. */
import { getCookie, setCookie } from 'hono/cookie'
import type { z } from 'zod'
import { keepChallenge, listPasskeys, type Purpose, takeChallenge, usePasskey } from '../db/passkeys.ts'
import { type Instant, minutesAfter } from '../db/time.ts'
import { decideCeremony, freshMinutes } from '../policies/people.ts'
import { readText } from './body.ts'
import type { Ctx } from './context.ts'
import { BadRequest } from './errors.tsx'

const challengeCookie = '__Host-challenge'
type About = { personId?: string | null; enrolmentId?: string | null; about?: string | null }
export async function rememberChallenge(c: Ctx, purpose: Purpose, challenge: string, about: About = {}): Promise<void> {
  const id = await keepChallenge(
    c.var.db,
    { challenge, purpose, personId: null, enrolmentId: null, about: null, ...about },
    c.var.at,
  )
  setCookie(c, challengeCookie, id, { path: '/', httpOnly: true, secure: true, sameSite: 'Strict', maxAge: 300 })
}
export const recallChallenge = (c: Ctx, purpose: Purpose) =>
  takeChallenge(c.var.db, getCookie(c, challengeCookie) ?? '', purpose, c.var.at)

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
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function noteUse(
  c: Ctx,
  proof: { personId: string; passkeyId: string; counter: number; backedUp: boolean },
): Promise<void> {
  const permit = decideCeremony('session.start', proof)
  const rose = await c.var.db.write({ actor: { id: proof.personId }, at: c.var.at }, (tx) =>
    usePasskey(tx, permit, { ...proof, id: proof.passkeyId }),
  )
  if (!rose) c.var.log.warn({ person: proof.personId }, 'a passkey counter fell after a good signature')
}

/** What the rules of one's own account want to know. */
export async function ownAccount(c: Ctx): Promise<{ fresh: boolean; passkeys: number }> {
  const keys = await listPasskeys(c.var.db.read, c.var.actor.id)
  return { fresh: isFresh(c.var.session.provedAt, c.var.at), passkeys: keys.length }
}
const isFresh = (provedAt: Instant, at: Instant): boolean => minutesAfter(provedAt, freshMinutes) >= at
