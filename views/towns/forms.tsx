/** The short forms about a town: adding one, the body that contracts for it, and its desk. */
import { Actions, Button, ErrorSummary, Form, type Problem, problemOf, TextArea, TextField } from '../forms.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'

type Words = Messages['towns']

export type FormProps = {
  frame: Messages['frame']
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}
/** Everything a text field of these forms has in common: what was typed, what was wrong with it. */
export const field = ({ typed, problems, frame }: FormProps, name: string) => ({
  name,
  value: String(typed[name] ?? ''),
  problem: problemOf(problems, name),
  mark: frame.required,
  required: true,
})

export const NewTownPage = ({ t, ...form }: FormProps & { t: Words['new'] }) => (
  <>
    <PageHeading title={t.title} lead={t.lead} />
    <ErrorSummary title={form.frame.problemsTitle} problems={form.problems} />
    <Form action="/towns" token={form.token}>
      <TextField {...field(form, 'code')} label={t.code} hint={t.codeHint} inputmode="numeric" autocomplete="off" width="sm" />
      <TextField {...field(form, 'name')} label={t.name} hint={t.nameHint} width="md" />
      <TextField {...field(form, 'kana')} label={t.kana} width="md" />
      <TextField {...field(form, 'romaji')} label={t.romaji} hint={t.romajiHint} width="md" />
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  </>
)

export const OperatingBodyPage = ({
  t,
  town,
  ...form
}: FormProps & { t: Words['operatingBody']; town: { id: string; name: string } }) => (
  <>
    <PageHeading title={t.title(town.name)} lead={t.lead} />
    <ErrorSummary title={form.frame.problemsTitle} problems={form.problems} />
    <Form action={`/towns/${town.id}/operating-body`} token={form.token}>
      <TextField {...field(form, 'name')} label={t.name} />
      <TextField {...field(form, 'address')} label={t.address} />
      <TextArea {...field(form, 'contact')} label={t.contact} hint={t.contactHint} rows={3} />
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  </>
)

export const DeskPage = ({ t, town, ...form }: FormProps & { t: Words['desk']; town: { id: string; name: string } }) => (
  <>
    <PageHeading title={t.editTitle(town.name)} lead={t.editLead} />
    <ErrorSummary title={form.frame.problemsTitle} problems={form.problems} />
    <Form action={`/towns/${town.id}/desk`} token={form.token}>
      <TextField {...field(form, 'name')} label={t.name} hint={t.nameHint} />
      <TextField {...field(form, 'phone')} label={t.phone} type="tel" width="md" autocomplete="off" />
      <TextField {...field(form, 'email')} label={t.email} type="email" width="md" autocomplete="off" />
      <TextField {...field(form, 'hours')} label={t.hours} hint={t.hoursHint} />
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  </>
)
