/** The steps of a vetting: what was seen, how, by whom and when; and the forms for those that are an officer's. */
import { interviewWays, residencyWays, stepsOf } from '../../policies/vetting.ts'
import { formatDay } from '../format.ts'
import { Actions, Button, DateField, Form, problemOf, Radios, TextArea } from '../forms.tsx'
import { Section } from '../parts/heading.tsx'
import { type Condition, Conditions } from '../parts/work.tsx'
import { nameIn } from '../people.tsx'
import type { Props, StepRow } from './vetting-props.ts'

export const StepRecords = (props: Props) => {
  const { t, vetting } = props
  // While it is open, what is still to be done stands under the decision already.
  const shown = stepsOf(vetting.kind).filter(
    (step) => vetting.status !== 'open' || vetting.steps.some((one) => one.step === step),
  )
  if (shown.length === 0) return null
  const items = shown.map((step): Condition => {
    const row = vetting.steps.find((one) => one.step === step)
    const words = t.vettings.steps[step]
    if (!row) return { met: false, words, state: t.vettings.one.decision.lackState, todo: t.vettings.one.notYet[step] }
    return { met: true, words, state: formatDay(props.locale, row.doneOn), todo: <Evidence {...props} row={row} /> }
  })
  return (
    <Section title={t.vettings.one.progress}>
      <Conditions items={items} unmet="neutral" />
    </Section>
  )
}

const Evidence = ({ say, vetting, row }: Props & { row: StepRow }) => {
  const { t } = say
  const words = t.vettings.one
  const by = words.by(say.name({ name: row.by, kana: row.byKana, romaji: row.byRomaji }))
  if (row.step === 'pledge') return <>{vetting.pledgeCurrent || vetting.status !== 'open' ? words.signed : words.signedOld}</>
  if (row.step === 'environment') return <>{words.checked}</>
  const ways: Readonly<Record<string, string>> = row.step === 'residency' ? words.ways : words.meetings
  return (
    <>
      {ways[row.how] ?? row.how}
      <br />
      {by}
      {row.note ? <span class="yui-said">{row.note}</span> : null}
    </>
  )
}

/** The form comes back with what was typed; the names of its fields are its own, since two such forms share a page. */
export const StepForm = ({ t, today, vetting, said, token, form }: Props & { form: 'residency' | 'interview' }) => {
  const words = t.vettings.one[form]
  const { typed, problems }: Pick<Props['said'], 'typed' | 'problems'> = said.form === form ? said : { typed: {}, problems: [] }
  const field = (name: string, required: boolean) => ({
    name,
    id: `${form}-${name}`,
    value: String(typed[name] ?? ''),
    problem: problemOf(problems, `${form}-${name}`),
    mark: required ? t.frame.required : t.frame.optional,
    required,
  })
  const ways =
    form === 'residency'
      ? residencyWays.map((value) => ({ value, label: t.vettings.one.ways[value] }))
      : interviewWays.map((value) => ({ value, label: t.vettings.one.meetings[value] }))
  return (
    <Section title={words.title} lead={words.lead} id={form}>
      <Form action={`/vettings/${vetting.id}/${form}`} token={token()}>
        <Radios {...field('how', true)} label={words.how} options={ways} />
        <DateField {...field('on', true)} value={String(typed.on ?? today)} label={words.day} max={today} />
        <TextArea {...field('note', false)} label={words.note} hint={words.noteHint} rows={3} />
        <Actions>
          <Button>{words.button}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
