/** The steps of a vetting: what was seen, how, by whom and when; and the forms for those that are an officer's. */
import { interviewWays, residencyWays, stepsOf } from '../../../../policies/membership/vetting.ts'
import { DateField, Radios, TextArea } from '../../../kernel/forms.tsx'
import { ActForm, fieldIn } from '../../../parts/form-page.tsx'
import { Section } from '../../../parts/heading.tsx'
import { type Condition, Conditions } from '../../../parts/work.tsx'
import type { Props, StepRow } from './vetting-props.ts'

export const StepRecords = (props: Props) => {
  const { say, vetting } = props
  const { t } = say
  // While it is open, what is still to be done stands under the decision already.
  const shown = stepsOf(vetting.kind).filter(
    (step) => vetting.status !== 'open' || vetting.steps.some((one) => one.step === step),
  )
  if (shown.length === 0) return null
  const items = shown.map((step): Condition => {
    const row = vetting.steps.find((one) => one.step === step)
    const words = t.vettings.steps[step]
    if (!row) return { met: false, words, state: t.vettings.one.decision.lackState, todo: t.vettings.one.notYet[step] }
    return { met: true, words, state: say.day(row.doneOn), todo: <Evidence {...props} row={row} /> }
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
  const by = words.by(say.name({ name: row.by, romaji: row.byRomaji }))
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

export function stepForm({ say, today, vetting, forms }: Props, form: 'residency' | 'interview') {
  const { one } = say.t.vettings
  const words = one[form]
  const field = fieldIn(say, forms[form], form)
  const ways =
    form === 'residency'
      ? residencyWays.map((value) => ({ value, label: one.ways[value] }))
      : interviewWays.map((value) => ({ value, label: one.meetings[value] }))
  return (
    <Section title={words.title} lead={words.lead} id={form}>
      <ActForm {...{ say, form: forms[form] }} action={`/vettings/${vetting.id}/${form}`} button={words.button}>
        <Radios {...field('how', words.how)} options={ways} />
        <DateField {...field('on', words.day)} max={today} />
        <TextArea {...field('note', words.note, words.noteHint)} rows={3} />
      </ActForm>
    </Section>
  )
}
