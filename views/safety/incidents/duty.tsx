/** Whether a leak must be reported, and why; and the plain questions that decide it. */
import { answers as choices, type Duty, questions } from '../../../policies/safety/incident-duty.ts'
import type { Outcome } from '../../../policies/safety/incidents.ts'
import { Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'

export type DutyProps = {
  say: Say
  id: string
  rows: number | null
  duty: Duty
  outcome: Outcome | null
  /** For who may answer; where it is missing, the result alone is shown. */
  form: Filled | undefined
  saved: boolean
}

export const DutySection = (props: DutyProps) => {
  const { say, duty, form, saved } = props
  const words = say.t.incidents.one.duty
  const asking = form && Questions({ ...props, form })
  return (
    <Section title={words.title} id="duty">
      {saved ? <Banner tone="success" title={words.saved} live /> : null}
      <Result {...props} />
      {asking ? (
        <Disclosure summary={words.change} open={duty.due === 'unknown'}>
          {asking}
        </Disclosure>
      ) : null}
    </Section>
  )
}

const tones = { yes: 'error', no: 'info', unknown: 'warning' } as const
const Result = ({ say, duty, outcome }: DutyProps) => {
  const words = say.t.incidents.one.duty
  if (outcome === 'unread')
    return (
      <Banner tone="info" title={words.no}>
        <p>{words.foundUnread}</p>
      </Banner>
    )
  return (
    <Banner tone={tones[duty.due]} title={words[duty.due]}>
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

const Questions = ({ say, id, rows, form }: DutyProps & { form: Filled }) => {
  const words = say.t.incidents.one.duty
  const field = fieldIn(say, form)
  const options = choices.map((value) => ({ value, label: words.answers[value] }))
  return (
    <ActForm {...{ say, form }} action={`/incidents/${id}/answers`} button={words.save} kind="outline">
      {questions.map((question) => {
        const { ask, note } = words.questions[question]
        const hint = question === 'many' && rows !== null ? `${note} ${words.shown(say.number(rows))}` : note
        return <Radios {...field(question, ask, hint)} layout="inline" options={options} />
      })}
    </ActForm>
  )
}
