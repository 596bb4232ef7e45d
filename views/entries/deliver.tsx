/** Delivering corrections: how many there are, a word to the manager, and a tick where there was nothing to correct. */
import { formatNumber } from '../format.ts'
import { Actions, Button, Checkbox, Form, Hidden, type Problem, problemOf, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'

type DeliverProps = {
  t: Messages
  locale: Locale
  id: string
  again: boolean
  corrected: number
  said: { typed: Readonly<Record<string, string | readonly string[]>>; problems: readonly Problem[] }
  token: string
}

export const DeliverEntries = ({ t, locale, id, again, corrected, said, token }: DeliverProps) => {
  const words = t.entries.deliver
  return (
    <Section
      title={words.title}
      lead={corrected > 0 ? words.count(formatNumber(locale, corrected)) : words.countNone}
      id="deliver"
    >
      <Form action={`/assignments/${id}/entries/submission`} token={token}>
        <Hidden name="counted" value={String(corrected)} />
        {corrected === 0 ? (
          <Checkbox
            name="none"
            label={words.none}
            hint={words.noneHint}
            required
            checked={said.typed.none === 'yes'}
            problem={problemOf(said.problems, 'none')}
          />
        ) : null}
        <TextArea
          name="note"
          label={words.note}
          hint={words.noteHint}
          mark={t.frame.optional}
          rows={3}
          value={String(said.typed.note ?? '')}
          problem={problemOf(said.problems, 'note')}
        />
        <Actions>
          <Button kind="outline">{again ? t.assignments.deliver.again : words.title}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
