/** Where a town's virtual desktops come from: the list, registering a range, taking one out. */
import { formatMoment } from './format.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf, TextField } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { Facts, Person } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Banner, Empty } from './parts/notices.tsx'
import { quoted } from './parts/quoted.ts'
import { chip } from './parts/status.tsx'
import { rowAction, Table } from './parts/table.tsx'
import { nameIn } from './people.tsx'

type Words = Messages['networks']
type Network = {
  id: string
  cidr: string
  label: string
  name: string
  kana: string
  romaji: string
  addedAt: string
  endedAt: string | null
}
type ListProps = {
  t: Words
  locale: Locale
  town: { id: string; name: string }
  networks: readonly Network[]
  may: boolean
  done: string | undefined
}

export const NetworksPage = ({ t, locale, town, networks, may, done }: ListProps) => {
  const [living, former] = [networks.filter(({ endedAt }) => !endedAt), networks.filter(({ endedAt }) => endedAt)]
  const at = `/towns/${town.id}/networks`
  const add = may ? <LinkButton href={`${at}/new`}>{t.add.link}</LinkButton> : undefined
  const about = (one: Network) => [
    one.cidr,
    quoted(locale, one.label),
    <Person {...nameIn(locale, one)} />,
    formatMoment(locale, one.addedAt),
  ]
  const columns = [
    { label: t.range, kind: 'head' as const },
    { label: t.label },
    { label: t.by },
    { label: t.at },
    { label: t.state },
  ]
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading title={t.titleOf(town.name)} lead={t.lead} action={living.length > 0 ? add : undefined} />
      {living.length === 0 ? (
        <Empty title={t.empty.title} sign="info" action={add}>
          {may ? t.empty.words : t.empty.others}
        </Empty>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          columns={may ? [...columns, { label: t.action, kind: 'quiet' }] : columns}
          rows={living.map((one) => ({
            cells: [...about(one), chip(t.inUse, 'success'), ...(may ? [rowAction(`${at}/${one.id}/removal`, t.end)] : [])],
          }))}
        />
      )}
      {former.length > 0 ? (
        <Section title={t.former}>
          <Table
            caption={t.former}
            captionHidden
            columns={columns}
            rows={former.map((one) => ({ cells: [...about(one), t.ended(formatMoment(locale, one.endedAt!))] }))}
          />
        </Section>
      ) : null}
    </>
  )
}

type NewProps = {
  t: Words
  frame: Messages['frame']
  at: string
  here: string
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const NewNetworkPage = ({ t, frame, at, here, typed, problems, token }: NewProps) => (
  <>
    <PageHeading title={t.add.title} lead={t.lead} />
    <ErrorSummary title={frame.problemsTitle} problems={problems} />
    <p>{here}</p>
    <Form action={at} token={token}>
      <TextField
        name="range"
        label={t.range}
        hint={t.add.rangeHint}
        value={String(typed.range ?? '')}
        problem={problemOf(problems, 'range')}
        required
        mark={frame.required}
        width="md"
        maxlength={60}
        autocomplete="off"
      />
      <TextField
        name="label"
        label={t.label}
        hint={t.add.labelHint}
        value={String(typed.label ?? '')}
        problem={problemOf(problems, 'label')}
        required
        mark={frame.required}
        width="md"
        maxlength={60}
        autocomplete="off"
      />
      <Actions>
        <Button>{t.add.button}</Button>
        <LinkButton kind="text" href={at}>
          {t.title}
        </LinkButton>
      </Actions>
    </Form>
  </>
)

type RemovalProps = { t: Words; at: string; network: { id: string; cidr: string; label: string }; token: string }

export const RemovalPage = ({ t, at, network, token }: RemovalProps) => (
  <>
    <PageHeading title={t.removal.title} lead={t.removal.lead} />
    <Facts
      items={[
        { term: t.range, value: network.cidr },
        { term: t.label, value: network.label },
      ]}
    />
    <Form action={`${at}/${network.id}/removal`} token={token}>
      <Actions>
        <Button tone="danger">{t.removal.button}</Button>
        <LinkButton kind="text" href={at}>
          {t.removal.back}
        </LinkButton>
      </Actions>
    </Form>
  </>
)
