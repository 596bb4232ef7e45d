/** Why somebody takes home what otherwise is only shown, before the passkey is asked for; and the file, once it was. */
import { takingReasons } from '../policies/access.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, LinkButton, type Problem, problemOf, Radios } from './forms.tsx'
import type { Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'

type Props = {
  t: Messages
  action: string
  said: Readonly<Record<string, string | readonly string[]>>
  chosen: string
  problems: readonly Problem[]
  token: string
}
export const OpeningPage = ({ t, action, said, chosen, problems, token }: Props) => {
  const words = t.access.opening
  return (
    <>
      <PageHeading title={words.fileTitle} lead={words.reasonLead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Form action={action} token={token}>
        {Object.entries(said).map(([name, value]) => (
          <Hidden name={name} value={String(value)} />
        ))}
        <Radios
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          required
          mark={t.frame.required}
          value={chosen}
          problem={problemOf(problems, 'reason')}
          options={takingReasons.map((reason) => ({ value: reason, label: words.reasons[reason] }))}
        />
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
    </>
  )
}

type ReadyProps = { words: Messages['access']['opening']['ready']; href: string; back: string }
/** Everything was asked and said: the file is one press away. */
export const ReadyPage = ({ words, href, back }: ReadyProps) => (
  <>
    <PageHeading title={words.title} lead={words.lead} />
    <p>
      <LinkButton href={href} download>
        {words.take}
      </LinkButton>
    </p>
    <p>
      <a href={back}>{words.back}</a>
    </p>
  </>
)
