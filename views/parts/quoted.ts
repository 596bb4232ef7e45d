/** Words that people wrote themselves, as data: on a page in another language they say which one they are in (WCAG 3.1.2). */
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Locale } from '../messages/index.ts'

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Text as it is, marked as Japanese where the page around it is not. */
export const quoted = (locale: Locale, text: string): Child =>
  locale !== 'ja' && japanese.test(text) ? html`<span lang="ja">${text}</span>` : text
