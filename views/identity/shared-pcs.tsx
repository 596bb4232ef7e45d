/** Shared PCs of centres: the list, registering the machine one sits at, and taking one out. */
import { Hidden, LinkButton, Radios, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { Banner, Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

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
type ListProps = { say: Say; pcs: readonly SharedPc[]; here: string | undefined; done: string | undefined }

export const SharedPcsPage = ({ say, pcs, here, done }: ListProps) => {
  const t = say.t.sharedPcs
  const [living, former] = [pcs.filter(({ endedAt }) => !endedAt), pcs.filter(({ endedAt }) => endedAt)]
  const register = here ? undefined : <LinkButton href="/shared-pcs/new">{t.register}</LinkButton>
  const inUse = (id: string) => (id === here ? chip(t.here, 'active') : chip(t.inUse, 'success'))
  const columns: ListColumn<SharedPc>[] = [
    { label: t.label, kind: 'head', cell: ({ label }) => say.quoted(label) },
    { label: t.town, cell: (pc) => say.town(pc) },
    { label: t.by, kind: 'named', cell: (pc) => say.person(pc) },
    { label: t.at, kind: 'named', cell: ({ registeredAt }) => say.moment(registeredAt) },
    { label: t.state, cell: ({ id, endedAt }) => (endedAt ? t.ended(say.moment(endedAt)) : inUse(id)) },
  ]
  const end: ListColumn<SharedPc> = {
    label: t.action,
    kind: 'quiet',
    cell: ({ id }) => rowAction(`/shared-pcs/${id}/removal`, t.end),
  }
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading title={t.title} lead={t.lead} action={living.length > 0 ? register : undefined} />
      {here && !done ? <Banner tone="info" title={t.hereAlready} /> : null}
      {living.length > 0 ? (
        <List caption={t.title} rows={living} columns={[...columns, end]} />
      ) : (
        <Empty title={t.empty.title} sign="info" action={register}>
          {t.empty.words}
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

type NewProps = { say: Say; towns: readonly { id: string; name: string; romaji: string }[]; form: Filled }
export const NewSharedPcPage = ({ say, towns, form }: NewProps) => {
  const t = say.t.sharedPcs.new
  const field = fieldIn(say, form)
  return (
    <FormPage say={say} form={form} action="/shared-pcs" title={t.title} lead={t.lead} button={t.submit}>
      {towns.length === 1 ? (
        <Hidden name="town" value={towns[0]!.id} />
      ) : (
        <Radios {...field('town', t.town)} options={towns.map((town) => ({ value: town.id, label: say.name(town) }))} />
      )}
      <TextField {...field('label', t.label, t.labelHint)} width="md" autocomplete="off" />
    </FormPage>
  )
}

export const RemovalPage = ({ say, pc, form }: { say: Say; pc: { id: string; label: string }; form: Filled }) => {
  const { removal: t, label } = say.t.sharedPcs
  const rest = { say, form, action: `/shared-pcs/${pc.id}/removal`, back: { href: '/shared-pcs', words: t.back } }
  const above = <Facts items={[{ term: label, value: pc.label }]} />
  return <FormPage {...rest} title={t.title} lead={t.lead} above={above} button={t.submit} danger />
}
