/** The self-check: each question with how to check it; a no is answered with how to mend it. */
import type { EnvironmentQuestion } from '../../policies/vetting.ts'
import { Actions, Button, DateField, ErrorSummary, Form, LinkButton, type Problem, problemOf, Radios } from '../forms.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'

type Props = {
  t: Messages
  today: string
  questions: readonly EnvironmentQuestion[]
  /** Whether the machine is one's own, and its antivirus too. */
  ownMachine: boolean
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const EnvironmentPage = ({ t, today, questions, ownMachine, typed, problems, token }: Props) => {
  const words = t.vetting.environment
  const said = (name: string) => String(typed[name] ?? '')
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <ErrorSummary
        title={t.frame.problemsTitle}
        problems={problems.map((problem) => ({ ...problem, words: summaryOf(words, problem) }))}
      />
      <Form action="/vetting/environment" token={token}>
        {questions.map((question) => (
          <Radios
            name={question}
            label={words.questions[question].ask}
            hint={words.questions[question].check}
            layout="inline"
            value={said(question)}
            problem={problemOf(problems, question)}
            options={[
              { value: 'yes', label: t.frame.yes },
              { value: 'no', label: t.frame.no },
            ]}
          />
        ))}
        {ownMachine ? (
          <DateField
            name="updatedOn"
            label={words.updatedOn}
            hint={words.updatedOnHint}
            value={said('updatedOn')}
            max={today}
            problem={problemOf(problems, 'updatedOn')}
            required
          />
        ) : null}
        <p>{words.valid}</p>
        <Actions>
          <Button>{words.submit}</Button>
          <LinkButton href="/vetting" kind="outline">
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

/** Above the form the question itself is enough to find it by. */
const summaryOf = (words: Messages['vetting']['environment'], { field }: Problem): string =>
  field === 'updatedOn' ? words.updatedOn : words.questions[field as EnvironmentQuestion].ask
