/** Where a town's virtual desktops come from: the list, registering a range, taking one out. */
import { LinkButton, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { Banner, Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

type Range = { id: string; cidr: string; label: string }
type Network = Range & { name: string; kana: string; romaji: string; addedAt: string; endedAt: string | null }
type ListProps = { say: Say; at: string; town: string; networks: readonly Network[]; may: boolean; done: string | undefined }

export const NetworksPage = ({ say, at, town, networks, may, done }: ListProps) => {
  const t = say.t.networks
  const [living, former] = [networks.filter(({ endedAt }) => !endedAt), networks.filter(({ endedAt }) => endedAt)]
  const add = may ? <LinkButton href={`${at}/new`}>{t.add.link}</LinkButton> : undefined
  const columns: ListColumn<Network>[] = [
    { label: t.range, kind: 'head', cell: ({ cidr }) => cidr },
    { label: t.label, cell: ({ label }) => say.quoted(label) },
    { label: t.by, kind: 'named', cell: (one) => say.person(one) },
    { label: t.at, kind: 'named', cell: ({ addedAt }) => say.moment(addedAt) },
    { label: t.state, cell: ({ endedAt }) => (endedAt ? t.ended(say.moment(endedAt)) : chip(t.inUse, 'success')) },
  ]
  const end: ListColumn<Network> = { label: t.action, kind: 'quiet', cell: ({ id }) => rowAction(`${at}/${id}/removal`, t.end) }
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading title={t.titleOf(town)} lead={t.lead} action={living.length > 0 ? add : undefined} />
      {living.length > 0 ? (
        <List caption={t.title} rows={living} columns={[...columns, may && end]} />
      ) : (
        <Empty title={t.empty.title} sign="info" action={add}>
          {may ? t.empty.words : t.empty.others}
        </Empty>
      )}
      {former.length > 0 ? (
        <Section title={t.former}>
          <List caption={t.former} rows={former} columns={columns} />
        </Section>
      ) : null}
    </>
  )
}

export const NewNetworkPage = ({ say, at, here, form }: { say: Say; at: string; here: string; form: Filled }) => {
  const { add: t, title, lead, range, label } = say.t.networks
  const field = fieldIn(say, form)
  const back = { href: at, words: title }
  return (
    <FormPage {...{ say, form, back }} action={at} title={t.title} lead={lead} above={<p>{here}</p>} button={t.button}>
      <TextField {...field('range', range, t.rangeHint)} width="md" autocomplete="off" />
      <TextField {...field('label', label, t.labelHint)} width="md" autocomplete="off" />
    </FormPage>
  )
}

export const RemovalPage = ({ say, at, network, form }: { say: Say; at: string; network: Range; form: Filled }) => {
  const { removal: t, range, label } = say.t.networks
  const facts = [
    { term: range, value: network.cidr },
    { term: label, value: network.label },
  ]
  const rest = { say, form, action: `${at}/${network.id}/removal`, back: { href: at, words: t.back } }
  return <FormPage {...rest} title={t.title} lead={t.lead} above={<Facts items={facts} />} button={t.button} danger />
}
