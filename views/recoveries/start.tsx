/** Beginning a recovery: what will happen, and how the first officer saw who it is. */
import { identityWays } from '../../policies/recovery.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf, Radios, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { nameIn } from '../people.tsx'
import type { Say } from '../say.tsx'

export type NotStarting = keyof Messages['recoveries']['start']['refused']
type Props = {
  say: Say
  person: { id: string; name: string; kana: string; romaji: string }
  /** Nothing when it may be begun, else why not. */
  refused: NotStarting | undefined
  /** The recovery that is under way already. */
  open: string | undefined
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const StartPage = ({ say, person, refused, open, typed, problems, token }: Props) => {
  const { t } = say
  const words = t.recoveries.start
  return (
    <>
      <PageHeading title={words.title(say.name(person))} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      {refused ? (
        <Banner
          tone="info"
          title={words.refused[refused]}
          action={open ? <a href={`/recoveries/${open}`}>{words.waiting}</a> : <a href={`/people/${person.id}`}>{words.back}</a>}
        />
      ) : null}
      <Section title={words.stepsTitle}>
        <ol class="yui-flow">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </Section>
      {refused ? null : (
        <Section title={words.formTitle}>
          <Form action={`/people/${person.id}/recovery`} token={token}>
            <Radios
              name="how"
              label={words.how}
              mark={t.frame.required}
              required
              value={String(typed.how ?? '')}
              problem={problemOf(problems, 'how')}
              options={identityWays.map((value) => ({ value, label: words.ways[value], hint: words.wayHints[value] }))}
            />
            <TextArea
              name="note"
              label={words.note}
              hint={words.noteHint}
              mark={t.frame.optional}
              rows={3}
              maxlength={200}
              value={String(typed.note ?? '')}
              problem={problemOf(problems, 'note')}
            />
            <p>{words.asks}</p>
            <Actions>
              <Button>{words.submit}</Button>
              <LinkButton href={`/people/${person.id}`} kind="text">
                {words.back}
              </LinkButton>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  )
}
