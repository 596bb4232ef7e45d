/** Who is asking, in which language; a session as it begins and ends. */
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { findLapsed, trimSessions } from '../../db/identity/sessions.ts'
import { type Instant, minutesAfter } from '../../db/kernel/time.ts'
import { holdAt } from '../../policies/identity/hold.ts'
import { type Grant, secondsLeft, sessionKind, sessionLimits } from '../../policies/identity/people.ts'
import { dayOf } from '../../policies/kernel/days.ts'
import { isLocale, type Locale } from '../../views/kernel/locale.ts'
import { sayIn } from '../../views/kernel/say.tsx'
import type { App, Ctx } from '../kernel/context.ts'
import { cookieName } from './lucia.ts'
import { renewMark, sharedPcHere } from './shared-mark.ts'

/** Begins every request: one time, one language, and the person where there is one. */
export const identify: MiddlewareHandler<App> = async (c, next) => {
  const { sessions, clock } = c.var
  const at = clock()
  c.set('at', at)
  c.set('today', dayOf(at))
  c.set('decided', new Set())
  // Before anything is asked of the database: whoever meets it while it is away is told in a language.
  speak(c, chosenLocale(c))
  const token = getCookie(c, cookieName)
  const { session, user } = token ? await sessions.validateSession(token) : { session: null, user: null }
  if (session && user) {
    const { grants, name, kana, romaji, heldUntil } = user.person
    const { provedAt, passkeyId, sharedPcId } = session.facts
    const left = secondsLeft(session.facts, at)
    c.set('actor', { id: user.id, grants, heldUntil: holdAt(heldUntil, at), name, kana, romaji })
    c.set('session', { token: session.id, provedAt, passkeyId, sharedPcId, left })
  } else if (token) {
    c.set('lapsed', await findLapsed(c.var.db.read, token, at))
    if (!c.var.lapsed) dropCookie(c)
  }
  if (user && user.person.locale !== c.var.locale) speak(c, user.person.locale)
  await next()
}

export function speak(c: Ctx, locale: Locale): void {
  c.set('locale', locale)
  const say = sayIn(locale, c.var.today.slice(0, 4))
  c.set('say', say)
  c.set('t', say.t)
}

function chosenLocale(c: Ctx): Locale {
  const chosen = getCookie(c, 'locale')
  if (isLocale(chosen)) return chosen
  const wanted = c.req.header('accept-language') ?? ''
  const [ja, en] = [wanted.search(/\bja\b/i), wanted.search(/\ben\b/i)]
  return en >= 0 && (ja < 0 || en < ja) ? 'en' : 'ja'
}

/**
 * A new session after a verified ceremony; whatever session the browser had before is gone. With `proved` false it counts as
 * begun with an old proof, so that grave acts ask again. On a shared PC it is short; `sharedPcId` names one registered just now, or
 * none where it is said that this is none.
 */
export async function startSession(
  c: Ctx,
  person: { id: string; grants: readonly Grant[] },
  passkeyId: string | null,
  { proved = true, sharedPcId }: { proved?: boolean; sharedPcId?: string | null } = {},
): Promise<void> {
  const { db, sessions, at } = c.var
  const sharedPc = sharedPcId === undefined ? ((await sharedPcHere(c))?.id ?? c.var.session?.sharedPcId ?? null) : sharedPcId
  if (c.var.session) await sessions.invalidateSession(c.var.session.token)
  const { idle, absolute } = sessionLimits[sessionKind(person.grants, sharedPc !== null)]
  const facts = {
    passkeyId,
    device: deviceOf(c),
    createdAt: at,
    endsAt: minutesAfter(at, absolute),
    idleMinutes: idle,
    provedAt: proved ? at : longAgo,
    sharedPcId: sharedPc,
  }
  const session = await sessions.createSession(person.id, facts)
  await trimSessions(db, person.id, session.id, at)
  const cookie = sessions.createSessionCookie(session.id)
  // On a shared PC it ends with the browser, whoever forgot to sign out; the mark of the machine stays.
  if (sharedPc) delete cookie.attributes.maxAge
  c.header('set-cookie', cookie.serialize(), { append: true })
  if (sharedPc && sharedPcId === undefined) renewMark(c)
}

const longAgo: Instant = '1970-01-01T00:00:00.000Z'

export function dropCookie(c: Ctx): void {
  c.header('set-cookie', c.var.sessions.createBlankSessionCookie().serialize(), { append: true })
}

/** A word or two that a person recognises a device by; the full user agent is nobody's business. */
function deviceOf(c: Ctx): string {
  const agent = c.req.header('user-agent') ?? ''
  const pick = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1]
  const system = pick([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ])
  const browser = pick([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  return [browser, system].filter(Boolean).join(' / ')
}
