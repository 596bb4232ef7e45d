// The frame of every page in four pieces, so that what seldom changes can be drawn once. Plain links and forms, no boost.
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Footer, type FooterProps, Header, type HeaderProps } from '../parts/frame.tsx'
import { Breadcrumb, type Crumb } from '../parts/navigation.tsx'

export type HeadProps = {
  locale: 'ja' | 'en'
  title: string
  siteName: string
  assets: { css: string; js: string; icon: string }
  /** False keeps a page out of search engines, which is the rule; the public pages say true. */
  indexed?: boolean | undefined
}
/** Everything up to the body, which names the thing that the page is about. */
export const Head = ({ locale, title, siteName, assets, indexed }: HeadProps) =>
  html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"/><title>${title} | ${siteName}</title><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>${indexed ? '' : NOT_INDEXED}<meta name="format-detection" content="telephone=no"/>${HTMX}<link rel="icon" href="${assets.icon}" type="image/svg+xml"/><link rel="stylesheet" href="${assets.css}"/><script src="${assets.js}" defer></script></head>`

export type TopProps = { siteName: string; skip: string; header: HeaderProps; demo?: Child; width?: Width | undefined }
/** `narrow` for reading and forms, `wide` for boards and tables. */
export type Width = 'narrow' | 'normal'

/** The body up to the page's own part: the same for a person wherever they are, but for the mark in the menu. */
export const Top = ({ siteName, skip, header, demo, width = 'normal' }: TopProps) =>
  html`<body><a class="yui-skip" href="#main">${skip}</a>${<Header {...header} siteName={siteName} demo={demo} />}<div class="yui-body" data-width="${width}">`

export type Trail = { label: string; items: readonly Crumb[] }
export type MainProps = {
  breadcrumb?: Trail | undefined
  /** Of an answer to a form: the address under which the browser goes back to it (static/site.js). */
  here?: string | undefined
  /** Seconds until the session ends (static/session.js). */
  left?: number | undefined
  /** What was typed into the form that is sent to `action`, where the server has not filled it (static/kept.js). */
  kept?: { action: string; typed: object } | undefined
}
export const MainStart = ({ breadcrumb, here, left, kept }: MainProps) =>
  html`${breadcrumb?.items.length ? Breadcrumb(breadcrumb) : ''}<main id="main" tabindex="-1"${here ? html` data-here="${here}"` : ''}${left === undefined ? '' : html` data-left="${left}"`}${kept ? html` data-kept="${kept.action}" data-typed="${JSON.stringify(kept.typed)}"` : ''}>`

export type EndProps = {
  siteName: string
  footer: FooterProps
  /** Said by the live region when the server cannot be reached or fails. */
  failure: string
  /** Announced after a page loads because of an act, such as "saved". */
  announce?: string | undefined
  /** Said before a session ends, and when it has. */
  ending?: { soon: string; goOn: string; ended: string } | undefined
}
export const End = ({ siteName, footer, failure, announce, ending }: EndProps) =>
  html`</main></div>${(
    <>
      {ending ? (
        <div id="ending" class="yui-ending" role="alert" data-ended={ending.ended} hidden>
          <p>{ending.soon}</p>
          <button class="dads-button" data-type="solid-fill" data-size="md" type="button">
            {ending.goOn}
          </button>
        </div>
      ) : null}
      <Footer {...footer} siteName={siteName} />
      <div id="announce" class="yui-announce" role="status" aria-live="polite" data-failure={failure} data-announce={announce} />
    </>
  )}</body></html>`

const NOT_INDEXED = html`<meta name="robots" content="noindex"/>`

/** Going back reloads (htmx keeps no copy of pages); a failing server never replaces what the person is looking at. */
const HTMX = html`<meta name="htmx-config" content="${JSON.stringify({
  history: 'reload',
  mode: 'same-origin',
  defaultSwap: 'outerMorph',
  noSwap: [204, 304, '5xx'],
  includeIndicatorCSS: false,
  defaultTimeout: 30_000,
})}"/>`
