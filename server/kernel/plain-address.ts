/** No address names what nobody sees: a database may refuse it with a fault of its own, and people cannot tell two of them apart. */
import type { MiddlewareHandler } from 'hono'
import { withoutHidden } from '../../policies/kernel/marks.ts'
import type { App } from './context.ts'
import { BadRequest, NotFound } from './errors.tsx'

/** A path with hidden letters does not exist; a search that was pasted with some is led to the same without them. */
export const plainAddresses: MiddlewareHandler<App> = async (c, next) => {
  if (c.req.url.includes('%')) {
    const url = new URL(c.req.url)
    const path = decoded(url.pathname)
    if (path === undefined || /\p{Cc}/u.test(path) || path !== withoutHidden(path)) throw new NotFound()
    const typed = [...url.searchParams]
    if (typed.some((one) => one.join('').includes('\u0000'))) throw new BadRequest('NUL in an address')
    const plain = typed.map((one) => one.map(withoutHidden) as [string, string])
    if (plain.flat().join('\n') !== typed.flat().join('\n')) {
      if (c.req.method !== 'GET') throw new BadRequest('hidden letters in an address')
      return c.redirect(`${url.pathname}?${new URLSearchParams(plain)}`, 303)
    }
  }
  return next()
}

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
