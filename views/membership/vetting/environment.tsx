/** The self-check: each question with how to check it; a no is answered with how to mend it. */
import type { EnvironmentQuestion } from '../../../policies/membership/vetting.ts'
import { DateField, Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'

type Props = {
  say: Say
  today: string
  questions: readonly EnvironmentQuestion[]
  /** Whether the machine is one's own, and its antivirus too. */
  ownMachine: boolean
  form: Filled
}

export const EnvironmentPage = ({ say, today, questions, ownMachine, form }: Props) => {
  const { frame, vetting } = say.t
  const words = vetting.environment
  const field = fieldIn(say, form)
  const answers = (['yes', 'no'] as const).map((value) => ({ value, label: frame[value] }))
  const rest = { say, form, action: '/vetting/environment', back: { href: '/vetting', words: words.back } }
  return (
    <FormPage {...rest} title={words.title} lead={words.lead} button={words.submit}>
      {questions.map((question) => {
        const { ask, check } = words.questions[question]
        return <Radios {...field(question, ask, check)} mark={undefined} layout="inline" options={answers} />
      })}
      {ownMachine ? <DateField {...field('updatedOn', words.updatedOn, words.updatedOnHint)} max={today} /> : null}
      <p>{words.valid}</p>
    </FormPage>
  )
}
