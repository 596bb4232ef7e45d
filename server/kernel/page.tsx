/** Makes a whole page out of a title and a body: the frame, the menu of the person's roles, what waits to be read. */
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { countUnread } from '../../db/records/notifications.ts'
import type { Role } from '../../policies/identity/people.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decideList } from '../../policies/safety/incidents.ts'
import { DemoNote } from '../../views/demo.tsx'
import { End, Head, MainStart, Top, type Width } from '../../views/kernel/layout.tsx'
import type { Messages } from '../../views/messages/index.ts'
import type { Crumb } from '../../views/parts/navigation.tsx'
import { Returned } from '../../views/parts/returned.tsx'
import type { Ctx } from './context.ts'
import { drawnOnce, encode, type Piece } from './drawn.ts'
import { dropKept, keepTyped, keptHere, pageOfForm } from './kept.ts'
import { newOnce } from './seen.ts'

type Page = {
  title: string
  body?: Child
  /** In the place of `body` where some of it is bytes already. */
  pieces?: readonly Piece[]
  breadcrumb?: readonly Crumb[]
  width?: Width
  announce?: string | undefined
  indexed?: boolean
  /** It asks one thing more about the form that was sent, and nothing is done yet. */
  asks?: true
}

/** INVARIANT: gives hono bytes: a string would be encoded each time it is sent, a String object would leave the fast path. */
export async function page(
  c: Ctx,
  { title, body, pieces, breadcrumb, width, announce, indexed, asks }: Page,
  status: ContentfulStatusCode = 200,
) {
  const { t, locale, actor, assets, db } = c.var
  const unread = actor ? await countUnread(db.read, actor.id) : 0
  const { siteName, frame } = t
  const { kept, filled } = await keptHere(c)
  const bytes = await encode([
    Head({ locale, title, siteName, assets, indexed }),
    await drawnTop(c, unread, width),
    MainStart({
      breadcrumb: breadcrumb && { label: frame.breadcrumb, items: breadcrumb },
      here: c.req.method === 'POST' ? await standsAt(c, status, asks) : undefined,
      left: actor && c.var.session.left,
      kept: kept && !filled ? { action: kept.action, typed: { ...kept.typed, _once: newOnce(kept.version) } } : undefined,
    }),
    ...(kept?.told ? [Returned({ words: frame.returned, files: kept.files === true })] : []),
    ...(pieces ?? [body]),
    announce ? endOf(c, announce) : await drawnOnce(`end ${locale} ${footerOf(c)}`, () => endOf(c)),
  ])
  return c.body(bytes, status, { 'content-type': 'text/html; charset=UTF-8' })
}

/**
 * Where the answer to a form has its address: the browser goes back to it, or loads it anew, without sending the form once more. What
 * did not come through stands there again.
 */
async function standsAt(c: Ctx, status: number, asks = false): Promise<string> {
  const isUndone = status >= 400 || asks || c.var.typed?.more !== undefined
  if (isUndone && c.var.actor && !closed.has(status))
    return keepTyped(c, c.var.typed, { wrong: status === 422 }).catch(() => pageOfForm(c))
  if (!isUndone) await dropKept(c)
  return pageOfForm(c)
}

/** Whoever may not do it finds no form there to fill again. */
const closed = new Set([403, 404])

/** The upper frame of a person in one part of the site. */
function drawnTop(c: Ctx, unread: number, width: Width = 'normal'): Promise<Uint8Array> {
  const { t, locale, actor, config, session } = c.var
  const at = c.req.path
  const roles = actor ? actor.grants.map(({ role }) => role) : []
  const own = ownTown(actor)
  const current = entries.findIndex(({ href }) => isAt(hrefOf(href, own), at))
  const shared = session?.sharedPcId ? 'shared' : ''
  const who = actor ? [actor.id, actor.name, actor.kana, actor.romaji, ...roles, own, shared, unread] : [at === '/sign-in']
  return drawnOnce(['top', locale, width, config.mode, current, ...who].join('\u0001'), () => {
    const demo = config.mode === 'demo' ? DemoNote({ words: t.frame.demo, link: t.frame.demoLink }) : undefined
    return Top({ siteName: t.siteName, skip: t.frame.skip, demo, width, header: headerOf(c, roles, unread) })
  })
}

/** Whoever is signed in may have to tell of a leak at any moment; who looks into leaks has the way there on every page. */
function footerOf({ var: { actor } }: Ctx): 'stranger' | 'person' | 'officer' {
  if (!actor) return 'stranger'
  return isRefusal(decideList(actor)) ? 'person' : 'officer'
}

function endOf(c: Ctx, announce?: string): Child {
  const { siteName, frame, incidents } = c.var.t
  const who = footerOf(c)
  const links = [
    ...(who === 'stranger' ? [] : [{ href: '/incidents/new', label: incidents.link }]),
    ...(who === 'officer' ? [{ href: '/incidents', label: incidents.officersLink }] : []),
    { href: '/accessibility', label: frame.accessibility },
  ]
  const footer = { label: frame.footer, links, note: frame.footNote }
  return End({ siteName, failure: frame.failure, announce, footer, ending: who === 'stranger' ? undefined : frame.ending })
}

function headerOf(c: Ctx, roles: readonly Role[], unread: number) {
  const { t, locale, actor } = c.var
  const { frame } = t
  const at = c.req.path
  const base = {
    home: '/',
    tagline: frame.tagline,
    navLabel: frame.nav,
    nav: actor ? menu(roles, ownTown(actor), t, at) : [],
    language: { action: '/locale', locale: locale === 'ja' ? ('en' as const) : ('ja' as const), label: frame.otherLanguage },
  }
  const signOut = { action: '/sign-out', label: frame.signOut }
  if (!actor) return { ...base, signIn: at === '/sign-in' ? undefined : { href: '/sign-in', label: frame.signIn } }
  return {
    ...base,
    notifications: { href: '/notifications', label: frame.unread(unread), unread },
    account: {
      name: locale === 'ja' ? actor.name : actor.romaji,
      kana: locale === 'ja' ? actor.kana : undefined,
      role: [...new Set(roles.map((role) => t.roles[role]))].join(' / '),
      menuLabel: frame.account,
      links: [{ href: '/account', label: frame.myAccount }],
      signOut,
    },
    shared: c.var.session.sharedPcId ? { words: t.sharedPcs.line, signOut } : undefined,
  }
}

/** The part of a page that htmx asked for; a browser without script gets the page from the same address. */
export const isPart = (c: Ctx): boolean => c.req.header('hx-request') === 'true' && c.req.header('hx-request-type') === 'partial'

const entries: readonly { href: string; label: keyof Messages['nav']; for: readonly Role[] }[] = [
  { href: '/', label: 'home', for: ['worker', 'coordinator', 'manager', 'trainer', 'secretariat', 'auditor'] },
  { href: '/work', label: 'work', for: ['worker'] },
  { href: '/assignments', label: 'assignments', for: ['worker'] },
  { href: '/training', label: 'training', for: ['worker'] },
  { href: '/vetting', label: 'vetting', for: ['worker'] },
  { href: '/packages', label: 'packages', for: ['coordinator', 'manager'] },
  { href: '/reviews', label: 'reviews', for: ['manager'] },
  { href: '/courses', label: 'courses', for: ['trainer'] },
  { href: '/vettings', label: 'vettings', for: ['coordinator', 'secretariat'] },
  { href: '/people', label: 'people', for: ['coordinator', 'secretariat'] },
  { href: '/towns/own', label: 'myTown', for: ['coordinator'] },
  { href: '/towns', label: 'towns', for: ['secretariat'] },
  { href: '/glass', label: 'glass', for: ['secretariat', 'auditor'] },
  { href: '/audit', label: 'audit', for: ['secretariat', 'auditor'] },
]

const isAt = (href: string, path: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))

/** The first town that somebody coordinates: the page from which they reach their others. */
const ownTown = (actor: Ctx['var']['actor'] | undefined): string =>
  actor?.grants.find(({ role, townId }) => role === 'coordinator' && townId !== null)?.townId ?? ''
const hrefOf = (href: string, own: string) => (href === '/towns/own' ? `/towns/${own}` : href)

/** Who holds no role is an applicant, or was somebody. */
const forAnybody = ['/', '/vetting']

const menu = (roles: readonly Role[], own: string, t: Messages, path: string) => {
  const shown = entries
    .filter((entry) => (roles.length === 0 ? forAnybody.includes(entry.href) : entry.for.some((role) => roles.includes(role))))
    .map(({ href, label }) => ({ href: hrefOf(href, own), label: t.nav[label] }))
  // Of a list and a page of its own under it the page is where somebody is.
  const current = shown.find(({ href }) => isAt(href, path))
  return shown.map((entry) => ({ ...entry, current: entry === current }))
}
