/** Every route says which act it is about; one that answers without having asked the rule of that act is a fault. */
import { Hono } from 'hono'
import { findAnswer, Stale } from '../../db/kernel/database.ts'
import { type Act, declaredOf } from '../../policies/kernel/acts.ts'
import type { App, Ctx } from './context.ts'
import { NotFound, proofOf, Refused } from './errors.tsx'
import { answeredBefore } from './forms.ts'
import { dropKept, keepOfLapsed } from './kept.ts'
import { isPerAddress, type LimitName } from './limits.ts'

type Handler = (c: Ctx) => Response | Promise<Response>
type Method = 'get' | 'post'
type Declared = { readonly method: Method; readonly path: string; readonly act: Act | 'public' }

/** A route answered although its rule, or the passkey for a grave act, was never asked: a bug of ours, so nothing is shown. */
class Undecided extends Error {
  override name = 'Undecided'
}

/**
 * Routes of one feature. `act` is asked by `insist` in the handler; `public` is open to strangers. `brake`: what a POST counts as, by the
 * person or, for strangers, by the address. INVARIANT: no POST is without one. `at`: the page on which the form stands, where it has one.
 */
export function routes() {
  const app = new Hono<App>()
  const declared: Declared[] = []
  const on = (method: Method) => (path: string, act: Act | 'public', handler: Handler, brake?: LimitName, at?: string) => {
    const counted = brake ?? (act === 'public' ? 'stranger' : 'write')
    declared.push({ method, path, act })
    const decidedly: Handler = async (c) => {
      const answer = await handler(c)
      if (answer.status < 400 && !c.var.decided.has(act)) throw new Undecided(`${path} answered without asking ${act}`)
      const isDone = method === 'post' && answer.status === 303
      if (isDone && isAlwaysGrave(act) && !c.var.decided.has(proofOf(act)))
        throw new Undecided(`${path} answered without the passkey for ${act}`)
      if (isDone) await dropKept(c)
      return answer
    }
    app[method](path, async (c) => {
      if (act === 'public') {
        if (method === 'post') await spend(c, counted)
        return handler(c)
      }
      if (at) c.set('formAt', inPath(c, at))
      if (!c.var.actor) {
        if (c.var.lapsed && method === 'post') await spend(c, counted)
        return toSignIn(c)
      }
      // It would open and record what it names, as a look or a taking, and show nothing of it.
      if (c.req.method === 'HEAD') return c.body(null, 405, { allow: method.toUpperCase() })
      if (method === 'post') {
        await spend(c, counted)
        const answer = await answeredBefore(c)
        if (answer) return c.redirect(answer, 303)
      }
      return unlessRepeated(c, decidedly)
    })
  }
  return { app, declared, get: on('get'), post: on('post') }
}

const spend = ({ var: { limits, actor, address } }: Ctx, brake: LimitName): Promise<void> =>
  limits.spend(brake, actor && !isPerAddress(brake) ? actor.id : address)

/**
 * Who presses twice is led to what the first press did, also where it was done only while the second was being judged: what the
 * first press changed must not be told to them as somebody else's doing. INVARIANT: only what a first press can bring about is taken
 * for its doing; a fault is a fault, also behind a write of this very request.
 */
async function unlessRepeated(c: Ctx, handler: Handler): Promise<Response> {
  const repeated = async () => {
    const to = c.var.once ? await findAnswer(c.var.db.read, c.var.actor.id, c.var.once) : undefined
    return to === undefined ? undefined : c.redirect(to, 303)
  }
  try {
    const answer = await handler(c)
    return answer.status < 400 ? answer : ((await repeated()) ?? answer)
  } catch (error) {
    const overtaken = error instanceof Stale || error instanceof Refused || error instanceof NotFound
    const answer = overtaken ? await repeated() : undefined
    if (!answer) throw error
    return answer
  }
}

const isAlwaysGrave = (act: Act | 'public'): boolean => act !== 'public' && declaredOf(act).grave === true

/** An address that is written with places for the parts of this one. */
export const inPath = (c: Ctx, at: string): string => at.replace(/:(\w+)/g, (_, name: string) => c.req.param(name) ?? '')

/** Back to where they were going, or to the form with all that it said; a fragment asks htmx to leave the page instead of filling a corner of it with a form. */
async function toSignIn(c: Ctx): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  const next = c.req.method === 'POST' ? await keepOfLapsed(c) : pathname + search
  const to = `/sign-in?next=${encodeURIComponent(next)}`
  if (c.req.header('hx-request') === 'true') return c.body(null, 200, { 'hx-redirect': to })
  return c.redirect(to, 303)
}
