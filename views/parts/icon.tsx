// Icons as cached inline SVG strings: always decorative, the words beside them carry the meaning.
import { raw } from 'hono/html'

const FILLED = {
  dot: '<circle cx="12" cy="12" r="5"/>',
  square: '<rect x="6" y="6" width="12" height="12" rx="2"/>',
}
const DRAWN = {
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  success: '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.6"/>',
  error: '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.5v5.5m0 3.2v.1"/>',
  warning: '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.5m0 2.7v.1"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.1"/>',
  neutral: '<circle cx="12" cy="12" r="4.5" fill="currentColor" stroke="none"/>',
  half: '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" stroke="none"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  bell: '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5"/>',
  next: '<path d="m9 5 7 7-7 7"/>',
  back: '<path d="m15 5-7 7 7 7"/>',
  down: '<path d="m5 9 7 7 7-7"/>',
  file: '<path d="M14 3H6v18h12V7zM14 3v4h4"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
  place: '<path d="M12 21s7-6.6 7-11.5a7 7 0 0 0-14 0C5 14.4 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>',
  returned: '<path d="M9 14 4.5 9.5 9 5M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3"/>',
  globe:
    '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3z"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  external: '<path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"/>',
  download: '<path d="M12 4v11m-5-4.5 5 5 5-5M4 20h16"/>',
  arrow: '<path d="M4 12h15m-6-6 6 6-6 6"/>',
}

export type IconName = keyof typeof FILLED | keyof typeof DRAWN

const svg = (body: string, paint: string) =>
  raw(
    `<svg class="yui-icon" viewBox="0 0 24 24" width="24" height="24" ${paint} aria-hidden="true" focusable="false">${body}</svg>`,
  )
const STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

const ICONS = Object.fromEntries([
  ...Object.entries(FILLED).map(([name, body]) => [name, svg(body, 'fill="currentColor"')]),
  ...Object.entries(DRAWN).map(([name, body]) => [name, svg(body, STROKE)]),
]) as Record<IconName, ReturnType<typeof raw>>

/** For `html` templates and JSX alike. */
export const icon = (name: IconName) => ICONS[name]

/** Symbols drawn once above a long list; each row then only points at one. */
export const sprite = (names: readonly (keyof typeof DRAWN)[]) =>
  raw(
    `<svg class="yui-sprite" width="0" height="0" aria-hidden="true" focusable="false">${names
      .map((name) => `<symbol id="icon-${name}" viewBox="0 0 24 24" ${STROKE}>${DRAWN[name]}</symbol>`)
      .join('')}</svg>`,
  )
export const fromSprite = (name: keyof typeof DRAWN) =>
  raw(`<svg class="yui-icon" aria-hidden="true"><use href="#icon-${name}"/></svg>`)
