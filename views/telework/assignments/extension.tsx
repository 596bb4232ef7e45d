/** A later due day, given by the manager. */
import type { Day } from '../../../policies/kernel/days.ts'
import { DateField } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn } from '../../parts/form-page.tsx'
import { Disclosure } from '../../parts/notices.tsx'

type Props = { say: Say; id: string; dueOn: string; range: { from: Day; to: Day }; form: Filled }

export const Extension = ({ say, id, dueOn, range: { from, to }, form }: Props) => {
  const words = say.t.assignments.extension
  const field = fieldIn(say, form)('until', words.until, words.range(from, to, say.locale))
  return (
    <Disclosure summary={words.title} open={field.problem !== undefined}>
      <p>{words.lead(say.day(dueOn))}</p>
      <ActForm {...{ say, form }} action={`/assignments/${id}/extension`} button={words.button} kind="outline">
        <DateField {...field} min={from} max={to} />
      </ActForm>
    </Disclosure>
  )
}
