/** Breaking the glass: which package, why, under which ticket, for how long. */
import { minutes } from '../../../policies/safety/break-glass.ts'
import { Radios, Select, TextArea, TextField } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'

type Props = { say: Say; towns: readonly { id: string; name: string; romaji: string }[]; form: Filled }
export const GlassFormPage = ({ say, towns, form }: Props) => {
  const { form: words, title } = say.t.breakGlass
  const field = fieldIn(say, form)
  const options = towns.map((town) => ({ value: town.id, label: say.name(town) }))
  const back = { href: '/glass', words: title }
  return (
    <FormPage {...{ say, form, back }} title={words.title} lead={words.lead} action="/glass" button={words.button} danger>
      <Select {...field('town', words.town)} options={options} empty="" />
      <TextField {...field('number', words.number, words.numberHint)} width="sm" autocomplete="off" />
      <TextArea {...field('reason', words.reason, words.reasonHint)} rows={4} />
      <TextField {...field('ticket', words.ticket, words.ticketHint)} width="sm" autocomplete="off" />
      <Radios
        {...field('minutes', words.minutes)}
        options={minutes.map((value) => ({ value, label: words.minutesUnit(value) }))}
        layout="inline"
      />
    </FormPage>
  )
}
