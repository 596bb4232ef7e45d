/** Whether a leak must be reported, and why; and the plain questions that decide it. */
import { type Answers, answers as choices, type Duty, questions } from '../../policies/incident-duty.ts'
import type { Outcome } from '../../policies/incidents.ts'
import { formatNumber } from '../format.ts'
import { Actions, Button, Form, Radios } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import type { Say } from '../say.tsx'

export type DutyProps = {
  say: Say
  id: string
  rows: number | null
  answers: Answers
  duty: Duty
  outcome: Outcome | null
  /** May answer; where not, the result alone is shown. */
  mayAssess: boolean
  saved: boolean
  token: () => string
}

export const DutySection = (props: DutyProps) => {
  const { t, duty, mayAssess, saved } = props
  const words = t.incidents.one.duty
  return (
    <Section title={words.title} id="duty">
      {saved ? <Banner tone="success" title={words.saved} live /> : null}
      <Result {...props} />
      {mayAssess ? (
        <Disclosure summary={words.change} open={duty.due === 'unknown'}>
          <Questions {...props} />
        </Disclosure>
      ) : null}
    </Section>
  )
}

const Result = ({ t, duty, outcome }: DutyProps) => {
  const words = t.incidents.one.duty
  if (outcome === 'unread')
    return (
      <Banner tone="info" title={words.no}>
        <p>{words.foundUnread}</p>
      </Banner>
    )
  const tone = { yes: 'error', no: 'info', unknown: 'warning' } as const
  return (
    <Banner tone={tone[duty.due]} title={words[duty.due]}>
      {duty.due === 'unknown' ? <p>{words.unknownWords}</p> : null}
      {duty.due === 'no' && duty.because.length > 1 ? (
        <p>{words.noneApplies}</p>
      ) : (
        <ul class="yui-plain-list">
          {duty.because.map((question) => (
            <li>{duty.due === 'unknown' ? words.questions[question].ask : words.reasons[question]}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}

const Questions = ({ say, id, rows, answers, token }: DutyProps) => {
  const { t } = say
  const words = t.incidents.one.duty
  return (
    <Form action={`/incidents/${id}/answers`} token={token()}>
      {questions.map((question) => {
        const { ask, note } = words.questions[question]
        const hint = question === 'many' && rows !== null ? `${note} ${words.shown(say.number(rows))}` : note
        return (
          <Radios
            name={question}
            label={ask}
            hint={hint}
            layout="inline"
            value={answers[question] ?? 'unknown'}
            options={choices.map((value) => ({ value, label: words.answers[value] }))}
          />
        )
      })}
      <Actions>
        <Button kind="outline">{words.save}</Button>
      </Actions>
    </Form>
  )
}
