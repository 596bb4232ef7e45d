/** Shared PCs of centres: the list, registering the machine one sits at, and taking one out. */
import { formatMoment } from './format.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, LinkButton, type Problem, problemOf, Radios, TextField } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { Facts, Person } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Banner, Empty } from './parts/notices.tsx'
import { quoted } from './parts/quoted.ts'
import { chip } from './parts/status.tsx'
import { rowAction, Table } from './parts/table.tsx'
import { nameIn } from './people.tsx'

type Words = Messages['sharedPcs']
type SharedPc = {
  id: string
  label: string
  town: string
  townRomaji: string
  name: string
  kana: string
  romaji: string
  registeredAt: string
  endedAt: string | null
}
type ListProps = { t: Words; locale: Locale; pcs: readonly SharedPc[]; here: string | undefined; done: string | undefined }

export const SharedPcsPage = ({ t, locale, pcs, here, done }: ListProps) => {
  const [living, former] = [pcs.filter(({ endedAt }) => !endedAt), pcs.filter(({ endedAt }) => endedAt)]
  const register = here ? undefined : <LinkButton href="/shared-pcs/new">{t.register}</LinkButton>
  const about = (pc: SharedPc) => [
    quoted(locale, pc.label),
    locale === 'ja' ? pc.town : pc.townRomaji,
    <Person {...nameIn(locale, pc)} />,
    formatMoment(locale, pc.registeredAt),
  ]
  const columns = [
    { label: t.label, kind: 'head' as const },
    { label: t.town },
    { label: t.by },
    { label: t.at },
    { label: t.state },
  ]
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading title={t.title} lead={t.lead} action={living.length > 0 ? register : undefined} />
      {here && !done ? <Banner tone="info" title={t.hereAlready} /> : null}
      {living.length === 0 ? (
        <Empty title={t.empty.title} sign="info" action={register}>
          {t.empty.words}
        </Empty>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          columns={[...columns, { label: t.action, kind: 'quiet' }]}
          rows={living.map((pc) => ({
            cells: [
              ...about(pc),
              pc.id === here ? chip(t.here, 'active') : chip(t.inUse, 'success'),
              rowAction(`/shared-pcs/${pc.id}/removal`, t.end),
            ],
          }))}
        />
      )}
      {former.length > 0 ? (
        <Section title={t.former}>
          <Table
            caption={t.former}
            captionHidden
            columns={columns}
            rows={former.map((pc) => ({ cells: [...about(pc), t.ended(formatMoment(locale, pc.endedAt!))] }))}
          />
        </Section>
      ) : null}
    </>
  )
}

type NewProps = {
  t: Words['new']
  frame: Messages['frame']
  towns: readonly { id: string; name: string }[]
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}
export const NewSharedPcPage = ({ t, frame, towns, typed, problems, token }: NewProps) => (
  <>
    <PageHeading title={t.title} lead={t.lead} />
    <ErrorSummary title={frame.problemsTitle} problems={problems} />
    <Form action="/shared-pcs" token={token}>
      {towns.length === 1 ? (
        <Hidden name="town" value={towns[0]!.id} />
      ) : (
        <Radios
          name="town"
          label={t.town}
          value={String(typed.town ?? '')}
          problem={problemOf(problems, 'town')}
          required
          mark={frame.required}
          options={towns.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextField
        name="label"
        label={t.label}
        hint={t.labelHint}
        value={String(typed.label ?? '')}
        problem={problemOf(problems, 'label')}
        required
        mark={frame.required}
        width="md"
        autocomplete="off"
      />
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  </>
)

export const RemovalPage = ({ t, pc, token }: { t: Words; pc: { id: string; label: string }; token: string }) => (
  <>
    <PageHeading title={t.removal.title} lead={t.removal.lead} />
    <Facts items={[{ term: t.label, value: pc.label }]} />
    <Form action={`/shared-pcs/${pc.id}/removal`} token={token}>
      <Actions>
        <Button tone="danger">{t.removal.submit}</Button>
        <LinkButton kind="text" href="/shared-pcs">
          {t.removal.back}
        </LinkButton>
      </Actions>
    </Form>
  </>
)
