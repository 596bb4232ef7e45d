/** The form that tells of a suspected leak: what to do first, which work, what happened, when, and a few words. */
import { incidentKinds } from '../../../policies/safety/incidents.ts'
import { DateField, Radios, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Empty } from '../../parts/notices.tsx'

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
  now: string
  form: Filled
}

export const ReportPage = (props: Props) => {
  const { say, choices, form } = props
  const words = say.t.incidents.report
  const telling = choices.length > 0 ? ReportForm(props) : undefined
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <Problems say={say} form={form} />
      <Section title={words.first}>
        <ol class="yui-criteria">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </Section>
      {telling ?? (
        <Empty title={words.none.title} sign="info">
          {words.none.words}
        </Empty>
      )}
    </>
  )
}

const ReportForm = ({ say, choices, everything, now, form }: Props) => {
  const { report: words, kinds } = say.t.incidents
  const field = fieldIn(say, form)
  const held = choices.filter((choice) => choice.held).length
  const relation = (choice: Choice) => (choice.worked ? (choice.held ? words.held : words.before) : words.staffed)
  const options = choices.map((choice) => ({
    value: choice.id,
    label: say.quoted(choice.title || choice.number),
    hint: `${say.town(choice)} ${choice.number} / ${relation(choice)}`,
  }))
  const all = everything ? [{ value: everything, label: words.all, hint: words.allNote(held) }] : []
  return (
    <ActForm {...{ say, form }} action="/incidents" button={words.button}>
      <Radios {...field('package', words.which, everything && words.whichHint)} options={[...all, ...options]} />
      <Radios {...field('kind', words.what)} options={incidentKinds.map((kind) => ({ value: kind, label: kinds[kind] }))} />
      <DateField {...field('noticed', words.when, words.whenHint)} type="datetime-local" max={now} />
      <TextArea {...field('words', words.words, words.wordsHint)} rows={3} />
      <p>{words.after}</p>
    </ActForm>
  )
}
