/** Delivering corrections: how many there are, a word to the manager, and a tick where there was nothing to correct. */
import { Checkbox, Hidden, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, typedIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'

type DeliverProps = { say: Say; id: string; again: boolean; corrected: number; form: Filled }

export const DeliverEntries = ({ say, id, again, corrected, form }: DeliverProps) => {
  const { entries, assignments } = say.t
  const words = entries.deliver
  const field = fieldIn(say, form)
  const lead = corrected > 0 ? words.count(say.number(corrected)) : words.countNone
  const button = again ? assignments.deliver.again : words.title
  return (
    <Section title={words.title} lead={lead} id="deliver">
      <ActForm {...{ say, form, button }} action={`/assignments/${id}/entries/submission`} kind="outline">
        <Hidden name="counted" value={String(corrected)} />
        {corrected === 0 ? (
          <Checkbox
            {...field('none', words.none, words.noneHint)}
            value="yes"
            required
            checked={typedIn(form, 'none') === 'yes'}
          />
        ) : null}
        <TextArea {...field('note', words.note, words.noteHint)} rows={3} />
      </ActForm>
    </Section>
  )
}
