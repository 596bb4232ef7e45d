/** A later due day, given by the manager. */
import type { Day } from '../../policies/days.ts'
import { formatDay } from '../format.ts'
import { Actions, Button, DateField, Form, problemOf } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Disclosure } from '../parts/notices.tsx'
import { type Said, typedText } from './props.ts'

type Props = {
  t: Messages
  locale: Locale
  id: string
  dueOn: string
  range: { from: Day; to: Day }
  said: Said
  token: string
}

export const Extension = ({ t, locale, id, dueOn, range, said, token }: Props) => {
  const words = t.assignments.extension
  const problem = problemOf(said.problems, 'until')
  return (
    <Disclosure summary={words.title} open={problem !== undefined}>
      <p>{words.lead(formatDay(locale, dueOn))}</p>
      <Form action={`/assignments/${id}/extension`} token={token}>
        <DateField
          name="until"
          label={words.until}
          hint={words.range(range.from, range.to, locale)}
          mark={t.frame.required}
          required
          min={range.from}
          max={range.to}
          value={typedText(said, 'until')}
          problem={problem}
        />
        <Actions>
          <Button kind="outline">{words.button}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}
