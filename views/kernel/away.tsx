/** What is shown while the database is away: one page in both languages that needs nothing but its styles. */
import { html } from 'hono/html'
import { en } from '../messages/en/index.ts'
import { ja } from '../messages/ja/index.ts'

/** `again`: the page that was asked for; none where a form was sent, which the browser sends again only if it is told to. */
export const AwayPage = ({ css, again }: { css: string; again?: string | undefined }) => {
  const rest = ({ advice, again: words }: (typeof ja)['errors']['away']) =>
    html`<p>${advice}</p>${again ? html`<p><a href="${again}">${words}</a></p>` : ''}`
  const [here, there] = [ja.errors.away, en.errors.away]
  return html`<!doctype html><html lang="ja"><head><meta charset="utf-8"/><title>${here.title} | ${ja.siteName}</title><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/><meta name="robots" content="noindex"/><link rel="stylesheet" href="${css}"/></head><body><div class="yui-body" data-width="narrow"><main id="main"><h1 class="yui-page-heading__title">${here.title}</h1>${rest(here)}<section class="yui-section" lang="en"><h2 class="yui-section__title">${there.title}</h2>${rest(there)}</section></main></div></body></html>`
}
