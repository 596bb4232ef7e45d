/** The page for each way in which a request ends without what was asked for: what happened, and where to go. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Erased } from '../../db/files/package-keys.ts'
import { Repeated, Stale } from '../../db/kernel/database.ts'
import type { Why } from '../../policies/kernel/decision.ts'
import type { Reason } from '../../policies/safety/access.ts'
import { AwayPage } from '../../views/kernel/away.tsx'
import { ClosedPage, ErrorPage } from '../../views/kernel/errors.tsx'
import type { Ctx } from './context.ts'
import { BadRequest, Forged, MustProve, NotFound, Refused, TooLarge, TooMany } from './errors.tsx'
import { keepTyped } from './kept.ts'
import { faultOf } from './log.ts'
import { page } from './page.tsx'

const statusOf = (why: Why): 403 | 409 | 422 =>
  why === 'status' ? 409 : why === 'incomplete' || why === 'ineligible' ? 422 : 403

/** Proof that has gone stale is asked for again, and then leads back to the page of the question, with all that was typed. */
async function cameFrom(c: Ctx): Promise<string> {
  if (c.req.method === 'POST') return keepTyped(c, c.var.typed, { told: true })
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}
const isScript = (c: Ctx): boolean => /^application\/json\b/.test(c.req.header('content-type') ?? '')

/** Content that is closed says every reason, and what opens it. */
function closedPage(c: Ctx, reasons: readonly Reason[]): Promise<Response> {
  const { t } = c.var
  const { title, advice } = t.errors.refused.closed
  const body = (
    <ClosedPage title={title} lead={advice} reasons={reasons.map((reason) => t.access.reasons[reason])} home={t.errors.home} />
  )
  return page(c, { title, body }, reasons.includes('destroyed') ? 410 : 403)
}

/** Asks nothing of anybody: neither who is there nor what they have to read. In both languages, since it may not know which. */
function away(c: Ctx, status: 500 | 503, error: Error): Response {
  c.var.log.error({ fault: faultOf(error), path: c.req.routePath }, 'the database cannot work now')
  c.header('retry-after', '10')
  return c.html(String(AwayPage({ css: c.var.assets.css, again: c.req.method === 'GET' ? c.req.path : undefined })), status)
}

/** Every end of a request gets its page; where even that fails, because the database is away, the one that needs nothing. */
export async function onError(error: Error, c: Ctx): Promise<Response> {
  const { kit } = c.var.db
  if (kit.isAway(error) && !kit.isTransient(error)) return away(c, 503, error)
  try {
    return await pageFor(error, c)
  } catch (second) {
    c.var.log.error({ fault: faultOf(error), path: c.req.routePath }, 'unexpected')
    return away(c, kit.isAway(second) || kit.isLost(second) ? 503 : 500, second as Error)
  }
}

/** A refusal, a lost race and a fault each get a page that says what happened and where to go. */
async function pageFor(error: Error, c: Ctx): Promise<Response> {
  const words = c.var.t.errors
  const say = (status: ContentfulStatusCode, { title, advice }: { title: string; advice: string }) =>
    page(c, { title, body: <ErrorPage title={title} advice={advice} home={words.home} /> }, status)
  if (error instanceof Repeated) return c.redirect(error.answer, 303)
  if (error instanceof NotFound) return say(404, words.notFound)
  if (error instanceof MustProve) {
    const asked = new URLSearchParams({ ...error.about, next: await cameFrom(c) })
    return c.redirect(`/openings/${error.packageId}?${asked}`, 303)
  }
  if (error instanceof Refused) {
    const { refused } = error.refusal
    if (refused === 'stale-passkey' && !isScript(c))
      return c.redirect(`/step-up?next=${encodeURIComponent(await cameFrom(c))}`, 303)
    c.var.log.info({ refused, path: c.req.routePath, actor: c.var.actor?.id }, 'refused')
    if (refused === 'closed') return closedPage(c, error.refusal.unmet as readonly Reason[])
    return say(statusOf(refused), words.refused[refused])
  }
  if (error instanceof Erased) return closedPage(c, ['destroyed'])
  if (error instanceof Stale) return say(409, words.stale)
  if (error instanceof Forged) {
    c.var.log.warn({ path: c.req.routePath }, 'forged')
    return say(403, words.forged)
  }
  if (error instanceof BadRequest) return say(400, words.badRequest)
  if (error instanceof TooLarge) return say(413, words.tooLarge)
  if (error instanceof TooMany) {
    c.header('retry-after', String(error.seconds))
    return say(429, words.tooMany)
  }
  const { kit } = c.var.db
  if (kit.isLost(error)) c.var.log.warn({ fault: faultOf(error), path: c.req.routePath }, 'a connection to the database was lost')
  if (kit.isTransient(error) || kit.isLost(error)) {
    c.header('retry-after', '2')
    return say(503, words.busy)
  }
  c.var.log.error({ fault: faultOf(error), path: c.req.routePath }, 'unexpected')
  return say(500, words.unexpected)
}
