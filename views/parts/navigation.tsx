// Ways to move: breadcrumb, tabs as links, keyset pager and step navigation.
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { icon } from './icon.tsx'

export type Crumb = { href: string; label: string }

/** The current page is not a link: it is the heading just below. A template, as it stands on every page. */
export const Breadcrumb = ({ label, items }: { label: string; items: readonly Crumb[] }) =>
  html`<nav class="dads-breadcrumb" aria-label="${label}"><ol class="dads-breadcrumb__list">${items.map(crumb)}</ol></nav>`
const crumb = ({ href, label }: Crumb) =>
  html`<li class="dads-breadcrumb__item"><a href="${href}">${label}</a>${icon('next')}</li>`

type Tab = { href: string; label: string; current: boolean; count?: number | undefined }

export const Tabs = ({ label, items }: { label: string; items: readonly Tab[] }) => (
  <nav class="yui-tabs" aria-label={label}>
    <ul class="yui-tabs__list">
      {items.map((item) => (
        <li>
          <a class="yui-tabs__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
            {item.count === undefined ? null : <span class="yui-tabs__count">{item.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

type PagerLink = { href: string; words: string }
type PagerProps = { label: string; newer?: PagerLink | undefined; older?: PagerLink | undefined; shown?: Child }

export const Pager = ({ label, newer, older, shown }: PagerProps) =>
  newer || older ? (
    <nav class="yui-pager" aria-label={label}>
      {newer ? (
        <a class="yui-pager__link" href={newer.href} rel="prev">
          {icon('back')}
          {newer.words}
        </a>
      ) : null}
      {shown ? <span class="yui-pager__shown">{shown}</span> : null}
      {older ? (
        <a class="yui-pager__link" data-way="older" href={older.href} rel="next">
          {older.words}
          {icon('next')}
        </a>
      ) : null}
    </nav>
  ) : null

type Step = { label: string; state: 'done' | 'current' | 'todo'; stateWords: string; href?: string | undefined }

/**
 * `stateWords` is read aloud ("done", "current"); sighted people see the shape. `form`: the id of the form of this step, which is sent
 * with whoever goes to another one.
 */
export const Steps = ({ label, items, form }: { label: string; items: readonly Step[]; form?: string | undefined }) => (
  <nav class="dads-step-navigation" aria-label={label}>
    {/* Enter in a field presses the first button of its form, which must not be a way out. */}
    {form ? <button type="submit" form={form} hidden /> : null}
    <ol class="dads-step-navigation__list">
      {items.map((step, index) => (
        <li
          class="dads-step-navigation__step"
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span class="dads-step-navigation__number" aria-hidden="true">
            {step.state === 'done' ? icon('check') : index + 1}
          </span>
          <span class="dads-step-navigation__label">
            {!step.href ? (
              step.label
            ) : form ? (
              <button type="submit" form={form} name="_go" value={step.href} formnovalidate>
                {step.label}
              </button>
            ) : (
              <a href={step.href}>{step.label}</a>
            )}
            <span class="yui-unseen"> {step.stateWords}</span>
          </span>
        </li>
      ))}
    </ol>
  </nav>
)
