// Page and section headings: what this is, why it matters, and the one main action.
import type { Child } from 'hono/jsx'

type PageHeadingProps = {
  title: Child
  eyebrow?: Child
  lead?: Child
  status?: Child
  action?: Child
}

export const PageHeading = ({ title, eyebrow, lead, status, action }: PageHeadingProps) => (
  <div class="yui-page-heading">
    <div class="yui-page-heading__words">
      {eyebrow ? <p class="yui-page-heading__eyebrow">{eyebrow}</p> : null}
      <h1 class="yui-page-heading__title" tabindex={-1}>
        {title}
      </h1>
      {status ? <div class="yui-page-heading__status">{status}</div> : null}
      {lead ? <p class="yui-page-heading__lead">{lead}</p> : null}
    </div>
    {action ? <div class="yui-page-heading__action">{action}</div> : null}
  </div>
)

type SectionProps = { title: Child; lead?: Child; action?: Child; id?: string | undefined; children?: Child }

export const Section = ({ title, lead, action, id, children }: SectionProps) => (
  <section class="yui-section" id={id}>
    <div class="yui-section__head">
      <h2 class="yui-section__title">{title}</h2>
      {action ? <div class="yui-section__action">{action}</div> : null}
    </div>
    {lead ? <p class="yui-section__lead">{lead}</p> : null}
    {children}
  </section>
)

/** A page in two columns on wide screens; the aside (facts, actions) comes after the main part on a phone. */
export const WithAside = ({ aside, label, children }: { aside: Child; label?: string | undefined; children?: Child }) => (
  <div class="yui-with-aside">
    <div class="yui-with-aside__main">{children}</div>
    <aside class="yui-with-aside__aside" aria-label={label}>
      {aside}
    </aside>
  </div>
)
