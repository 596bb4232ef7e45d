/** The short forms about a town: adding one, the body that contracts for it, and its desk. */
import { TextArea, TextField } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'

type Props = { say: Say; form: Filled }
type TownProps = Props & { town: { id: string; shown: string } }

export const NewTownPage = ({ say, form }: Props) => {
  const words = say.t.towns.new
  const field = fieldIn(say, form)
  return (
    <FormPage say={say} form={form} action="/towns" title={words.title} lead={words.lead} button={words.submit}>
      <TextField {...field('code', words.code, words.codeHint)} inputmode="numeric" autocomplete="off" width="sm" />
      <TextField {...field('name', words.name, words.nameHint)} width="md" />
      <TextField {...field('kana', words.kana)} width="md" />
      <TextField {...field('romaji', words.romaji, words.romajiHint)} width="md" />
    </FormPage>
  )
}

export const OperatingBodyPage = ({ say, town, form }: TownProps) => {
  const words = say.t.towns.operatingBody
  const field = fieldIn(say, form)
  const action = `/towns/${town.id}/operating-body`
  return (
    <FormPage {...{ say, form, action }} title={words.title(town.shown)} lead={words.lead} button={words.submit}>
      <TextField {...field('name', words.name)} />
      <TextField {...field('address', words.address)} />
      <TextArea {...field('contact', words.contact, words.contactHint)} rows={3} />
    </FormPage>
  )
}

export const DeskPage = ({ say, town, form }: TownProps) => {
  const words = say.t.towns.desk
  const field = fieldIn(say, form)
  const action = `/towns/${town.id}/desk`
  return (
    <FormPage {...{ say, form, action }} title={words.editTitle(town.shown)} lead={words.editLead} button={words.submit}>
      <TextField {...field('name', words.name, words.nameHint)} />
      <TextField {...field('phone', words.phone)} type="tel" width="md" autocomplete="off" />
      <TextField {...field('email', words.email)} type="email" width="md" autocomplete="off" />
      <TextField {...field('hours', words.hours, words.hoursHint)} />
    </FormPage>
  )
}
