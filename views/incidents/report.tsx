/** The form that tells of a suspected leak: what to do first, which work, what happened, when, and a few words. */
import { incidentKinds, mostWords } from '../../policies/incidents.ts'
import { Actions, Button, DateField, ErrorSummary, Form, type Problem, problemOf, Radios, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Empty } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import type { Say } from '../say.tsx'

type Choice = {
  id: string
  number: string
  title: string
  town: string
  townRomaji: string
  held: boolean
  worked: boolean
}
type Props = {
  say: Say
  choices: readonly Choice[]
  /** The value of the choice of everything in hand, where there is more than one thing. */
  everything: string | undefined
  typed: Readonly<Record<string, string | readonly string[]>>
  now: string
  problems: readonly Problem[]
  token: string
}

export const ReportPage = (props: Props) => {
  const { t, choices, problems } = props
  const words = t.incidents.report
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Section title={words.first}>
        <ol class="yui-criteria">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </Section>
      {choices.length === 0 ? (
        <Empty title={words.none.title} sign="info">
          {words.none.words}
        </Empty>
      ) : (
        <ReportForm {...props} />
      )}
    </>
  )
}

const ReportForm = ({ say, choices, everything, typed, now, problems, token }: Props) => {
  const { t } = say
  const words = t.incidents.report
  const value = (name: string) => String([typed[name] ?? ''].flat()[0])
  const held = choices.filter((choice) => choice.held).length
  return (
    <Form action="/incidents" token={token}>
      <Radios
        name="package"
        label={words.which}
        hint={everything ? words.whichHint : undefined}
        mark={t.frame.required}
        required
        value={value('package')}
        problem={problemOf(problems, 'package')}
        options={[
          ...(everything ? [{ value: everything, label: words.all, hint: words.allNote(held) }] : []),
          ...choices.map((choice) => ({
            value: choice.id,
            label: say.quoted(choice.title || choice.number),
            hint: [
              `${say.town(choice)} ${choice.number}`,
              choice.worked ? (choice.held ? words.held : words.before) : words.staffed,
            ].join(' / '),
          })),
        ]}
      />
      <Radios
        name="kind"
        label={words.what}
        mark={t.frame.required}
        required
        value={value('kind')}
        problem={problemOf(problems, 'kind')}
        options={incidentKinds.map((kind) => ({ value: kind, label: t.incidents.kinds[kind] }))}
      />
      <DateField
        name="noticed"
        type="datetime-local"
        label={words.when}
        hint={words.whenHint}
        mark={t.frame.required}
        required
        value={value('noticed')}
        max={now}
        problem={problemOf(problems, 'noticed')}
      />
      <TextArea
        name="words"
        label={words.words}
        hint={words.wordsHint}
        mark={t.frame.optional}
        rows={3}
        maxlength={mostWords}
        value={value('words')}
        problem={problemOf(problems, 'words')}
      />
      <p>{words.after}</p>
      <Actions>
        <Button>{words.button}</Button>
      </Actions>
    </Form>
  )
}
