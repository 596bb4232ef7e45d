/** Roles of a person: all that were ever given, the form that gives one more, and the page that ends one. */

import type { Role } from '../../policies/identity/people.ts'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import { lastEnd, lastStart, type Standing } from '../../policies/membership/grants.ts'
import { DateField, LinkButton, Radios, Select, TextArea } from '../kernel/forms.tsx'
import type { Named, Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { type Fact, Facts, Person } from '../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../parts/form-page.tsx'
import { Section } from '../parts/heading.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

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
  /** Where a manager's packages are handed over, for who may. */
  succession: string | undefined
}
const tones: Record<GivenRole['standing'], Tone> = {
  'in-force': 'success',
  'to-come': 'info',
  over: 'neutral',
  paused: 'warning',
}
/** Who ends a role on its first day, or before it, leaves no day on which it counted as a whole. */
function untilOf({ t, day }: Say, { fromOn, untilOn }: Pick<GivenRole, 'fromOn' | 'untilOn'>): string {
  if (untilOn === null) return t.grants.noEnd
  if (untilOn >= fromOn) return day(untilOn)
  return untilOn === addDays(fromOn, -1) ? t.grants.endedFirst : t.grants.endedBefore
}

/** What the platform did by itself has a reason in its own words, which are nobody's to read. */
const byWhom = (say: Say, by: Named, reason: string | undefined) => {
  const name = say.name(by)
  if (!name) return say.t.grants.byItself
  return reason ? <Person name={name} note={reason} /> : name
}

type SectionProps = { say: Say; personId: string; given: readonly GivenRole[]; mayGive: boolean }
export const RolesSection = ({ say, personId, given, mayGive }: SectionProps) => {
  const words = say.t.grants
  const action = mayGive ? (
    <LinkButton href={`/people/${personId}/grants/new`} kind="outline" size="md">
      {words.give}
    </LinkButton>
  ) : undefined
  return (
    <Section title={words.title} lead={given.length > 0 ? words.lead : undefined} action={action}>
      {given.length === 0 ? <p>{words.none}</p> : <Roles say={say} personId={personId} given={given} />}
      {[...new Set(given.flatMap(({ succession }) => succession ?? []))].map((href) => (
        <p>
          <a href={href}>{say.t.succession.link}</a>
        </p>
      ))}
    </Section>
  )
}

const Roles = ({ say, personId, given }: Omit<SectionProps, 'mayGive'>) => {
  const { t, day } = say
  const words = t.grants
  const columns: ListColumn<GivenRole>[] = [
    { label: words.role, kind: 'head', cell: ({ role }) => t.roles[role] },
    { label: words.town, cell: (one) => say.town(one) || t.allTowns },
    { label: words.status, cell: ({ standing }) => chip(standingWords(words, standing), tones[standing]) },
    { label: words.from, kind: 'named', cell: ({ fromOn }) => day(fromOn) },
    { label: words.until, kind: 'named', cell: (one) => untilOf(say, one) },
    { label: words.given, kind: 'named', cell: ({ giver, reasons }) => byWhom(say, giver, reasons?.given) },
    {
      label: words.ended,
      kind: 'named',
      cell: ({ ender, reasons }) => (ender ? byWhom(say, ender, reasons?.ended) : words.notEnded),
    },
  ]
  const end: ListColumn<GivenRole> = {
    label: words.action,
    kind: 'quiet',
    cell: ({ id, mayEnd }) => (mayEnd ? rowAction(`/people/${personId}/grants/${id}/end`, words.end) : ''),
  }
  return <List caption={words.title} dense rows={given} columns={[...columns, given.some(({ mayEnd }) => mayEnd) && end]} />
}

const standingWords = (words: Messages['grants'], standing: GivenRole['standing']) =>
  standing === 'paused' ? words.paused : words.standings[standing]

type GiveProps = {
  say: Say
  person: { id: string; name: string }
  today: Day
  held: readonly string[]
  roles: readonly Role[]
  towns: readonly { id: string; name: string; romaji: string }[]
  form: Filled
}

export const GiveRolePage = ({ say, person, today, held, roles, towns, form }: GiveProps) => {
  const { t } = say
  const words = t.grants
  const field = fieldIn(say, form)
  const above = <Facts items={[{ term: words.new.held, value: held.length > 0 ? <Lines lines={held} /> : words.new.heldNone }]} />
  return (
    <FormPage
      {...{ say, form, above }}
      title={words.giveTo(person.name)}
      lead={words.new.lead}
      action={`/people/${person.id}/grants`}
      button={words.new.submit}
      back={{ href: `/people/${person.id}`, words: words.new.back }}
    >
      <Radios {...field('role', words.role)} options={roles.map((value) => ({ value, label: t.roles[value] }))} />
      <Select
        {...field('town', words.town, words.new.townHint)}
        empty={t.allTowns}
        options={towns.map((town) => ({ value: town.id, label: say.name(town) }))}
        width="sm"
      />
      <DateField {...field('from', words.from, words.new.fromHint)} min={today} max={lastStart(today)} />
      <DateField {...field('until', words.until, words.new.untilHint)} min={addDays(today, 1)} max={lastEnd(lastStart(today))} />
      <TextArea {...field('reason', words.new.reason, words.new.reasonHint)} rows={3} />
    </FormPage>
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
export const roleFacts = (say: Say, one: OneRole): Fact[] => [
  { term: say.t.grants.role, value: say.t.roles[one.role] },
  { term: say.t.grants.town, value: say.town(one) || say.t.allTowns },
  { term: say.t.grants.from, value: say.day(one.fromOn) },
  { term: say.t.grants.until, value: untilOf(say, one) },
]

type EndProps = { say: Say; person: { id: string; name: string }; grant: OneRole & { id: string }; form: Filled }

export const EndRolePage = ({ say, person, grant, form }: EndProps) => {
  const words = say.t.grants.ending
  const above = (
    <>
      <Facts items={roleFacts(say, grant)} />
      <Section title={words.effects}>
        <Lines lines={words.effect} />
      </Section>
    </>
  )
  return (
    <FormPage
      {...{ say, form, above }}
      title={words.title(person.name)}
      lead={words.lead}
      action={`/people/${person.id}/grants/${grant.id}/end`}
      button={words.submit}
      danger
      back={{ href: `/people/${person.id}`, words: words.back }}
    >
      <TextArea {...fieldIn(say, form)('reason', words.reason, words.reasonHint)} rows={3} />
    </FormPage>
  )
}
