/** The mark of a shared PC: a cookie that staff put there, and what such a machine must not keep of anybody. */
import { getCookie, setCookie } from 'hono/cookie'
import { findSharedPcBy } from '../../db/identity/shared-pcs.ts'
import type { Ctx } from '../kernel/context.ts'

export const markName = '__Host-shared-pc'
/** 400 days, the most that browsers allow; every session begun on the machine renews it. */
const markSeconds = 34_560_000

/** The registered shared PC that this browser is; nothing elsewhere, and nothing once it was taken out. */
export async function sharedPcHere(c: Ctx): Promise<{ readonly id: string } | undefined> {
  const secret = getCookie(c, markName)
  return secret ? findSharedPcBy(c.var.db.read, secret) : undefined
}

/** A session begun on a shared PC stays of one, also when its mark was taken away meanwhile. */
export const isShared = async (c: Ctx): Promise<boolean> =>
  Boolean(c.var.session?.sharedPcId) || (await sharedPcHere(c)) !== undefined

export const putMark = (c: Ctx, secret: string): void =>
  setCookie(c, markName, secret, { path: '/', httpOnly: true, secure: true, sameSite: 'Lax', maxAge: markSeconds })
export function renewMark(c: Ctx): void {
  const secret = getCookie(c, markName)
  if (secret) putMark(c, secret)
}
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'Lax' } as const
export const takeMark = (c: Ctx): void => setCookie(c, markName, '', { ...attributes, maxAge: 0 })

/**
 * Signing out leaves nothing behind but the mark: every cookie of ours expires, and the browser is told to empty its cache and
 * storage (OWASP ASVS v5.0.0-14.3.1). On one's own device the language stays.
 */
export async function leaveNothing(c: Ctx): Promise<void> {
  const kept = (await isShared(c)) ? [markName] : [markName, 'locale']
  for (const name of Object.keys(getCookie(c)))
    if (/^(__Host-[\w-]+|locale)$/.test(name) && !kept.includes(name)) setCookie(c, name, '', { ...attributes, maxAge: 0 })
  c.header('clear-site-data', '"cache", "storage"')
}
