// What the system says: banners, empty states, notices, history, and folded detail.
import type { Child } from 'hono/jsx'
import { type IconName, icon } from './icon.tsx'
import { type Tone, toneIcon } from './status.tsx'

type BannerProps = {
  tone: 'success' | 'error' | 'warning' | 'info'
  title: Child
  children?: Child
  action?: Child
  live?: boolean | undefined
}

/** `live` makes screen readers say it: for results of an act, not for standing remarks. */
export const Banner = ({ tone, title, children, action, live }: BannerProps) => (
  <div class="dads-notification-banner" data-type={tone} role={live ? (tone === 'error' ? 'alert' : 'status') : undefined}>
    {icon(tone)}
    <div class="dads-notification-banner__words">
      <p class="dads-notification-banner__title">{title}</p>
      {children ? <div class="dads-notification-banner__body">{children}</div> : null}
      {action ? <div class="dads-notification-banner__action">{action}</div> : null}
    </div>
  </div>
)

type EmptyProps = { title: Child; children?: Child; action?: Child; sign?: IconName | undefined }

export const Empty = ({ title, children, action, sign = 'success' }: EmptyProps) => (
  <div class="yui-empty">
    {icon(sign)}
    <p class="yui-empty__title">{title}</p>
    {children ? <div class="yui-empty__body">{children}</div> : null}
    {action ? <div class="yui-empty__action">{action}</div> : null}
  </div>
)

export type NoticeItem = {
  href: string
  words: string
  time: { iso: string; words: string }
  unread?: string | undefined
  detail?: Child
}

/** `unread` is the word for it, absent when read. */
export const NoticeList = ({ items }: { items: readonly NoticeItem[] }) => (
  <ul class="yui-notices">
    {items.map((item) => (
      <li class="yui-notices__item" data-unread={item.unread ? 'yes' : undefined}>
        {item.unread ? <span class="yui-notices__unread">{item.unread}</span> : null}
        <a class="yui-notices__link" href={item.href}>
          {item.words}
        </a>
        {item.detail ? <p class="yui-notices__detail">{item.detail}</p> : null}
        <time class="yui-notices__time" datetime={item.time.iso}>
          {item.time.words}
        </time>
      </li>
    ))}
  </ul>
)

type Moment = { time: { iso: string; words: string }; words: Child; by?: Child; note?: Child; tone?: Tone | undefined }

export const Timeline = ({ items, label }: { items: readonly Moment[]; label: string }) => (
  <ol class="yui-timeline" aria-label={label}>
    {items.map((item) => (
      <li class="yui-timeline__item" data-tone={item.tone ?? 'neutral'}>
        <span class="yui-timeline__sign">{toneIcon(item.tone ?? 'neutral')}</span>
        <p class="yui-timeline__words">{item.words}</p>
        <p class="yui-timeline__by">
          <time datetime={item.time.iso}>{item.time.words}</time>
          {item.by ? <span>{item.by}</span> : null}
        </p>
        {item.note ? <div class="yui-timeline__note">{item.note}</div> : null}
      </li>
    ))}
  </ol>
)

export const Disclosure = ({ summary, open, children }: { summary: Child; open?: boolean | undefined; children?: Child }) => (
  <details class="dads-disclosure" open={open}>
    <summary class="dads-disclosure__summary">
      {icon('down')}
      {summary}
    </summary>
    <div class="dads-disclosure__content">{children}</div>
  </details>
)

/** A region whose one-letter shortcuts work only while the focus is inside it (WCAG 2.1.4). */
export const KeyArea = ({ label, autofocus, children }: { label: string; autofocus?: boolean | undefined; children?: Child }) => (
  <section class="yui-keys" aria-label={label} tabindex={-1} data-keys autofocus={autofocus}>
    {children}
  </section>
)
