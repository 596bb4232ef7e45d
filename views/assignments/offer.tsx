/** The offer: the terms, readable on a phone and on paper, and the worker's answer. */
import { html } from 'hono/html'
import { items } from '../../policies/terms.ts'
import { formatMoment } from '../format.ts'
import { Actions, Button, Checkbox, Form, problemOf, TextArea } from '../forms.tsx'
import { ja } from '../messages/ja/index.ts'
import { Facts, Fingerprint } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { Conditions } from '../parts/work.tsx'
import { type AssignmentProps, typedText } from './props.ts'

/** In the reader's language; under a translation stands the Japanese, which binds. */
export const TermsSection = ({ folded, ...props }: AssignmentProps & { folded?: boolean }) => {
  const { t, locale, terms } = props
  if (!terms) return html``
  const words = t.assignments.terms
  const body = (
    <>
      {locale === 'ja' ? null : <p>{words.bindingNote}</p>}
      <Clauses {...props} />
      {locale === 'ja' ? null : (
        <Disclosure summary={words.binding}>
          <div lang="ja">
            <Clauses {...props} t={ja} locale="ja" />
          </div>
        </Disclosure>
      )}
      <p class="yui-fine">
        {words.issued(formatMoment(locale, terms.issuedAt))}
        {terms.acceptedAt ? ` / ${words.accepted(formatMoment(locale, terms.acceptedAt))}` : ''}
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

const Clauses = ({ t, locale, terms }: Pick<AssignmentProps, 't' | 'locale' | 'terms'>) => (
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
  const { t, assignment, lacking, said, may, token } = props
  const words = t.assignments.offer
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
        <Form action={`/assignments/${assignment.id}/acceptance`} token={token()}>
          <Checkbox
            name="read"
            label={words.read}
            hint={words.readHint}
            required
            checked={typedText(said, 'read') === 'yes'}
            problem={problemOf(said.problems, 'read')}
          />
          <Actions>
            <Button>{words.accept}</Button>
          </Actions>
        </Form>
      ) : null}
      <Disclosure summary={words.decline} open={said.problems.some(({ field }) => field === 'reason')}>
        <p>{words.declineLead}</p>
        <ReasonForm
          {...props}
          action={`/assignments/${assignment.id}/refusal`}
          label={words.reason}
          button={words.declineButton}
        />
      </Disclosure>
    </Section>
  )
}

type Reason = AssignmentProps & { action: string; label: string; button: string }
export const ReasonForm = ({ t, said, token, action, label, button }: Reason) => (
  <Form action={action} token={token()}>
    <TextArea
      name="reason"
      label={label}
      hint={t.assignments.optionalReason}
      mark={t.frame.optional}
      rows={3}
      value={typedText(said, 'reason')}
      problem={problemOf(said.problems, 'reason')}
    />
    <Actions>
      <Button kind="outline">{button}</Button>
    </Actions>
  </Form>
)
