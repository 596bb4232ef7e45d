/** People as staff see them: the list, one person, and the one-time code handed over at the desk. */
import type { WorkerStatus } from '../policies/applications.ts'
import type { DataClass, Place } from '../policies/classes.ts'
import { handling } from '../policies/classes.ts'
import type { Role } from '../policies/people.ts'
import { formatMoment } from './format.ts'
import { Actions, Button, Form, LinkButton, SearchForm, TextField } from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { Code, type Fact, Facts, Person, QrCode } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Pager } from './parts/navigation.tsx'
import { Banner, Empty } from './parts/notices.tsx'
import { chip } from './parts/status.tsx'
import { Table } from './parts/table.tsx'

export type Held = { role: Role; town: string | null; townRomaji: string | null }
export type Named = { id: string; name: string; kana: string; romaji: string }
export type Kind = 'worker' | 'staff'
type Listed = Named & { passkeys: number | null; grants: readonly Held[] }

/** The name with its reading in Japanese, in Latin letters else. */
export const nameIn = (locale: Locale, { name, kana, romaji }: Omit<Named, 'id'>) =>
  locale === 'ja' ? { name, kana } : { name: romaji }

export const rolesOf = (t: Messages, locale: Locale, grants: readonly Held[]): string[] =>
  grants.map(({ role, town, townRomaji }) => t.people.role(t.roles[role], (locale === 'ja' ? town : townRomaji) ?? t.allTowns))

const List = ({ items }: { items: readonly string[] }) =>
  items.length === 1 ? (
    items[0]
  ) : (
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )

const inviteLinks = (t: Messages['people'], kinds: readonly Kind[]) => (
  <>
    {kinds.map((kind, i) => (
      <LinkButton href={`/people/new?kind=${kind}`} kind={i === 0 ? 'solid-fill' : 'outline'}>
        {t.invite[kind]}
      </LinkButton>
    ))}
  </>
)

export const PeoplePage = (props: {
  t: Messages
  locale: Locale
  kinds: readonly Kind[]
  words: string
  people: readonly Listed[]
  older: string | undefined
  newer: string | undefined
}) => {
  const { t, locale, kinds, words, people, older, newer } = props
  const p = t.people
  return (
    <>
      <PageHeading
        title={p.title}
        lead={kinds.length > 1 ? p.lead.both : p.lead[kinds[0] ?? 'staff']}
        action={inviteLinks(p, kinds)}
      />
      <SearchForm action="/people" label={p.search}>
        <TextField name="q" label={p.words} hint={p.wordsHint} type="search" value={words} autocomplete="off" maxlength={60} />
        <Button kind="outline">{p.find}</Button>
        {words ? <a href="/people">{p.clear}</a> : null}
      </SearchForm>
      {people.length === 0 ? (
        <Empty title={words ? p.nobody.title : p.empty.title} sign="person">
          {words ? p.nobody.words : p.empty.words}
        </Empty>
      ) : (
        <Table
          caption={p.title}
          captionHidden
          columns={[{ label: p.name, kind: 'head' }, { label: p.roles }, { label: p.passkeys }]}
          rows={people.map((person) => ({
            cells: [
              <Person {...nameIn(locale, person)} href={`/people/${person.id}`} />,
              <List items={rolesOf(t, locale, person.grants)} />,
              keysOf(p, person.passkeys),
            ],
          }))}
        />
      )}
      <Pager
        label={t.frame.pages}
        newer={newer ? { href: newer, words: t.frame.newer } : undefined}
        older={older ? { href: older, words: t.frame.older } : undefined}
      />
    </>
  )
}

const keysOf = (t: Messages['people'], passkeys: number | null) =>
  passkeys ? chip(t.count(passkeys), 'success') : chip(t.noPasskey, 'warning')

export type Profile = {
  town: string
  townRomaji: string
  status: WorkerStatus
  clearance: DataClass
  weeklyHours: number
  places: readonly Place[]
}
type OneProps = {
  t: Messages
  locale: Locale
  person: Named & { grants: readonly Held[]; passkeys: number }
  profile: Profile | undefined
  /** Nothing when a code may be issued, else why not. */
  refused: 'own-work' | 'role' | 'other' | undefined
  isNew: boolean
  token: string
}

export const PersonPage = ({ t, locale, person, profile, refused, isNew, token }: OneProps) => {
  const p = t.people
  return (
    <>
      <PageHeading
        title={<Person {...nameIn(locale, person)} />}
        status={chip(p.one.keys(person.passkeys), person.passkeys > 0 ? 'success' : 'warning')}
      />
      {isNew ? <Banner tone="success" title={p.one.invited} live /> : null}
      <Section title={p.one.access} lead={person.passkeys > 0 ? p.one.accessHint.more : p.one.accessHint.first}>
        {refused ? (
          <p>{p.one.refused[refused]}</p>
        ) : (
          <Form action={`/people/${person.id}/enrolment`} token={token}>
            <Actions>
              <Button kind={person.passkeys > 0 ? 'outline' : 'solid-fill'}>{p.one.issue}</Button>
            </Actions>
          </Form>
        )}
      </Section>
      <Section title={p.one.profile}>
        <Facts items={factsOf(t, locale, person, profile)} />
      </Section>
    </>
  )
}

function factsOf(t: Messages, locale: Locale, person: OneProps['person'], profile: Profile | undefined): Fact[] {
  const words = t.people.one
  const facts: Fact[] = [
    { term: t.people.new.romaji, value: person.romaji },
    { term: t.people.roles, value: <List items={rolesOf(t, locale, person.grants)} /> },
  ]
  if (!profile) return facts
  return [
    ...facts,
    { term: words.status, value: words.statuses[profile.status] },
    { term: words.clearance, value: t.levels[handling[profile.clearance].level] },
    { term: words.places, value: <List items={profile.places.map((place) => t.places[place])} /> },
    { term: words.weeklyHours, value: words.hours(profile.weeklyHours) },
  ]
}

type EnrolmentProps = {
  t: Messages['people']['enrolment']
  locale: Locale
  person: Named
  code: string
  link: string
  address: string
  qr: string
  until: string
}
/** Shown once: the code is nowhere else, not even in the database. */
export const EnrolmentPage = ({ t, locale, person, code, link, address, qr, until }: EnrolmentProps) => (
  <>
    <PageHeading title={t.title(nameIn(locale, person).name)} lead={t.lead} status={chip(t.once, 'info')} />
    <Banner tone="warning" title={t.warning}>
      {t.until(formatMoment(locale, until))}
    </Banner>
    <QrCode svg={qr} label={t.qr}>
      {t.qrHint}
    </QrCode>
    <Code label={t.code}>{code}</Code>
    <p>{t.where(address)}</p>
    <Code label={t.link}>{link}</Code>
    <Actions>
      <LinkButton href={`/people/${person.id}`}>{t.done}</LinkButton>
    </Actions>
  </>
)
