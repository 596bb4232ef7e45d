/** The strict headers of every answer, and the refusal of every change that another site asks for. */
import type { MiddlewareHandler } from 'hono'
import type { App } from './context.ts'
import { Forged } from './errors.tsx'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Record<string, string> = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
}

/**
 * Pages are never kept by a cache, on shared PCs least of all; what is served as static says otherwise itself.
 * INVARIANT: set before the answer is made, and answers come from `c.body` and its kin: to touch a finished answer's headers
 * would take node-server off its fast path.
 */
export const strictHeaders: MiddlewareHandler<App> = async (c, next) => {
  for (const name in headers) c.header(name, headers[name])
  await next()
}

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * For every other method and whatever content type: Fetch Metadata must say same-origin; where a browser sends none,
 * the Origin must be ours; with neither, it is refused (OWASP Cross-Site Request Forgery Prevention Cheat Sheet).
 */
export const refuseForgeries: MiddlewareHandler<App> = async (c, next) => {
  if (!harmless.has(c.req.method)) {
    const site = c.req.header('sec-fetch-site')
    const ours = site === undefined ? c.req.header('origin') === c.var.config.origin : site === 'same-origin'
    if (!ours) throw new Forged()
  }
  await next()
}
