/** The allied towns, adding one, and the body that contracts for one. */
import { formatDay } from './format.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf, TextArea, TextField } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'
import { Empty } from './parts/notices.tsx'
import { chip } from './parts/status.tsx'
import { rowAction, Table } from './parts/table.tsx'

type Words = Messages['towns']
type Town = { id: string; name: string; romaji: string; prefecture: string; joinedOn: string; body: string | null }

export const TownsPage = ({ t, locale, towns }: { t: Words; locale: Locale; towns: readonly Town[] }) => (
  <>
    <PageHeading title={t.title} lead={t.lead} action={<LinkButton href="/towns/new">{t.add}</LinkButton>} />
    {towns.length === 0 ? (
      <Empty title={t.empty.title} sign="place" action={<LinkButton href="/towns/new">{t.add}</LinkButton>}>
        {t.empty.words}
      </Empty>
    ) : (
      <Table
        caption={t.title}
        captionHidden
        columns={[
          { label: t.town, kind: 'head' },
          { label: t.prefecture },
          { label: t.code },
          { label: t.joined },
          { label: t.body },
          { label: t.action, kind: 'quiet' },
        ]}
        rows={towns.map((town) => ({
          cells: [
            locale === 'ja' ? town.name : town.romaji,
            town.prefecture,
            town.id,
            formatDay(locale, town.joinedOn),
            town.body ?? chip(t.noBody, 'warning'),
            rowAction(`/towns/${town.id}/operating-body`, t.edit),
          ],
        }))}
      />
    )}
  </>
)

type FormProps = {
  frame: Messages['frame']
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}
/** Everything a text field of these forms has in common: what was typed, what was wrong with it. */
const field = ({ typed, problems, frame }: FormProps, name: string) => ({
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
