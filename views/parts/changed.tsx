/** A form whose thing has changed since it was drawn: what stands now beside what was typed, above the form with all that was typed. */
import type { Child } from 'hono/jsx'
import { LinkButton } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { type Filled, tickedIn } from './form-page.tsx'
import { Banner } from './notices.tsx'

type ChangedProps = {
  say: Say
  now: Filled['typed']
  form: Filled
  /** Where the form can be drawn anew from what stands now. */
  again?: string | undefined
  /** The page with the form: drawn before, so that its fields have told their labels. */
  page: Child
}
export function Changed({ say: { t }, now, form, again, page }: ChangedProps) {
  const words = t.frame.changed
  const read = (typed: Filled['typed'], name: string) => tickedIn({ typed }, name).join('\n').replaceAll('\r\n', '\n').trim()
  const others = Object.keys(now).filter((name) => form.labels.has(name) && read(now, name) !== read(form.typed, name))
  return (
    <>
      <Banner tone="warning" title={words.title} live>
        {others.length > 0 ? words.lead : words.decided}
      </Banner>
      {others.length > 0 ? (
        <dl class="yui-changed">
          {others.map((name) => (
            <div>
              <dt>{form.labels.get(name)!.label}</dt>
              <dd>
                <strong>{words.now}</strong>
                <span>{shown(read(now, name)) || words.none}</span>
              </dd>
              <dd>
                <strong>{words.typed}</strong>
                <span>{shown(read(form.typed, name)) || words.none}</span>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {again ? (
        <p>
          <LinkButton kind="text" href={again}>
            {words.again}
          </LinkButton>
        </p>
      ) : null}
      {page}
    </>
  )
}

/** What a choice is called stands in the form; its id says nothing to anybody. */
const shown = (text: string): string => (/^[\da-f]{8}-[\da-f-]{27}$/.test(text) ? '…' : text)
