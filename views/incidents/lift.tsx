/** Opening a frozen package again, by one person or two; and closing the papers. */
import type { ClosingGap } from '../../policies/incident-duty.ts'
import { type Outcome, outcomes } from '../../policies/incidents.ts'
import { Actions, Button, Form, Hidden, type Problem, problemOf, Radios, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Facts } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import type { Say } from '../say.tsx'

type Words = { say: Say; id: string; token: () => string }
export type LiftProps = Words & {
  /** `ask`: the first of two. `lift`: the only one. `second`. `wait`: somebody else must. `worked`: another coordinator must. */
  how: 'ask' | 'lift' | 'second' | 'wait' | 'worked' | undefined
  mayKeep: boolean
  /** What was found and why, once somebody has said it. */
  said: { outcome: Outcome; words: string; by: string | undefined } | undefined
  /** What this page shows, for the forms to bring back. */
  seen: string
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
}

export const LiftSection = (props: LiftProps) => {
  const { say, id, how, said, mayKeep, token } = props
  const { t } = say
  const words = t.incidents.one.lift
  if (!how) return null
  if (how === 'worked')
    return (
      <Section title={words.title} id="lift">
        <p>{words.worked}</p>
      </Section>
    )
  if (how === 'ask' || how === 'lift') return <LiftForm {...props} how={how} />
  return (
    <Section title={words.asked} lead={how === 'second' ? words.secondLead : words.own} id="lift">
      {said ? (
        <Facts
          items={[
            { term: words.outcome, value: t.incidents.outcomes[said.outcome].words },
            { term: words.reason, value: <span class="yui-lines">{say.quoted(said.words)}</span> },
            ...(said.by ? [{ term: words.askedBy, value: said.by }] : []),
          ]}
        />
      ) : null}
      {how === 'second' ? (
        <Form action={`/incidents/${id}/agreement`} token={token()}>
          <Hidden name="seen" value={props.seen} />
          <Actions>
            <Button>{words.second}</Button>
          </Actions>
        </Form>
      ) : null}
      {mayKeep ? (
        <Form action={`/incidents/${id}/continuation`} token={token()}>
          <Actions>
            <Button kind="outline">{words.keep}</Button>
          </Actions>
        </Form>
      ) : null}
    </Section>
  )
}

const LiftForm = ({ t, id, how, typed, problems, token, said, seen }: LiftProps & { how: 'ask' | 'lift' }) => {
  const words = t.incidents.one.lift
  const value = (name: string, before = '') => String([typed[name] ?? before].flat()[0])
  return (
    <Section title={words.title} lead={words.lead} id="lift">
      {how === 'ask' ? <Banner tone="info" title={words.two} /> : null}
      <Form action={`/incidents/${id}/${how === 'ask' ? 'proposal' : 'lifting'}`} token={token()}>
        <Hidden name="seen" value={seen} />
        <Radios
          name="outcome"
          label={words.outcome}
          mark={t.frame.required}
          required
          value={value('outcome', said?.outcome)}
          problem={problemOf(problems, 'outcome')}
          options={outcomes.map((outcome) => ({
            value: outcome,
            label: t.incidents.outcomes[outcome].words,
            hint: t.incidents.outcomes[outcome].note,
          }))}
        />
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          mark={t.frame.required}
          required
          rows={4}
          maxlength={1000}
          value={value('words', said?.words)}
          problem={problemOf(problems, 'words')}
        />
        <Actions>
          <Button kind="outline">{how === 'ask' ? words.askButton : words.button}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

export const CloseSection = ({ t, id, gaps, token }: Words & { gaps: readonly ClosingGap[] }) => {
  const words = t.incidents.one.close
  return (
    <Section title={words.title} lead={words.lead} id="close">
      {gaps.length > 0 ? (
        <ul class="yui-plain-list">
          {gaps.map((gap) => (
            <li>{words.gaps[gap]}</li>
          ))}
        </ul>
      ) : (
        <Form action={`/incidents/${id}/closing`} token={token()}>
          <Actions>
            <Button>{words.button}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
