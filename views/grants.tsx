/** Roles of a person: all that were ever given, the form that gives one more, and the page that ends one. */
import { addDays, type Day } from '../policies/days.ts'
import { lastEnd, lastStart, type Standing } from '../policies/grants.ts'
import type { Role } from '../policies/people.ts'
import { formatDay } from './format.ts'
import {
  Actions,
  Button,
  DateField,
  ErrorSummary,
  Form,
  LinkButton,
  type Problem,
  problemOf,
  Radios,
  Select,
  TextArea,
} from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { type Fact, Facts, Person } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { chip, type Tone } from './parts/status.tsx'
import { rowAction, Table } from './parts/table.tsx'

type Words = Messages['grants']
type Named = { name: string | null; romaji: string | null }
export type GivenRole = {
  id: string
  role: Role
  town: string | null
  townRomaji: string | null
  fromOn: Day
  untilOn: Day | null
  standing: Standing | 'paused'
  giver: Named
  ender: Named | undefined
  /** Nothing for who may not read why. */
  reasons: { given: string; ended: string } | undefined
  mayEnd: boolean
}
const tones: Record<GivenRole['standing'], Tone> = {
  'in-force': 'success',
  'to-come': 'info',
  over: 'neutral',
  paused: 'warning',
}
const townOf = (t: Messages, locale: Locale, { town, townRomaji }: Pick<GivenRole, 'town' | 'townRomaji'>): string =>
  (locale === 'ja' ? town : townRomaji) ?? t.allTowns

/** Who ends a role on its first day, or before it, leaves no day on which it counted as a whole. */
function untilOf(t: Words, locale: Locale, { fromOn, untilOn }: Pick<GivenRole, 'fromOn' | 'untilOn'>): string {
  if (untilOn === null) return t.noEnd
  if (untilOn >= fromOn) return formatDay(locale, untilOn)
  return untilOn === addDays(fromOn, -1) ? t.endedFirst : t.endedBefore
}

/** What the platform did by itself has a reason in its own words, which are nobody's to read. */
const byWhom = (t: Words, locale: Locale, { name, romaji }: Named, reason: string | undefined) => {
  const who = locale === 'ja' ? name : romaji
  if (!who) return t.byItself
  return reason ? <Person name={who} note={reason} /> : who
}

type SectionProps = { t: Messages; locale: Locale; personId: string; given: readonly GivenRole[]; mayGive: boolean }
export const RolesSection = ({ t, locale, personId, given, mayGive }: SectionProps) => {
  const words = t.grants
  const canEnd = given.some(({ mayEnd }) => mayEnd)
  return (
    <Section
      title={words.title}
      lead={given.length > 0 ? words.lead : undefined}
      action={
        mayGive ? (
          <LinkButton href={`/people/${personId}/grants/new`} kind="outline" size="md">
            {words.give}
          </LinkButton>
        ) : undefined
      }
    >
      {given.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          captionHidden
          dense
          columns={[
            { label: words.role, kind: 'head' },
            { label: words.town },
            { label: words.status },
            { label: words.from },
            { label: words.until },
            { label: words.given },
            { label: words.ended },
            ...(canEnd ? [{ label: words.action, kind: 'quiet' as const }] : []),
          ]}
          rows={given.map((one) => ({
            cells: [
              t.roles[one.role],
              townOf(t, locale, one),
              chip(one.standing === 'paused' ? words.paused : words.standings[one.standing], tones[one.standing]),
              formatDay(locale, one.fromOn),
              untilOf(words, locale, one),
              byWhom(words, locale, one.giver, one.reasons?.given),
              one.ender ? byWhom(words, locale, one.ender, one.reasons?.ended) : words.notEnded,
              ...(canEnd ? [one.mayEnd ? rowAction(`/people/${personId}/grants/${one.id}/end`, words.end) : ''] : []),
            ],
          }))}
        />
      )}
    </Section>
  )
}

type Typed = Readonly<Record<string, string | readonly string[]>>
type GiveProps = {
  t: Messages
  locale: Locale
  person: { id: string; name: string }
  today: Day
  held: readonly string[]
  roles: readonly Role[]
  towns: readonly { id: string; name: string; romaji: string }[]
  typed: Typed
  problems: readonly Problem[]
  token: string
}

export const GiveRolePage = ({ t, locale, person, today, held, roles, towns, typed, problems, token }: GiveProps) => {
  const words = t.grants
  const field = (name: string, required = true) => ({
    name,
    value: String(typed[name] ?? ''),
    problem: problemOf(problems, name),
    mark: required ? t.frame.required : t.frame.optional,
    required,
  })
  return (
    <>
      <PageHeading title={words.giveTo(person.name)} lead={words.new.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Facts items={[{ term: words.new.held, value: held.length > 0 ? <Lines lines={held} /> : words.new.heldNone }]} />
      <Form action={`/people/${person.id}/grants`} token={token}>
        <Radios {...field('role')} label={words.role} options={roles.map((value) => ({ value, label: t.roles[value] }))} />
        <Select
          {...field('town', false)}
          label={words.town}
          hint={words.new.townHint}
          empty={t.allTowns}
          options={towns.map(({ id, name, romaji }) => ({ value: id, label: locale === 'ja' ? name : romaji }))}
          width="sm"
        />
        <DateField {...field('from')} label={words.from} hint={words.new.fromHint} min={today} max={lastStart(today)} />
        <DateField
          {...field('until', false)}
          label={words.until}
          hint={words.new.untilHint}
          min={addDays(today, 1)}
          max={lastEnd(lastStart(today))}
        />
        <TextArea {...field('reason')} label={words.new.reason} hint={words.new.reasonHint} rows={3} maxlength={300} />
        <Actions>
          <Button>{words.new.submit}</Button>
          <LinkButton href={`/people/${person.id}`} kind="text">
            {words.new.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

type OneRole = Pick<GivenRole, 'role' | 'town' | 'townRomaji' | 'fromOn' | 'untilOn'>
/** One role as facts: before it is given, before it is ended, and before either is proved. */
export const roleFacts = (t: Messages, locale: Locale, one: OneRole): Fact[] => [
  { term: t.grants.role, value: t.roles[one.role] },
  { term: t.grants.town, value: townOf(t, locale, one) },
  { term: t.grants.from, value: formatDay(locale, one.fromOn) },
  { term: t.grants.until, value: untilOf(t.grants, locale, one) },
]

type EndProps = {
  t: Messages
  locale: Locale
  person: { id: string; name: string }
  grant: OneRole & { id: string }
  typed: Typed
  problems: readonly Problem[]
  token: string
}

export const EndRolePage = ({ t, locale, person, grant, typed, problems, token }: EndProps) => {
  const words = t.grants.ending
  return (
    <>
      <PageHeading title={words.title(person.name)} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Facts items={roleFacts(t, locale, grant)} />
      <Section title={words.effects}>
        <Lines lines={words.effect} />
      </Section>
      <Form action={`/people/${person.id}/grants/${grant.id}/end`} token={token}>
        <TextArea
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          value={String(typed.reason ?? '')}
          problem={problemOf(problems, 'reason')}
          mark={t.frame.required}
          required
          rows={3}
          maxlength={300}
        />
        <Actions>
          <Button tone="danger">{words.submit}</Button>
          <LinkButton href={`/people/${person.id}`} kind="text">
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
