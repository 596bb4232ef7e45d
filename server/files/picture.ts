/** A page that is only shown: a picture with the reader's name all over it, for this very reader and for no other site. */
import type { Mark } from '../../policies/safety/access.ts'
import type { Ctx } from '../kernel/context.ts'
import { NotFound } from '../kernel/errors.tsx'
import type { Opened } from '../safety/content.ts'
import { Undrawable } from './drawing/index.ts'

/**
 * Whether somebody is about to look. A page that a browser fetches beforehand, just in case, or whose head alone is asked for, would
 * be recorded as read by nobody.
 */
export function insistOnLooking(c: Ctx): void {
  const early = [c.req.header('sec-purpose'), c.req.header('purpose'), c.req.header('x-moz')].some((words) =>
    /prefetch|prerender|preview/i.test(words ?? ''),
  )
  if (early) throw new NotFound()
}

/** INVARIANT: other sites cannot embed a picture, and so cannot measure it either; a browser that says nothing is held by CORP. */
export function insistOnOwnPage(c: Ctx): void {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new NotFound()
}

/** What was opened as a page is drawn with its mark, and leaves only if it is still open once it is drawn. */
export async function picture(
  c: Ctx,
  { opening, stillOpen }: Opened<'page'>,
  draw: (mark: Mark) => Promise<Uint8Array>,
): Promise<Response> {
  if (!opening.mark) throw new Error('a page without a mark')
  const png = await draw(opening.mark).catch((error: unknown) => {
    if (error instanceof Undrawable) return error
    throw error
  })
  if (!(await stillOpen())) throw new NotFound()
  if (png instanceof Undrawable) {
    c.var.log.warn({ reason: png.reason, path: c.req.routePath }, 'undrawable')
    return c.body(null, png.reason === 'too-slow' ? 503 : 422, { 'retry-after': '5' })
  }
  return c.body(Buffer.from(png), 200, {
    'content-type': 'image/png',
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
  })
}
