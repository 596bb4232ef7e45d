/** Incidents in a list: what is being looked into, the most urgent first, and what is closed. */
import { type Day, daysBetween } from '../../../policies/kernel/days.ts'
import type { Status } from '../../../policies/safety/incidents.ts'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Empty } from '../../parts/notices.tsx'
import { chip, type Tone } from '../../parts/status.tsx'

export const incidentTones: Record<Status, Tone> = { frozen: 'error', asked: 'warning', lifted: 'info', closed: 'success' }
/** How near a day is, as a word and a colour. */
export const urgency = (left: number): Tone => (left < 0 ? 'error' : left <= 1 ? 'warning' : 'neutral')

type Row = {
  id: string
  name: string | undefined
  number: string | undefined
  town: string
  status: Status
  reports: number | undefined
  knownAt: string
  next: Day | undefined
  mine: boolean
}
type Props = {
  say: Say
  today: Day
  open: readonly Row[]
  closed: readonly Row[]
  isFirstPage: boolean
  older: string | undefined
}

export const IncidentsPage = ({ say, today, open, closed, isFirstPage, older }: Props) => {
  const { t } = say
  const words = t.incidents.list
  const what = (one: Row) => (
    <>
      <a href={`/incidents/${one.id}`}>{one.name === undefined ? words.of(one.town) : say.quoted(one.name)}</a>
      {one.number && one.number !== one.name ? <small> {one.number}</small> : null}
    </>
  )
  const state = (one: Row) => chip(t.incidents.statuses[one.status], incidentTones[one.status])
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {isFirstPage ? (
        <Section title={words.open}>
          {open.length === 0 ? (
            <Empty title={words.emptyOpen.title}>{words.emptyOpen.words}</Empty>
          ) : (
            <List
              caption={words.open}
              rows={open}
              columns={[
                { label: words.what, kind: 'head', cell: what },
                { label: words.town, cell: ({ town }) => town },
                { label: words.state, cell: (one) => (one.mine ? chip(words.mine, 'warning') : state(one)) },
                {
                  label: words.next,
                  cell: ({ next, reports }) =>
                    next ? <Next say={say} today={today} day={next} /> : reports === undefined ? '' : words.none,
                },
                { label: words.reports, cell: ({ reports }) => (reports === undefined ? '' : words.count(reports)) },
                { label: words.known, cell: ({ knownAt }) => say.shortDay(knownAt) },
              ]}
            />
          )}
        </Section>
      ) : null}
      <Section title={words.closed}>
        {closed.length === 0 ? (
          <p>{words.emptyClosed}</p>
        ) : (
          <List
            caption={words.closed}
            rows={closed}
            columns={[
              { label: words.what, kind: 'head', cell: what },
              { label: words.town, cell: ({ town }) => town },
              { label: words.state, cell: state },
              { label: words.known, cell: ({ knownAt }) => say.day(knownAt) },
            ]}
          />
        )}
        <Pager
          label={t.frame.pages}
          newer={isFirstPage ? undefined : { href: '/incidents', words: t.frame.newer }}
          older={older ? { href: older, words: t.frame.older } : undefined}
        />
      </Section>
    </>
  )
}

const Next = ({ say, today, day }: { say: Say; today: Day; day: Day }) => {
  const left = daysBetween(today, day)
  return (
    <>
      {say.shortDay(day)} {chip(say.t.incidents.left(left), urgency(left))}
    </>
  )
}
