/** The list of people: who they are, how far they may go, how much they have in hand. */
import { html } from 'hono/html'
import { type Role, roles } from '../../policies/identity/people.ts'
import { addDays, type Day } from '../../policies/kernel/days.ts'
import { expiringDays } from '../../policies/membership/membership.ts'
import { type DataClass, handling } from '../../policies/safety/classes.ts'
import type { WorkerStatus } from '../../policies/telework/applications.ts'
import { Button, LinkButton, SearchForm, Select, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'
import { List } from '../parts/list.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { type Held, type Kind, Lines, type Named, rolesOf, standings } from './people.tsx'

/** `standing`: of a worker who is suspended or has left; `work`: of any worker. Both for those who look after them only. */
type Listed = Named & {
  passkeys: number | null
  grants: readonly Held[]
  standing: Exclude<WorkerStatus, 'active'> | undefined
  work: Work | undefined
}
type Work = {
  clearance: DataClass
  vettedUntil: Day
  courses: number
  courseEnds: Day | undefined
  inHand: number
  workedOn: Day | undefined
}
type Filter = { words: string; role?: Role | undefined; town?: string | undefined; pick?: 'expiring' | 'idle' | undefined }
type PeopleProps = {
  say: Say
  today: Day
  kinds: readonly Kind[]
  filter: Filter
  towns: readonly { id: string; name: string; romaji: string }[]
  /** The reader looks after workers of a town. */
  serves: boolean
  total: number
  people: readonly Listed[]
  older: string | undefined
  newer: string | undefined
}

const inviteLinks = (t: Messages['people'], kinds: readonly Kind[]) => (
  <>
    {kinds.map((kind, i) => (
      <LinkButton href={`/people/new?kind=${kind}`} kind={i === 0 ? 'solid-fill' : 'outline'}>
        {t.invite[kind]}
      </LinkButton>
    ))}
  </>
)

export const PeoplePage = (props: PeopleProps) => {
  const { say, today, kinds, filter, serves, total, people, older, newer } = props
  const { t } = say
  const p = t.people
  const isFiltered = Boolean(filter.words || filter.role || filter.town || filter.pick)
  return (
    <>
      <PageHeading
        title={p.title}
        lead={kinds.length > 1 ? p.lead.both : p.lead[kinds[0] ?? 'staff']}
        action={inviteLinks(p, kinds)}
      />
      <Search {...props} isFiltered={isFiltered} />
      {people.length === 0 ? (
        <Empty title={isFiltered ? p.nobody.title : p.empty.title} sign="person">
          {isFiltered ? p.nobody.words : p.empty.words}
        </Empty>
      ) : (
        <List
          caption={p.total(total)}
          captionShown
          rows={people}
          columns={[
            { label: p.name, kind: 'head', cell: (one) => say.person(one, { href: `/people/${one.id}` }) },
            { label: p.roles, cell: (one) => rolesCell(say, one) },
            serves && { label: p.level, cell: ({ work }) => (work ? levelCell(say, work, today) : '') },
            serves && { label: p.courses, kind: 'named', cell: ({ work }) => (work ? coursesCell(say, work, today) : '') },
            serves && { label: p.inHand, kind: 'number', cell: ({ work }) => (work ? p.lots(work.inHand) : '') },
            serves && {
              label: p.workedOn,
              kind: 'named',
              cell: ({ work }) => (work?.workedOn ? say.shortDay(work.workedOn) : work ? p.never : ''),
            },
            { label: p.passkeys, cell: (one) => keysOf(p, one) },
          ]}
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

const Search = ({ say, filter, towns, serves, isFiltered }: PeopleProps & { isFiltered: boolean }) => {
  const { people: p, roles: names } = say.t
  const { expiring, idle } = p.picks
  return (
    <SearchForm action="/people" label={p.search}>
      <TextField name="q" label={p.words} type="search" value={filter.words} autocomplete="off" maxlength={60} />
      <Select
        name="role"
        label={p.roles}
        empty={p.all}
        value={filter.role ?? ''}
        options={roles.map((value) => ({ value, label: names[value] }))}
      />
      {towns.length > 1 ? (
        <Select
          name="town"
          label={p.town}
          empty={p.all}
          value={filter.town ?? ''}
          options={towns.map((town) => ({ value: town.id, label: say.name(town) }))}
        />
      ) : null}
      {serves ? (
        <Select
          name="pick"
          label={p.pick}
          empty={p.all}
          value={filter.pick ?? ''}
          options={[
            { value: 'expiring', label: expiring(expiringDays) },
            { value: 'idle', label: idle },
          ]}
        />
      ) : null}
      <Button kind="outline">{p.find}</Button>
      {isFiltered ? <a href="/people">{p.clear}</a> : null}
    </SearchForm>
  )
}

const isSoon = (until: Day, today: Day) => until <= addDays(today, expiringDays)
const endsOn = ({ t, shortDay }: Say, until: Day, today: Day) =>
  isSoon(until, today) ? html` <b class="yui-late">${t.people.until(shortDay(until))}</b>` : ''
const levelCell = (say: Say, { clearance, vettedUntil }: Work, today: Day) =>
  html`${say.t.levels[handling[clearance].level]}${endsOn(say, vettedUntil, today)}`
const coursesCell = (say: Say, { courses, courseEnds }: Work, today: Day) =>
  html`${say.t.people.passed(courses)}${courseEnds ? endsOn(say, courseEnds, today) : ''}`

/** The roles of today; who is suspended or has left is marked, as is who has no role any more. */
const rolesCell = (say: Say, { grants, standing }: Listed) => {
  const { one, noRole } = say.t.people
  return (
    <>
      {grants.length > 0 ? <Lines items={rolesOf(say, grants)} /> : null}
      {standing ? chip(one.statuses[standing], standings[standing]) : null}
      {grants.length === 0 && !standing ? chip(noRole) : null}
    </>
  )
}

/** A missing key is somebody's next step only while there is something to sign in for. */
const keysOf = (t: Messages['people'], { passkeys, grants }: Listed) =>
  passkeys ? chip(t.count(passkeys), 'success') : chip(t.noPasskey, grants.length > 0 ? 'warning' : 'neutral')
