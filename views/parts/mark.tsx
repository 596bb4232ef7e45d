// The mark of Yui: a knot of three lobes, one strand that ties three towns.
import { raw } from 'hono/html'

const KNOT =
  'M24.76 16.18C25.88 17.25 26.62 18.48 26.93 19.7C27.23 20.91 27.08 22.09 26.53 23.05C25.99 24.01 25.05 24.74 23.85 25.1C22.66 25.45 21.22 25.44 19.74 25.02C18.27 24.59 16.76 23.76 15.43 22.6C14.09 21.44 12.94 19.96 12.11 18.32M10.91 9.82C11.27 8.32 11.97 7.06 12.87 6.19C13.77 5.32 14.87 4.86 15.97 4.85C17.08 4.84 18.18 5.3 19.09 6.15C19.99 7.01 20.7 8.26 21.07 9.75C21.44 11.24 21.48 12.96 21.14 14.7C20.8 16.43 20.09 18.17 19.09 19.71M12.32 25C10.85 25.43 9.4 25.46 8.2 25.11C7 24.77 6.05 24.05 5.49 23.1C4.93 22.15 4.77 20.96 5.06 19.75C5.35 18.54 6.08 17.3 7.18 16.23C8.29 15.17 9.76 14.28 11.44 13.7C13.11 13.13 14.97 12.87 16.81 12.97'

export const Mark = () => MARK

const MARK = raw(
  `<svg class="yui-mark" viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true" focusable="false"><path d="${KNOT}"/></svg>`,
)
