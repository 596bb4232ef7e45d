/** The offer: the terms, readable on a phone and on paper, and the worker's answer. */

import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { items } from '../../../policies/packages/terms.ts'
import { Checkbox, TextArea } from '../../kernel/forms.tsx'
import { sayIn } from '../../kernel/say.tsx'
import { Facts, Fingerprint } from '../../parts/facts.tsx'
import { ActForm, fieldIn, typedIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { Conditions } from '../../parts/work.tsx'
import type { AssignmentProps } from './props.ts'

/** In the reader's language; under a translation stands the Japanese, which binds. */
export const TermsSection = ({ folded, ...props }: AssignmentProps & { folded?: boolean }) => {
  const { say, terms } = props
  if (!terms) return html``
  const words = say.t.assignments.terms
  const body = (
    <>
      {say.isJapanese ? null : <p>{words.bindingNote}</p>}
      <Clauses {...props} />
      {say.isJapanese ? null : (
        <Disclosure summary={words.binding}>
          <div lang="ja">
            <Clauses say={sayIn('ja', say.year)} terms={terms} />
          </div>
        </Disclosure>
      )}
      <p class="yui-fine">
        {words.issued(say.moment(terms.issuedAt))}
        {terms.acceptedAt ? ` / ${words.accepted(say.moment(terms.acceptedAt))}` : ''}
      </p>
      <Fingerprint label={words.sha256} sha256={terms.sha256} />
    </>
  )
  if (folded) return <Disclosure summary={words.title}>{body}</Disclosure>
  return (
    <Section title={words.title} lead={words.lead} id="terms">
      {body}
    </Section>
  )
}

const Clauses = ({ say: { t, locale }, terms }: Pick<AssignmentProps, 'say' | 'terms'>) => (
  <Facts
    items={items.flatMap((item) => {
      const clause = terms?.clauses.find((one) => one.item === item)
      return clause ? [{ term: t.terms.items[item], value: <Lines text={clause[locale]} /> }] : []
    })}
  />
)

const Lines = ({ text }: { text: string }) => (
  <>
    {text.split('\n').map((line, index) => (
      <>
        {index > 0 ? <br /> : null}
        {line}
      </>
    ))}
  </>
)

export const Answer = (props: AssignmentProps) => {
  const { say, assignment, lacking, may, formOf } = props
  const words = say.t.assignments.offer
  const form = formOf()
  return (
    <Section title={words.answer} id="answer">
      {lacking.length > 0 ? (
        <>
          <Banner tone="warning" title={words.lacking}>
            <p>{words.lackingLead}</p>
          </Banner>
          <Conditions items={lacking} />
        </>
      ) : may.accept ? (
        <ActForm {...{ say, form }} action={`/assignments/${assignment.id}/acceptance`} button={words.accept}>
          <Checkbox
            {...fieldIn(say, form)('read', words.read, words.readHint)}
            value="yes"
            checked={typedIn(form, 'read') === 'yes'}
          />
        </ActForm>
      ) : null}
      <Disclosure summary={words.decline} open={form.problems.some(({ field }) => field === 'reason')}>
        <p>{words.declineLead}</p>
        <ReasonForm {...props} to="refusal" label={words.reason} button={words.declineButton} />
      </Disclosure>
    </Section>
  )
}

type Reason = AssignmentProps & { to: string; label: string; button: string; children?: Child }
/** `children`: what is asked before the reason. */
export const ReasonForm = ({ say, assignment, formOf, to, label, button, children }: Reason) => {
  const form = formOf()
  return (
    <ActForm {...{ say, form, button }} action={`/assignments/${assignment.id}/${to}`} kind="outline">
      {children}
      <TextArea {...fieldIn(say, form)('reason', label, say.t.assignments.optionalReason)} rows={3} />
    </ActForm>
  )
}
